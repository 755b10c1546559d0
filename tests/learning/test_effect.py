"""Accepted words reach every process within two minutes, never in the way of a search, and outlive a silent table."""

import threading

import pytest

from chalicelib import finding
from chalicelib.learning import effect
from chalicelib.learning.effect import FRESH, Effect
from chalicelib.learning.model import Learned, Overlay, Target
from search.reading.extras import NONE
from search.vocabulary import AskedKind

CASHIER = Target(kind=AskedKind.OCCUPATION, code="5230")


class Table:
    """An overlay that can be changed, counts who reads it, and can be silent."""

    def __init__(self, *words: str) -> None:
        self.silent, self.reads = False, 0
        self.read = threading.Semaphore(0)
        self.say(*words)

    def say(self, *words: str) -> None:
        self.overlay = Overlay(
            number=len(words),
            learned=tuple(Learned(proposal_id=f"prp_{each}", words=each, target=CASHIER, weight=0.9) for each in words),
        )

    def __call__(self) -> Overlay:
        self.reads += 1
        self.read.release()
        if self.silent:
            raise ConnectionError
        return self.overlay


class Seconds:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def words_of(effect):
    return [each.words for each in effect.learned()]


def test_the_first_reading_has_what_was_accepted():
    assert words_of(Effect(Table("wekwek"), Seconds(), first=20)) == ["wekwek"]


def test_a_table_that_takes_its_time_holds_nobody_up():
    let_go = threading.Event()
    table = Table("wekwek")

    def slow() -> Overlay:
        assert let_go.wait(20)
        return table()

    fresh = Effect(slow, Seconds(), first=0.01)
    assert fresh.extras() is NONE
    assert fresh.extras() is NONE
    let_go.set()
    assert table.read.acquire(timeout=20)


def test_what_was_read_holds_for_two_minutes():
    table, seconds = Table("wekwek"), Seconds()
    held = Effect(table, seconds)
    held.refresh()
    kept = held.extras()
    table.say("wokwok")
    seconds.now = FRESH - 1
    assert held.extras() is kept
    assert words_of(held) == ["wekwek"]
    assert table.reads == 1
    seconds.now = FRESH
    held.extras()
    assert table.read.acquire(timeout=20)
    assert table.read.acquire(timeout=20)
    held.refresh()
    assert words_of(held) == ["wokwok"]
    assert held.extras().meanings("wekwek") == ()


def test_what_has_not_changed_is_the_same_object():
    """Readings of queries are kept for the same additions: another object would throw them all away."""
    table = Table("wekwek")
    held = Effect(table, Seconds())
    held.refresh()
    kept = held.extras()
    table.say("wekwek")
    held.refresh()
    assert held.extras() is kept


def test_a_silent_table_changes_nothing():
    table, seconds = Table("wekwek"), Seconds()
    held = Effect(table, seconds)
    held.refresh()
    table.silent = True
    held.refresh()
    assert words_of(held) == ["wekwek"]
    seconds.now = FRESH - 1
    held.extras()
    assert table.reads == 2


def test_one_reads_at_a_time():
    let_go, began, reads = threading.Event(), threading.Event(), []

    def slow() -> Overlay:
        reads.append(1)
        began.set()
        assert let_go.wait(20)
        return Overlay()

    seconds = Seconds()
    held = Effect(slow, seconds, first=0.01)
    held.extras()
    assert began.wait(20)
    seconds.now = 10 * FRESH
    for _ in range(20):
        held.extras()
    assert len(reads) == 1
    let_go.set()


def test_nothing_is_read_unless_it_is_switched_on(monkeypatch):
    monkeypatch.setattr(effect, "effect", lambda: pytest.fail("it was asked"))
    assert effect.extras() is NONE
    assert effect.learned() == ()
    effect.refresh()


@pytest.fixture
def accepted(monkeypatch):
    held = Effect(Table("wekwek", "juru wek"), Seconds())
    held.refresh()
    monkeypatch.setattr("chalicelib.learning.extras", held.extras)
    monkeypatch.setattr("chalicelib.learning.learned", held.learned)
    from chalicelib.finding.world import ReferenceKnowledge

    return ReferenceKnowledge()


def test_queries_are_read_with_what_was_accepted(accepted):
    reading = accepted.recogniser.read("wekwek depok").reading()
    assert ("wekwek", "5230") in {(each.words, each.code) for each in reading.concepts}
    assert reading.left == ()


@pytest.mark.parametrize("typed", ["wekw", "juru w", "wek"])
def test_what_is_typed_becomes_what_was_accepted(accepted, typed):
    from search.vocabulary import Kind

    found = accepted.completer.complete(typed, (Kind.OCCUPATION,), 20)
    (own,) = [each for each in found if each.code == "5230"]
    assert own.label == finding.text_of(Kind.OCCUPATION, "5230")
    assert accepted.completer.complete(typed, (Kind.SKILL,), 20) == [
        each for each in accepted.completer.complete(typed, (Kind.SKILL,), 20) if each.kind is Kind.SKILL
    ]


def test_the_tables_own_completion_is_not_told_twice(accepted):
    from search.vocabulary import Kind

    found = accepted.completer.complete("kasir", (Kind.OCCUPATION,), 20)
    codes = [each.code for each in found]
    assert len(codes) == len(set(codes))
