"""A new password: for who knows the old one, or proves with a one-time code that a contact is theirs.

Whoever had got in with the old one is out at once: all sessions end, and one new session is opened for the caller.
"""

import contextlib

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, InvalidInput, NotFound, Unauthenticated, invalid
from chalicelib.identifiers import is_identifier
from chalicelib.people import devices, half_proven, limits, office_codes, open_sessions, store, verification
from chalicelib.people.personal import CONTACT_KINDS
from chalicelib.people.sessions import Opened
from chalicelib.people.verification_model import CodePurpose
from chalicelib.texts import Text
from security import audit
from security.accounts import accounts
from security.identity import session_in
from security.passwords import check_chosen, is_password
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind

_REFUSED = Text("Kata sandi lama atau kode salah.", "The old password or the code is wrong.")
_PROOFS = ("current_password", "code")
_ONE_PROOF = Text(
    "Kirim kata sandi sekarang (current_password), atau code_id dan code dari kontak yang sudah terbukti.",
    "Send the present password (current_password), or code_id and code of a contact that is proven.",
)


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What shows that it is oneself: the old password, or a code that was sent to sign in with."""

    password: str | None = None
    code_id: str | None = None
    code: str | None = None

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "Proof(…)"


def proof_of(password: str | None, code_id: str | None, code: str | None) -> Proof:
    """Return the one proof that was sent; raises `InvalidInput` at both places for none, half of one, or two."""
    by_code = code_id is not None and code is not None
    if (password is not None) is by_code or (code_id is None) is not (code is None):
        fields = [FieldError(pointer=f"/{name}", code="one_proof", detail=_ONE_PROOF) for name in _PROOFS]
        raise InvalidInput(_ONE_PROOF, fields)
    return Proof(password=password, code_id=code_id, code=code)


def check(person_id: str, proof: Proof, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """Return when ``proof`` is right: the code that is still to be spent, or ``None`` for a password.

    Raises `InvalidInput` at ``/current_password`` or ``/code``, `TooManyRequests` after wrong ones, `Unavailable`.
    """
    subject = f"password-{person_id}"
    limits.begin_attempt(subject, clock)
    spent = _prove(person_id, proof, clock)
    limits.succeeded(subject)
    return spent


def wrong_code() -> InvalidInput:
    """Return the refusal of a code that proves nothing, or nothing any more."""
    return invalid("/code", "wrong_code", _REFUSED)


def change(
    person_id: str,
    new: str,
    proof: Proof,
    clock: Clock = SYSTEM_CLOCK,
    *,
    session: str = "",
    seen: str = "",
    forget_devices: bool = False,
) -> Opened:
    """Replace the password, end all sessions, and open a new one, on the device that is ``seen``.

    With ``forget_devices`` none is known any more, this one neither, and a code from an office is void. Whoever is in
    ``session`` with the password alone has proven no more by naming it once again: the new one is limited as well.

    Raises `InvalidInput` at ``/new_password`` for one that cannot be taken, at ``/current_password`` or ``/code`` for a
    wrong proof, `TooManyRequests` after wrong ones, `NotFound`, and `Unavailable`: then either password may be theirs.
    """
    store.living(person_id)
    check_chosen(new, _known_of(person_id), pointer="/new_password")
    # Asked before all sessions end, and what is known of this one with them.
    half = proof.password is not None and half_proven.holds(person_id, session)
    _spend(check(person_id, proof, clock))
    tables.write(lambda transaction: _note(transaction, person_id, clock))
    accounts().set_password(person_id, new)
    open_sessions.end_all(person_id)
    if forget_devices:
        devices.prune(person_id, leave=0)
        office_codes.forget(person_id)
    return _opened(person_id, new, seen, clock, half=half)


def _opened(person_id: str, new: str, seen: str, clock: Clock, *, half: bool) -> Opened:
    tokens = accounts().sign_in(person_id, new)
    opened = session_in(tokens.access, tokens.refresh).session
    with half_proven.noting(person_id, opened, clock) if half else contextlib.nullcontext():
        return Opened(tokens=open_sessions.keep(person_id, tokens, seen, clock), limited=half)


def _note(transaction: TransactWrite, person_id: str, clock: Clock) -> None:
    """Add the audit's entry and that the person is told, before the provider is asked.

    A change that the provider then fails to make or to confirm is thus noted too: either password may be theirs.
    """
    audit.record(
        actor=person_id,
        action="change_password",
        subject=person_id,
        purpose="change_password",
        transaction=transaction,
        clock=clock,
    )
    outbox.add(transaction, topic="password_changed", subject=person_id, clock=clock)


def _known_of(person_id: str) -> tuple[str, ...]:
    """Return what others may know of the person, which is no password either; opened in their own name."""
    personal, owner = store.load(person_id).personal, Principal(id=person_id)
    values = (personal.plain(kind, Purpose.SHOW_OWNER, owner) for kind in (*CONTACT_KINDS, Kind.NAME))
    return tuple(value for value in values if value)


def _prove(person_id: str, proof: Proof, clock: Clock) -> str | None:
    if proof.password is None:
        return _own(person_id, proof.code_id or "", proof.code or "", clock)
    _know(person_id, proof.password)
    return None


def _know(person_id: str, password: str) -> None:
    try:
        if not is_password(password):
            raise Unauthenticated
        opened = accounts().sign_in(person_id, password)
    except Unauthenticated:
        raise invalid("/current_password", "wrong_password", _REFUSED) from None
    # It was asked for the answer alone: nobody goes on with that session.
    accounts().sign_out(opened.refresh)


def _own(person_id: str, code_id: str, code: str, clock: Clock) -> str:
    try:
        if not is_identifier(code_id, "ver"):
            raise NotFound
        found = verification.answered(code_id, CodePurpose.SIGN_IN, code, clock, person_id)
    except (NotFound, InvalidInput):
        raise wrong_code() from None
    loaded = store.load(person_id)
    channel = found.channel
    if channel.value not in loaded.person.verified or found.contact_hash not in loaded.personal.known(channel.kind):
        # Sent to a contact that is theirs, or proven, no longer.
        raise wrong_code()
    return code_id


def _spend(code_id: str | None) -> None:
    if code_id is None:
        return
    try:
        tables.write(lambda transaction: verification.spend(transaction, code_id))
    except tables.ConditionRefused:
        raise wrong_code() from None
