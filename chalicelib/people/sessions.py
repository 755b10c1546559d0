"""Signing in, with the same answer for an unknown account and a wrong proof. See docs/decisions/0062-sessions.md.

Which proofs are enough is for `people.proofs`, which devices are known for `people.devices`.
"""

import contextlib
from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta
from pynamodb.exceptions import PynamoDBException

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import (
    FieldError,
    InvalidInput,
    NotFound,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
)
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.people import (
    activity,
    devices,
    half_proven,
    limits,
    open_sessions,
    proofs,
    rotating,
    store,
    verification,
)
from chalicelib.people.device_model import MOST
from chalicelib.people.model import PersonState
from chalicelib.people.offices import KeptGroups
from chalicelib.people.personal import holder_of
from chalicelib.people.proofs import NOTHING, Judged, Offered, Proof, SentCode
from chalicelib.people.verification_model import Channel, CodePurpose, Verification
from chalicelib.texts import Text
from security import vault
from security.accounts import Tokens, accounts
from security.identity import session_in
from security.passwords import is_password

_REFUSED = Text("Akun, kata sandi atau kode salah.", "The account, the password or the code is wrong.")


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The e-mail address or phone number that names an account; exactly one of them."""

    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A session, with the token of the device that is known from now on, empty when it is not.

    ``limited``: it began with one proof where two are needed, and is for making the second (`people.half_proven`).
    """

    tokens: Tokens
    device: str = ""
    limited: bool = False

    def __repr__(self) -> str:
        """Never show tokens."""
        return "Opened(…)"


def with_password(contact: Contact, password: str, offered: Offered = NOTHING, clock: Clock = SYSTEM_CLOCK) -> Opened:
    """Open a session; raises `Unauthenticated`, `TooManyRequests` while locked, `InvalidInput` for no contact.

    Attempts from a known device count for that device alone, and all others for the contact.
    """
    person_id, subject, device = _asked(contact, offered.device, clock)
    limits.begin_attempt(subject, clock)
    if not is_password(password):
        raise _refused()
    try:
        # Unknown accounts take the same way, so that neither the answer nor its duration tells them apart.
        tokens = accounts().sign_in(person_id or new_identifier("per", clock), password)
    except Unauthenticated:
        raise _refused() from None
    if person_id is None or not _lives(person_id):
        raise _refused()
    limits.succeeded(subject)
    with _taken_back(tokens):
        judged = proofs.judge(proofs.of_password(person_id, device), offered, clock)
        return _opened(tokens, judged, offered, clock)


def request_code(contact: Contact, device_token: str | None = None, clock: Clock = SYSTEM_CLOCK) -> Verification:
    """Send a code to sign in with; for an account that is unknown or has not proven this contact, only seem to.

    Raises `TooManyRequests` for the device when it is a known one and else for the contact, `InvalidInput`.
    """
    channel, hashes = _named(contact)
    person_id, subject, _ = _asked(contact, device_token, clock)
    if person_id is not None and _lives(person_id, channel):
        purpose = CodePurpose.SIGN_IN
        return verification.issue(person_id, channel, purpose, hashes[0], None, clock, counted_as=subject)
    limits.take(limits.CODES_SOON, subject, clock)
    limits.take(limits.CODES_DAY, subject, clock)
    return verification.planned("", channel, CodePurpose.SIGN_IN, hashes[0], clock)


def with_code(sent: SentCode, offered: Offered = NOTHING, clock: Clock = SYSTEM_CLOCK) -> Opened:
    """Open a session with a code that was sent.

    Raises `Unauthenticated` alike for every reason but a second proof or factor that is missing or wrong; then the code
    stays good for another try.
    """
    if not is_identifier(sent.id, "ver"):
        raise _refused()
    try:
        found = verification.answered(sent.id, CodePurpose.SIGN_IN, sent.code, clock)
        if not (_lives(found.person_id, found.channel) and proofs.is_proven(found.person_id, found)):
            raise _refused()
        device = devices.known(found.person_id, offered.device, clock)
        beside = msgspec.structs.replace(offered, code=None)
        judged = proofs.judge(proofs.of_code(found, device), beside, clock)
        # The session first: a provider that does not answer shall not cost the code.
        tokens = _entered(found.person_id)
    except (NotFound, InvalidInput):
        raise _refused() from None
    with _taken_back(tokens):
        opened = _opened(tokens, judged, offered, clock)
    limits.succeeded(found.contact_hash)
    return opened


def after_registration(person_id: str, password: str, words: str = "", clock: Clock = SYSTEM_CLOCK) -> Opened | None:
    """Open the first session, on a device that is known from now on; whatever fails, the registration stands.

    ``None`` when the provider does not answer.
    """
    try:
        tokens = accounts().sign_in(person_id, password)
    except (Unauthenticated, Unavailable, TooManyRequests):
        return None
    try:
        tokens = open_sessions.keep(person_id, tokens, words, clock)
    except (PynamoDBException, Unauthenticated, Unavailable):
        return None
    try:
        token = devices.remember(person_id, words, clock)
    except (PynamoDBException, Unavailable):
        token = ""
    return Opened(tokens=tokens, device=token)


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


def holder(contact: Contact) -> str:
    """Return whose contact it is; raises `NotFound` for nobody's, `InvalidInput` unless exactly one is given."""
    channel, hashes = _named(contact)
    person_id = holder_of(channel.kind, hashes)
    if person_id is None:
        raise NotFound
    return person_id


def _named(contact: Contact) -> tuple[Channel, tuple[str, ...]]:
    given = {Channel.EMAIL: contact.email, Channel.PHONE: contact.phone}
    chosen = [(channel, value) for channel, value in given.items() if value is not None]
    if len(chosen) != 1:
        detail = Text("Isi salah satu: e-mail atau telepon.", "Give one of the two: e-mail or phone.")
        fields = [FieldError(pointer=f"/{channel.value}", code="one_contact", detail=detail) for channel in given]
        raise InvalidInput(detail, fields)
    channel, value = chosen[0]
    return channel, vault.lookup_hashes(channel.kind, value)


def _asked(contact: Contact, device_token: str | None, clock: Clock) -> tuple[str | None, str, str | None]:
    """Return whose contact it is, under which name attempts are counted, and on which known device of theirs.

    Unknown accounts take the same way, with an identifier that nobody has.
    """
    channel, hashes = _named(contact)
    person_id = holder_of(channel.kind, hashes)
    device = devices.known(person_id or new_identifier("per", clock), device_token, clock)
    return person_id, devices.counted_as(device) if device else hashes[0], device


@contextlib.contextmanager
def _taken_back(tokens: Tokens) -> Iterator[None]:
    """End the session when what comes after it fails: nobody may go on with what the provider opened."""
    try:
        yield
    except Exception:
        accounts().sign_out(tokens.refresh)
        raise


def _opened(tokens: Tokens, judged: Judged, offered: Offered, clock: Clock) -> Opened:
    """Note what the session stands on, spend what serves once, and only then hand it out."""
    if judged.half:
        # Of a session that lacks a proof no device is known from then on.
        with half_proven.noting(judged.person_id, session_in(tokens.access, tokens.refresh).session, clock):
            return _spent(tokens, judged, offered, "", clock)
    device = _on_device(judged, offered, clock)
    try:
        return _spent(tokens, judged, offered, device, clock)
    except Exception:
        # Nobody gets the token: what was noted for it is in the way, and of somebody erased just now too much.
        devices.forget_quietly(judged.person_id, device if device != offered.device else "")
        raise


def _spent(tokens: Tokens, judged: Judged, offered: Offered, device: str, clock: Clock) -> Opened:
    with open_sessions.keeping(judged.person_id, tokens, offered.words, clock) as kept:
        # Before what serves once is spent: when this fails, the code is good for another try.
        activity.seen(judged.person_id, clock)
        try:
            if judged.codes or judged.office:
                tables.write(lambda transaction: proofs.spend(transaction, judged, clock))
        except tables.ConditionRefused:
            raise _refused() from None
    return Opened(tokens=kept, device=device, limited=judged.half)


def _on_device(judged: Judged, offered: Offered, clock: Clock) -> str:
    """Return the token of the device, known from now on."""
    person_id = judged.person_id
    if Proof.DEVICE in judged.kinds and offered.device is not None:
        devices.meet_again(person_id, offered.device, offered.words, clock)
        return offered.device
    devices.prune(person_id, leave=MOST - 1)
    return devices.remember(person_id, offered.words, clock)


def _entered(person_id: str) -> Tokens:
    """Open the session; in a user pool that does not know the person yet, as after the loss of a region, make them.

    An erasure takes the account away once. If it did so while we made it again, we take it away ourselves.
    """
    tokens = accounts().sign_in_verified(person_id, groups=KeptGroups(person_id))
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
