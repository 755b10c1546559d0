"""The one door for personal data. See docs/security/vault.md."""

import functools
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

from chalicelib import settings
from chalicelib.errors import Forbidden
from chalicelib.secrets import lookup_secrets
from chalicelib.texts import Text
from security import audit
from security.canonical import canonical, lookup_form
from security.datakeys import CachedDataKeys, DataKeys, KmsDataKeys
from security.envelope import Box, Envelope, UnsealError, locked, unlocked
from security.owner_keys import KeyGoneError, OwnerKeys, Shelf
from security.principal import Principal
from security.purposes import Purpose, may_open
from security.sealed import UNDER_DATA_KEY, UNDER_OWNER_KEY, Kind, Sealed

__all__ = ["KeyGoneError", "UnsealError", "Vault", "lookup_hash", "lookup_hashes", "open_sealed", "seal", "shred"]

_FINGERPRINT_SIGNS = 12
_NOT_LOOKED_UP = frozenset({Kind.ADDRESS, Kind.WORDS, Kind.FACTOR, Kind.SESSION})
_OF_THE_PLATFORM = frozenset({Kind.SESSION})
"""What is sealed for somebody and tells nothing of them."""

Recorder = Callable[..., object]
Secrets = Callable[[], tuple[bytes, ...]]


class Vault:
    """Seals and opens personal data; every opening leaves an audit entry first."""

    def __init__(self, keys: DataKeys, secrets: Secrets, shelf: Shelf, record: Recorder = audit.record) -> None:
        """Wrap owners' keys, kept on ``shelf``, with data keys from ``keys``; write openings with ``record``.

        ``secrets`` tells what keys the hashes, 32 bytes each: the present one, and while it takes another's place, that
        one behind it. It is asked when something is hashed: who hashes nothing need not know them.
        """
        self._envelope, self._secrets, self._record = Envelope(keys), secrets, record
        self._owners = OwnerKeys(self._envelope, shelf)

    def seal(self, plain: str, kind: Kind, owner: str, pointer: str = "", until: datetime | None = None) -> Sealed:
        """Encrypt the canonical form of ``plain`` for ``owner``.

        ``until``: when the owner's key goes by itself, if it is made now; a person's stays until their erasure.
        Raises `InvalidInput` at ``pointer`` for something that cannot be of ``kind``, `Unavailable`.
        """
        if not owner:
            raise ValueError("sealed data belongs to somebody")
        spelled = canonical(kind, plain, pointer)
        return self._sealed(spelled, kind, owner, until)

    def open_sealed(self, sealed: Sealed, purpose: Purpose, reader: Principal, behalf: str = "") -> str:
        """Return the plain text for ``reader``, having recorded that they read it, why, and for which employer.

        Raises `Forbidden` when the purpose does not allow it, `UnsealError` (`KeyGoneError` for somebody erased), and
        `Unavailable` (then nothing is told).
        """
        if not may_open(purpose, sealed.kind, sealed.owner, reader):
            raise Forbidden(Text("Data pribadi tidak dibuka untuk ini.", "Personal data is not opened for this."))
        plain = self._decrypt(sealed)
        self._record(
            actor=reader.id,
            action=f"read_{sealed.kind.value}",
            subject=sealed.owner,
            purpose=purpose.value,
            behalf=behalf,
        )
        return plain

    def open_secret(self, sealed: Sealed) -> str:
        """Return a secret of the platform's own, which tells nobody anything of its owner: nothing is recorded.

        Raises ``ValueError`` for personal data, `UnsealError` as `open_sealed` does, `Unavailable`.
        """
        if sealed.kind not in _OF_THE_PLATFORM:
            raise ValueError(f"{sealed.kind.value} is personal data")
        return self._decrypt(sealed)

    def lookup_hash(self, kind: Kind, plain: str, pointer: str = "") -> str:
        """Return the keyed hash (HMAC-SHA-256, hexadecimal) that finds equal values; raises `InvalidInput`."""
        return self.lookup_hashes(kind, plain, pointer)[0]

    def lookup_hashes(self, kind: Kind, plain: str, pointer: str = "") -> tuple[str, ...]:
        """Return the hash under each secret, that of the present one first; raises `InvalidInput`."""
        if kind in _NOT_LOOKED_UP:
            raise ValueError(f"no {kind.value} is looked up")
        message = f"{kind.value}\n{lookup_form(kind, plain, pointer)}".encode()
        return self._hashed(message)

    def hashes_of(self, sealed: Sealed) -> tuple[str, ...]:
        """Return the hashes of what is sealed, as `lookup_hashes` does. Nobody is told the text: nothing is recorded.

        Raises `UnsealError`, `Unavailable`.
        """
        return self.lookup_hashes(sealed.kind, self._decrypt(sealed))

    def secret_names(self) -> frozenset[str]:
        """Return a name for each secret of the hashes, which tells nothing about it."""
        return frozenset(name[:_FINGERPRINT_SIGNS] for name in self._hashed(b"name of this secret"))

    def reseal(self, sealed: Sealed) -> Sealed:
        """Return the value under its owner's key, as it is when it was already. Nobody is told the text.

        Raises `UnsealError`, `Unavailable`.
        """
        if sealed.form == UNDER_OWNER_KEY:
            return sealed
        return self._sealed(self._decrypt(sealed), sealed.kind, sealed.owner)

    def rewrap(self, owner: str, before: datetime) -> bool:
        """Wrap the owner's key anew when it was wrapped before ``before``; see `OwnerKeys.rewrap`."""
        return self._owners.rewrap(owner, before)

    def wrapped_before(self, owner: str, before: datetime) -> bool:
        """Tell whether the owner's key was wrapped before ``before``."""
        return self._owners.wrapped_before(owner, before)

    def shred(self, owner: str) -> None:
        """Destroy the owner's key; see `OwnerKeys.shred`. Twice changes nothing."""
        self._owners.shred(owner)

    def _hashed(self, message: bytes) -> tuple[str, ...]:
        return tuple(hmac.new(secret, message, hashlib.sha256).hexdigest() for secret in self._secrets())

    def _sealed(self, spelled: str, kind: Kind, owner: str, until: datetime | None = None) -> Sealed:
        key = self._owners.for_sealing(owner, until)
        box = locked(key, spelled.encode(), _context(UNDER_OWNER_KEY, kind, owner))
        return Sealed(kind=kind, owner=owner, box=box, form=UNDER_OWNER_KEY)

    def _decrypt(self, sealed: Sealed) -> str:
        context = _context(sealed.form, sealed.kind, sealed.owner)
        try:
            return self._bytes(sealed, context).decode()
        except KeyGoneError:
            raise
        except (UnsealError, UnicodeDecodeError) as error:
            raise UnsealError(f"sealed {sealed.kind.value} of {sealed.owner} does not open") from error

    def _bytes(self, sealed: Sealed, context: bytes) -> bytes:
        if sealed.form == UNDER_DATA_KEY:
            return self._envelope.open_box(Box(data_key=sealed.data_key, box=sealed.box), context)
        if sealed.form != UNDER_OWNER_KEY or sealed.data_key:
            raise UnsealError("no form of a sealed value")
        return unlocked(self._owners.for_opening(sealed.owner), sealed.box, context)


def seal(plain: str, kind: Kind, owner: str, pointer: str = "", until: datetime | None = None) -> Sealed:
    """Seal with this deployment's vault; see `Vault.seal`."""
    return vault().seal(plain, kind, owner, pointer, until)


def open_sealed(sealed: Sealed, purpose: Purpose, reader: Principal, behalf: str = "") -> str:
    """Open with this deployment's vault; see `Vault.open_sealed`."""
    return vault().open_sealed(sealed, purpose, reader, behalf)


def open_secret(sealed: Sealed) -> str:
    """Open with this deployment's vault; see `Vault.open_secret`."""
    return vault().open_secret(sealed)


def lookup_hash(kind: Kind, plain: str, pointer: str = "") -> str:
    """Hash with this deployment's vault; see `Vault.lookup_hash`."""
    return vault().lookup_hash(kind, plain, pointer)


def lookup_hashes(kind: Kind, plain: str, pointer: str = "") -> tuple[str, ...]:
    """Hash with this deployment's vault; see `Vault.lookup_hashes`."""
    return vault().lookup_hashes(kind, plain, pointer)


def shred(owner: str) -> None:
    """Destroy a key of this deployment's vault; see `Vault.shred`."""
    vault().shred(owner)


@functools.cache
def vault() -> Vault:
    """Return this deployment's vault, made at first use."""
    from chalicelib.aws import client
    from security.owner_keys_table import TableShelf

    found = settings.read(settings.Vault)
    keys = CachedDataKeys(KmsDataKeys(client("kms"), found.vault_key_id))
    return Vault(keys, lookup_secrets, TableShelf())


def forget() -> None:
    """Make a new vault at the next use; for tests and a process that prepares its own environment."""
    vault.cache_clear()


def _context(form: int, kind: Kind, owner: str) -> bytes:
    return f"padan/{form}\n{kind.value}\n{owner}".encode()
