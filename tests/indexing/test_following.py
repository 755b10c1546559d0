"""Changes, rebuilds and comparisons: whatever happens, the index ends as the table is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.indexing.applying import apply_people, apply_vacancies
from chalicelib.indexing.documents import open_vacancies
from chalicelib.indexing.model import Change, Drift
from chalicelib.indexing.rebuilding import BATCH, batches, rebuild
from chalicelib.indexing.reconciling import compare
from chalicelib.vacancies.model import State, Vacancy
from search.port import IndexUnavailable, Outcome, Removal, ShrunkIndex
from tests.indexing.fakes import DAY, NOW, MemoryIndex, person, vacancy

OPEN = open_vacancies(NOW)
KINDS = ("open", "closed", "expired", "duplicate", "gone")
Stored = Iterable[tuple[Vacancy, int]]


def _as(kind: str, number: int) -> Vacancy | None:
    match kind:
        case "closed":
            return vacancy(number, state=State.CLOSED)
        case "expired":
            return vacancy(number, expires_at=NOW - DAY)
        case "duplicate":
            return vacancy(number, duplicate_of="vac_other")
        case "gone":
            return None
    return vacancy(number)


def _change(number: int, version: int, kind: str) -> Change[Vacancy]:
    return Change(id=vacancy(number).id, version=version, content=_as(kind, number))


def _apply(index: Any, *changes: Change[Vacancy]) -> list[Outcome]:
    return [result.outcome for result in apply_vacancies(changes, index, FixedClock(NOW))]


def _held(index: MemoryIndex) -> list[tuple[str, int]]:
    return [(entry.id, entry.version) for entry in index.versions()]


def _full(count: int = 10) -> MemoryIndex:
    index = MemoryIndex()
    _apply(index, *(_change(number, 1, "open") for number in range(1, count + 1)))
    return index


@given(
    st.lists(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_any_order_with_repetitions_ends_as_the_table(lives: list[list[str]], draw: Random) -> None:
    changes = [
        _change(number, version, kind) for number, life in enumerate(lives, 1) for version, kind in enumerate(life, 1)
    ]
    events = changes + changes[::2]
    draw.shuffle(events)
    index = MemoryIndex()
    for batch in batches([*events, *events[:3]], 4):
        assert Outcome.FAILED not in _apply(index, *batch)
    assert _held(index) == [(vacancy(place).id, len(life)) for place, life in enumerate(lives, 1) if life[-1] == "open"]


def test_a_failure_is_told_at_the_place_of_its_own_change() -> None:
    index = MemoryIndex(refused=frozenset({vacancy(2).id}))
    changes = [_change(1, 1, "open"), _change(2, 1, "open"), _change(3, 1, "gone"), _change(2, 2, "gone")]
    assert _apply(index, *changes) == [Outcome.WRITTEN, Outcome.FAILED, Outcome.WRITTEN, Outcome.FAILED]


def test_an_index_that_is_away_is_told_and_nothing_to_do_needs_none() -> None:
    away = MemoryIndex(available=False)
    with pytest.raises(IndexUnavailable):
        _apply(away, _change(1, 1, "open"))
    assert _apply(away) == []


def test_whoever_takes_back_consent_leaves_the_index() -> None:
    index: Any = MemoryIndex()
    there, away = person(1), person(1, consents={})
    apply_people([Change(id=there.id, version=1, content=there)], index)
    assert index.count() == 1
    apply_people([Change(id=there.id, version=2, content=away)], index)
    apply_people([Change(id=there.id, version=1, content=there)], index)
    assert index.count() == 0


def _rebuilt(index: Any, stored: Stored, *, force: bool = False) -> tuple[int, list[int]]:
    told: list[int] = []
    return rebuild(index, stored, OPEN, told.append, force), told


def test_a_rebuild_holds_what_is_open_and_tells_how_far_it_is() -> None:
    index = MemoryIndex()
    states = {0: State.CLOSED}
    stored = [(vacancy(each, state=states.get(each % 5, State.PUBLISHED)), 1) for each in range(1, 1_201)]
    found, told = _rebuilt(index, stored)
    assert found == index.count() == 960
    assert told == [BATCH, 2 * BATCH, 1_200]


def test_writes_during_a_rebuild_are_kept() -> None:
    index = _full()

    def reading() -> Iterator[tuple[Vacancy, int]]:
        for number in range(1, 11):
            if number == 5:
                _apply(index, _change(1, 2, "gone"), _change(9, 2, "closed"), _change(11, 1, "open"))
            yield vacancy(number), 1

    assert _rebuilt(index, reading())[0] == 9
    assert [identifier for identifier, _ in _held(index)] == [
        vacancy(each).id for each in (2, 3, 4, 5, 6, 7, 8, 10, 11)
    ]


def test_a_rebuild_that_fails_or_shrinks_leaves_the_old_one() -> None:
    index = _full()

    def breaking() -> Iterator[tuple[Vacancy, int]]:
        yield vacancy(1), 1
        raise OSError("the table is away")

    with pytest.raises(OSError, match="away"):
        _rebuilt(index, breaking())
    with pytest.raises(ShrunkIndex):
        _rebuilt(index, [(vacancy(1), 1)])
    index.refused = frozenset({vacancy(3).id})
    with pytest.raises(IndexUnavailable, match="refused"):
        _rebuilt(index, [(vacancy(3), 1)])
    assert (index.count(), list(index.generations)) == (10, ["g1"])
    assert _rebuilt(index, [(vacancy(1), 1)], force=True)[0] == 1


def _drifted() -> tuple[MemoryIndex, Sequence[tuple[Vacancy, int]]]:
    """An index in which each kind of difference lies between vacancies that agree."""
    index = MemoryIndex()
    versions = {1: 1, 3: 1, 4: 1, 5: 9, 7: 1}
    _apply(index, *(_change(number, version, "open") for number, version in versions.items()))
    closed = State.CLOSED
    stored = [(vacancy(1), 1), (vacancy(2), 4), (vacancy(3), 2), (vacancy(4, state=closed), 2), (vacancy(5), 2)]
    return index, [*stored, (vacancy(6, state=closed), 2)]


def _compared(index: Any, stored: Stored, *, repair: bool = False, grace: timedelta = timedelta()) -> Drift:
    return compare(index, "vacancies", stored, OPEN, NOW - grace, repair)


def test_every_kind_of_drift_is_named_and_nothing_is_touched() -> None:
    index, stored = _drifted()
    before = _held(index)
    drift = _compared(index, stored)
    assert (drift.missing, drift.stale) == ((vacancy(2).id,), (vacancy(3).id,))
    assert drift.orphaned == (vacancy(4).id, vacancy(7).id)
    assert drift.ahead == (vacancy(5).id,)
    assert (drift.compared, drift.found, drift.repaired) == (6, 5, 0)
    assert _held(index) == before


def test_a_repair_mends_all_but_what_is_ahead() -> None:
    index, stored = _drifted()
    drift = _compared(index, stored, repair=True)
    assert (drift.repaired, drift.failed) == (4, 0)
    assert _held(index) == [(vacancy(number).id, version) for number, version in ((1, 1), (2, 4), (3, 2), (5, 9))]
    again = _compared(index, stored, repair=True)
    assert (again.found, again.ahead, again.repaired) == (1, (vacancy(5).id,), 0)
    assert _apply(index, _change(7, 1, "open"), _change(4, 1, "open")) == [Outcome.STALE, Outcome.STALE]


def test_what_changed_just_now_is_on_its_way() -> None:
    fresh = [(vacancy(1, updated_at=NOW - timedelta(minutes=1)), 1)]
    assert _compared(MemoryIndex(), fresh, grace=timedelta(minutes=5)).found == 0
    assert _compared(MemoryIndex(), fresh, grace=timedelta(seconds=30)).missing == (vacancy(1).id,)


def test_what_was_recoded_just_now_is_on_its_way() -> None:
    recoded = [(vacancy(1, recoded_at=NOW - timedelta(minutes=1)), 2)]
    assert _compared(_full(1), recoded, grace=timedelta(minutes=5)).found == 0
    assert _compared(_full(1), recoded, grace=timedelta(seconds=30)).stale == (vacancy(1).id,)
    changed_since = [(vacancy(1, updated_at=NOW - timedelta(minutes=1), recoded_at=NOW - DAY), 2)]
    assert _compared(_full(1), changed_since, grace=timedelta(minutes=5)).found == 0


def test_a_repair_that_is_refused_is_counted() -> None:
    index = MemoryIndex(refused=frozenset({vacancy(1).id}))
    index.remove([Removal(vacancy(3).id, 9)])
    drift = _compared(index, [(vacancy(each), 1) for each in (1, 2, 3)], repair=True)
    assert (drift.repaired, drift.failed) == (1, 2)


def test_what_expired_since_it_was_indexed_is_no_drift() -> None:
    assert _compared(_full(1), [(vacancy(1, expires_at=NOW - DAY), 1)]).found == 0


def test_an_empty_table_and_an_empty_index_agree() -> None:
    assert _compared(MemoryIndex(), []).found == 0
