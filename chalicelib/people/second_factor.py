"""A second factor beside a password or a one-time code: an authenticator app. See docs/decisions/0297-*.md."""

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import Conflict, FieldError, NotFound, Unauthenticated, invalid
from chalicelib.people import half_proven, limits, open_sessions, recovery_codes, store
from chalicelib.people.factor_model import SecondFactor
from chalicelib.people.factor_store import change_factor
from chalicelib.texts import Text
from security import audit, totp, vault
from security.purposes import SYSTEM, Purpose
from security.sealed import Kind
from security.session_ends import Believed, SessionStart

ISSUER = "Padan"
_NONE = Text("Tidak ada faktor kedua.", "There is no second factor.")
_ALREADY = Text("Faktor kedua sudah terpasang.", "There is a second factor already.")
_WRONG = Text("Kode faktor kedua salah atau sudah dipakai.", "The second factor's code is wrong, or was used already.")
_NEEDED = Text("Kirim juga kode faktor kedua.", "Send the second factor's code too.")
_confirmed = Believed()


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """A ``secret`` in base32 for an authenticator app, and the same as the ``uri`` of a QR code; told once."""

    secret: str
    uri: str

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "Begun(…)"


def begin(person_id: str) -> Begun:
    """Hand out a new secret, which counts when it is confirmed; an earlier one that was not is void.

    Raises `Conflict` when there is a second factor already, `NotFound`.
    """
    secret = totp.new_secret()
    fresh = SecondFactor(secret=vault.seal(secret, Kind.FACTOR, person_id))

    def change(before: SecondFactor | None) -> SecondFactor:
        if before is not None and before.confirmed_at is not None:
            raise Conflict(_ALREADY)
        return fresh

    change_factor(person_id, change)
    return Begun(secret=secret, uri=totp.address(secret, ISSUER, person_id))


def confirm(person_id: str, code: str, session: str = "", clock: Clock = SYSTEM_CLOCK) -> tuple[str, ...]:
    """Let the secret count, whose ``code`` this is, and return the recovery codes, once. Other sessions end.

    Sessions that began with one factor would go on with the roles of an office; only ``session`` does. Raises
    `InvalidInput` at ``/code``, `Conflict` when it counts already, `NotFound` when there is none, `TooManyRequests`.
    """
    codes = recovery_codes.new_codes()
    # What cannot be confirmed whatever the code is no failed attempt.
    _pending(store.load(person_id).personal.factor)
    limits.begin_attempt(_subject(person_id), clock)

    def change(before: SecondFactor | None) -> SecondFactor:
        pending = _pending(before)
        step = _step(pending, code, clock)
        if step is None:
            raise invalid("/code", "wrong_code", _WRONG)
        kept = recovery_codes.hashes_of(codes)
        return msgspec.structs.replace(pending, confirmed_at=clock.now(), step=step, recovery=kept)

    change(store.load(person_id).personal.factor)
    open_sessions.end_others(person_id, session, clock)
    change_factor(person_id, change)
    limits.succeeded(_subject(person_id))
    half_proven.lift(person_id, session)
    _noted(person_id, "confirm_second_factor", clock)
    return codes


def demand(person_id: str, code: str | None, clock: Clock = SYSTEM_CLOCK, *, device: str | None = None) -> bool:
    """Tell whether the person has a second factor, of which ``code`` is then right; it serves once.

    Wrong codes from a known ``device`` are counted for that device: nobody else locks the factor there.

    Raises `Unauthenticated` with the code ``second_factor_needed`` or ``second_factor_wrong``, `TooManyRequests`.
    """
    if not _has(person_id):
        return False
    if code is None:
        raise _refused("second_factor_needed", _NEEDED)
    subject = _subject(device or person_id)
    limits.begin_attempt(subject, clock)
    if not _use(person_id, code, clock, keep=True):
        raise _refused("second_factor_wrong", _WRONG)
    limits.succeeded(subject)
    return True


def remove(person_id: str, code: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Remove one's own second factor with a ``code`` of it, or a recovery code.

    Raises `InvalidInput` at ``/code``, `NotFound` when there is none, `TooManyRequests`.
    """
    if not _has(person_id):
        raise NotFound(_NONE)
    limits.begin_attempt(_subject(person_id), clock)
    if not _use(person_id, code, clock, keep=False):
        raise invalid("/code", "wrong_code", _WRONG)
    limits.succeeded(_subject(person_id))
    _confirmed.forget()
    _noted(person_id, "remove_second_factor", clock)


def remove_lost(person_id: str) -> None:
    """Remove the second factor of somebody who lost it, and end their sessions. Raises `NotFound`."""

    def change(before: SecondFactor | None) -> None:
        if before is None:
            raise NotFound(_NONE)

    change_factor(person_id, change)
    _confirmed.forget()
    open_sessions.end_all(person_id)


def is_confirmed(person_id: str, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Tell whether the person has a second factor that counts; one that was there is believed for five seconds."""
    known, now = SessionStart(person_id, "", 0), clock.now()
    if _confirmed.holds(known, now):
        return True
    if not _has(person_id):
        return False
    _confirmed.note(known, now)
    return True


def forget() -> None:
    """Ask anew about everybody; for tests and a process that prepares its own environment."""
    _confirmed.forget()


def _pending(factor: SecondFactor | None) -> SecondFactor:
    if factor is None:
        raise NotFound(_NONE)
    if factor.confirmed_at is not None:
        raise Conflict(_ALREADY)
    return factor


def _has(person_id: str) -> bool:
    item = store.find_personal(person_id)
    return item is not None and item.personal.factor is not None and item.personal.factor.confirmed_at is not None


def _use(person_id: str, code: str, clock: Clock, *, keep: bool) -> bool:
    """Spend ``code``, and tell whether it was right. ``keep``: the factor stays."""
    right = False

    def change(before: SecondFactor | None) -> SecondFactor | None:
        nonlocal right
        after = _spent(before, code, clock) if before is not None else None
        right = after is not None
        return after if right and keep else (None if right else before)

    change_factor(person_id, change)
    return right


def _spent(before: SecondFactor, code: str, clock: Clock) -> SecondFactor | None:
    """Return what is left when ``code`` is used, ``None`` when it is wrong or was used before."""
    kept = recovery_codes.hash_of(code)
    if kept in before.recovery:
        left = tuple(each for each in before.recovery if each != kept)
        return msgspec.structs.replace(before, recovery=left)
    step = _step(before, code, clock)
    return None if step is None else msgspec.structs.replace(before, step=step)


def _step(factor: SecondFactor, code: str, clock: Clock) -> int | None:
    secret = vault.open_sealed(factor.secret, Purpose.SIGN_IN, SYSTEM)
    return totp.matching_step(secret, code, epoch_seconds(clock.now()), factor.step)


def _noted(person_id: str, action: str, clock: Clock) -> None:
    audit.record(actor=person_id, action=action, subject=person_id, purpose="second_factor", clock=clock)


def _subject(counted: str) -> str:
    """Return under which name the wrong codes of a person, or from a known device, are counted."""
    return f"second-factor-{counted}"


def _refused(code: str, text: Text) -> Unauthenticated:
    return Unauthenticated(text, [FieldError(pointer="/second_factor", code=code, detail=text)])
