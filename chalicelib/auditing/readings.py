"""Who read or changed a person's data, for that person: when, from which office or employer, what, and why.

Law 27/2022 gives people a right to know who asks for their data and on what ground (article 5). What was only asked for
and came to nothing, such as by an officer of another region, is told as that.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from chalicelib.auditing import wording
from chalicelib.auditing.readers import Reader, Readers
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.texts import Text
from security import audit
from security.audit_model import AuditEntry

ASKED = "interface"
"""The purpose of entries that tell that somebody asked for something, written before it was granted or refused."""
REFUSED = "refused"
"""The purpose of entries that tell that it was refused."""

_READ = "read_"
_BATCH = 200
_MOST_LOOKED_AT = 2_000
_REQUEST = timedelta(minutes=1)
"""Longer than any request takes: what was granted is in the audit within it."""


class Act(StrEnum):
    """What was done with the data; ``refused``: it was asked for and nothing came of it."""

    READING = "reading"
    CHANGE = "change"
    REFUSED = "refused"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading, change or refused attempt: ``kind`` and ``purpose`` as codes and in words.

    ``kind`` is the kind of data that was read, and otherwise the ``action`` itself, as the audit calls it.
    """

    at: datetime
    reader: Reader
    act: Act
    action: str
    kind: str
    kind_name: Text
    purpose: str
    purpose_name: Text


class Readings(msgspec.Struct, frozen=True, kw_only=True):
    """A page of them, newest first; ``next`` goes on, ``None`` at the end."""

    items: tuple[Reading, ...]
    next: str | None


class _Position(msgspec.Struct, frozen=True, kw_only=True):
    person: str
    entry: str


def own_readings(person_id: str, limit: int, cursor: str | None = None) -> Readings:
    """Return what others read or changed; raises `InvalidInput` for a cursor of another list."""
    readers = Readers()
    items: list[Reading] = []
    for count, entry in enumerate(_entries(person_id, _resumed(cursor, person_id)), start=1):
        if entry.actor != person_id and (found := _reading(entry, readers)) is not None:
            items.append(found)
        if len(items) == limit or count == _MOST_LOOKED_AT:
            return Readings(items=tuple(items), next=encode_cursor(_Position(person=person_id, entry=entry.id)))
    return Readings(items=tuple(items), next=None)


def every_reading(person_id: str) -> Iterator[Reading]:
    """Yield all that anybody read or changed, the person too, newest first."""
    readers = Readers()
    yield from (found for entry in _entries(person_id) if (found := _reading(entry, readers)) is not None)


def _reading(entry: AuditEntry, readers: Readers) -> Reading | None:
    """Return what an entry tells, ``None`` for a request whose outcome has an entry of its own."""
    act = _act(entry)
    if entry.purpose == ASKED and _was_answered(entry):
        return None
    kind = entry.action.removeprefix(_READ) if act is Act.READING else entry.action
    return Reading(
        at=entry.at,
        reader=readers.of(entry),
        act=act,
        action=entry.action,
        kind=kind,
        kind_name=_name(act, kind, entry.purpose),
        purpose=entry.purpose,
        purpose_name=wording.PURPOSES.get(entry.purpose, wording.OTHER_PURPOSE),
    )


def _act(entry: AuditEntry) -> Act:
    if entry.purpose in (ASKED, REFUSED):
        return Act.REFUSED
    return Act.READING if entry.action.startswith(_READ) else Act.CHANGE


def _was_answered(asked: AuditEntry) -> bool:
    """Tell whether the request that asked left another entry: that of what was granted, or of the refusal."""
    span = audit.Span(first=asked.at, last=asked.at + _REQUEST)
    same = (each for each in _entries(asked.subject, span=span) if each.actor == asked.actor)
    return any(each.correlation_id == asked.correlation_id and each.purpose != ASKED for each in same)


def _name(act: Act, kind: str, purpose: str) -> Text:
    if act is Act.READING:
        return wording.KINDS.get(kind, wording.OTHER_KIND)
    if act is Act.REFUSED:
        return wording.attempt_of(kind)
    return wording.CHANGES.get(kind) or wording.CHANGES_FOR.get(purpose, wording.OTHER_CHANGE)


def _entries(person_id: str, before: str | None = None, span: audit.Span = audit.EVER) -> Iterator[AuditEntry]:
    while found := audit.entries_of(person_id, limit=_BATCH, before=before, span=span):
        yield from found
        before = found[-1].id


def _resumed(cursor: str | None, person_id: str) -> str | None:
    if cursor is None:
        return None
    position = decode_cursor(cursor, _Position)
    if position.person != person_id:
        raise unknown_cursor()
    return position.entry
