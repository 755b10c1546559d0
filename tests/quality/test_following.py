"""Counts after the stream equal counts from the table: whatever is told twice, late, shuffled, or by two at once."""

import random
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import quality
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.quality import following, table
from chalicelib.quality.following import scope_of_kind, scope_of_source
from chalicelib.quality.measuring import measured
from chalicelib.quality.model import added, counts_of
from chalicelib.vacancies.model import Channel, State
from tests.quality.samples import changes_of, handed_in, life, new_source, next_of

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]


@pytest.fixture
def source() -> str:
    return new_source()


def counted(scope: str) -> dict[str, dict[str, int]]:
    """What the table has of a scope, by day, without days of which nothing is left."""
    generation = table.generations().current
    return {day: dict(counts) for day, counts in table.rows(generation, scope, "2000", "2999").items()}


def expected(vacancies) -> dict[str, dict[str, int]]:
    """The same by adding up the vacancies as they stand."""
    found: dict[str, dict[str, int]] = {}
    for vacancy in vacancies:
        of = measured(vacancy)
        if of is not None:
            found[of.day] = added(found.get(of.day, {}), counts_of(of))
    return found


def test_a_change_takes_the_old_away_and_adds_the_new(source):
    for change in changes_of(life(source)):
        quality.follow([change])
        assert counted(scope_of_source(source)) == expected([change[1]])


def test_what_is_told_again_or_late_changes_nothing(source):
    lived = life(source)
    changes = changes_of(lived)
    quality.follow(changes)
    for again in (changes, changes[:1], changes[1:3], changes[::-1]):
        quality.follow(again)
        assert counted(scope_of_source(source)) == expected(lived[-1:])


@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(1, 9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_any_repetition_equals_counting_from_the_table(seed, number, together):
    source, chance = new_source(), random.Random(seed)
    lives = [life(source, day=chance.randrange(3))[: chance.randint(1, 5)] for _ in range(number)]
    told = [change for lived in lives for change in changes_of(lived)]
    told += chance.sample(told, chance.randint(0, len(told)))
    chance.shuffle(told)
    for start in range(0, len(told), together):
        quality.follow(told[start : start + together])
    assert counted(scope_of_source(source)) == expected(lived[-1] for lived in lives)


def test_kinds_of_sources_are_counted_together(source):
    before = counted(scope_of_kind("partner"))
    made = [handed_in(name, day=40) for name in (source, new_source())]
    quality.follow([(None, each) for each in made])
    day = measured(made[0]).day
    after = counted(scope_of_kind("partner"))
    assert added(after[day], before.get(day, {}), -1) == expected(made)[day]


@pytest.mark.parametrize("days", [1, 30, 150])
def test_more_vacancies_than_a_transaction_holds_are_counted(source, days):
    made = [handed_in(source, day=number % days) for number in range(150)]
    quality.follow([(None, each) for each in made])
    assert counted(scope_of_source(source)) == expected(made)


def test_what_moves_to_other_rows_leaves_its_old_ones(source):
    made = [handed_in(source, day=number) for number in range(45)]
    quality.follow([(None, each) for each in made])
    other = new_source()
    moved = [
        next_of(each, channel=Channel.FEED, source=msgspec.structs.replace(each.source, partner=other)) for each in made
    ]
    quality.follow(zip(made, moved, strict=True))
    assert counted(scope_of_source(source)) == {}
    assert counted(scope_of_source(other)) == expected(moved)


def test_readers_at_the_same_time_count_each_vacancy_once(source):
    made = [handed_in(source) for _ in range(12)]

    def told(seed: int) -> None:
        mine = [(None, each) for each in made]
        random.Random(seed).shuffle(mine)
        for start in range(0, len(mine), 4):
            try:
                quality.follow(mine[start : start + 4])
            except Unavailable:  # as the stream would: it tells the batch again
                quality.follow(mine[start : start + 4])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(told, range(3)))
    assert counted(scope_of_source(source)) == expected(made)


def test_what_does_not_concern_quality_is_not_even_marked(source):
    made = handed_in(source)
    draft = msgspec.structs.replace(made, id=new_identifier("vac"), state=State.DRAFT, history=())
    applied = msgspec.structs.replace(made, applications=3)
    renamed = next_of(made, employer_name="PT Lain")
    quality.follow([(None, draft), (made, applied), (made, renamed)])
    assert table.marks(1, [made.id, draft.id]) == {}
    assert counted(scope_of_source(source)) == {}


def test_what_is_gone_from_the_table_is_taken_away(source):
    stays, goes = handed_in(source), handed_in(source)
    quality.follow([(None, stays), (None, goes)])
    for _ in range(2):
        quality.follow([(goes, None), (None, goes)])
        assert counted(scope_of_source(source)) == expected([stays])


def test_a_race_that_is_always_lost_is_told_and_nothing_was_counted(source, monkeypatch):
    monkeypatch.setattr(following, "_written", lambda *_: False)
    with pytest.raises(Unavailable):
        quality.follow([(None, handed_in(source))])
    assert counted(scope_of_source(source)) == {}


def test_a_source_is_listed_with_its_first_vacancy(source):
    assert source not in table.sources(1)
    quality.follow([(None, handed_in(source))])
    assert source in table.sources(1)


def test_a_measure_that_there_is_no_more_is_left_out(source):
    made = handed_in(source)
    told = following.told_of(made)
    gone = msgspec.structs.replace(told.measured, good=(*told.measured.good, "validity_of_yesteryear"))
    following.keep(1, [msgspec.structs.replace(told, measured=gone)])
    assert counted(scope_of_source(source)) == expected([made])
    quality.follow([(made, next_of(made, canonical_id="vac_other"))])
    (counts,) = counted(scope_of_source(source)).values()
    assert (counts["vacancies"], counts["uniqueness_job_of"]) == (1, 1)
    assert "uniqueness_job_good" not in counts


def test_writers_at_the_same_time_seldom_wait_for_one_row(source):
    names = [handed_in(source).id for _ in range(200)]
    assert {table.shard_of(name) for name in names} == set(range(table.SHARDS))
