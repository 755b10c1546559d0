"""Who is there: a person without activity for months is not found by employers until they come back.

Two reminders come before. Whoever signs in, or changes anything about themselves, is there at once. See
docs/lifecycle.md.
"""

from datetime import datetime, timedelta

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import NotFound, PadanError, PreconditionFailed, Unavailable
from chalicelib.observability import logger
from chalicelib.people import store
from chalicelib.people.activity_rules import active_until, becomes_inactive, due_reminder, present, reminded
from chalicelib.people.model import Person, PersonState
from chalicelib.reminders import Stage, is_open
from chalicelib.texts import Text

SOON = "person_inactive_soon"
INACTIVE = "person_inactive"
_NOTED_AGAIN = timedelta(days=1)
"""Activity within a day of the last one that was noted is not noted again: it would change nothing worth a write."""

_ATTEMPTS = 4


def seen(person_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note that a person was here; an inactive one is active again. Does nothing for somebody who is gone.

    Raises `Unavailable` when lost races outlast the attempts.
    """
    for _ in range(_ATTEMPTS):
        try:
            person, version = store.get(person_id)
        except NotFound:
            return
        after = present(person, clock.now())
        if person.state is PersonState.ERASED or not _worth_noting(person, after):
            return
        try:
            store.replace(after, version)
        except PreconditionFailed:
            continue
        return
    raise Unavailable


def look_after(clock: Clock = SYSTEM_CLOCK) -> tuple[int, int]:
    """Remind who is due and put aside who did not come; returns how many of each. Twice changes nothing.

    People are reminded in working hours alone. One for whom it fails is left for the next run.
    """
    done = [_tried(person_id, clock) for person_id in list(store.due_before(clock.now()))]
    return done.count(SOON), done.count(INACTIVE)


def _worth_noting(before: Person, after: Person) -> bool:
    if before.state is not after.state or before.reminders:
        return True
    return active_until(after) - active_until(before) >= _NOTED_AGAIN


def _tried(person_id: str, clock: Clock) -> str | None:
    try:
        return _looked_after(person_id, clock)
    except PadanError:
        logger.exception("a person was not looked after", extra={"person": person_id})
        return None


def _looked_after(person_id: str, clock: Clock) -> str | None:
    person, version = store.get(person_id)
    now = clock.now()
    if becomes_inactive(person, now):
        return _committed(_put_aside(person, now), version, INACTIVE, {}, clock)
    stage = due_reminder(person, now)
    if stage is None or not is_open(now):
        return None
    after = reminded(person, stage, now)
    return _committed(after, version, SOON, _told(after, stage), clock)


def _put_aside(person: Person, now: datetime) -> Person:
    return msgspec.structs.replace(person, state=PersonState.INACTIVE, updated_at=now)


def _told(person: Person, stage: Stage) -> dict[str, str]:
    return {"by": day_of(active_until(person)).isoformat(), "stage": stage.value}


def _committed(person: Person, version: int, topic: str, details: dict[str, str], clock: Clock) -> str | None:
    """Store the person with the event; ``None`` when somebody, also another run, was faster."""

    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, version)
        outbox.add(transaction, topic=topic, subject=person.id, details=details, clock=clock)

    return topic if tables.committed(build) else None


def still_to_tell(person_id: str) -> Person:
    """Return a person who was reminded and has not come since; raises `NotFound` for everybody else."""
    person, _ = store.get(person_id)
    if person.state is not PersonState.ACTIVE or not person.reminders:
        raise NotFound(Text("Tidak perlu diingatkan.", "There is nothing to remind of."))
    return person
