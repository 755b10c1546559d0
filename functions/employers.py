"""Employers, their members, their verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import employers
from chalicelib.errors import invalid
from chalicelib.texts import Text
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.employers import DetailsPatch, EmployerDetails, Stored
    from functions.employer_views import EmployerList, EmployerView, NewMember, PublicBody, Verdict
    from functions.quality_views import TrustView

blueprint = Blueprint(__name__)
_ANYONE = (Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER)
_CARETAKERS = (*_ANYONE, Audience.ADMIN)


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
    from functions.employer_views import EmployerList, employer_view

    found = (employers.stored(identifier) for identifier in employers.employers_of(call.principal))
    return Answer(body=EmployerList(items=tuple(employer_view(entry, call.principal) for entry in found)))


@endpoint(blueprint, "GET", "/v1/employers/{employer_id}", audience=[Audience.PUBLIC])
def read(call: Call, employer_id: str) -> Answer[EmployerView]:
    """One employer; its members see more."""
    return _answer(call, employers.stored(employer_id))


@endpoint(blueprint, "GET", "/v1/employers/{employer_id}/quality", audience=_CARETAKERS)
def quality(call: Call, employer_id: str) -> Answer[TrustView]:
    """How far an employer is trusted, why, and what became of all that was posted here for it, by whichever channel.

    For its members and the officers of its region. Each vacancy counts once, by what it has become, in a minute; the
    costliest reason comes first.
    """
    from chalicelib import sources
    from functions.quality_views import trust_view

    employer = employers.stored(employer_id).employer
    employers.require_inside(call.principal, employer)
    return Answer(body=trust_view(*sources.quality(employer.id)), headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "PATCH", "/v1/employers/{employer_id}", audience=_ANYONE)
def change(call: Call, employer_id: str, body: DetailsPatch) -> Answer[EmployerView]:
    """Change what an employer says about itself; If-Match carries the version that was read.

    A new name or NIB takes the verification away.
    """
    return _answer(call, employers.change(call.principal, employer_id, body, call.expected_version()))


@endpoint(blueprint, "POST", "/v1/employers/{employer_id}/members", audience=_ANYONE, status=201)
def add_member(call: Call, employer_id: str, body: NewMember) -> Answer[EmployerView]:
    """Add a member; owners only."""
    key = call.idempotency_key("add_member")
    person = _person(body)
    return _answer(call, employers.add_member(call.principal, employer_id, person, body.role, key=key))


@endpoint(blueprint, "DELETE", "/v1/employers/{employer_id}/members/{person_id}", audience=_ANYONE)
def remove_member(call: Call, employer_id: str, person_id: str) -> Answer[EmployerView]:
    """End a membership: an owner anyone's, a member their own; the last owner stays."""
    return _answer(call, employers.remove_member(call.principal, employer_id, person_id))


@endpoint(blueprint, "POST", "/v1/employers/{employer_id}/verification", audience=(Audience.OFFICER, Audience.ADMIN))
def verify(call: Call, employer_id: str, body: Verdict) -> Answer[EmployerView]:
    """State whether an employer is who it says; officers of its region only."""
    key = call.idempotency_key("verify_employer")
    return _answer(call, employers.verify(call.principal, employer_id, body.verification, body.reason, key=key))


@endpoint(blueprint, "POST", "/v1/employers/{employer_id}/public-body", audience=[Audience.ADMIN])
def set_public_body(call: Call, employer_id: str, body: PublicBody) -> Answer[EmployerView]:
    """State whether an employer is a ministry, an agency or a regional government, whose posts are public ones."""
    key = call.idempotency_key("public_body")
    return _answer(call, employers.set_public_body(call.principal, employer_id, body.public_body, key=key))


def _person(body: NewMember) -> str:
    if (body.person_id is None) == (body.email is None):
        detail = Text("Isi person_id atau email, salah satu.", "Give either person_id or email.")
        raise invalid("/person_id", "one_of", detail)
    if body.person_id is not None:
        return body.person_id
    return employers.person_by_email(str(body.email))


def _answer(call: Call, found: Stored) -> Answer[EmployerView]:
    from functions.employer_views import employer_view

    return Answer(body=employer_view(found, call.principal), version=found.version, headers={"Vary": "Authorization"})
