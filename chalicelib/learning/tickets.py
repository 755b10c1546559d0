"""What a search's answer carries and a later request may bring back: of which texts it was, and of nobody."""

import secrets
from datetime import datetime, timedelta

import msgspec

from chalicelib import pagination
from chalicelib.clock import epoch_seconds
from chalicelib.errors import InvalidInput, invalid
from chalicelib.learning.model import SearchEvent
from chalicelib.texts import Text

VALID = timedelta(days=1)
_HOUR = 3_600
LONGEST = 1_200
"""Signs of a ticket at most."""


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """One search: ``search`` is random; ``until`` is a whole hour; keys of its texts, its region; ``vain``: no hits."""

    search: str
    until: int
    query: str
    left: tuple[str, ...]
    region: str
    vain: bool


def issue(event: SearchEvent, now: datetime) -> str:
    """Return the signed ticket of a search: opaque, and good for a day."""
    until = epoch_seconds(now + VALID) // _HOUR * _HOUR
    ticket = Ticket(
        search=secrets.token_urlsafe(12),
        until=until,
        query=event.query,
        left=event.left,
        region=event.region,
        vain=not event.found,
    )
    return pagination.encode_cursor(ticket)


def read(text: str, now: datetime, pointer: str = "search") -> Ticket | None:
    """Return a ticket, ``None`` when it has expired; raises `InvalidInput` on ``pointer`` for one of somebody's own."""
    if len(text) > LONGEST:
        raise _unknown(pointer)
    try:
        ticket = pagination.decode_cursor(text, Ticket)
    except InvalidInput:
        raise _unknown(pointer) from None
    return ticket if epoch_seconds(now) <= ticket.until else None


def _unknown(pointer: str) -> InvalidInput:
    return invalid(pointer, "unknown_search", Text("Pencarian ini tidak dikenal.", "This search is not known."))
