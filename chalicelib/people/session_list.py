"""One's own sessions, page by page."""

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.people import open_sessions
from chalicelib.people.open_session_model import OpenSession


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some sessions, those that began last first; ``next`` goes on, ``None`` at the end."""

    items: tuple[OpenSession, ...]
    next: str | None = None


class _After(msgspec.Struct, frozen=True, kw_only=True):
    """The last session that was told, in a list that is its person's alone."""

    sessions_of: str
    place: str


def listed(person_id: str, limit: int, cursor: str | None = None, clock: Clock = SYSTEM_CLOCK) -> Page:
    """Return sessions of the person that go on; one that begins or ends meanwhile moves no other from its page.

    Raises `InvalidInput` for a cursor of another list or person.
    """
    found = open_sessions.living(person_id, clock)
    if cursor is not None:
        after = decode_cursor(cursor, _After)
        if after.sessions_of != person_id:
            raise unknown_cursor()
        found = tuple(each for each in found if open_sessions.place_of(each) < after.place)
    items = found[:limit]
    if len(found) <= limit:
        return Page(items=items)
    place = open_sessions.place_of(items[-1])
    return Page(items=items, next=encode_cursor(_After(sessions_of=person_id, place=place)))
