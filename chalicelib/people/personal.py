"""The sealed part of a person: contact data and national id, opened only through the vault and for a purpose."""

import msgspec

from security import vault
from security.consent import Consent
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind, Sealed

UNIQUE_KINDS = (Kind.EMAIL, Kind.PHONE, Kind.NIK)
CONTACT_KINDS = (Kind.EMAIL, Kind.PHONE)


class Personal(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about who a person is. ``hashes`` are the keyed hashes under which each value is unique.

    ``consents`` is their whole history; `Person.consents` holds those in force.
    """

    name: str | None = None
    sealed: dict[Kind, Sealed] = {}
    hashes: dict[Kind, str] = {}
    consents: tuple[Consent, ...] = ()

    def plain(self, kind: Kind, purpose: Purpose, reader: Principal) -> str | None:
        """Return the value of ``kind`` for ``reader``, recorded in the audit, or ``None`` when there is none."""
        sealed = self.sealed.get(kind)
        return vault.open_sealed(sealed, purpose, reader) if sealed else None


def hashes_of(values: dict[Kind, str]) -> dict[Kind, str]:
    """Return the keyed hash of each value; raises `InvalidInput` at ``/<kind>``."""
    return {kind: vault.lookup_hash(kind, value) for kind, value in values.items()}


def seal_all(values: dict[Kind, str], owner: str) -> dict[Kind, Sealed]:
    """Return each value sealed for ``owner``; raises `InvalidInput` at ``/<kind>``."""
    return {kind: vault.seal(value, kind, owner) for kind, value in values.items()}


def marker_kind(kind: Kind) -> str:
    """Return the kind of the uniqueness markers for ``kind``."""
    return f"person-{kind.value}"
