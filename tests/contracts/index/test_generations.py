"""Replacing an index while it is searched and written."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from search.plan import Plan
from search.port import IndexUnavailable, Outcome, Removal, ShrunkIndex, VacancyIndex
from tests.contracts.index.asking import SIGNALS, found, hold
from tests.contracts.index.test_versions import outcomes
from tests.search.builders import vacancy

EVERYTHING = Plan(signals=SIGNALS, limit=1)


def test_live_writes_reach_both_generations_and_the_newer_wins(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(number) for number in range(1, 6)])
    old, new = vacancies.generation(), vacancies.start()
    assert vacancies.generation() == old != new
    vacancies.put([vacancy(1, version=2, title="Baru"), vacancy(6)])
    vacancies.remove([Removal(vacancy(2).id, 2)])
    filled = vacancies.put([vacancy(number) for number in range(1, 6)], generation=new)
    assert outcomes(filled) == [Outcome.STALE, Outcome.STALE, *[Outcome.WRITTEN] * 3]
    vacancies.refresh()
    assert found(vacancies) == {1, 3, 4, 5, 6}
    assert vacancies.swap(new) == 5
    assert vacancies.generation() == new
    assert found(vacancies) == {1, 3, 4, 5, 6}
    changed = vacancies.get(vacancy(1).id)
    assert changed is not None
    assert changed.title == "Baru"


def test_filling_is_not_seen_before_the_swap(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1)])
    new = vacancies.start()
    vacancies.put([vacancy(1), vacancy(2)], generation=new)
    vacancies.refresh()
    assert found(vacancies) == {1}
    assert vacancies.count() == 1
    assert vacancies.swap(new) == 2
    assert found(vacancies) == {1, 2}


def test_an_index_that_shrank_is_refused_unless_that_is_wanted(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(number) for number in range(1, 11)])
    new = vacancies.start()
    vacancies.put([vacancy(number) for number in range(1, 8)], generation=new)
    with pytest.raises(ShrunkIndex) as refusal:
        vacancies.swap(new)
    assert (refusal.value.before, refusal.value.after) == (10, 7)
    assert vacancies.count() == 10
    assert vacancies.generation() != new
    assert vacancies.swap(new, allow_shrink=True) == 7
    vacancies.refresh()
    assert vacancies.count() == 7


def test_four_fifths_are_enough(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(number) for number in range(1, 11)])
    new = vacancies.start()
    vacancies.put([vacancy(number) for number in range(1, 9)], generation=new)
    assert vacancies.swap(new) == 8


def test_a_generation_can_be_given_up(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1)])
    new = vacancies.start()
    vacancies.discard(new)
    vacancies.discard(new)
    hold(vacancies, [vacancy(2)])
    assert found(vacancies) == {1, 2}
    with pytest.raises(ValueError, match="answers"):
        vacancies.discard(vacancies.generation())


def test_a_start_drops_what_an_interrupted_rebuild_left(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1)])
    left = vacancies.start()
    vacancies.put([vacancy(7)], generation=left)
    again = vacancies.start()
    vacancies.put([vacancy(1)], generation=again)
    assert vacancies.swap(again) == 1
    assert found(vacancies) == {1}


def test_tombstones_survive_a_rebuild(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1), vacancy(2)])
    vacancies.remove([Removal(vacancy(2).id, 5), Removal(vacancy(3).id, 5)])
    vacancies.refresh()
    new = vacancies.start()
    vacancies.put([vacancy(1)], generation=new)
    vacancies.swap(new, allow_shrink=True)
    late = vacancies.put([vacancy(2, version=4), vacancy(3, version=5)])
    assert outcomes(late) == [Outcome.STALE, Outcome.STALE]
    hold(vacancies, [vacancy(3, version=6)])
    assert found(vacancies) == {1, 3}


def test_a_removal_that_is_not_visible_yet_survives_as_well(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1), vacancy(2)])
    vacancies.remove([Removal(vacancy(2).id, 5)])
    new = vacancies.start()
    assert outcomes(vacancies.put([vacancy(1), vacancy(2)], generation=new)) == [Outcome.WRITTEN, Outcome.STALE]
    assert vacancies.swap(new) == 1


def test_writing_to_a_generation_that_is_gone_does_not_bring_it_back(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1)])
    new = vacancies.start()
    vacancies.discard(new)
    try:
        results = vacancies.put([vacancy(2)], generation=new)
    except IndexUnavailable:
        results = ()
    assert Outcome.WRITTEN not in outcomes(results)
    vacancies.refresh()
    assert found(vacancies) == {1}


@contextmanager
def _searching(index: VacancyIndex) -> Iterator[list[int]]:
    """Search again and again meanwhile; gives the totals, and fails when one search did."""
    totals: list[int] = []
    failures: list[Exception] = []
    done, began = threading.Event(), threading.Event()

    def search() -> None:
        while not done.is_set():
            try:
                totals.append(index.search(EVERYTHING).total)
            except Exception as error:
                failures.append(error)
            began.set()

    searcher = threading.Thread(target=search)
    searcher.start()
    try:
        assert began.wait(20)
        yield totals
    finally:
        done.set()
        searcher.join(timeout=20)
    assert not searcher.is_alive()
    assert not failures


def test_a_searcher_always_gets_an_answer(vacancies: VacancyIndex) -> None:
    documents = [vacancy(number) for number in range(1, 201)]
    hold(vacancies, documents)
    with _searching(vacancies) as totals:
        for _ in range(4):
            new = vacancies.start()
            for start in range(0, 200, 50):
                vacancies.put(documents[start : start + 50], generation=new)
            assert vacancies.swap(new) == 200
    assert len(totals) > 4
    assert set(totals) == {200}
