"""A new password: for who knows the old one, or proves with a one-time code that a contact is theirs.

Whoever had got in with the old one is out at once: all sessions end, and one new session is opened for the caller.
"""

import msgspec

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import InvalidInput, NotFound, Unauthenticated, invalid
from chalicelib.identifiers import is_identifier
from chalicelib.people import limits, store, verification
from chalicelib.people.personal import CONTACT_KINDS
from chalicelib.people.verification_model import CodePurpose
from chalicelib.texts import Text
from security import audit
from security.accounts import Tokens, accounts
from security.passwords import check_chosen, is_password
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind

_REFUSED = Text("Kata sandi lama atau kode salah.", "The old password or the code is wrong.")


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What shows that it is oneself: the old password, or a code that was sent to sign in with."""

    password: str | None = None
    code_id: str | None = None
    code: str | None = None

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "Proof(…)"


def change(person_id: str, new: str, proof: Proof, clock: Clock = SYSTEM_CLOCK) -> Tokens:
    """Replace the password, end all sessions, and return a new one.

    Raises `InvalidInput` at ``/new_password`` for one that cannot be taken, at ``/current_password`` or ``/code`` for a
    wrong proof, `TooManyRequests` after wrong ones, `NotFound`, and `Unavailable`: then either password may be theirs.
    """
    store.living(person_id)
    check_chosen(new, _known_of(person_id), pointer="/new_password")
    subject = f"password-{person_id}"
    limits.begin_attempt(subject, clock)
    _prove(person_id, proof, clock)
    limits.succeeded(subject)
    audit.record(actor=person_id, action="change_password", subject=person_id, purpose="change_password", clock=clock)
    accounts().set_password(person_id, new)
    accounts().sign_out_everywhere(person_id)
    return accounts().sign_in(person_id, new)


def _known_of(person_id: str) -> tuple[str, ...]:
    """Return what others may know of the person, which is no password either; opened in their own name."""
    personal, owner = store.load(person_id).personal, Principal(id=person_id)
    values = (personal.plain(kind, Purpose.SHOW_OWNER, owner) for kind in (*CONTACT_KINDS, Kind.NAME))
    return tuple(value for value in values if value)


def _prove(person_id: str, proof: Proof, clock: Clock) -> None:
    if proof.password is not None:
        _know(person_id, proof.password)
    else:
        _own(person_id, proof.code_id or "", proof.code or "", clock)


def _know(person_id: str, password: str) -> None:
    try:
        if not is_password(password):
            raise Unauthenticated
        accounts().sign_in(person_id, password)
    except Unauthenticated:
        raise invalid("/current_password", "wrong_password", _REFUSED) from None


def _own(person_id: str, code_id: str, code: str, clock: Clock) -> None:
    try:
        if not is_identifier(code_id, "ver"):
            raise NotFound
        verification.answered(code_id, CodePurpose.SIGN_IN, code, clock, person_id)
        tables.write(lambda transaction: verification.spend(transaction, code_id))
    except (NotFound, InvalidInput, tables.ConditionRefused):
        raise invalid("/code", "wrong_code", _REFUSED) from None
