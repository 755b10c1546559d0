"""The one door for personal data. See docs/decisions/0032-vault.md."""

import functools
import hashlib
import hmac
from collections.abc import Callable

from chalicelib import settings
from chalicelib.errors import Forbidden
from chalicelib.secrets import lookup_secret
from chalicelib.texts import Text
from security import audit
from security.canonical import canonical, lookup_form
from security.datakeys import CachedDataKeys, DataKeys, KmsDataKeys
from security.envelope import Box, Envelope, UnsealError
from security.principal import Principal
from security.purposes import Purpose, may_open
from security.sealed import Kind, Sealed

_SECRET_BYTES = 32
Recorder = Callable[..., object]


class Vault:
    """Seals and opens personal data; every opening leaves an audit entry first."""

    def __init__(self, keys: DataKeys, secret: bytes, record: Recorder = audit.record) -> None:
        """Encrypt with data keys from ``keys``; hash with ``secret`` (32 bytes); write openings with ``record``."""
        if len(secret) != _SECRET_BYTES:
            raise RuntimeError("PADAN_LOOKUP_SECRET must be 32 bytes")
        self._envelope, self._secret, self._record = Envelope(keys), secret, record

    def seal(self, plain: str, kind: Kind, owner: str, pointer: str = "") -> Sealed:
        """Encrypt the canonical form of ``plain`` for ``owner``.

        Raises `InvalidInput` at ``pointer`` for something that cannot be of ``kind``, `Unavailable`.
        """
        if not owner:
            raise ValueError("sealed data belongs to somebody")
        spelled = canonical(kind, plain, pointer)
        box = self._envelope.seal(spelled.encode(), _context(kind, owner))
        return Sealed(kind=kind, owner=owner, data_key=box.data_key, box=box.box, form=box.form)

    def open_sealed(self, sealed: Sealed, purpose: Purpose, reader: Principal) -> str:
        """Return the plain text for ``reader``, having recorded that they read it and why.

        Raises `Forbidden` when the purpose does not allow it, `UnsealError`, and `Unavailable` (then nothing is told).
        """
        if not may_open(purpose, sealed.kind, sealed.owner, reader):
            raise Forbidden(Text("Data pribadi tidak dibuka untuk ini.", "Personal data is not opened for this."))
        plain = self._decrypt(sealed)
        self._record(actor=reader.id, action=f"read_{sealed.kind.value}", subject=sealed.owner, purpose=purpose.value)
        return plain

    def lookup_hash(self, kind: Kind, plain: str, pointer: str = "") -> str:
        """Return the keyed hash (HMAC-SHA-256, hexadecimal) that finds equal values; raises `InvalidInput`."""
        if kind is Kind.ADDRESS:
            raise ValueError("addresses are not looked up")
        message = f"{kind.value}\n{lookup_form(kind, plain, pointer)}"
        return hmac.new(self._secret, message.encode(), hashlib.sha256).hexdigest()

    def _decrypt(self, sealed: Sealed) -> str:
        box = Box(data_key=sealed.data_key, box=sealed.box, form=sealed.form)
        try:
            return self._envelope.open_box(box, _context(sealed.kind, sealed.owner)).decode()
        except (UnsealError, UnicodeDecodeError) as error:
            raise UnsealError(f"sealed {sealed.kind.value} of {sealed.owner} does not open") from error


def seal(plain: str, kind: Kind, owner: str, pointer: str = "") -> Sealed:
    """Seal with this deployment's vault; see `Vault.seal`."""
    return vault().seal(plain, kind, owner, pointer)


def open_sealed(sealed: Sealed, purpose: Purpose, reader: Principal) -> str:
    """Open with this deployment's vault; see `Vault.open_sealed`."""
    return vault().open_sealed(sealed, purpose, reader)


def lookup_hash(kind: Kind, plain: str, pointer: str = "") -> str:
    """Hash with this deployment's vault; see `Vault.lookup_hash`."""
    return vault().lookup_hash(kind, plain, pointer)


@functools.cache
def vault() -> Vault:
    """Return this deployment's vault, made at first use."""
    from chalicelib.aws import client

    found = settings.read(settings.Vault)
    keys = CachedDataKeys(KmsDataKeys(client("kms"), found.vault_key_id))
    return Vault(keys, lookup_secret())


def forget() -> None:
    """Make a new vault at the next use; for tests and a process that prepares its own environment."""
    vault.cache_clear()


def _context(kind: Kind, owner: str) -> bytes:
    return f"padan/1\n{kind.value}\n{owner}".encode()
