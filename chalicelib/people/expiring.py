"""Accounts that nobody came back to: their owners are told, and a month later everything of them is erased."""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import NotFound, PadanError
from chalicelib.observability import logger
from chalicelib.people import erasure, store
from chalicelib.people.expiry_rules import expiry_step, told, warned
from chalicelib.people.model import Person
from chalicelib.reminders import is_open
from chalicelib.texts import Text

TOPIC = "person_erased_soon"
_BY_SYSTEM = "system"


class Expired(msgspec.Struct, frozen=True, kw_only=True):
    """What one run did: how many people were told, and how many erased."""

    told: int = 0
    erased: int = 0


def expire(clock: Clock = SYSTEM_CLOCK) -> Expired:
    """Tell who is due to be told, in working hours, and erase whose time is over. Twice changes nothing.

    One for whom it fails is left for the next run. What an erasure removes beside the person, the stream brings about.
    """
    done = [_tried(person_id, clock) for person_id in list(store.due_before(clock.now()))]
    return Expired(told=done.count("told"), erased=done.count("erased"))


def still_to_warn(person_id: str) -> tuple[Person, str]:
    """Return a person who was told and has not come since, and the day of the erasure; raises `NotFound` for others."""
    person, _ = store.get(person_id)
    step = expiry_step(person)
    if step is None or not warned(person):
        raise NotFound(Text("Tidak perlu diberi tahu.", "There is nothing to tell."))
    return person, day_of(step).isoformat()


def _tried(person_id: str, clock: Clock) -> str | None:
    try:
        return _expired(person_id, clock)
    except PadanError:
        # Also of who came back in this very moment: their item is of another version now.
        logger.exception("an account was not looked after", extra={"person": person_id})
        return None


def _expired(person_id: str, clock: Clock) -> str | None:
    person, version = store.get(person_id)
    step, now = expiry_step(person), clock.now()
    if step is None or step > now:
        return None
    if warned(person):
        erasure.hide(person, version, _BY_SYSTEM, clock)
        return "erased"
    if not is_open(now):
        return None
    after = told(person, now)

    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, after, version)
        outbox.add(transaction, topic=TOPIC, subject=person.id, clock=clock)

    return "told" if tables.committed(build) else None
