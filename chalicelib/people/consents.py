"""A person's consents: the ones in force on the person, the whole history in the sealed part."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, InvalidInput, PreconditionFailed
from chalicelib.people import store
from chalicelib.people.activity_rules import present
from chalicelib.people.personal import Personal
from chalicelib.people.view_model import ConsentStatus
from chalicelib.texts import Text
from security.consent import CURRENT, Consent, ConsentType, give, given, withdraw


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


def first(wanted: Mapping[str, int], by: str, at: datetime) -> tuple[Consent, ...]:
    """Return the history of somebody who agrees to ``wanted`` at registration."""
    return _changed((), wanted, by, at)


def status(personal: Personal) -> dict[str, ConsentStatus]:
    """Return where each purpose stands."""
    return {kind.value: _status(personal.consents, kind) for kind in ConsentType}


def replace(
    person_id: str, wanted: Mapping[str, int], expected: int | None, clock: Clock = SYSTEM_CLOCK
) -> tuple[dict[str, ConsentStatus], int]:
    """Agree to exactly ``wanted`` and withdraw the rest; returns the statuses and the person's new version.

    Raises `InvalidInput`, `PreconditionFailed`, `NotFound`.
    """
    current = checked(wanted)
    loaded = store.load(person_id)
    store.check_version(loaded, expected)
    now = clock.now()
    history = _changed(loaded.personal.consents, wanted, person_id, now)
    personal = msgspec.structs.replace(loaded.personal, consents=history)
    person = msgspec.structs.replace(present(loaded.person, now), consents=current, updated_at=now)

    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, loaded.version)
        store.put_personal(transaction, person_id, personal, loaded.personal_version)

    try:
        tables.write(build)
    except tables.ConditionRefused:
        raise PreconditionFailed from None
    return status(personal), loaded.version + 1


def _changed(history: tuple[Consent, ...], wanted: Mapping[str, int], by: str, at: datetime) -> tuple[Consent, ...]:
    for kind in ConsentType:
        version = wanted.get(kind.value)
        history = withdraw(history, kind, at) if version is None else give(history, kind, version, at, by)
    return history


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
