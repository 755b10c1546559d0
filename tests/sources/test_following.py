"""Tallies after the stream: whatever is told twice, late, or by two at once, each vacancy counts once."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from chalicelib import sources, tables
from chalicelib.errors import Unavailable
from chalicelib.sources import following, table
from chalicelib.sources.scoring import Tally
from chalicelib.vacancies.model import State
from tests.sources.samples import HELD, PUBLISHED, REJECTED, after, lived, new_source

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]


@pytest.fixture
def source() -> str:
    return new_source()


def life(source: str):
    """A vacancy's states in their order, as the stream tells them."""
    held = lived(State.SUBMITTED, HELD, source=source)
    mended = after(held, State.DRAFT, State.SUBMITTED, PUBLISHED)
    renamed = after(mended, employer_name="PT Contoh Maju")
    gone = after(renamed, State.EXPIRED)
    return [None, held, mended, renamed, gone]


def test_a_vacancy_moves_from_one_count_to_the_next(source):
    seen = []
    for change in pairwise(life(source)):
        sources.follow([change])
        seen.append(table.tally_of(source))
    accepted = Tally(accepted=1)
    assert seen == [Tally(held=1), accepted, accepted, Tally(accepted=1, stale=1)]


def test_what_is_told_again_or_late_changes_nothing(source):
    changes = list(pairwise(life(source)))
    sources.follow(changes)
    for again in (changes, changes[:1], changes[1:3], changes[::-1]):
        sources.follow(again)
        assert table.tally_of(source) == Tally(accepted=1, stale=1)


def test_any_order_of_any_repetition_ends_alike(source):
    lives = [list(pairwise(life(source))) for _ in range(5)]
    told = [change for each in lives for change in each] * 2
    random.Random(7).shuffle(told)
    for start in range(0, len(told), 3):
        sources.follow(told[start : start + 3])
    assert table.tally_of(source) == Tally(accepted=5, stale=5)


def test_more_vacancies_than_a_transaction_holds_are_counted(source):
    number = following._TOGETHER + 20
    made = [(None, lived(REJECTED if place % 10 == 0 else PUBLISHED, source=source)) for place in range(number)]
    sources.follow(made)
    rejected = len(range(0, number, 10))
    assert table.tally_of(source) == Tally(accepted=number - rejected, rejected=rejected)


def test_readers_at_the_same_time_count_each_vacancy_once(source):
    changes = [(None, lived(PUBLISHED, source=source)) for _ in range(12)]

    def told(seed: int) -> None:
        mine = list(changes)
        random.Random(seed).shuffle(mine)
        for start in range(0, len(mine), 4):
            try:
                sources.follow(mine[start : start + 4])
            except Unavailable:  # as the stream would: it tells the batch again
                sources.follow(mine[start : start + 4])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(told, range(3)))
    assert table.tally_of(source) == Tally(accepted=12)


def test_what_does_not_concern_a_tally_is_not_even_marked(source):
    draft = lived(State.DRAFT, source=source)
    published = lived(PUBLISHED, source=source)
    sources.follow([(None, draft), (published, after(published, employer_name="Lain")), (published, None)])
    assert table.marks([draft.id, published.id]) == {}
    assert table.tally_of(source) == Tally()


def test_sources_do_not_share_their_counts(source):
    other = new_source()
    sources.follow([(None, lived(PUBLISHED, source=source)), (None, lived(REJECTED, source=other))])
    assert table.tally_of(source) == Tally(accepted=1)
    assert table.tally_of(other) == Tally(rejected=1)


def test_what_is_recorded_beside_is_added(source):
    sources.follow([(None, lived(PUBLISHED, source=source))])
    for _ in range(2):
        tables.write(lambda transaction: sources.record(transaction, source, Tally(sampled=1, wrong=1)))
    assert table.tally_of(source) == Tally(accepted=1, sampled=2, wrong=2)
