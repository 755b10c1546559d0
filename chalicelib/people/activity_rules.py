"""When a person is reminded, and when they become inactive. Pure."""

from datetime import datetime, timedelta

import msgspec

from chalicelib.people.model import Person, PersonState
from chalicelib.people.uses import Use, permitted
from chalicelib.reminders.model import Next, Reminder, Stage
from chalicelib.settings import Upkeep, read


def active_until(person: Person) -> datetime:
    """Return the end of the time in which the person need not show up; of one from before that was noted, reckoned."""
    return person.active_until or person.updated_at + _period()


def present(person: Person, now: datetime) -> Person:
    """Return the person as of ``now``, at which they did something: an inactive one is active again."""
    return msgspec.structs.replace(person, state=_awake(person), active_until=now + _period(), reminders=())


def next_step(person: Person) -> Next | None:
    """Return what comes next: a reminder, or that the person becomes inactive; ``None`` for who is not active.

    Who withdrew the consent to be found is not reminded: nobody finds them, so they have nothing to lose.
    """
    from chalicelib import reminders

    if person.state is not PersonState.ACTIVE:
        return None
    end = active_until(person)
    if not permitted(person, Use.REMINDED) or not person.verified:
        return Next(stage=None, at=end)
    return reminders.next_step(end, person.reminders, reminders.pace())


def due_reminder(person: Person, now: datetime) -> Stage | None:
    """Return the reminder that the person is to be given by ``now``, ``None`` for none."""
    step = next_step(person)
    return step.stage if step is not None and step.at <= now else None


def becomes_inactive(person: Person, now: datetime) -> bool:
    """Tell whether the person's time is over by ``now``."""
    step = next_step(person)
    return step is not None and step.stage is None and step.at <= now


def reminded(person: Person, stage: Stage, at: datetime) -> Person:
    """Return the person with the reminder noted, their time longer when it came late."""
    from chalicelib.reminders import pace, postponed

    before = active_until(person)
    end = postponed(before, at, pace())
    given = (*(one for one in person.reminders if one.end == before), Reminder(stage=stage, end=before, at=at))
    return msgspec.structs.replace(
        person, active_until=end, reminders=tuple(msgspec.structs.replace(one, end=end) for one in given)
    )


def _awake(person: Person) -> PersonState:
    if person.state is not PersonState.INACTIVE:
        return person.state
    return PersonState.ACTIVE if person.verified else PersonState.UNVERIFIED


def _period() -> timedelta:
    return timedelta(days=read(Upkeep).person_days)
