"""Restricting all use of one's data, and objecting to being judged by a machine: at once, and lifted as easily.

Articles 10, 11 and 41. The state stands on the person, and everything that uses a person's data asks
`chalicelib.people.uses`; the indices follow through the stream of `people` within seconds, and what they still hold is
compared with the table before it is shown.
"""

from datetime import datetime
from enum import StrEnum

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, people, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unavailable
from chalicelib.people import Person, store
from chalicelib.people.limits import Limit, take
from chalicelib.rights import table
from chalicelib.rights.model import RightsKind, done_at_once
from security import audit
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal

_ATTEMPTS = 5
LIFTS = Limit(name="rights-lifted", most=10, seconds=24 * 3600)
"""Each use of a right is kept for five years; who lifts what was turned on so often in a day waits for the next one.

Turning on is never refused, and cannot come oftener than lifting.
"""


class Switch(StrEnum):
    """What a person can turn on against the use of their data, by the field of the person."""

    RESTRICTION = "restricted_at"
    OBJECTION = "objected_at"


class Processing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Since when (UTC) a person restricts the use of their data and objects to automated judgement, if they do."""

    restricted_since: datetime | None = None
    objected_since: datetime | None = None


_KINDS = {
    (Switch.RESTRICTION, True): RightsKind.RESTRICT,
    (Switch.RESTRICTION, False): RightsKind.LIFT_RESTRICTION,
    (Switch.OBJECTION, True): RightsKind.OBJECT,
    (Switch.OBJECTION, False): RightsKind.LIFT_OBJECTION,
}


def processing_of(principal: Principal) -> Processing:
    """Return where the caller's data stands; raises `NotFound` for who was erased."""
    require(principal, Action.READ, Resource(kind=ResourceKind.PERSON, owner=principal.id))
    return _shown(people.living(principal.id)[0])


def switch(principal: Principal, which: Switch, *, on: bool, clock: Clock = SYSTEM_CLOCK) -> Processing:
    """Turn one of the two on or off, with effect at once; the same again changes nothing.

    Commits with its record among the requests, an entry of the audit and the message that it is done (article 41,
    paragraph 3). Raises `NotFound` for who was erased, `TooManyRequests` for lifting beyond `LIFTS`, `Unavailable` when
    others were faster too often.
    """
    require(principal, Action.UPDATE, Resource(kind=ResourceKind.PERSON, owner=principal.id))
    for attempt in range(_ATTEMPTS):
        person, version = people.living(principal.id)
        if (getattr(person, which.value) is not None) is on:
            return _shown(person)
        if not on and attempt == 0:
            take(LIFTS, person.id, clock)
        changed = _changed(person, which, on=on, clock=clock)
        if _stored(changed, version, _KINDS[which, on], clock):
            return _shown(changed)
    raise Unavailable


def _changed(person: Person, which: Switch, *, on: bool, clock: Clock) -> Person:
    now = clock.now()
    present = now if on else None
    if which is Switch.RESTRICTION:
        return msgspec.structs.replace(person, restricted_at=present, updated_at=now)
    return msgspec.structs.replace(person, objected_at=present, updated_at=now)


def _stored(person: Person, version: int, kind: RightsKind, clock: Clock) -> bool:
    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, version)
        table.record(transaction, done_at_once(person.id, kind, person.profile.region or "", clock))
        outbox.add(transaction, topic="rights_used", subject=person.id, details={"right": kind.value}, clock=clock)
        audit.record(
            actor=person.id,
            action=kind.value,
            subject=person.id,
            purpose="rights",
            transaction=transaction,
            clock=clock,
        )

    return tables.committed(build)


def _shown(person: Person) -> Processing:
    return Processing(restricted_since=person.restricted_at, objected_since=person.objected_at)
