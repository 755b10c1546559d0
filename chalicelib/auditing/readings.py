"""Who read a person's data, for that person: when, from which office or employer, what, and why in plain words.

Law 27/2022 gives people a right to know who asks for their data and on what ground (article 5). The reader's office
is told and not the officer's name: that is the officer's own personal data.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib import employers, reference
from chalicelib.auditing import wording
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.texts import Text
from security import audit
from security.audit_model import AuditEntry
from security.audit_table import SYSTEM
from security.principal import Audience, Principal

_READ = "read_"
_BATCH = 200
_MOST_LOOKED_AT = 2_000
_APPLICANTS = frozenset({"contact_applicant", "application", "recommendation"})
"""Purposes for which employers read."""

_ROLES = {
    Audience.ADMIN.value: wording.ADMIN_READER,
    Audience.MONITOR.value: wording.MONITOR_READER,
    Audience.ANALYST.value: wording.ANALYST_READER,
    Audience.PARTNER.value: wording.PARTNER_READER,
}


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: ``role`` as the platform calls it (``system``, ``officer``, ``employer`` …), and in words."""

    role: str
    name: Text


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading: ``kind`` of data and ``purpose`` as codes and in words."""

    at: datetime
    reader: Reader
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
    """Return who read the person's data but themselves; raises `InvalidInput` for a cursor of another list."""
    names: dict[str, Reader] = {}
    items: list[Reading] = []
    for count, entry in enumerate(_entries(person_id, _resumed(cursor, person_id)), start=1):
        if entry.action.startswith(_READ) and entry.actor != person_id:
            items.append(_reading(entry, names))
        if len(items) == limit or count == _MOST_LOOKED_AT:
            return Readings(items=tuple(items), next=encode_cursor(_Position(person=person_id, entry=entry.id)))
    return Readings(items=tuple(items), next=None)


def reader_of(entry: AuditEntry) -> Reader:
    """Return who stands behind an entry, without the name of any private person."""
    if entry.actor == SYSTEM:
        return Reader(role=SYSTEM, name=wording.SYSTEM_READER)
    if entry.purpose in _APPLICANTS and Audience.OFFICER.value not in entry.roles:
        return Reader(role=Audience.EMPLOYER.value, name=wording.employer_of(_employers(entry.actor)))
    if Audience.OFFICER.value in entry.roles:
        return Reader(role=Audience.OFFICER.value, name=wording.office_of(_places(entry.regions)))
    for role in (role for role in _ROLES if role in entry.roles):
        return Reader(role=role, name=_ROLES[role])
    return Reader(role="other", name=wording.OTHER_READER)


def _reading(entry: AuditEntry, names: dict[str, Reader]) -> Reading:
    known = f"{entry.actor} {entry.purpose} {entry.roles} {entry.regions}"
    if known not in names:
        names[known] = reader_of(entry)
    kind = entry.action.removeprefix(_READ)
    return Reading(
        at=entry.at,
        reader=names[known],
        kind=kind,
        kind_name=wording.KINDS.get(kind, wording.OTHER_KIND),
        purpose=entry.purpose,
        purpose_name=wording.PURPOSES.get(entry.purpose, wording.OTHER_PURPOSE),
    )


def _entries(person_id: str, before: str | None) -> Iterator[AuditEntry]:
    while found := audit.entries_of(person_id, limit=_BATCH, before=before):
        yield from found
        before = found[-1].id


def _places(regions: tuple[str, ...]) -> tuple[str, ...]:
    found = (reference.regions().get(code) for code in regions)
    return tuple(region.name for region in found if region is not None)


def _employers(person_id: str) -> tuple[str, ...]:
    found = employers.employers_of(Principal(id=person_id))
    return tuple(each.details.name for each in employers.stored_many(found).values()) if found else ()


def _resumed(cursor: str | None, person_id: str) -> str | None:
    if cursor is None:
        return None
    position = decode_cursor(cursor, _Position)
    if position.person != person_id:
        raise unknown_cursor()
    return position.entry
