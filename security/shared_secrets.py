"""Secrets that the platform shares with a partner's machine: made here, told once, stored sealed.

They are no personal data, so the vault's purposes and audit do not apply; a box opens for its own key id alone, and its
data keys carry another context of the key service than those of the vault.
"""

import functools
import secrets

from chalicelib import settings
from security.datakeys import CachedDataKeys, KmsDataKeys
from security.envelope import Box, Envelope
from security.sealed import DataKeyUse

SECRET_BYTES = 32
"""As long as the hash, as RFC 2104 (section 3) advises."""

_USE = DataKeyUse.PARTNER_KEYS


def new_secret() -> bytes:
    """Return a new random secret for HMAC-SHA-256."""
    return secrets.token_bytes(SECRET_BYTES)


def seal_secret(secret: bytes, key_id: str) -> Box:
    """Seal the secret of the key ``key_id``; raises `Unavailable`."""
    return _envelope().seal(secret, _context(key_id))


def open_secret(box: Box, key_id: str) -> bytes:
    """Return the secret of the key ``key_id``; raises `UnsealError` when it is of another key, `Unavailable`."""
    return _envelope().open_box(box, _context(key_id))


@functools.cache
def _envelope() -> Envelope:
    from chalicelib.aws import client

    key = settings.read(settings.Vault).vault_key_id
    return Envelope(CachedDataKeys(KmsDataKeys(client("kms"), key, _USE)))


def forget() -> None:
    """Make a new envelope at the next use; for tests and a process that prepares its own environment."""
    _envelope.cache_clear()


def _context(key_id: str) -> bytes:
    return f"padan/1\n{_USE.value}\n{key_id}".encode()
