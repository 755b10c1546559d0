"""Signing in, with the same answer for an unknown account and a wrong proof. See docs/decisions/0062-sessions.md."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import (
    FieldError,
    InvalidInput,
    NotFound,
    PadanError,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.people import activity, limits, open_sessions, rotating, second_factor, store, verification
from chalicelib.people.model import PersonState
from chalicelib.people.personal import holder_of
from chalicelib.people.verification_model import Channel, CodePurpose, Verification
from chalicelib.texts import Text
from security import vault
from security.accounts import Tokens, accounts
from security.passwords import is_password
from security.principal import Audience

_REFUSED = Text("Akun, kata sandi atau kode salah.", "The account, the password or the code is wrong.")


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The e-mail address or phone number that names an account; exactly one of them."""

    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None


def with_password(
    contact: Contact, password: str, clock: Clock = SYSTEM_CLOCK, *, factor: str | None = None, seen: str = ""
) -> Tokens:
    """Open a session; raises `Unauthenticated`, `TooManyRequests` while locked, `InvalidInput` for no contact.

    ``factor`` is a code of the second factor, for whoever has one.
    """
    channel, hashes = _named(contact)
    contact_hash = hashes[0]
    limits.begin_attempt(contact_hash, clock)
    person_id = holder_of(channel.kind, hashes)
    if not is_password(password):
        raise _refused()
    try:
        # Unknown accounts take the same way, so that neither the answer nor its duration tells them apart.
        tokens = accounts().sign_in(person_id or new_identifier("per", clock), password)
    except Unauthenticated:
        raise _refused() from None
    if person_id is None or not _lives(person_id):
        raise _refused()
    limits.succeeded(contact_hash)
    try:
        second_factor.demand(person_id, factor, clock)
    except PadanError:
        # The provider opened the session when the password was right; nobody may go on with it.
        accounts().sign_out(tokens.refresh)
        raise
    activity.seen(person_id, clock)
    return open_sessions.keep(person_id, tokens, seen, clock)


def request_code(contact: Contact, clock: Clock = SYSTEM_CLOCK) -> Verification:
    """Send a code to sign in with; for an account that is unknown or has not proven this contact, only seem to.

    Raises `TooManyRequests`, `InvalidInput`.
    """
    channel, hashes = _named(contact)
    contact_hash = hashes[0]
    person_id = holder_of(channel.kind, hashes)
    if person_id is not None and _lives(person_id, channel):
        return verification.issue(person_id, channel, CodePurpose.SIGN_IN, contact_hash, None, clock)
    limits.take(limits.CODES_SOON, contact_hash, clock)
    limits.take(limits.CODES_DAY, contact_hash, clock)
    return verification.planned("", channel, CodePurpose.SIGN_IN, contact_hash, clock)


def with_code(
    verification_id: str, code: str, clock: Clock = SYSTEM_CLOCK, *, factor: str | None = None, seen: str = ""
) -> Tokens:
    """Open a session with a code that was sent; raises `Unauthenticated` alike for every reason but a second factor.

    Without the ``factor`` of somebody who has one, the code stays good for another try.
    """
    if not is_identifier(verification_id, "ver"):
        raise _refused()
    try:
        found = verification.answered(verification_id, CodePurpose.SIGN_IN, code, clock)
        if not _lives(found.person_id, found.channel):
            raise _refused()
        second_factor.demand(found.person_id, factor, clock)
        # The session first: a provider that does not answer shall not cost the code.
        tokens = _entered(found.person_id)
        tables.write(lambda transaction: verification.spend(transaction, verification_id))
    except (NotFound, InvalidInput, tables.ConditionRefused):
        raise _refused() from None
    limits.succeeded(found.contact_hash)
    activity.seen(found.person_id, clock)
    return open_sessions.keep(found.person_id, tokens, seen, clock)


def after_registration(person_id: str, password: str, seen: str = "") -> Tokens | None:
    """Open the first session; ``None`` when the provider does not answer: the registration stands all the same."""
    try:
        return open_sessions.keep(person_id, accounts().sign_in(person_id, password), seen)
    except (Unauthenticated, Unavailable, TooManyRequests):
        return None


def refresh(refresh_token: str) -> Tokens:
    """Go on with a session; raises as `people.rotating.refresh` does."""
    return rotating.refresh(refresh_token)


def end(person_id: str, refresh_token: str, session: str = "") -> None:
    """End the session of the person's that the refresh token is of, and the one of ``session``; what is over is."""
    open_sessions.end_current(person_id, session)
    open_sessions.end_by(person_id, refresh_token)


def end_all(person_id: str) -> None:
    """End every session of the person."""
    open_sessions.end_all(person_id)


def end_all_of(person_id: str) -> None:
    """End every session of somebody else, such as an officer whose computer was stolen; may be repeated.

    Raises `NotFound` for somebody who never was or is erased.
    """
    store.living(person_id)
    end_all(person_id)


def _named(contact: Contact) -> tuple[Channel, tuple[str, ...]]:
    given = {Channel.EMAIL: contact.email, Channel.PHONE: contact.phone}
    chosen = [(channel, value) for channel, value in given.items() if value is not None]
    if len(chosen) != 1:
        detail = Text("Isi salah satu: e-mail atau telepon.", "Give one of the two: e-mail or phone.")
        fields = [FieldError(pointer=f"/{channel.value}", code="one_contact", detail=detail) for channel in given]
        raise InvalidInput(detail, fields)
    channel, value = chosen[0]
    return channel, vault.lookup_hashes(channel.kind, value)


def _entered(person_id: str) -> Tokens:
    """Open the session; in a user pool that does not know the person yet, as after the loss of a region, make them.

    An erasure takes the account away once. If it did so while we made it again, we take it away ourselves.
    """
    tokens = accounts().sign_in_verified(person_id, groups=(Audience.SEEKER.value,))
    if not _lives(person_id):
        accounts().delete(person_id)
        raise _refused()
    return tokens


def _lives(person_id: str, proven: Channel | None = None) -> bool:
    try:
        person, _ = store.get(person_id)
    except NotFound:
        return False
    return person.state is not PersonState.ERASED and (proven is None or proven.value in person.verified)


def _refused() -> Unauthenticated:
    return Unauthenticated(_REFUSED, [FieldError(pointer="", code="wrong_credentials", detail=_REFUSED)])
