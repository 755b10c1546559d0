"""A simulated year of 200 vacancies and 200 people, under a schedule that fails at times and runs twice at others.

The order of events is drawn from a seed; the tables are the emulator's. What must hold whatever happens is checked each
day from the events that left and from what is stored.
"""

import random
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import people, tables, vacancies
from chalicelib.clock import FixedClock, day_of
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.people import activity
from chalicelib.people import store as people_store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.reference.days import is_working_day
from chalicelib.reminders import is_open
from chalicelib.vacancies import closing, reminding, storing, table
from chalicelib.vacancies.lifecycle import lifetime
from chalicelib.vacancies.model import State
from chalicelib.vacancies.renewal import renewal_asked
from tests.vacancies.samples import vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
START = datetime(2026, 1, 5, 3, 30, tzinfo=UTC)
"""Half past ten in the west, a Monday."""
DAYS, EACH, SEED = 365, 200, 20260105


class Year:
    """The world under the schedule. ``missed`` days have no run; on others two run at once."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.clock = FixedClock(START)
        self.employers = [new_identifier("emp") for _ in range(40)]
        self.vacancies = [self._vacancy() for _ in range(EACH)]
        self.people = [self._person() for _ in range(EACH)]
        self.erased = set(self.random.sample(self.people, 5))
        self.renewed: dict[str, datetime] = {}
        self.missed = 0
        self.twice = 0

    def _vacancy(self) -> str:
        end = START + timedelta(days=self.random.randint(1, 90), hours=self.random.randint(0, 23))
        made = vacancy(
            State.PUBLISHED,
            id=new_identifier("vac"),
            employer_id=self.random.choice(self.employers),
            expires_at=end,
            posted_at=START,
        )
        table.item_of(made).save()
        return made.id

    def _person(self) -> str:
        at = START - timedelta(days=self.random.randint(0, 180))
        made = Person(
            id=new_identifier("per"),
            state=PersonState.ACTIVE,
            profile=Profile(),
            created_at=at,
            updated_at=at,
            verified=("email",),
            consents={"recommend_to_employers": 1},
        )
        tables.write(lambda transaction: people_store.put_person(transaction, made, 0))
        return made.id

    def live(self) -> None:
        """What employers and people do in a day."""
        now = self.clock.now()
        for one in self.random.sample(self.vacancies, 2):
            stored = vacancies.get(one)
            if stored.state is State.PUBLISHED:
                self.renewed[one] = now
                storing.change(one, lambda present: closing._prolonged(present, now))
        for one in self.random.sample(self.people, 1):
            if one not in self.erased:
                people.was_here(one, self.clock)

    def run(self) -> bool:
        """The day's schedule; tells whether there was one."""
        drawn = self.random.random()
        if drawn < 0.08:
            self.missed += 1
            return False
        if drawn < 0.16:
            self.twice += 1
            runs = [threading.Thread(target=self._schedule) for _ in range(2)]
            for thread in runs:
                thread.start()
            for thread in runs:
                thread.join()
        else:
            self._schedule()
        return True

    def _schedule(self) -> None:
        vacancies.remind_employers(self.clock)
        vacancies.take_off_due(self.clock)
        people.look_after(self.clock)


@pytest.fixture(scope="module")
def year(store):
    """The year that was, checked each day for what must be off."""
    world = Year()
    for one in world.erased:
        person, version = people_store.get(one)
        people_store.replace(Person(**{**_fields(person), "state": PersonState.ERASED, "profile": Profile()}), version)
    for _ in range(DAYS):
        world.live()
        ran = world.run()
        if ran:
            _nothing_overdue(world)
        world.clock.advance(timedelta(days=1))
    return world


def _fields(person):
    return {name: getattr(person, name) for name in person.__struct_fields__}


def _nothing_overdue(world):
    now = world.clock.now()
    for item in table.load_many(world.vacancies).values():
        one = item.vacancy
        told = len(renewal_asked(one)) == 2
        assert one.state is not State.PUBLISHED or not told or one.expires_at > now


def _events(topic):
    return [item.event for item in OutboxItem.scan() if item.event.topic == topic]


def test_the_schedule_failed_and_doubled(year):
    assert year.missed > 15
    assert year.twice > 15


def test_an_employer_has_one_message_a_day_and_none_on_holidays(year):
    told = _events(reminding.TOPIC)
    assert len(told) > 100
    assert max(Counter((event.subject, day_of(event.at)) for event in told).values()) == 1
    assert all(is_open(event.at) and is_working_day(day_of(event.at)) for event in told)


def test_nobody_is_reminded_twice_of_the_same_end(year):
    notes = Counter()
    for event in _events(reminding.TOPIC):
        notes.update(entry for entry in event.details["vacancies"].split())
    assert max(notes.values()) <= 2
    soon = Counter((event.subject, event.details["by"], event.details["stage"]) for event in _events(activity.SOON))
    assert max(soon.values()) == 1
    assert all(is_open(event.at) for event in _events(activity.SOON))


def test_nothing_was_taken_off_without_two_reminders(year):
    off = [one for one in vacancies.get_many(year.vacancies).values() if one.state is State.EXPIRED]
    assert len(off) > 50
    for one in off:
        asked = [reminder for reminder in one.reminders if reminder.end == one.expires_at]
        assert len(asked) == 2
        assert one.history[-1].at >= one.expires_at
        assert one.history[-1].at - one.expires_at < timedelta(days=6)


def test_what_is_due_is_off_and_what_was_renewed_stays(year):
    world_end = year.clock.now()
    for one in vacancies.get_many(year.vacancies).values():
        if one.id in year.renewed and year.renewed[one.id] + lifetime() > world_end:
            assert one.state in (State.PUBLISHED, State.EXPIRED)
            if one.state is State.EXPIRED:
                assert one.history[-1].at < year.renewed[one.id]
        elif one.state is State.PUBLISHED:
            assert one.expires_at > world_end - timedelta(days=20)


def test_people_are_put_aside_after_two_reminders_and_the_erased_are_left_alone(year):
    found = people_store.get_many(year.people)
    inactive = [person for person in found.values() if person.state is PersonState.INACTIVE]
    assert len(inactive) > 50
    assert all(len(person.reminders) == 2 for person in inactive)
    told = {event.subject for event in _events(activity.SOON)} | {event.subject for event in _events(activity.INACTIVE)}
    assert not told & year.erased
    assert {person.id for person in found.values() if person.state is PersonState.ERASED} == year.erased
