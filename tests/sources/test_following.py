"""Tallies after the stream: whatever is told twice, late, or by two at once, each vacancy counts once."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from chalicelib import sources, tables
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.sources import following, table
from chalicelib.sources.scoring import Tally
from chalicelib.vacancies.model import DIRECT, Source, State
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


def posted(state: State, employer: str):
    """A vacancy that was posted here."""
    return after(lived(state), source=Source(), employer_id=employer)


def test_what_is_posted_here_counts_for_its_employer_too(source):
    employer, other = new_identifier("emp"), new_identifier("emp")
    before = table.tally_of(DIRECT)
    held = posted(HELD, employer)
    mine = [(None, posted(PUBLISHED, employer)), (None, held), (None, posted(REJECTED, other))]
    for _ in range(2):
        sources.follow(mine)
    assert table.tally_of(employer) == Tally(accepted=1, held=1)
    assert table.tally_of(other) == Tally(rejected=1)
    mended = after(held, State.DRAFT, State.SUBMITTED, PUBLISHED)
    sources.follow([(held, mended)])
    assert sources.quality(employer)[0] == Tally(accepted=2)
    assert sources.added(before, Tally(accepted=2, rejected=1)) == table.tally_of(DIRECT)


def test_what_a_portal_offers_is_not_its_employers_word(source):
    employer = new_identifier("emp")
    sources.follow([(None, after(lived(REJECTED, source=source), employer_id=employer))])
    assert (table.tally_of(source), table.tally_of(employer)) == (Tally(rejected=1), Tally())


def test_a_vacancy_that_was_marked_before_employers_had_tallies_counts_for_its_own_once(source):
    employer = new_identifier("emp")
    held = posted(HELD, employer)
    mark = table.Mark(source=DIRECT, followed=held.revision, tally=Tally(held=1))
    tables.write(lambda transaction: table.save(transaction, held.id, mark, None))
    before = table.tally_of(DIRECT)
    mended = after(held, State.DRAFT, State.SUBMITTED, PUBLISHED)
    for _ in range(2):
        sources.follow([(held, mended)])
    assert table.tally_of(employer) == Tally(accepted=1)
    assert table.tally_of(DIRECT) == sources.added(before, Tally(held=-1, accepted=1))


def test_a_vacancy_that_changes_hands_leaves_the_tally_of_the_first(source):
    one, other = new_identifier("emp"), new_identifier("emp")
    first = posted(HELD, one)
    then = after(first, State.DRAFT, State.SUBMITTED, PUBLISHED, employer_id=other)
    sources.follow([(None, first)])
    sources.follow([(first, then)])
    assert (table.tally_of(one), table.tally_of(other)) == (Tally(), Tally(accepted=1))


def test_a_batch_of_as_many_employers_as_vacancies_fits_into_its_transactions(source):
    owners = [new_identifier("emp") for _ in range(2 * following._TOGETHER)]
    sources.follow([(None, posted(PUBLISHED, owner)) for owner in owners])
    assert all(table.tally_of(owner) == Tally(accepted=1) for owner in owners)
