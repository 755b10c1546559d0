"""Why personal data may be read, as data: each purpose, the kinds that it needs and who may have it."""

from enum import StrEnum

import msgspec

from security.principal import Audience, Principal
from security.sealed import Kind

SYSTEM = Principal(id="system")
"""The reader when no person asks: the platform's own workers."""


class Purpose(StrEnum):
    """Reasons to open sealed data. Every opening names one, and the audit keeps it."""

    SHOW_OWNER = "show_owner"
    EXPORT_OWNER = "export_owner"
    VERIFY_CONTACT = "verify_contact"
    NOTIFY = "notify"
    CHECK_REGISTER = "check_register"
    CONTACT_APPLICANT = "contact_applicant"
    ASSIST = "assist"
    ANSWER_RIGHTS = "answer_rights"
    SIGN_IN = "sign_in"
    FOLLOW_REPORT = "follow_report"


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What one purpose allows: ``kinds`` of data, to the ``owner``, to the platform itself, or to ``roles``."""

    kinds: frozenset[Kind]
    owner: bool = False
    system: bool = False
    roles: frozenset[Audience] = frozenset()


_CONTACT = frozenset({Kind.PHONE, Kind.EMAIL})
_NAMED = _CONTACT | {Kind.NAME}

GRANTS: dict[Purpose, Grant] = {
    Purpose.SHOW_OWNER: Grant(kinds=_NAMED | {Kind.ADDRESS, Kind.WORDS}, owner=True),
    Purpose.EXPORT_OWNER: Grant(kinds=frozenset(Kind) - {Kind.FACTOR, Kind.SESSION}, owner=True),
    Purpose.VERIFY_CONTACT: Grant(kinds=_CONTACT, system=True),
    Purpose.NOTIFY: Grant(kinds=_CONTACT, system=True),
    Purpose.CHECK_REGISTER: Grant(kinds=frozenset({Kind.NIK, Kind.CERTIFICATE, Kind.NAME}), system=True),
    Purpose.CONTACT_APPLICANT: Grant(kinds=_NAMED | {Kind.WORDS}, roles=frozenset({Audience.EMPLOYER})),
    Purpose.ANSWER_RIGHTS: Grant(kinds=frozenset({Kind.WORDS}), roles=frozenset({Audience.OFFICER, Audience.ADMIN})),
    Purpose.SIGN_IN: Grant(kinds=frozenset({Kind.FACTOR}), system=True),
    Purpose.FOLLOW_REPORT: Grant(kinds=frozenset({Kind.WORDS}), roles=frozenset({Audience.MONITOR})),
    Purpose.ASSIST: Grant(kinds=_NAMED | {Kind.ADDRESS}, roles=frozenset({Audience.OFFICER})),
}
"""The whole table. Whether an employer has this applicant, or an officer this region, is for `security.policy`."""


def may_open(purpose: Purpose, kind: Kind, owner: str, reader: Principal) -> bool:
    """Tell whether ``reader`` may see ``owner``'s data of ``kind`` for ``purpose``."""
    grant = GRANTS[purpose]
    if kind not in grant.kinds:
        return False
    is_owner = bool(reader.id) and reader.id == owner
    return (grant.owner and is_owner) or (grant.system and reader is SYSTEM) or bool(grant.roles & reader.roles)
