"""Whoever does not come back for years is told, and a month later erased; whoever comes back stays."""

from datetime import timedelta

import pytest

from chalicelib import people
from chalicelib.clock import FixedClock
from chalicelib.errors import NotFound
from chalicelib.outbox import OutboxItem
from chalicelib.people import activity, expiring, store
from chalicelib.people.expiry_rules import KEPT, WARNED, expiry_step, told, warned
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.table import PersonItem
from security import audit
from tests.people.samples import START, stored

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
PUT_ASIDE = START + timedelta(days=183)
TOLD = PUT_ASIDE + KEPT - WARNED


def inactive(**changes) -> str:
    return stored(state=PersonState.INACTIVE, active_until=PUT_ASIDE, **changes)


def run(at):
    return people.expire(FixedClock(at))


def topics(person_id):
    return [item.event.topic for item in OutboxItem.scan() if item.event.subject == person_id]


def state(person_id):
    return store.get(person_id)[0].state


def working_hour(after):
    from chalicelib.reminders import is_open

    while not is_open(after):
        after += timedelta(hours=1)
    return after


def test_who_does_not_come_is_told_once_and_erased_a_month_later():
    person_id = inactive()
    run(TOLD - timedelta(seconds=1))
    assert topics(person_id) == []
    at = working_hour(TOLD)
    for moment in (at, at, at + timedelta(days=7), at + WARNED - timedelta(seconds=1)):
        run(moment)
    assert topics(person_id) == [expiring.TOPIC]
    assert state(person_id) is PersonState.INACTIVE
    assert run(at + WARNED).erased >= 1
    run(at + WARNED + timedelta(days=9))
    assert state(person_id) is PersonState.ERASED
    assert set(topics(person_id)) == {expiring.TOPIC, "person_erased"}
    assert [(each.actor, each.action) for each in audit.entries_of(person_id)] == [("system", "erase")]


def test_a_month_passes_between_however_late_it_was_told():
    person_id = inactive()
    late = working_hour(TOLD + timedelta(days=200))
    run(late)
    run(late + WARNED - timedelta(seconds=1))
    assert state(person_id) is PersonState.INACTIVE
    run(late + WARNED)
    assert state(person_id) is PersonState.ERASED


def test_nobody_is_told_out_of_working_hours():
    person_id = inactive()
    night = working_hour(TOLD).replace(hour=17, minute=30)
    run(night)
    assert topics(person_id) == []
    run(working_hour(night))
    assert topics(person_id) == [expiring.TOPIC]


def test_who_comes_back_stays_and_is_told_anew_years_later():
    person_id = inactive()
    at = working_hour(TOLD)
    run(at)
    activity.seen(person_id, FixedClock(at + timedelta(days=3)))
    run(at + WARNED)
    assert state(person_id) is PersonState.ACTIVE
    person, version = store.get(person_id)
    store.replace(activity._put_aside(person, at + timedelta(days=400)), version)
    end = store.get(person_id)[0].active_until + KEPT
    run(end - WARNED - timedelta(seconds=1))
    assert topics(person_id) == [expiring.TOPIC]
    run(working_hour(end))
    assert topics(person_id) == [expiring.TOPIC, expiring.TOPIC]
    assert state(person_id) is PersonState.INACTIVE


def test_who_came_back_while_the_run_looked_is_not_erased(monkeypatch):
    person_id = inactive(expiry_told_at=TOLD)
    original = store.get

    def meanwhile(identifier):
        found = original(identifier)
        monkeypatch.setattr(store, "get", original)
        activity.seen(identifier, FixedClock(TOLD + WARNED))
        return found

    monkeypatch.setattr(store, "get", meanwhile)
    assert expiring._tried(person_id, FixedClock(TOLD + WARNED)) is None
    assert state(person_id) is PersonState.ACTIVE


@pytest.mark.parametrize(
    "changes",
    [{"state": PersonState.ACTIVE}, {"state": PersonState.UNVERIFIED}, {"restricted_at": START}],
    ids=["active", "unverified", "restricted"],
)
def test_others_are_left_alone(changes):
    fields = {"state": PersonState.INACTIVE, "active_until": PUT_ASIDE} | changes
    person_id = stored(**fields)
    before = state(person_id)
    run(working_hour(TOLD + timedelta(days=900)))
    assert state(person_id) is before
    assert topics(person_id) == []


def test_the_message_is_for_who_was_told_and_has_not_come():
    person_id = inactive()
    with pytest.raises(NotFound):
        people.still_to_warn(person_id)
    at = working_hour(TOLD)
    run(at)
    person, day = people.still_to_warn(person_id)
    assert person.id == person_id
    assert day == (at + WARNED).date().isoformat()
    activity.seen(person_id, FixedClock(at))
    with pytest.raises(NotFound):
        people.still_to_warn(person_id)


def test_the_index_has_who_is_to_be_told_and_the_rules_are_pure():
    person = Person(
        id="per_1",
        state=PersonState.INACTIVE,
        profile=Profile(),
        created_at=START,
        updated_at=START,
        active_until=PUT_ASIDE,
    )
    assert expiry_step(person) == TOLD
    assert PersonItem("per_1", person=person).keys()[1] is not None
    after = told(person, TOLD)
    assert warned(after)
    assert not warned(person)
    assert expiry_step(after) == PUT_ASIDE + KEPT
