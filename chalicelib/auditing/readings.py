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
    readers, answers = Readers(), _Answers(latest=cursor is None)
    items: list[Reading] = []
    for count, entry in enumerate(_entries(person_id, _resumed(cursor, person_id)), start=1):
        if (found := _reading(entry, readers, answers)) is not None and entry.actor != person_id:
            items.append(found)
        if len(items) == limit or count == _MOST_LOOKED_AT:
            return Readings(items=tuple(items), next=encode_cursor(_Position(person=person_id, entry=entry.id)))
    return Readings(items=tuple(items), next=None)


def every_reading(person_id: str) -> Iterator[Reading]:
    """Yield all that anybody read or changed, the person too, newest first."""
    readers, answers = Readers(), _Answers(latest=True)
    yield from (found for entry in _entries(person_id) if (found := _reading(entry, readers, answers)) is not None)


class _Answers:
    """Which requests left another entry, as far as the entries tell that were looked at, the newest first.

    An outcome is written after its request, so it was looked at before, unless the page began between the two.
    """

    def __init__(self, *, latest: bool) -> None:
        """Begin with nothing; ``latest``: the first entry is the latest that there is."""
        self._known: dict[tuple[str, str], datetime] = {}
        self._newest: datetime | None = None
        self._latest = latest

    def note(self, entry: AuditEntry) -> None:
        """Note an entry that is looked at."""
        self._newest = self._newest or entry.at
        if entry.purpose != ASKED:
            self._known[entry.actor, entry.correlation_id] = entry.at

    def has(self, asked: AuditEntry) -> bool:
        """Tell whether the request that asked left another entry: that of what was granted, or of the refusal."""
        known = self._known.get((asked.actor, asked.correlation_id))
        if known is not None and known - asked.at < _REQUEST:
            return True
        unseen = not self._latest and self._newest is not None and asked.at + _REQUEST >= self._newest
        return unseen and _was_answered(asked)


def _reading(entry: AuditEntry, readers: Readers, answers: _Answers) -> Reading | None:
    """Return what an entry tells, ``None`` for a request whose outcome has an entry of its own."""
    answers.note(entry)
    act = _act(entry)
    if entry.purpose == ASKED and answers.has(entry):
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
    """Look for the outcome of a request in the audit itself."""
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
