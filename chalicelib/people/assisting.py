"""An officer helps somebody who has no device, or no practice with one: with their consent, in the officer's region.

The person is asked first and the consent ``officer_on_behalf`` is kept with who recorded it; withdrawing it ends the
help at once. What an officer reads or writes of somebody is in the audit before it is told, and with what it tells of.
See docs/decisions/0251-officers-on-behalf.md.
"""

from typing import Annotated

import msgspec
from msgspec import Meta
from pynamodb.transactions import TransactWrite

from chalicelib import reference
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import InvalidInput, NotFound, invalid
from chalicelib.idempotency import IdempotencyKey, earlier_result
from chalicelib.people import contacting, profile, registration, store, verification
from chalicelib.people.model import Person, Profile
from chalicelib.people.uses import Use, permitted
from chalicelib.people.verification_model import Channel, Verification
from chalicelib.texts import Language, Text
from security import audit
from security.consent import ConsentType
from security.policy import Action, Resource, ResourceKind, allowed, require
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind

_PURPOSE = Purpose.ASSIST
_CONSENT = ConsentType.OFFICER_ON_BEHALF.value


class AssistedRegistration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an officer registers somebody with, who sits there and agrees to it.

    At least one contact; ``region`` is where the person lives, of those that the officer serves. There is no password:
    the person signs in with a one-time code once a contact is proven, and may choose one then.
    """

    region: Annotated[str, Meta(max_length=20)]
    consents: dict[str, int]
    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    name: Annotated[str, Meta(max_length=200)] | None = None
    nik: Annotated[str, Meta(max_length=40)] | None = None
    language: Language = Language.INDONESIAN

    def __repr__(self) -> str:
        """Never show personal data."""
        return "AssistedRegistration(…)"


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How to call and reach somebody; opened for one officer."""

    name: str | None
    email: str | None
    phone: str | None

    def __repr__(self) -> str:
        """Never show personal data."""
        return "Reached(…)"


class Helped(msgspec.Struct, frozen=True, kw_only=True):
    """A person as the officer who helps them sees them, and the version for ``If-Match``."""

    person: Person
    version: int


def register(
    officer: Principal, request: AssistedRegistration, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK
) -> str:
    """Register a person in the officer's region; returns their identifier, the earlier one for a repeated ``key``.

    Raises `Forbidden` for a region that the officer does not serve, `InvalidInput` on ``/region``, on
    ``/consents/officer_on_behalf`` without that consent, and as `registration.register` does.
    """
    require(officer, Action.CREATE, Resource(kind=ResourceKind.PERSON, region=request.region))
    if (earlier := earlier_result(key)) is not None:
        return earlier
    _check(request)
    plain = registration.Registration(
        password="",
        email=request.email,
        phone=request.phone,
        name=request.name,
        nik=request.nik,
        language=request.language,
        consents=request.consents,
    )
    return registration.enter(plain, registration.Entry(by=officer.id, region=request.region), key, clock)


def helped(principal: Principal, person_id: str) -> Helped:
    """Return somebody's profile to themselves, or to an officer whom they let help; the audit keeps who looked.

    Raises `NotFound` for everybody else.
    """
    found = _found(principal, person_id, Action.READ, ResourceKind.PROFILE)
    if principal.id != person_id:
        audit.record(actor=principal.id, action="read_profile", subject=person_id, purpose=_PURPOSE.value)
    return found


def change_profile(
    principal: Principal, person_id: str, wanted: Profile, expected: int, clock: Clock = SYSTEM_CLOCK
) -> Helped:
    """Replace somebody's profile, as themselves or as the officer who helps them.

    Raises `NotFound`, `PreconditionFailed`, `InvalidInput` that names every unknown code, and on ``/region`` when an
    officer names one that they do not serve: they could not undo it.
    """
    found = _found(principal, person_id, Action.UPDATE, ResourceKind.PROFILE)
    after = msgspec.structs.replace(found.person, profile=wanted)
    if not allowed(principal, Action.UPDATE, resource_of(after, ResourceKind.PROFILE)):
        raise _foreign_region()

    def record(transaction: TransactWrite) -> None:
        audit.record(
            actor=principal.id,
            action="change_profile",
            subject=person_id,
            purpose=_PURPOSE.value,
            transaction=transaction,
            clock=clock,
        )

    also = None if principal.id == person_id else record
    person, version = profile.replace_profile(person_id, wanted, expected, clock, also)
    return Helped(person=person, version=version)


def contact(officer: Principal, person_id: str) -> Reached:
    """Return name and contacts of somebody whom the officer helps; each is opened for that and kept in the audit.

    Raises `NotFound` for everybody else.
    """
    _found(officer, person_id, Action.READ, ResourceKind.ASSISTED)
    personal = store.load(person_id).personal
    return Reached(
        name=contacting.display_name(person_id, _PURPOSE, officer),
        email=personal.plain(Kind.EMAIL, _PURPOSE, officer),
        phone=personal.plain(Kind.PHONE, _PURPOSE, officer),
    )


def verify(
    officer: Principal,
    person_id: str,
    channel: Channel,
    key: IdempotencyKey | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Verification:
    """Send a code to the person whom the officer helps; they read it out. Raises as `verification.start` does."""
    _found(officer, person_id, Action.UPDATE, ResourceKind.ASSISTED)
    audit.record(actor=officer.id, action="send_code", subject=person_id, purpose=_PURPOSE.value, clock=clock)
    return verification.start(person_id, channel, key, clock)


def confirm(
    officer: Principal,
    person_id: str,
    verification_id: str,
    code: str,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> tuple[Person, int]:
    """Take the code that the person read out; raises as `verification.confirm` does."""
    _found(officer, person_id, Action.UPDATE, ResourceKind.ASSISTED)
    audit.record(actor=officer.id, action="confirm_contact", subject=person_id, purpose=_PURPOSE.value, clock=clock)
    return verification.confirm(person_id, verification_id, code, clock, key)


def resource_of(person: Person, kind: ResourceKind) -> Resource:
    """Return what the policy looks at of a person: where they live, and whether they let officers help."""
    region = person.profile.region or ""
    return Resource(kind=kind, owner=person.id, region=region, consented=permitted(person, Use.ASSISTED))


def _found(principal: Principal, person_id: str, action: Action, kind: ResourceKind) -> Helped:
    """Return a living person whom the policy lets the caller near.

    Raises `NotFound`, the same for everybody else and for nobody: it does not tell who is registered.
    """
    try:
        person, version = store.living(person_id)
    except NotFound:
        raise NotFound from None
    require(principal, action, resource_of(person, kind))
    return Helped(person=person, version=version)


def _check(request: AssistedRegistration) -> None:
    if request.region not in reference.regions():
        detail = Text(f"Wilayah {request.region} tidak dikenal.", f"The region {request.region} is not known.")
        raise invalid("/region", "unknown_region", detail)
    if _CONSENT not in request.consents:
        detail = Text(
            "Tanpa persetujuan orangnya petugas tidak dapat mendaftarkan.",
            "Without the person's consent an officer cannot register them.",
        )
        raise invalid(f"/consents/{_CONSENT}", "required", detail)


def _foreign_region() -> InvalidInput:
    return invalid("/region", "foreign_region", Text("Bukan wilayah kerja Anda.", "Not one of your regions."))
