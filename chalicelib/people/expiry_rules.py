"""When the account of somebody who does not come back is erased, and when they are told before. Pure.

Law 27/2022 articles 16(2)g and 44: data goes when it is needed no more. An account that was put aside for want of
activity is kept for two years, and its owner is told a month before its end (docs/security/retention.md).
"""

from datetime import datetime, timedelta

import msgspec

from chalicelib.people.activity_rules import active_until
from chalicelib.people.model import Person, PersonState

KEPT = timedelta(days=730)
"""After the end of the time in which the person should have shown up."""

WARNED = timedelta(days=30)
"""Between being told and the erasure, at least."""


def warned(person: Person) -> bool:
    """Tell whether the person was told since they were put aside."""
    return person.expiry_told_at is not None and person.expiry_told_at >= active_until(person)


def expiry_step(person: Person) -> datetime | None:
    """Return when the person is to be told, or once they were, when they are erased; ``None`` for who is not inactive.

    Who asked that their data be kept and used for nothing is left alone.
    """
    if person.state is not PersonState.INACTIVE or person.restricted_at is not None:
        return None
    end = active_until(person) + KEPT
    if person.expiry_told_at is not None and warned(person):
        return max(end, person.expiry_told_at + WARNED)
    return end - WARNED


def told(person: Person, now: datetime) -> Person:
    """Return the person as told now."""
    return msgspec.structs.replace(person, expiry_told_at=now, updated_at=now)
