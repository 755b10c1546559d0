"""Employers, their members, their verification."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib import employers
from chalicelib.employers.model import Contact, Role, Size, Verification
from chalicelib.errors import invalid
from chalicelib.texts import Text
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.employers import EmployerDetails, Stored

blueprint = Blueprint(__name__)
_ANYONE = (Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER)
_CARETAKERS = (*_ANYONE, Audience.ADMIN)


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """A person who acts for the employer."""

    person_id: str
    role: Role
    since: datetime


class EmployerView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One employer. ``members`` and ``nib`` are shown to members and officers of its region alone."""

    id: str
    name: str
    verification: Verification
    version: int
    nib: str | None = None
    industry: str | None = None
    size: Size | None = None
    region: str | None = None
    contact: Contact | None = None
    approved_vacancies: int | None = None
    verification_reason: str | None = None
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


@endpoint(blueprint, "POST", "/v1/employers", audience=_ANYONE, status=201)
def register(call: Call, body: EmployerDetails) -> Answer[EmployerView]:
    """Register an employer; the caller becomes its first owner.

    An officer registers for somebody else: the employer has no members until they are added.
    """
    found = employers.register(call.principal, body, call.idempotency_key("register_employer"))
    return _answer(call, found)


@endpoint(blueprint, "GET", "/v1/employers", audience=(Audience.SEEKER, Audience.EMPLOYER))
def mine(call: Call) -> Answer[EmployerList]:
    """Employers that the caller acts for."""
    found = (employers.stored(identifier) for identifier in employers.employers_of(call.principal))
    return Answer(body=EmployerList(items=tuple(_view(call, entry) for entry in found)))


@endpoint(blueprint, "GET", "/v1/employers/{employer_id}", audience=[Audience.PUBLIC])
def read(call: Call, employer_id: str) -> Answer[EmployerView]:
    """One employer; its members see more."""
    return _answer(call, employers.stored(employer_id))


@endpoint(blueprint, "PATCH", "/v1/employers/{employer_id}", audience=_CARETAKERS)
def change(call: Call, employer_id: str, body: employers.DetailsPatch) -> Answer[EmployerView]:
    """Change what an employer says about itself; If-Match carries the version that was read.

    A new name or NIB takes the verification away.
    """
    return _answer(call, employers.change(call.principal, employer_id, body, call.expected_version()))


@endpoint(blueprint, "POST", "/v1/employers/{employer_id}/members", audience=_CARETAKERS, status=201)
def add_member(call: Call, employer_id: str, body: NewMember) -> Answer[EmployerView]:
    """Add a member; owners only."""
    person = _person(body)
    return _answer(call, employers.add_member(call.principal, employer_id, person, body.role))


@endpoint(blueprint, "DELETE", "/v1/employers/{employer_id}/members/{person_id}", audience=_CARETAKERS)
def remove_member(call: Call, employer_id: str, person_id: str) -> Answer[EmployerView]:
    """End a membership: an owner anyone's, a member their own; the last owner stays."""
    return _answer(call, employers.remove_member(call.principal, employer_id, person_id))


@endpoint(blueprint, "POST", "/v1/employers/{employer_id}/verification", audience=(Audience.OFFICER, Audience.ADMIN))
def verify(call: Call, employer_id: str, body: Verdict) -> Answer[EmployerView]:
    """State whether an employer is who it says; officers of its region only."""
    return _answer(call, employers.verify(call.principal, employer_id, body.verification, body.reason))


def _person(body: NewMember) -> str:
    if (body.person_id is None) == (body.email is None):
        detail = Text("Isi person_id atau email, salah satu.", "Give either person_id or email.")
        raise invalid("/person_id", "one_of", detail)
    if body.person_id is not None:
        return body.person_id
    return employers.person_by_email(str(body.email))


def _answer(call: Call, found: Stored) -> Answer[EmployerView]:
    return Answer(body=_view(call, found), version=found.version, headers={"Vary": "Authorization"})


def _view(call: Call, found: Stored) -> EmployerView:
    from security.policy import Action

    employer, details = found.employer, found.employer.details
    inside = employers.allowed(call.principal, Action.UPDATE, employers.resource_of(employer))
    return EmployerView(
        id=employer.id,
        name=details.name,
        verification=employer.verification,
        version=found.version,
        industry=details.industry,
        size=details.size,
        region=details.region,
        contact=details.contact,
        nib=details.nib if inside else None,
        approved_vacancies=employer.approved_vacancies if inside else None,
        verification_reason=employer.verification_reason if inside else None,
        members=tuple(_member(member) for member in employer.members) if inside else None,
    )


def _member(member: employers.Member) -> MemberView:
    return MemberView(person_id=member.person_id, role=member.role, since=member.since)
