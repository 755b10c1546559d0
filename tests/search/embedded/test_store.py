"""Writing by version, durability, and damage."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.document import VacancyDocument
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.port import IndexUnavailable, Outcome, Removal
from tests.search.builders import vacancy


@pytest.fixture
def index() -> Iterator[EmbeddedVacancyIndex]:
    made = EmbeddedVacancyIndex()
    yield made
    made.close()


def _outcomes(results: tuple[object, ...]) -> list[Outcome]:
    return [result.outcome for result in results]  # type: ignore[attr-defined]


def test_only_newer_versions_are_written(index: EmbeddedVacancyIndex) -> None:
    one = vacancy(1, version=5)
    assert _outcomes(index.put([one])) == [Outcome.WRITTEN]
    assert _outcomes(index.put([one, vacancy(1, version=4)])) == [Outcome.STALE, Outcome.STALE]
    assert _outcomes(index.put([vacancy(1, version=6, title="Sopir")])) == [Outcome.WRITTEN]
    index.refresh()
    found = index.get(one.id)
    assert found is not None
    assert (found.title, found.version) == ("Sopir", 6)
    assert index.count() == 1


def test_a_tombstone_outlives_late_writes(index: EmbeddedVacancyIndex) -> None:
    index.put([vacancy(1, version=1)])
    assert _outcomes(index.remove([Removal(vacancy(1).id, 3)])) == [Outcome.WRITTEN]
    assert _outcomes(index.put([vacancy(1, version=2)])) == [Outcome.STALE]
    assert _outcomes(index.put([vacancy(1, version=4)])) == [Outcome.WRITTEN]
    index.refresh()
    assert index.count() == 1


def test_removing_what_never_came_keeps_it_away(index: EmbeddedVacancyIndex) -> None:
    index.remove([Removal(vacancy(1).id, 2)])
    assert _outcomes(index.put([vacancy(1, version=1)])) == [Outcome.STALE]
    assert index.count() == 0


def test_one_bad_document_does_not_stop_its_neighbours(index: EmbeddedVacancyIndex) -> None:
    results = index.put([vacancy(1), vacancy(2, pay_minimum=1 << 70), vacancy(3)])
    assert _outcomes(results) == [Outcome.WRITTEN, Outcome.FAILED, Outcome.WRITTEN]
    assert results[1].reason
    assert index.count() == 2


def test_versions_come_in_order_over_pages(index: EmbeddedVacancyIndex) -> None:
    index.put([vacancy(number, version=number) for number in range(2_100, 0, -1)])
    versions = list(index.versions())
    assert [entry.version for entry in versions] == list(range(1, 2_101))
    assert [entry.id for entry in versions] == sorted(entry.id for entry in versions)


def test_writes_become_visible_by_themselves(index: EmbeddedVacancyIndex) -> None:
    index.put([vacancy(1)])
    seen = threading.Event()

    def look() -> None:
        for _ in range(100):
            if index.get(vacancy(1).id):
                seen.set()
                return
            seen.wait(0.05)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(timeout=6)
    assert seen.is_set()


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    first = EmbeddedVacancyIndex(tmp_path)
    first.put([vacancy(1), vacancy(2)])
    first.remove([Removal(vacancy(2).id, 2)])
    generation = first.generation()
    first.close()
    again = EmbeddedVacancyIndex(tmp_path)
    assert not again.rebuilt
    assert again.generation() == generation
    assert again.get(vacancy(1).id) == vacancy(1)
    assert _outcomes(again.put([vacancy(2)])) == [Outcome.STALE]
    again.close()


def _damage_index(folder: Path) -> None:
    for path in folder.rglob("meta.json"):
        path.write_text("{", encoding="ascii")


def _damage_ledger(folder: Path) -> None:
    for path in folder.rglob("versions.sqlite*"):
        path.write_bytes(b"not a database at all, but long enough to be taken for one" * 40)


def _lose_segments(folder: Path) -> None:
    for path in folder.rglob("index/*"):
        if not path.name.startswith("."):
            path.unlink()


@pytest.mark.parametrize("damage", [_damage_index, _damage_ledger, _lose_segments])
def test_a_damaged_folder_starts_empty_and_says_so(tmp_path: Path, damage: object) -> None:
    first = EmbeddedVacancyIndex(tmp_path)
    first.put([vacancy(1), vacancy(2)])
    first.close()
    damage(tmp_path)  # type: ignore[operator]
    again = EmbeddedVacancyIndex(tmp_path)
    assert again.rebuilt
    assert again.count() == 0
    assert _outcomes(again.put([vacancy(1)])) == [Outcome.WRITTEN]
    again.refresh()
    assert again.get(vacancy(1).id) == vacancy(1)
    again.close()


def test_two_processes_cannot_write_one_folder(tmp_path: Path) -> None:
    first = EmbeddedVacancyIndex(tmp_path)
    first.put([vacancy(1)])
    with pytest.raises(IndexUnavailable):
        EmbeddedVacancyIndex(tmp_path)
    first.refresh()
    assert first.count() == 1
    first.close()


def test_many_threads_write_and_read_at_once(index: EmbeddedVacancyIndex) -> None:
    failures: list[BaseException] = []

    def work(start: int) -> None:
        try:
            for number in range(start, start + 50):
                index.put([vacancy(number)])
                index.get(vacancy(number).id)
            index.refresh()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 200, 50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    index.refresh()
    assert not failures
    assert index.count() == 200
    assert isinstance(index.get(vacancy(199).id), VacancyDocument)
