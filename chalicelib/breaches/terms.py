"""How far the telling of each incident is, and how long it has been open: the clock of the 72 hours."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.breaches import store
from chalicelib.breaches.model import Breach
from chalicelib.clock import SYSTEM_CLOCK, Clock


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One incident: when its notices are due, what is done, and the hours since it was found out."""

    reference: str
    discovered: datetime
    due: datetime
    hours: float
    people: int
    people_told_at: datetime | None
    agency_told_at: datetime | None
    late: bool


def standing(clock: Clock = SYSTEM_CLOCK) -> tuple[Standing, ...]:
    """Return every incident, the newest first."""
    now = clock.now()
    found = sorted(store.all_breaches(), key=lambda each: each.incident.discovered, reverse=True)
    return tuple(_standing(each, now) for each in found)


def open_hours(clock: Clock = SYSTEM_CLOCK) -> float:
    """Return the hours since the oldest incident was found out of which people or agency are not told; 0: none."""
    now = clock.now()
    return max((_hours(each, now) for each in _open(store.all_breaches())), default=0.0)


def _open(found: Iterable[Breach]) -> Iterable[Breach]:
    return (each for each in found if not each.settled)


def _hours(breach: Breach, now: datetime) -> float:
    return max(0.0, (now - breach.incident.discovered).total_seconds() / 3600)


def _standing(breach: Breach, now: datetime) -> Standing:
    ended = (
        max(each for each in (breach.people_told_at, breach.agency_told_at) if each is not None)
        if breach.settled
        else now
    )
    return Standing(
        reference=breach.incident.reference,
        discovered=breach.incident.discovered,
        due=breach.incident.due,
        hours=round(_hours(breach, ended), 2),
        people=breach.people,
        people_told_at=breach.people_told_at,
        agency_told_at=breach.agency_told_at,
        late=ended > breach.incident.due,
    )
