"""When something has to happen to a published vacancy, and where it stands in the indices."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clock import to_iso
from chalicelib.reminders import Reminder, Stage
from chalicelib.vacancies.lifecycle import WAITING, due_at
from chalicelib.vacancies.model import Source, State
from chalicelib.vacancies.table import CLOSED, item_of
from chalicelib.validation.model import Severity
from tests.vacancies.samples import NOW, content, finding, vacancy

END = NOW + timedelta(days=90)
FIRST, LAST = datetime(2026, 7, 17, 2, tzinfo=UTC), datetime(2026, 7, 30, 2, tzinfo=UTC)
"""Working mornings 14 and 3 days before, or earlier."""


def asked(day: str, **changes: object):
    return vacancy(State.PUBLISHED, expires_at=END, findings=(finding(Severity.MEND, mend_by=day),), **changes)


def test_a_phrase_is_due_when_its_last_day_is_over():
    assert due_at(asked("2026-05-18")) == datetime(2026, 5, 19, tzinfo=UTC)


def test_the_earliest_of_all_is_due():
    both = (finding(Severity.MEND, mend_by="2026-05-20"), finding(Severity.MEND, mend_by="2026-05-18"))
    assert due_at(vacancy(State.PUBLISHED, expires_at=END, findings=both)) == datetime(2026, 5, 19, tzinfo=UTC)
    assert due_at(asked("2027-01-01")) == FIRST


def test_what_an_officer_cleared_is_only_asked_about():
    assert due_at(asked("2026-05-18", cleared=True)) == FIRST


def test_a_partners_vacancy_only_expires():
    assert due_at(vacancy(State.PUBLISHED, expires_at=END, source=Source(partner="par_one", external_id="a"))) == END


def test_its_poster_is_reminded_twice_before_it_expires():
    first = Reminder(stage=Stage.FIRST, end=END, at=FIRST)
    last = Reminder(stage=Stage.LAST, end=END, at=LAST)
    assert due_at(vacancy(State.PUBLISHED, expires_at=END, reminders=(first,))) == LAST
    assert due_at(vacancy(State.PUBLISHED, expires_at=END, reminders=(first, last))) == END


@pytest.mark.parametrize("state", list(State))
def test_a_vacancy_stands_in_an_index_only_for_what_that_is_for(state):
    source = Source(partner="par_one", external_id="a")
    item = item_of(vacancy(state, source=source, expires_at=END, waiting_since=NOW))
    assert (item.due_at == to_iso(END)) is (state is State.PUBLISHED)
    assert (item.review_shard is not None) is (state in WAITING or state is State.REJECTED)
    assert (item.external_id == "a") is (state not in CLOSED)


def test_reviews_lie_by_province_and_length_of_the_wait():
    held = vacancy(State.HELD, waiting_since=NOW)
    assert item_of(held).review_shard.startswith("32#")
    assert item_of(held).review_at == f"{to_iso(NOW)}#{held.id}"
    assert item_of(vacancy(State.HELD, content=content(region=None))).review_shard.startswith("00#")


def test_rejected_ones_lie_apart_from_those_that_wait():
    refused = vacancy(State.REJECTED, updated_at=NOW)
    assert item_of(refused).review_shard.startswith("rejected-32#")
    assert item_of(refused).review_at == f"{to_iso(NOW)}#{refused.id}"


def test_what_is_posted_here_is_in_no_list_of_a_partner():
    assert item_of(vacancy(State.PUBLISHED)).source_shard is None
