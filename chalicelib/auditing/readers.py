"""Who stands behind an entry of the audit, for the person whom it is about.

The office or the employer is told and never the officer's or recruiter's name or identifier: those are personal data of
their own.
"""

import msgspec

from chalicelib import employers, reference
from chalicelib.auditing import wording
from chalicelib.texts import Text
from security.audit_model import AuditEntry
from security.audit_table import SYSTEM
from security.principal import Audience

SELF = "self"
_APPLICANTS = frozenset({"contact_applicant", "application", "recommendation"})
"""Purposes for which employers read."""

_ROLES = {
    Audience.ADMIN.value: wording.ADMIN_READER,
    Audience.MONITOR.value: wording.MONITOR_READER,
    Audience.ANALYST.value: wording.ANALYST_READER,
    Audience.PARTNER.value: wording.PARTNER_READER,
}


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it: ``role`` as the platform calls it (``system``, ``officer``, ``employer`` …), and in words."""

    role: str
    name: Text


class Readers:
    """Who stands behind entries; each is looked up once."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._known: dict[tuple[object, ...], Reader] = {}

    def of(self, entry: AuditEntry) -> Reader:
        """Return who stands behind ``entry``; see `reader_of`."""
        key = (entry.actor, entry.actor == entry.subject, entry.purpose, entry.roles, entry.regions, entry.behalf)
        if key not in self._known:
            self._known[key] = reader_of(entry)
        return self._known[key]


def reader_of(entry: AuditEntry) -> Reader:
    """Return who stands behind an entry, without the name of any private person."""
    if entry.actor == entry.subject:
        return Reader(role=SELF, name=wording.SELF_READER)
    if entry.actor == SYSTEM:
        return Reader(role=SYSTEM, name=wording.SYSTEM_READER)
    if entry.behalf or (entry.purpose in _APPLICANTS and Audience.OFFICER.value not in entry.roles):
        return Reader(role=Audience.EMPLOYER.value, name=_employer(entry))
    if Audience.OFFICER.value in entry.roles:
        return Reader(role=Audience.OFFICER.value, name=wording.office_of(_places(entry.regions)))
    for role in (role for role in _ROLES if role in entry.roles):
        return Reader(role=role, name=_ROLES[role])
    return Reader(role="other", name=wording.OTHER_READER)


def _employer(entry: AuditEntry) -> Text:
    """Return the one employer for whom was read. Others of the same recruiter had no part in it and are not named."""
    found = employers.stored_many((entry.behalf,)).get(entry.behalf) if entry.behalf else None
    if found is not None:
        return wording.employer_of(found.details.name)
    return wording.RECOMMENDED_TO if entry.purpose == "recommendation" else wording.EMPLOYER_READER


def _places(regions: tuple[str, ...]) -> tuple[str, ...]:
    found = (reference.regions().get(code) for code in regions)
    return tuple(region.name for region in found if region is not None)
