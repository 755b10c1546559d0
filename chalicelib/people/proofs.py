"""What somebody proves who they are with, and whether that is enough. See docs/decisions/0304-two-proofs-to-sign-in.md.

Proofs are the password, a code that was sent to a proven contact (one for each), a device that signed in before and a
code from an office. Where `chalicelib.settings.Proofs` asks for it, two different ones are needed; who has an
authenticator gives its code with any one of them.
"""

from enum import StrEnum

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, InvalidInput, NotFound, Unauthenticated
from chalicelib.identifiers import is_identifier
from chalicelib.people import office_codes, second_factor, store, verification
from chalicelib.people.verification_model import Channel, CodePurpose, Verification
from chalicelib.settings import Proofs, read
from chalicelib.texts import Text
from security.accounts import accounts

_ENOUGH = 2
_CODE_TOO = Text(
    "Perangkat ini belum dikenal: minta kode sekali pakai dan kirim bersama kata sandi.",
    "This device is not known: ask for a one-time code and send it with the password.",
)
_PASSWORD_TOO = Text(
    "Perangkat ini belum dikenal: kirim juga kata sandi, atau kode di kontak lain, atau kode dari kantor.",
    "This device is not known: send the password too, or a code of the other contact, or one from an office.",
)
_WRONG = Text("Bukti kedua salah atau sudah dipakai.", "The second proof is wrong, or was used already.")


class Proof(StrEnum):
    """Kinds of proof; two of one kind prove no more than one."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    EMAIL = "email"
    PHONE = "phone"
    DEVICE = "device"
    OFFICE = "office"


class SentCode(msgspec.Struct, frozen=True):
    """A code that was sent to sign in with, by the identifier of its request."""

    id: str
    code: str

    def __repr__(self) -> str:
        """Never show the code."""
        return f"SentCode({self.id})"


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What comes beside the first proof.

    ``factor`` of an authenticator; ``code`` beside a password; ``other_code`` of another contact; ``office``: a code
    from an office; ``device``: the token of a known device; ``words`` say in which words that is told.
    """

    factor: str | None = None
    code: SentCode | None = None
    other_code: SentCode | None = None
    office: str | None = None
    device: str | None = None
    words: str = ""

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "Offered(…)"


NOTHING = Offered()


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What was proven, and what is to be spent for it: ``codes`` that were sent, the hash of an ``office`` code.

    ``half``: it is not enough, and there is nothing else that this person could prove now. ``device``: the known one.
    """

    person_id: str
    kinds: frozenset[Proof]
    device: str | None = None
    codes: tuple[str, ...] = ()
    office: str | None = None
    half: bool = False


def of_password(person_id: str, device: str | None) -> Judged:
    """Return what a right password proves, on the known ``device`` if it is one."""
    return _first(person_id, Proof.PASSWORD, device)


def of_code(found: Verification, device: str | None) -> Judged:
    """Return what a right code proves, on the known ``device`` if it is one."""
    first = _first(found.person_id, Proof(found.channel.value), device)
    return msgspec.structs.replace(first, codes=(found.id,))


def judge(first: Judged, offered: Offered, clock: Clock = SYSTEM_CLOCK) -> Judged:
    """Return all that is proven when it is enough, or ``half`` when the person has no more; spends the factor's code.

    Raises `Unauthenticated` with the code ``second_proof_needed``, ``second_proof_wrong``, ``second_factor_needed`` or
    ``second_factor_wrong``, at what is to be sent; `TooManyRequests`, `Unavailable`.
    """
    judged = _with_office(_with_codes(first, offered, clock), offered, clock)
    if second_factor.demand(judged.person_id, offered.factor, clock, device=judged.device):
        return judged
    if read(Proofs).second_proof == "off" or len(judged.kinds) >= _ENOUGH:
        return judged
    return _half(judged)


def spend(transaction: TransactWrite, judged: Judged, clock: Clock = SYSTEM_CLOCK) -> None:
    """Add to ``transaction`` that what serves once was used; it is refused when any of it was used before."""
    for code in judged.codes:
        verification.spend(transaction, code)
    if judged.office is not None:
        office_codes.spend(transaction, judged.person_id, judged.office, clock)


def _first(person_id: str, proof: Proof, device: str | None) -> Judged:
    kinds = {proof, Proof.DEVICE} if device else {proof}
    return Judged(person_id=person_id, kinds=frozenset(kinds), device=device)


def _with_codes(judged: Judged, offered: Offered, clock: Clock) -> Judged:
    for pointer, sent in (("/code", offered.code), ("/other_code", offered.other_code)):
        if sent is not None:
            found = _own(judged.person_id, sent, pointer, clock)
            kinds, codes = judged.kinds | {Proof(found.channel.value)}, (*judged.codes, found.id)
            judged = msgspec.structs.replace(judged, kinds=kinds, codes=tuple(dict.fromkeys(codes)))
    return judged


def _own(person_id: str, sent: SentCode, pointer: str, clock: Clock) -> Verification:
    """Return what a code proves that was sent to the person to sign in with, at a contact that is still theirs."""
    try:
        if not is_identifier(sent.id, "ver"):
            raise NotFound
        found = verification.answered(sent.id, CodePurpose.SIGN_IN, sent.code, clock, person_id)
    except (NotFound, InvalidInput):
        raise _wrong(pointer) from None
    if not is_proven(person_id, found):
        raise _wrong(pointer)
    return found


def is_proven(person_id: str, found: Verification) -> bool:
    """Tell whether a code went to a contact that is theirs and proven now."""
    loaded = store.load(person_id)
    proven = found.channel.value in loaded.person.verified
    return proven and found.contact_hash in loaded.personal.known(found.channel.kind)


def _with_office(judged: Judged, offered: Offered, clock: Clock) -> Judged:
    if offered.office is None:
        return judged
    kept = office_codes.matches(judged.person_id, offered.office, clock)
    if kept is None:
        raise _wrong("/recovery_code")
    return msgspec.structs.replace(judged, kinds=judged.kinds | {Proof.OFFICE}, office=kept)


def _half(judged: Judged) -> Judged:
    """Return one proof of a person who has no second one to give; raises `Unauthenticated` for everybody else."""
    if Proof.PASSWORD in judged.kinds:
        person, _ = store.living(judged.person_id)
        if any(channel.value in person.verified for channel in Channel):
            raise _refused("/code", "second_proof_needed", _CODE_TOO)
    elif accounts().has_password(judged.person_id):
        raise _refused("/password", "second_proof_needed", _PASSWORD_TOO)
    return msgspec.structs.replace(judged, half=True)


def _wrong(pointer: str) -> Unauthenticated:
    return _refused(pointer, "second_proof_wrong", _WRONG)


def _refused(pointer: str, code: str, text: Text) -> Unauthenticated:
    return Unauthenticated(text, [FieldError(pointer=pointer, code=code, detail=text)])
