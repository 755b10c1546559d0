"""What registers are asked and what they answer: types that cross the edge, with nothing that Padan does not need.

Questions go out as JSON and hold personal data; their ``repr`` never does. Answers may carry fields that are not named
here, since registers grow; what is named has to be there and of its type.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

Reference = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._:/-]+$")]
"""The register's own number of the transaction: evidence that can be looked up there."""

Nik = Annotated[str, Meta(pattern=r"^[0-9]{16}$")]
Nib = Annotated[str, Meta(pattern=r"^[0-9]{13}$")]
Wlkp = Annotated[str, Meta(min_length=6, max_length=30, pattern=r"^[0-9A-Za-z.-]+$")]


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of questions: silent about what they hold."""

    def __repr__(self) -> str:
        """Never show personal data."""
        return f"{type(self).__name__}(…)"


class Match(StrEnum):
    """Whether one detail agrees with the register; it never tells what the register holds instead."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_CHECKED = "not_checked"


class Identity(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a national id belongs to somebody of this name, born on this day."""

    nik: Nik
    name: str
    birth_date: date | None = None


class VitalStatus(StrEnum):
    """Whether the holder of a national id lives."""

    ALIVE = "alive"
    DECEASED = "deceased"


class IdentityAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The population register's word. Without ``found`` nothing else may be stated."""

    reference: Reference
    found: bool
    name: Match = Match.NOT_CHECKED
    birth_date: Match = Match.NOT_CHECKED
    vital_status: VitalStatus | None = None


class Business(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Whose business identification number this is; ``wlkp`` is its number of the compulsory report on manpower."""

    nib: Nib
    name: str
    wlkp: Wlkp | None = None


class BusinessStatus(StrEnum):
    """Whether a business may do business."""

    ACTIVE = "active"
    FROZEN = "frozen"
    REVOKED = "revoked"


class BusinessSize(StrEnum):
    """Size classes by capital and sales (PP 7/2021, article 35)."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class BusinessAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The company register's word. ``kbli`` are codes of business fields, ``region`` is the ministry's code."""

    reference: Reference
    found: bool
    nib: Nib
    name: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    status: BusinessStatus | None = None
    size: BusinessSize | None = None
    kbli: Annotated[tuple[Annotated[str, Meta(pattern=r"^[0-9]{5}$")], ...], Meta(max_length=200)] = ()
    region: Annotated[str, Meta(pattern=r"^[0-9]{2}(\.[0-9]{2})?$")] | None = None


class Membership(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a person is insured as a worker of this employer, and since when."""

    nik: Nik
    nib: Nib


class MembershipAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The employment insurance's word about one person at one employer; ``until`` is the last day, when it is over."""

    reference: Reference
    insured: bool
    nib: Nib
    since: date | None = None
    until: date | None = None


class CertificateKind(StrEnum):
    """What can be looked up: competence (BNSP), diploma (ijazah), registration (STR) and permit (SIP) in health."""

    COMPETENCE = "competence"
    DIPLOMA = "diploma"
    REGISTRATION = "registration"
    PERMIT = "permit"


CertificateNumber = Annotated[
    str, Meta(min_length=6, max_length=60, pattern=r"^[0-9A-Za-z][0-9A-Za-z ./-]*[0-9A-Za-z]$")
]


class Certificate(Question, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a certificate of this number is this person's."""

    kind: CertificateKind
    number: CertificateNumber
    holder: str


class CertificateStatus(StrEnum):
    """Whether a certificate stands."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class CertificateAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The word of whoever issued it; ``valid_until`` is its last day, None for one that lasts."""

    reference: Reference
    found: bool
    number: CertificateNumber
    holder: Match = Match.NOT_CHECKED
    status: CertificateStatus | None = None
    valid_until: date | None = None


Answer = IdentityAnswer | BusinessAnswer | MembershipAnswer | CertificateAnswer
