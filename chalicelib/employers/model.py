"""The employer: who it is, who acts for it, and how far it is trusted."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from chalicelib.merging import patch_type

Name = Annotated[str, Meta(min_length=2, max_length=200, pattern=r"\S.*\S")]
BusinessNumber = Annotated[str, Meta(pattern=r"^[0-9]{13}$")]
"""NIB, the business identification number of the licensing system OSS: thirteen digits (PP 5/2021, article 176)."""

NEW_EMPLOYER_VACANCIES = 3
"""So many vacancies of an employer that is not verified go through an officer first."""


class Size(StrEnum):
    """Size classes by capital and sales (PP 7/2021, article 35)."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Role(StrEnum):
    """What a member may do: an owner everything, a recruiter all but members and the employer's own data."""

    OWNER = "owner"
    RECRUITER = "recruiter"


class Verification(StrEnum):
    """Whether an officer has confirmed that the employer is who it says."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REFUSED = "refused"


class RegisterState(StrEnum):
    """What the company register says: the name and number are a business' own, are not, or the number is unknown."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class RegisterWord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The register's word on the present name and NIB, evidence for the officer who verifies.

    ``differences`` are what contradicts: ``name``, ``status``. ``evidence`` is the register's own reference.
    ``size``, ``region`` and ``kbli`` are what it holds and decide nothing. ``weighed``: an officer has decided since.
    """

    state: RegisterState
    at: datetime
    evidence: str
    differences: tuple[str, ...] = ()
    size: str | None = None
    region: str | None = None
    kbli: str | None = None
    weighed: bool = False


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How the business is reached. It is published with the employer, so it names an office and not a person."""

    website: Annotated[str, Meta(max_length=300, pattern=r"^https?://[^\s/]+\.[^\s]+$")] | None = None
    email: Annotated[str, Meta(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    phone: Annotated[str, Meta(max_length=20, pattern=r"^\+?[0-9 ()-]{6,20}$")] | None = None


class EmployerDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an employer says about itself. ``region`` is a province (``32``) or regency (``32.73``)."""

    name: Name
    nib: BusinessNumber | None = None
    industry: Annotated[str, Meta(max_length=100)] | None = None
    size: Size | None = None
    region: str | None = None
    contact: Contact = Contact()


DetailsPatch: Any = patch_type(EmployerDetails, "DetailsPatch", __name__)
"""Any part of `EmployerDetails`."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person who acts for the employer."""

    person_id: str
    role: Role
    since: datetime


class Employer(msgspec.Struct, frozen=True, kw_only=True):
    """One employer as stored. ``approved_vacancies`` counts those that an officer let through.

    ``partner`` names the source that an unclaimed employer is known from; such an employer has no members.
    ``public_body``: a ministry, an agency or a regional government, which an administrator states; ``assisted``: an
    officer registered it on its behalf.
    """

    id: str
    details: EmployerDetails
    members: tuple[Member, ...]
    created_at: datetime
    updated_at: datetime
    verification: Verification = Verification.UNVERIFIED
    verified_by: str | None = None
    verification_reason: str | None = None
    approved_vacancies: int = 0
    partner: str | None = None
    public_body: bool = False
    assisted: bool = False
    register: RegisterWord | None = None

    @property
    def name(self) -> str:
        """The employer's name."""
        return self.details.name

    @property
    def needs_review(self) -> bool:
        """Whether its next vacancy goes through an officer even when the machine finds nothing."""
        new = self.verification is not Verification.VERIFIED and self.approved_vacancies < NEW_EMPLOYER_VACANCIES
        return new or self.is_contradicted

    @property
    def is_contradicted(self) -> bool:
        """Whether the company register contradicts it and no officer has weighed that yet."""
        word = self.register
        return word is not None and word.state is RegisterState.CONTRADICTED and not word.weighed

    @property
    def confirmed(self) -> tuple[str, ...]:
        """Which of its own statements the company register confirms: its name and its NIB, or none."""
        word = self.register
        return ("name", "nib") if word is not None and word.state is RegisterState.CONFIRMED else ()

    @property
    def is_proposed(self) -> bool:
        """Whether the company register proposes it as verified, and an officer has not decided yet."""
        confirmed = self.register is not None and self.register.state is RegisterState.CONFIRMED
        return confirmed and self.verification is Verification.UNVERIFIED

    def role_of(self, person_id: str) -> Role | None:
        """Return the role of a person, ``None`` for one who is not a member."""
        return next((member.role for member in self.members if member.person_id == person_id), None)
