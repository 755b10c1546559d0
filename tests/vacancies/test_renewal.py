"""When a poster is reminded, and when a vacancy is taken off."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import day_of
from chalicelib.reminders import Next, Reminder, Stage
from chalicelib.vacancies.model import Source, State
from chalicelib.vacancies.renewal import (
    RENEWAL_DUE,
    Told,
    due_reminder,
    end_after,
    ends_as_stated,
    is_over,
    reminded,
    renewal_asked,
    renewal_step,
)
from tests.vacancies.samples import NOW, content, vacancy

END = NOW + timedelta(days=90)
FIRST_AT, LAST_AT = datetime(2026, 7, 17, 2, tzinfo=UTC), datetime(2026, 7, 30, 2, tzinfo=UTC)
PARTNER = Source(partner="par_one", external_id="a")


def published(**changes):
    return vacancy(State.PUBLISHED, **({"expires_at": END, "published_at": NOW} | changes))


def stated(end=END, **changes):
    return published(expires_at=end, content=content(expires_at=end), **changes)


def told(one, stage=Stage.FIRST):
    return Told(vacancy_id=one.id, stage=stage, end=one.expires_at)


def test_a_published_vacancy_goes_through_both_reminders_to_its_end():
    one = published()
    assert renewal_step(one) == Next(stage=Stage.FIRST, at=FIRST_AT)
    one = reminded(one, told(one), FIRST_AT)
    assert renewal_step(one) == Next(stage=Stage.LAST, at=LAST_AT)
    one = reminded(one, told(one, Stage.LAST), LAST_AT)
    assert renewal_step(one) == Next(stage=None, at=END)
    assert [entry.stage for entry in renewal_asked(one)] == list(Stage)


def test_each_reminder_stands_in_the_history_and_changes_nothing_else():
    one = published()
    after = reminded(one, told(one), FIRST_AT)
    entry = after.history[-1]
    assert (entry.state, entry.reason, entry.at, entry.by) == (State.PUBLISHED, RENEWAL_DUE, FIRST_AT, "machine")
    same = msgspec.structs.replace(after, history=one.history, reminders=())
    assert same == one


@pytest.mark.parametrize(
    ("now", "stage"),
    [(FIRST_AT - timedelta(seconds=1), None), (FIRST_AT, Stage.FIRST), (END + timedelta(days=9), Stage.FIRST)],
)
def test_a_reminder_is_due_from_its_moment_on_however_late(now, stage):
    due = due_reminder(published(), now)
    assert (due and due.stage) is stage


@pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
def test_only_published_vacancies_are_asked_about(state):
    one = msgspec.structs.replace(published(), state=state)
    assert due_reminder(one, END) is None
    assert reminded(one, told(one), FIRST_AT) is one
    assert renewal_asked(msgspec.structs.replace(one, reminders=(_reminder(Stage.FIRST),))) == ()


def test_a_partners_vacancy_is_its_partners_to_offer():
    one = published(source=PARTNER)
    assert renewal_step(one) == Next(stage=None, at=END)
    assert due_reminder(one, END) is None
    assert is_over(one, END)


def test_without_reminders_nothing_is_over_but_what_its_poster_dated():
    late = END + timedelta(days=1)
    assert not is_over(published(), late)
    assert is_over(stated(), late)
    assert not is_over(stated(), END - timedelta(seconds=1))
    both = tuple(_reminder(stage) for stage in Stage)
    assert is_over(published(reminders=both), late)
    assert not is_over(published(reminders=both), END - timedelta(seconds=1))


def test_the_day_that_a_poster_named_stays():
    one = stated(NOW + timedelta(days=9))
    assert ends_as_stated(one)
    assert renewal_step(one).stage is Stage.LAST
    assert end_after(one, one.expires_at) == one.expires_at
    assert due_reminder(one, one.expires_at) is None


def test_a_short_offer_is_not_asked_about_on_its_first_day():
    assert renewal_step(stated(NOW + timedelta(days=2))) == Next(stage=None, at=NOW + timedelta(days=2))


def test_a_late_reminder_moves_the_end_and_takes_the_first_one_along():
    one = published()
    one = reminded(one, told(one), END + timedelta(days=1))
    assert one.expires_at == END + timedelta(days=4)
    assert renewal_asked(one)
    assert renewal_step(one).stage is Stage.LAST


def test_noting_twice_changes_nothing_also_when_the_end_moved():
    for at in (FIRST_AT, END + timedelta(days=1)):
        one = published()
        note = told(one)
        once = reminded(one, note, at)
        assert reminded(once, note, at) is once
        assert reminded(once, note, at + timedelta(days=1)) is once


def test_a_renewed_vacancy_takes_no_note_of_an_earlier_end():
    one = published()
    renewed = msgspec.structs.replace(one, expires_at=END + timedelta(days=60))
    assert reminded(renewed, told(one), FIRST_AT) is renewed
    stale = msgspec.structs.replace(reminded(one, told(one), FIRST_AT), expires_at=END + timedelta(days=60))
    assert renewal_asked(stale) == ()
    assert renewal_step(stale).stage is Stage.FIRST


@given(st.lists(st.integers(0, 200), min_size=1, max_size=30).map(sorted))
def test_whenever_a_run_comes_two_reminders_precede_the_end(days):
    """Runs on any days, at noon: what is due is noted, and nothing is over before both were."""
    one = published()
    for day in days:
        now = NOW + timedelta(days=day)
        due = due_reminder(one, now)
        if due is not None:
            one = reminded(one, due, now)
            assert due_reminder(one, now) is None or due_reminder(one, now).stage is not due.stage
        if is_over(one, now):
            stages = [entry.stage for entry in renewal_asked(one)]
            assert stages == list(Stage)
            assert now >= one.expires_at
            assert day_of(one.expires_at) - day_of(renewal_asked(one)[-1].at) >= timedelta(days=3)


def _reminder(stage):
    return Reminder(stage=stage, end=END, at=FIRST_AT)
