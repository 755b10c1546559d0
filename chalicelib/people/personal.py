"""The sealed part of a person: name, contact data and national id, opened only through the vault and for a purpose."""

from collections.abc import Iterable

import msgspec

from chalicelib import uniqueness
from chalicelib.people.factor_model import SecondFactor
from security import vault
from security.consent import Consent
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind, Sealed

UNIQUE_KINDS = (Kind.EMAIL, Kind.PHONE, Kind.NIK)
CONTACT_KINDS = (Kind.EMAIL, Kind.PHONE)
HASHED_KINDS = (*UNIQUE_KINDS, Kind.NAME)
Marker = tuple[str, str]
"""Kind and value of a uniqueness marker."""


class Personal(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about who a person is.

    ``hashes`` are the keyed hashes of the values, under which all but the name are unique; while the secret of the
    hashes takes another's place, ``others`` are those under the second one. ``secrets`` names the secrets under which
    every value is hashed. ``name`` is plain in what was stored before names were sealed; it is told to nobody until
    `people.renew` has sealed it.
    ``factor``: what they prove themselves with beside a password or a code (`people.second_factor`).
    ``consents`` is their whole history; `Person.consents` holds those in force.
    """

    name: str | None = None
    sealed: dict[Kind, Sealed] = {}
    hashes: dict[Kind, str] = {}
    others: dict[Kind, str] = {}
    secrets: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    factor: SecondFactor | None = None

    def has(self, kind: Kind) -> bool:
        """Tell whether there is a value of ``kind``."""
        return kind in self.sealed

    def plain(self, kind: Kind, purpose: Purpose, reader: Principal, behalf: str = "") -> str | None:
        """Return the value of ``kind`` for ``reader``, recorded in the audit, or ``None`` when there is none.

        ``behalf``: the employer for whom they read.
        """
        sealed = self.sealed.get(kind)
        return vault.open_sealed(sealed, purpose, reader, behalf) if sealed else None

    def known(self, kind: Kind) -> tuple[str, ...]:
        """Return the hashes of the value of ``kind``; none without such a value."""
        return tuple(found[kind] for found in (self.hashes, self.others) if kind in found)

    def markers(self) -> frozenset[Marker]:
        """Return every marker that the person has to hold."""
        return frozenset((marker_kind(kind), value) for kind in UNIQUE_KINDS for value in self.known(kind))


def put(before: Personal, values: dict[Kind, str], owner: str, without: Iterable[Kind] = ()) -> Personal:
    """Return ``before`` with ``values``, sealed for ``owner``, and with nothing of the kinds ``without``.

    Raises `InvalidInput` at ``/<kind>``, `Unavailable`.
    """
    fresh = hashes_of(values)
    gone = {*without, *values}
    rest = _hashed_alone(before, gone)
    return msgspec.structs.replace(
        before,
        name=None if Kind.NAME in gone else before.name,
        sealed={kind: sealed for kind, sealed in before.sealed.items() if kind not in gone} | seal_all(values, owner),
        hashes=rest.hashes | {kind: found[0] for kind, found in fresh.items()},
        others=rest.others | {kind: found[1] for kind, found in fresh.items() if len(found) > 1},
        secrets=_secrets(rest),
    )


def hashes_of(values: dict[Kind, str]) -> dict[Kind, tuple[str, ...]]:
    """Return the keyed hashes of each value, under the present secret first; raises `InvalidInput` at ``/<kind>``."""
    return {kind: vault.lookup_hashes(kind, value) for kind, value in values.items()}


def seal_all(values: dict[Kind, str], owner: str) -> dict[Kind, Sealed]:
    """Return each value sealed for ``owner``; raises `InvalidInput` at ``/<kind>``."""
    return {kind: vault.seal(value, kind, owner) for kind, value in values.items()}


def marker_kind(kind: Kind) -> str:
    """Return the kind of the uniqueness markers for ``kind``."""
    return f"person-{kind.value}"


def holder_of(kind: Kind, hashes: Iterable[str]) -> str | None:
    """Return who holds the value of ``kind`` whose ``hashes`` these are, read consistently, or ``None``."""
    held = (uniqueness.holder(marker_kind(kind), value) for value in hashes)
    return next((holder for holder in held if holder is not None), None)


def _hashed_alone(before: Personal, gone: set[Kind]) -> Personal:
    """Return ``before`` without the hashes of what goes."""
    hashes = {kind: value for kind, value in before.hashes.items() if kind not in gone}
    others = {kind: value for kind, value in before.others.items() if kind not in gone}
    return msgspec.structs.replace(before, hashes=hashes, others=others)


def _secrets(rest: Personal) -> tuple[str, ...]:
    """Return under which secrets everything is hashed when what is new is hashed under those of now."""
    now = vault.vault().secret_names()
    return tuple(sorted(now & set(rest.secrets) if rest.hashes else now))
