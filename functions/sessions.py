"""Signing in and out, so that a client needs no library of the identity provider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib.clock import to_iso
from chalicelib.errors import FieldError, InvalidInput
from chalicelib.texts import Text
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.reading import read_body
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.people.sessions import Contact
    from functions.own_sessions_types import SessionList, SessionQuery
    from security.accounts import Tokens

blueprint = Blueprint(__name__)
_ANYBODY = [Audience.PUBLIC]
LARGEST_CREDENTIALS = 16 * 1024
"""Bytes of a body that signs in or asks for a code: the firewall inspects that much, so nothing passes it unseen."""

SIGNED_IN = [Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER, Audience.MONITOR, Audience.ANALYST, Audience.ADMIN]
"""Everybody with an account."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session; ``access_token`` is the bearer token, good for ``expires_in`` seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: str = "Bearer"  # noqa: S105 - the type's name (RFC 6750)

    def __repr__(self) -> str:
        """Never show tokens."""
        return "Session(…)"


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Either ``email`` or ``phone`` with ``password``, or ``code_id`` with ``code``.

    ``second_factor``: who has one adds a code of their authenticator, or a recovery code.
    """

    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    password: Annotated[str, Meta(max_length=1024)] | None = None
    code_id: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=20)] | None = None
    second_factor: Annotated[str, Meta(max_length=64)] | None = None

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "SignIn(…)"


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
    """Sign in with a password or a one-time code; a 401 with the code ``second_factor_needed`` asks for both proofs."""
    from chalicelib.people import sessions

    contact = sessions.Contact(email=body.email, phone=body.phone)
    by_code = body.code_id is not None and body.code is not None
    if by_code and contact == sessions.Contact() and body.password is None:
        seen = device_words_of(call)
        return _opened(sessions.with_code(body.code_id or "", body.code or "", factor=body.second_factor, seen=seen))
    if body.password is not None and body.code is None and body.code_id is None:
        seen = device_words_of(call)
        return _opened(sessions.with_password(contact, body.password, factor=body.second_factor, seen=seen))
    raise _mixed()


@endpoint(blueprint, "POST", "/v1/sessions/codes", audience=_ANYBODY, status=202, largest_body=LARGEST_CREDENTIALS)
def request_code(call: Call, body: Contact) -> Answer[CodeSent]:  # noqa: ARG001 - every handler takes the call
    """Ask for a one-time code at a proven contact."""
    from chalicelib.people import sessions

    sent = sessions.request_code(body)
    return Answer(body=CodeSent(code_id=sent.id, expires_at=to_iso(sent.expires_at)))


@endpoint(blueprint, "POST", "/v1/sessions/refresh", audience=_ANYBODY, largest_body=LARGEST_CREDENTIALS)
def refresh(call: Call, body: Refresh) -> Answer[Session]:  # noqa: ARG001
    """Go on with a session."""
    from chalicelib.people import sessions

    return _opened(sessions.refresh(body.refresh_token))


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


def device_words_of(call: Call) -> str:
    """Return in which words people are told of the device that calls."""
    from chalicelib.people.seen import device_words

    return device_words(call.headers.get("user-agent", ""))


def _opened(tokens: Tokens) -> Answer[Session]:
    return Answer(body=session_of(tokens), headers={"Cache-Control": "no-store"})


def _mixed() -> InvalidInput:
    detail = Text(
        "Kirim kontak dan kata sandi, atau code_id dan code.",
        "Send a contact and a password, or code_id and code.",
    )
    fields = [FieldError(pointer=f"/{name}", code="one_proof", detail=detail) for name in ("password", "code")]
    return InvalidInput(detail, fields)
