"""The judge of histories finds what is wrong, and nothing where nothing is."""

import pytest

from tests.stateful.history import History, Reading, Write


def write(saw: int, made: int, word: str, began: float = 0, ended: float = 1) -> Write:
    return Write(saw=saw, made=made, word=word, began=began, ended=ended)


def reading(version: int, word: str, began: float = 0, ended: float = 1) -> Reading:
    return Reading(version=version, word=word, began=began, ended=ended)


def history(*entries: Write | Reading) -> History:
    found = History(1, "first")
    for entry in entries:
        found.wrote(entry) if isinstance(entry, Write) else found.read(entry)
    return found


def test_one_after_another_is_well():
    assert not history(
        write(1, 2, "b", 0, 1), write(2, 3, "c", 1, 2), reading(1, "first", 0, 1), reading(3, "c", 2, 3)
    ).anomalies()


@pytest.mark.parametrize(
    ("wrong", "entries"),
    [
        ("lost update", [write(1, 2, "b"), write(1, 2, "c")]),
        ("lost update", [write(1, 2, "b"), write(1, 3, "c")]),
        ("lost update", [write(1, 3, "b")]),
        ("dirty", [write(1, 2, "b"), reading(2, "c")]),
        ("dirty", [reading(2, "b")]),
        ("stale", [write(1, 2, "b", 0, 1), reading(1, "first", 2, 3)]),
        ("stale", [write(1, 2, "b", 5, 6), reading(2, "b", 1, 2), reading(1, "first", 3, 4)]),
    ],
)
def test_what_cannot_have_happened_is_found(wrong, entries):
    assert [anomaly for anomaly in history(*entries).anomalies() if anomaly.startswith(wrong)]
