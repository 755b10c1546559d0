"""The clock of the requests: how many wait, how many near the end of their term or past it, how old the oldest is."""

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.rights import table
from chalicelib.rights.model import SOON


class Clockwork(msgspec.Struct, frozen=True, kw_only=True):
    """Open requests: all of them, those due within `SOON`, those overdue, and the age of the oldest in seconds.

    An overdue one is not among those that are due soon.
    """

    open: int = 0
    soon: int = 0
    overdue: int = 0
    oldest: float = 0.0


def watch(clock: Clock = SYSTEM_CLOCK) -> Clockwork:
    """Return how the clock stands."""
    now = clock.now()
    found = [item.request for item in table.waiting()]
    overdue = sum(request.due_at <= now for request in found)
    return Clockwork(
        open=len(found),
        soon=sum(now < request.due_at <= now + SOON for request in found),
        overdue=overdue,
        oldest=max(((now - request.received_at).total_seconds() for request in found), default=0.0),
    )
