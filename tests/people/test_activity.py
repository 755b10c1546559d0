"""People who were long not here are reminded, put aside, and welcome back at once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import people
from chalicelib.clock import FixedClock
from chalicelib.errors import NotFound
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.people import activity, store
from chalicelib.people.model import PersonState
from chalicelib.reminders import Stage
from tests.people.samples import START, stored

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
FIRST = datetime(2026, 8, 18, 2, 30, tzinfo=UTC)
LAST = datetime(2026, 8, 28, 2, 30, tzinfo=UTC)
END = datetime(2026, 9, 1, 6, tzinfo=UTC)


@pytest.fixture
def person_id():
    return stored()


def run(at):
    return people.look_after(FixedClock(at))


def topics(person_id):
    events = [item.event for item in OutboxItem.scan() if item.event.subject == person_id]
    return [event.topic for event in sorted(events, key=lambda event: event.at)]


def state(person_id):
    return store.get(person_id)[0].state


def test_two_reminders_then_inactive_each_once(person_id):
    for at in (FIRST - timedelta(days=1), FIRST, FIRST, LAST, LAST + timedelta(hours=1), END, END):
        run(at)
    assert topics(person_id) == [activity.SOON, activity.SOON, activity.INACTIVE]
    assert state(person_id) is PersonState.INACTIVE
    assert [one.stage for one in store.get(person_id)[0].reminders] == list(Stage)


def test_a_reminder_names_the_day(person_id):
    run(FIRST)
    (event,) = [item.event for item in OutboxItem.scan() if item.event.subject == person_id]
    assert event.details == {"by": "2026-09-01", "stage": "first"}
    assert people.still_to_tell(person_id).id == person_id


@pytest.mark.parametrize("hours", [-4, 8, 100], ids=["before nine", "after three", "saturday"])
def test_nobody_is_reminded_out_of_working_hours(person_id, hours):
    run(FIRST + timedelta(hours=hours))
    assert topics(person_id) == []


def test_who_comes_is_active_at_once_and_not_reminded_again(person_id):
    for at in (FIRST, LAST, END):
        run(at)
    people.was_here(person_id, FixedClock(END))
    assert state(person_id) is PersonState.ACTIVE
    with pytest.raises(NotFound):
        people.still_to_tell(person_id)
    run(END + timedelta(days=2))
    assert len(topics(person_id)) == 3


def test_who_comes_between_the_reminders_gets_the_whole_time_again(person_id):
    run(FIRST)
    people.was_here(person_id, FixedClock(FIRST + timedelta(days=1)))
    for at in (LAST, END, END + timedelta(days=60)):
        run(at)
    assert topics(person_id) == [activity.SOON]
    assert state(person_id) is PersonState.ACTIVE


def test_activity_is_noted_once_a_day(person_id):
    people.was_here(person_id, FixedClock(START + timedelta(days=5)))
    version = store.get(person_id)[1]
    people.was_here(person_id, FixedClock(START + timedelta(days=5, hours=20)))
    assert store.get(person_id)[1] == version
    people.was_here(person_id, FixedClock(START + timedelta(days=6)))
    assert store.get(person_id)[1] == version + 1


@pytest.mark.parametrize("gone", [PersonState.ERASED, PersonState.UNVERIFIED])
def test_the_erased_and_the_unproven_are_left_alone(gone):
    one = stored(state=gone, verified=(), consents={})
    for at in (FIRST, LAST, END):
        run(at)
    assert topics(one) == []
    assert state(one) is gone
    people.was_here(one, FixedClock(END))
    assert state(one) is gone


def test_who_withdrew_becomes_inactive_without_a_word():
    one = stored(consents={})
    for at in (FIRST, LAST, END):
        run(at)
    assert topics(one) == [activity.INACTIVE]


def test_nobody_to_be_seen_is_no_error():
    people.was_here(new_identifier("per"), FixedClock(START))


def test_concurrent_runs_remind_once(person_id):
    barrier = threading.Barrier(4)

    def together():
        barrier.wait()
        run(FIRST)

    runs = [threading.Thread(target=together) for _ in range(4)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    assert topics(person_id) == [activity.SOON]
