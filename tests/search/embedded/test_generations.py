"""Replacing an index while it answers."""

from pathlib import Path

import pytest

from search.embedded.vacancies import EmbeddedVacancyIndex
from search.port import IndexUnavailable, Outcome, Removal, ShrunkIndex
from tests.search.builders import vacancy


def test_live_writes_reach_both_generations_and_the_newer_wins() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(number) for number in range(1, 6)])
    new = index.start()
    index.put([vacancy(1, version=2, title="Baru")])
    index.remove([Removal(vacancy(2).id, 2)])
    results = index.put([vacancy(number) for number in range(1, 6)], generation=new)
    assert [result.outcome for result in results][:3] == [Outcome.STALE, Outcome.STALE, Outcome.WRITTEN]
    assert index.generation() != new
    assert index.swap(new) == 4
    assert index.generation() == new
    found = index.get(vacancy(1).id)
    assert found is not None
    assert found.title == "Baru"
    assert index.get(vacancy(2).id) is None
    index.close()


def test_an_index_that_shrank_is_refused() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(number) for number in range(10)])
    new = index.start()
    index.put([vacancy(number) for number in range(7)], generation=new)
    with pytest.raises(ShrunkIndex) as refusal:
        index.swap(new)
    assert (refusal.value.before, refusal.value.after) == (10, 7)
    assert index.count() == 10
    assert index.swap(new, allow_shrink=True) == 7
    index.close()


def test_four_fifths_are_enough() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(number) for number in range(10)])
    new = index.start()
    index.put([vacancy(number) for number in range(8)], generation=new)
    assert index.swap(new) == 8
    index.close()


def test_an_interrupted_rebuild_leaves_nothing_behind(tmp_path: Path) -> None:
    index = EmbeddedVacancyIndex(tmp_path)
    index.put([vacancy(1)])
    left = index.start()
    again = index.start()
    assert left != again
    assert not (tmp_path / left).exists()
    index.close()
    reopened = EmbeddedVacancyIndex(tmp_path)
    assert reopened.count() == 1
    assert [path.name for path in tmp_path.glob("g*")] == [reopened.generation()]
    with pytest.raises(IndexUnavailable):
        reopened.put([vacancy(2)], generation=again)
    reopened.close()


def test_what_answers_cannot_be_discarded() -> None:
    index = EmbeddedVacancyIndex()
    with pytest.raises(ValueError, match="answers"):
        index.discard(index.generation())
    index.close()


def test_after_a_swap_the_new_generation_is_there_at_the_next_start(tmp_path: Path) -> None:
    index = EmbeddedVacancyIndex(tmp_path)
    index.put([vacancy(1)])
    new = index.start()
    index.put([vacancy(1), vacancy(2)], generation=new)
    index.swap(new)
    index.close()
    reopened = EmbeddedVacancyIndex(tmp_path)
    assert (reopened.generation(), reopened.count()) == (new, 2)
    reopened.close()
