"""What people prove themselves with: changing the password; setting up, confirming and removing a second factor."""

from __future__ import annotations

from typing import Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from functions.calls import Answer, Call
from functions.http import endpoint
from functions.sessions import LARGEST_CREDENTIALS, SIGNED_IN, Done, Session, device_words_of, opened_session
from security.principal import Audience

blueprint = Blueprint(__name__)
_MINE = "/v1/people/me/second-factor"
_NEVER_KEPT = {"Cache-Control": "no-store"}


class PasswordChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The new password, with the old one, or with ``code_id`` and ``code`` of ``POST /v1/sessions/codes``.

    ``forget_devices``: no device is known any more from now on, this one neither.
    """

    new_password: Annotated[str, Meta(max_length=1024)]
    current_password: Annotated[str, Meta(max_length=1024)] | None = None
    code_id: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=20)] | None = None
    forget_devices: bool = False

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "PasswordChange(…)"


@endpoint(blueprint, "PUT", "/v1/people/me/password", audience=SIGNED_IN, largest_body=LARGEST_CREDENTIALS)
def change(call: Call, body: PasswordChange) -> Answer[Session]:
    """Replace one's password. All sessions end; the answer is a new one, limited where this one was by the password."""
    from chalicelib.people import passwords

    proof = passwords.proof_of(body.current_password, body.code_id, body.code)
    opened = passwords.change(
        call.principal.id,
        body.new_password,
        proof,
        session=call.principal.session,
        seen=device_words_of(call),
        forget_devices=body.forget_devices,
    )
    return Answer(body=opened_session(opened), headers={"Cache-Control": "no-store"})


class FactorBegun(msgspec.Struct, frozen=True, kw_only=True):
    """The ``secret`` for an authenticator app, in base32, and ``uri``, the same for a QR code; told this one time."""

    secret: str
    uri: str

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "FactorBegun(…)"


class FactorCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code that the authenticator app shows; to remove the factor, a recovery code as well."""

    code: Annotated[str, Meta(min_length=1, max_length=64)]

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "FactorCode(…)"


class FactorConfirmed(msgspec.Struct, frozen=True, kw_only=True):
    """Codes that let in once each in place of the authenticator; told this one time."""

    recovery_codes: tuple[str, ...]

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "FactorConfirmed(…)"


@endpoint(blueprint, "POST", _MINE, audience=SIGNED_IN, status=201)
def begin_factor(call: Call) -> Answer[FactorBegun]:
    """Get a secret for an authenticator app; it counts when it is confirmed. A pending one is replaced."""
    from chalicelib.people import second_factor

    begun = second_factor.begin(call.principal.id)
    return Answer(body=FactorBegun(secret=begun.secret, uri=begun.uri), headers=_NEVER_KEPT)


@endpoint(blueprint, "PUT", _MINE, audience=SIGNED_IN, largest_body=LARGEST_CREDENTIALS)
def confirm_factor(call: Call, body: FactorCode) -> Answer[FactorConfirmed]:
    """Confirm it with a code; from now on signing in needs one. All sessions but this one end."""
    from chalicelib.people import second_factor

    codes = second_factor.confirm(call.principal.id, body.code, call.principal.session)
    return Answer(body=FactorConfirmed(recovery_codes=codes), headers=_NEVER_KEPT)


@endpoint(blueprint, "DELETE", _MINE, audience=SIGNED_IN, status=204, largest_body=LARGEST_CREDENTIALS)
def remove_factor(call: Call, body: FactorCode) -> Answer[Done]:
    """Remove one's second factor, with a code of it or a recovery code."""
    from chalicelib.people import second_factor

    second_factor.remove(call.principal.id, body.code)
    return Answer(body=Done())


@endpoint(blueprint, "DELETE", "/v1/people/{person_id}/second-factor", audience=[Audience.ADMIN], status=204)
def remove_lost_factor(call: Call, person_id: str) -> Answer[Done]:
    """Remove the second factor of somebody who lost it, and end their sessions; for administrators, in the audit."""
    from chalicelib.people import second_factor
    from security.policy import Action, Resource, ResourceKind, require

    require(call.principal, Action.DECIDE, Resource(kind=ResourceKind.SECOND_FACTOR, owner=person_id))
    second_factor.remove_lost(person_id)
    return Answer(body=Done())
