"""What people send and see of employers."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import employers
from chalicelib.employers import Stored
from chalicelib.employers.model import Contact, Member, RegisterWord, Role, Size, Verification
from security.principal import Principal


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """A person who acts for the employer."""

    person_id: str
    role: Role
    since: datetime


class EmployerView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One employer. ``public_body``: a ministry, an agency or a regional government.

    ``members``, ``nib``, what the company register says (``register``, and ``confirmed``: which of its statements agree
    with it) and that an officer registered it (``assisted``) are shown to members and officers of its region alone.
    """

    id: str
    name: str
    verification: Verification
    version: int
    nib: str | None = None
    industry: str | None = None
    size: Size | None = None
    region: str | None = None
    contact: Contact | None = None
    public_body: bool = False
    assisted: bool = False
    approved_vacancies: int | None = None
    verification_reason: str | None = None
    register: RegisterWord | None = None
    confirmed: tuple[str, ...] = ()
    proposed: bool = False
    members: tuple[MemberView, ...] | None = None


class EmployerList(msgspec.Struct, frozen=True, kw_only=True):
    """The employers that the caller is a member of."""

    items: tuple[EmployerView, ...]


class NewMember(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member to be added, by identifier or by the verified e-mail address of their account; one of the two."""

    person_id: str | None = None
    email: Annotated[str, Meta(max_length=254)] | None = None
    role: Role = Role.RECRUITER


class Verdict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer's word on an employer; a refusal needs a reason."""

    verification: Verification
    reason: Annotated[str, Meta(min_length=3, max_length=500)] | None = None


class PublicBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether an employer is a ministry, an agency or a regional government."""

    public_body: bool


def employer_view(found: Stored, reader: Principal) -> EmployerView:
    """Return what ``reader`` may see of an employer."""
    employer, details = found.employer, found.employer.details
    inside = employers.sees_inside(reader, employer)
    return EmployerView(
        id=employer.id,
        name=details.name,
        verification=employer.verification,
        version=found.version,
        industry=details.industry,
        size=details.size,
        region=details.region,
        contact=details.contact,
        public_body=employer.public_body,
        assisted=employer.assisted and inside,
        nib=details.nib if inside else None,
        approved_vacancies=employer.approved_vacancies if inside else None,
        verification_reason=employer.verification_reason if inside else None,
        register=employer.register if inside else None,
        confirmed=employer.confirmed if inside else (),
        proposed=inside and employer.is_proposed,
        members=tuple(_member(member) for member in employer.members) if inside else None,
    )


def _member(member: Member) -> MemberView:
    return MemberView(person_id=member.person_id, role=member.role, since=member.since)
