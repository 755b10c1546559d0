"""Signing in and out, so that a client needs no library of the identity provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import UNSET, Meta, UnsetType

from chalicelib.clock import to_iso
from chalicelib.errors import FieldError, InvalidInput
from chalicelib.texts import Text
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.reading import read_body
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.people.proofs import Offered, SentCode
    from chalicelib.people.sessions import Opened
    from functions.own_sessions_types import SessionList, SessionQuery
    from security.accounts import Tokens

blueprint = Blueprint(__name__)
_ANYBODY = [Audience.PUBLIC]
LARGEST_CREDENTIALS = 16 * 1024
"""Bytes of a body that signs in or asks for a code: the firewall inspects that much, so nothing passes it unseen."""

SIGNED_IN = [Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER, Audience.MONITOR, Audience.ANALYST, Audience.ADMIN]
"""Everybody with an account."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session; ``access_token`` is the bearer token, good for ``expires_in`` seconds.

    ``device_token`` is for the client to keep, and to send when somebody signs in again on the same device. ``limited``
    is there, and true, when one proof was given where two are needed: the session is for choosing a password, setting
    up an authenticator or proving a contact, and for nothing else until then.
    """

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: str = "Bearer"  # noqa: S105 - the type's name (RFC 6750)
    device_token: str | UnsetType = UNSET
    limited: bool | UnsetType = UNSET

    def __repr__(self) -> str:
        """Never show tokens."""
        return "Session(…)"


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Either ``email`` or ``phone`` with ``password``, or ``code_id`` with ``code``.

    ``device_token``: of this device, from an earlier answer. On a device that is not known two proofs may be needed:
    the password and ``code_id`` with ``code``; or, without the password, ``other_code_id`` with ``other_code`` of the
    other proven contact, or a ``recovery_code`` that an employment office handed out. ``second_factor``: who has one
    adds a code of their authenticator, or one of its recovery codes.
    """

    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    password: Annotated[str, Meta(max_length=1024)] | None = None
    code_id: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=20)] | None = None
    other_code_id: Annotated[str, Meta(max_length=64)] | None = None
    other_code: Annotated[str, Meta(max_length=20)] | None = None
    recovery_code: Annotated[str, Meta(max_length=64)] | None = None
    second_factor: Annotated[str, Meta(max_length=64)] | None = None
    device_token: Annotated[str, Meta(max_length=128)] | None = None

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "SignIn(…)"


class CodeRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The contact, and the ``device_token`` of a known device: requests from one are counted apart from others'."""

    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    device_token: Annotated[str, Meta(max_length=128)] | None = None

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "CodeRequest(…)"


class CodeSent(msgspec.Struct, frozen=True, kw_only=True):
    """The same answer whether or not there is such an account; ``expires_at`` in UTC."""

    code_id: str
    expires_at: str


class Refresh(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The refresh token of a session."""

    refresh_token: Annotated[str, Meta(min_length=1, max_length=8192)]

    def __repr__(self) -> str:
        """Never show tokens."""
        return "Refresh(…)"


class Done(msgspec.Struct, frozen=True):
    """Nothing to tell."""


@endpoint(blueprint, "POST", "/v1/sessions", audience=_ANYBODY, status=201, largest_body=LARGEST_CREDENTIALS)
def sign_in(call: Call, body: SignIn) -> Answer[Session]:
    """Sign in with a password or a one-time code.

    A 401 with the code ``second_proof_needed`` or ``second_factor_needed`` names what is to be sent beside.
    """
    from chalicelib.people import sessions

    contact = sessions.Contact(email=body.email, phone=body.phone)
    offered = _offered(call, body)
    if body.password is not None:
        return _opened(sessions.with_password(contact, body.password, offered))
    if offered.code is not None and contact == sessions.Contact():
        return _opened(sessions.with_code(offered.code, offered))
    raise _mixed("password", "code")


@endpoint(blueprint, "POST", "/v1/sessions/codes", audience=_ANYBODY, status=202, largest_body=LARGEST_CREDENTIALS)
def request_code(call: Call, body: CodeRequest) -> Answer[CodeSent]:  # noqa: ARG001 - every handler takes the call
    """Ask for a one-time code at a proven contact."""
    from chalicelib.people import sessions

    sent = sessions.request_code(sessions.Contact(email=body.email, phone=body.phone), body.device_token)
    return Answer(body=CodeSent(code_id=sent.id, expires_at=to_iso(sent.expires_at)))


@endpoint(blueprint, "POST", "/v1/sessions/refresh", audience=_ANYBODY, largest_body=LARGEST_CREDENTIALS)
def refresh(call: Call, body: Refresh) -> Answer[Session]:  # noqa: ARG001
    """Go on with a session."""
    from chalicelib.people import sessions

    return Answer(body=session_of(sessions.refresh(body.refresh_token)), headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/sessions/current", audience=SIGNED_IN, status=204)
def sign_out(call: Call) -> Answer[Done]:
    """End this session and the one whose refresh token the body names; without a body, all sessions of the account.

    Access tokens of what is ended are refused from the next request on.
    """
    from chalicelib.people import sessions

    if call.raw_body:
        call.require_media_type(("application/json",))
        sessions.end(call.principal.id, read_body(call.raw_body, Refresh).refresh_token, call.principal.session)
    else:
        sessions.end_all(call.principal.id)
    return Answer(body=Done())


@endpoint(blueprint, "DELETE", "/v1/people/{person_id}/sessions", audience=[Audience.ADMIN], status=204)
def end_all_of(call: Call, person_id: str) -> Answer[Done]:
    """End all sessions of somebody, such as an officer whose computer was stolen; for administrators, in the audit."""
    from chalicelib.people import sessions
    from security.policy import Action, Resource, ResourceKind, require

    require(call.principal, Action.DECIDE, Resource(kind=ResourceKind.SESSION, owner=person_id))
    sessions.end_all_of(person_id)
    return Answer(body=Done())


@endpoint(blueprint, "GET", "/v1/people/me/sessions", audience=SIGNED_IN)
def show_all(call: Call, query: SessionQuery) -> Answer[SessionList]:
    """One's own sessions that go on, on whichever device."""
    from chalicelib.people import session_list
    from functions.own_sessions_types import SessionList, session_view

    page = session_list.listed(call.principal.id, query.limit, query.cursor)
    items = tuple(session_view(each, call.principal) for each in page.items)
    return Answer(body=SessionList(items=items, next=page.next), headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/people/me/sessions/{session_id}", audience=SIGNED_IN, status=204)
def remove(call: Call, session_id: str) -> Answer[Done]:
    """End one of one's own sessions. Its access token is refused from then on; asking again is answered the same."""
    from chalicelib.people import open_sessions

    open_sessions.end(call.principal.id, session_id)
    return Answer(body=Done())


def session_of(tokens: Tokens) -> Session:
    """Return what the client gets of a session."""
    return Session(access_token=tokens.access, refresh_token=tokens.refresh, expires_in=tokens.expires_in)


def opened_session(opened: Opened) -> Session:
    """Return what the client gets of a session that has just been opened, on a device that may be known now."""
    return msgspec.structs.replace(
        session_of(opened.tokens), device_token=opened.device or UNSET, limited=opened.limited or UNSET
    )


def device_words_of(call: Call) -> str:
    """Return in which words people are told of the device that calls."""
    from chalicelib.people.seen import device_words

    return device_words(call.headers.get("user-agent", ""))


def _opened(opened: Opened) -> Answer[Session]:
    return Answer(body=opened_session(opened), headers={"Cache-Control": "no-store"})


def _offered(call: Call, body: SignIn) -> Offered:
    from chalicelib.people.proofs import Offered

    return Offered(
        factor=body.second_factor,
        code=_sent(body.code_id, body.code, "code"),
        other_code=_sent(body.other_code_id, body.other_code, "other_code"),
        office=body.recovery_code,
        device=body.device_token,
        words=device_words_of(call),
    )


def _sent(code_id: str | None, code: str | None, name: str) -> SentCode | None:
    from chalicelib.people.proofs import SentCode

    if (code_id is None) is not (code is None):
        raise _mixed(f"{name}_id", name)
    return SentCode(code_id, code) if code_id is not None and code is not None else None


def _mixed(*names: str) -> InvalidInput:
    detail = Text(
        "Kirim kontak dan kata sandi, atau code_id dan code, atau semuanya.",
        "Send a contact and a password, or code_id and code, or all of them.",
    )
    fields = [FieldError(pointer=f"/{name}", code="one_proof", detail=detail) for name in names]
    return InvalidInput(detail, fields)
