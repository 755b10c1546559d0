"""For how much one vacancy counts: once, by what it has become."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sources.counting import counted, name_of
from chalicelib.sources.scoring import Tally
from chalicelib.vacancies.model import DIRECT, Source, State
from tests.sources.samples import HELD, PUBLISHED, REJECTED, lived
from tests.vacancies.samples import NOW, content

ACCEPTED = Tally(accepted=1)


@pytest.mark.parametrize(
    ("states", "tally"),
    [
        ([State.DRAFT], Tally()),
        ([State.DRAFT, State.WITHDRAWN], Tally()),
        ([State.SUBMITTED], Tally()),
        ([State.SUBMITTED, PUBLISHED], ACCEPTED),
        ([State.SUBMITTED, HELD], Tally(held=1)),
        ([State.SUBMITTED, State.CHECKED], Tally()),
        ([State.SUBMITTED, State.CHECKED, State.DRAFT], Tally()),
        ([State.SUBMITTED, State.CHECKED, PUBLISHED], ACCEPTED),
        ([State.SUBMITTED, State.CHECKED, REJECTED], Tally(rejected=1)),
        ([HELD, State.SUBMITTED, State.CHECKED], Tally()),
        ([State.SUBMITTED, REJECTED], Tally(rejected=1)),
        ([HELD, PUBLISHED], ACCEPTED),
        ([HELD, REJECTED], Tally(rejected=1)),
        ([HELD, State.DRAFT], Tally(held=1)),
        ([REJECTED, State.WITHDRAWN], Tally(rejected=1)),
        ([REJECTED, State.SUBMITTED, PUBLISHED], ACCEPTED),
        ([PUBLISHED, HELD], Tally(held=1)),
        ([PUBLISHED, PUBLISHED, PUBLISHED], ACCEPTED),
        ([PUBLISHED, State.CLOSED], ACCEPTED),
        ([PUBLISHED, State.EXPIRED], Tally(accepted=1, stale=1)),
        ([PUBLISHED, State.FILLED], Tally(accepted=1, stale=1)),
        ([PUBLISHED, State.EXPIRED, State.SUBMITTED, PUBLISHED], ACCEPTED),
    ],
)
def test_a_vacancy_counts_by_the_last_word_about_it(states, tally):
    assert counted(lived(*states)) == tally


def test_what_the_source_sent_before_is_a_duplicate_and_nothing_else():
    assert counted(lived(PUBLISHED, State.CLOSED, duplicate_of="vac_other")) == Tally(duplicates=1)


def test_an_end_that_was_stated_is_not_stale():
    assert counted(lived(PUBLISHED, State.EXPIRED, content=content(expires_at=NOW))) == ACCEPTED


def test_openings_that_the_source_itself_says_are_filled_are_not_stale():
    assert counted(lived(PUBLISHED, State.FILLED, by="par_one")) == ACCEPTED


def test_a_post_of_the_employers_own_that_was_filled_is_not_stale():
    assert counted(lived(PUBLISHED, State.FILLED, source=DIRECT)) == ACCEPTED
    assert counted(lived(PUBLISHED, State.EXPIRED, source=DIRECT)) == Tally(accepted=1, stale=1)


@given(st.lists(st.sampled_from(State), min_size=1, max_size=12))
def test_no_vacancy_counts_more_than_once(states):
    tally = counted(lived(*states))
    assert tally.offered <= 1
    assert tally.stale <= tally.accepted
    assert all(number >= 0 for number in msgspec.structs.astuple(tally))


@pytest.mark.parametrize(("partner", "name"), [("par_one", "par_one"), (DIRECT, DIRECT), ("", DIRECT)])
def test_a_source_is_counted_by_its_partner_and_direct_posts_together(partner, name):
    assert name_of(Source(partner=partner)) == name
