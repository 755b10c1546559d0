"""Officers helping people who come to the office: registration, proof of contacts, the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from functions.calls import Answer, Call
from functions.http import endpoint
from functions.sessions import LARGEST_CREDENTIALS
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.people.assisting import AssistedRegistration, Reached
    from chalicelib.people.model import Profile
    from chalicelib.people.office_codes import OfficeCode
    from chalicelib.people.sessions import Contact
    from functions.officers_types import HelpedPerson
    from functions.registration_types import Confirmation, Confirmed, Started, VerificationRequest

blueprint = Blueprint(__name__)
_OFFICER = [Audience.OFFICER]
_HELPERS = (Audience.OFFICER, Audience.SEEKER)
_PRIVATE = {"Cache-Control": "private, no-store"}


@endpoint(blueprint, "POST", "/v1/officers/people", audience=_OFFICER, status=201)
def register(call: Call, body: AssistedRegistration) -> Answer[HelpedPerson]:
    """Register somebody who came to the office and agrees to it (the consent ``officer_on_behalf``).

    They sign in later with a one-time code at a contact that is proven; the officer has one sent and enters it.
    """
    from chalicelib.people import assisting
    from functions.officers_types import helped_person

    person_id = assisting.register(call.principal, body, call.idempotency_key("register_person"))
    found = assisting.helped(call.principal, person_id)
    return Answer(body=helped_person(found), version=found.version, headers=_PRIVATE)


@endpoint(
    blueprint,
    "POST",
    "/v1/officers/recovery-codes",
    audience=_OFFICER,
    status=201,
    largest_body=LARGEST_CREDENTIALS,
)
def hand_out_code(call: Call, body: Contact) -> Answer[OfficeCode]:
    """A code for somebody who came to the office and has shown who they are: a second proof to sign in with, once.

    For whoever has lost the password, or a contact, and every device that was known. It goes with a code that is sent
    to a proven contact of theirs, or with the password; the person is told that it was handed out.
    """
    from chalicelib.people import office_codes, sessions

    person_id = sessions.holder(body)
    return Answer(body=office_codes.hand_out(call.principal, person_id), headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "GET", "/v1/people/{person_id}/profile", audience=_HELPERS)
def profile(call: Call, person_id: str) -> Answer[HelpedPerson]:
    """Somebody's profile: one's own, or of somebody in the officer's region who agreed to be helped."""
    from chalicelib.people import assisting
    from functions.officers_types import helped_person

    found = assisting.helped(call.principal, person_id)
    return Answer(body=helped_person(found), version=found.version, headers=_PRIVATE)


@endpoint(blueprint, "PUT", "/v1/people/{person_id}/profile", audience=_HELPERS)
def change_profile(call: Call, person_id: str, body: Profile) -> Answer[HelpedPerson]:
    """Replace a profile, one's own or on behalf of somebody; If-Match carries the ETag that was read."""
    from chalicelib.people import assisting
    from functions.officers_types import helped_person

    found = assisting.change_profile(call.principal, person_id, body, call.expected_version())
    return Answer(body=helped_person(found), version=found.version, headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/people/{person_id}/contact", audience=_OFFICER)
def contact(call: Call, person_id: str) -> Answer[Reached]:
    """Name and contacts of somebody whom the officer helps; they see in their data that it was read."""
    from chalicelib.people import assisting

    return Answer(body=assisting.contact(call.principal, person_id), headers=_PRIVATE)


@endpoint(
    blueprint,
    "POST",
    "/v1/people/{person_id}/verifications",
    audience=_OFFICER,
    status=201,
    largest_body=LARGEST_CREDENTIALS,
)
def verify(call: Call, person_id: str, body: VerificationRequest) -> Answer[Started]:
    """Send a code to somebody whom the officer helps, who reads it out."""
    from chalicelib.people import assisting
    from functions.registration_types import started_of

    key = call.idempotency_key("verify_person")
    return Answer(body=started_of(assisting.verify(call.principal, person_id, body.channel, key)))


@endpoint(blueprint, "POST", "/v1/people/{person_id}/verifications/{id}/confirm", audience=_OFFICER)
def confirm(call: Call, person_id: str, id: str, body: Confirmation) -> Answer[Confirmed]:  # noqa: A002 - the path's own
    """Give back the code that the person read out; the first proof makes them active."""
    from chalicelib.people import assisting
    from functions.registration_types import Confirmed

    key = call.idempotency_key("confirm_person")
    person, version = assisting.confirm(call.principal, person_id, id, body.code, key=key)
    return Answer(body=Confirmed(state=person.state, verified=person.verified), version=version)
