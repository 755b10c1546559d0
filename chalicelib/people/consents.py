"""A person's consents: the ones in force on the person, the whole history in the sealed part."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, InvalidInput, NotFound, PreconditionFailed, Unavailable
from chalicelib.people import store
from chalicelib.people.activity_rules import present
from chalicelib.people.personal import Personal
from chalicelib.people.store import Loaded
from chalicelib.people.view_model import ConsentStatus
from chalicelib.texts import Text
from security import audit
from security.consent import CURRENT, Consent, ConsentType, give, given, withdraw
from security.consent_wordings import Wording, wording_of
from security.principal import Audience

_ATTEMPTS = 5
MOST_KEPT = 500
"""Consents in a history, which stands in one item with its limit of size; what is given after so many is refused."""
_OFFICER = Audience.OFFICER.value


def checked(wanted: Mapping[str, int], pointer: str = "/consents") -> dict[str, int]:
    """Return ``wanted`` when every name is a purpose and every version the present one; else `InvalidInput`."""
    known = {kind.value: version for kind, version in CURRENT.items()}
    errors = [
        FieldError(pointer=f"{pointer}/{name}", code=_fault(name, known), detail=_wording(name, known))
        for name, version in wanted.items()
        if known.get(name) != version
    ]
    if errors:
        raise InvalidInput(errors[0].detail, errors)
    return dict(wanted)


def first(wanted: Mapping[str, int], by: str, at: datetime, language: str = "") -> tuple[Consent, ...]:
    """Return the history of somebody who agrees to ``wanted`` at registration, having read it in ``language``."""
    return _changed((), wanted, by, at, language)


def status(personal: Personal) -> dict[str, ConsentStatus]:
    """Return where each purpose stands."""
    return {kind.value: _status(personal.consents, kind) for kind in ConsentType}


def replace(
    person_id: str,
    wanted: Mapping[str, int],
    expected: int | None,
    clock: Clock = SYSTEM_CLOCK,
    language: str = "",
) -> tuple[dict[str, ConsentStatus], int]:
    """Agree to exactly ``wanted`` and withdraw the rest; returns the statuses and the person's new version.

    ``language``: that in which the wordings were shown. Raises `InvalidInput`, `PreconditionFailed`, `NotFound`, and
    `Conflict` on ``/consents`` when one more was given than are kept; withdrawing is never refused.
    """
    current = checked(wanted)
    loaded = store.load(person_id)
    store.check_version(loaded, expected)
    history = _changed(loaded.personal.consents, wanted, person_id, clock.now(), language)
    if len(history) > max(MOST_KEPT, len(loaded.personal.consents)):
        raise _too_many()
    after = _stored(loaded, history, current, clock)
    if after is None:
        raise PreconditionFailed
    return status(after), loaded.version + 1


def end(person_id: str, name: str, clock: Clock = SYSTEM_CLOCK) -> tuple[dict[str, ConsentStatus], int]:
    """Withdraw one consent, whatever its version; returns the statuses and the person's version. Twice changes nothing.

    Raises `NotFound` for a purpose that does not exist, and for who was erased; `Unavailable` when others were faster
    too often.
    """
    if name not in {kind.value for kind in ConsentType}:
        raise NotFound(_wording(name, {}))
    kind = ConsentType(name)
    for _ in range(_ATTEMPTS):
        loaded = store.load(person_id)
        history = withdraw(loaded.personal.consents, kind, clock.now())
        current = {each: version for each, version in loaded.person.consents.items() if each != name}
        if history == loaded.personal.consents and current == loaded.person.consents:
            return status(loaded.personal), loaded.version
        after = _stored(loaded, history, current, clock)
        if after is not None:
            return status(after), loaded.version + 1
    raise Unavailable


def receipts(personal: Personal) -> Iterator[tuple[Consent, Wording | None]]:
    """Yield what was ever agreed to, the latest first, each with the wording that was shown (article 24)."""
    for consent in reversed(personal.consents):
        yield consent, wording_of(consent.type, consent.version)


def shown_to(person_id: str, consent: Consent) -> Consent:
    """Return a consent as the person sees it: recorded by themselves or by an officer, who is not named."""
    return consent if consent.given_by == person_id else msgspec.structs.replace(consent, given_by=_OFFICER)


def _stored(loaded: Loaded, history: tuple[Consent, ...], current: dict[str, int], clock: Clock) -> Personal | None:
    """Store the consents with an entry of the audit for each that ended; ``None`` when somebody was faster."""
    now = clock.now()
    personal = msgspec.structs.replace(loaded.personal, consents=history)
    person = msgspec.structs.replace(present(loaded.person, now), consents=current, updated_at=now)
    changed = sorted(set(loaded.person.consents.items()) ^ set(current.items()))

    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, loaded.version)
        store.put_personal(transaction, person.id, personal, loaded.personal_version)
        for name in dict.fromkeys(name for name, _ in changed):
            audit.record(
                actor=person.id,
                action="consent" if name in current else "withdraw_consent",
                subject=person.id,
                purpose=name,
                transaction=transaction,
                clock=clock,
            )

    return personal if tables.committed(build) else None


def _changed(
    history: tuple[Consent, ...], wanted: Mapping[str, int], by: str, at: datetime, language: str
) -> tuple[Consent, ...]:
    for kind in ConsentType:
        version = wanted.get(kind.value)
        history = withdraw(history, kind, at) if version is None else give(history, kind, version, at, by, language)
    return history


def _too_many() -> Conflict:
    detail = Text(
        "Persetujuan sudah terlalu sering diubah. Menarik persetujuan tetap bisa; untuk menyetujui lagi, hubungi kami.",
        "Consents were changed too often. You can still withdraw them; to agree again, contact us.",
    )
    return Conflict(detail, [FieldError(pointer="/consents", code="too_many_changes", detail=detail)])


def _status(history: tuple[Consent, ...], kind: ConsentType) -> ConsentStatus:
    agreed = [entry.version for entry in history if entry.type is kind and entry.withdrawn_at is None]
    version = agreed[-1] if agreed else None
    return ConsentStatus(current_version=CURRENT[kind], given=given(history, kind), version=version)


def _fault(name: str, known: Mapping[str, int]) -> str:
    return "outdated_consent" if name in known else "unknown_consent"


def _wording(name: str, known: Mapping[str, int]) -> Text:
    if name not in known:
        return Text(f"Persetujuan {name[:60]} tidak dikenal.", f"The consent {name[:60]} is not known.")
    version = known[name]
    return Text(
        f"Versi persetujuan sekarang {version}; tampilkan teks terbaru.",
        f"The present version is {version}; show the newest text.",
    )
