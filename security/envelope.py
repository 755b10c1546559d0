"""Envelope encryption: AES-256-GCM under data keys of the key service. What it seals is for its callers to know."""

import base64
import os

import msgspec

from security.datakeys import DataKeys

_NONCE_BYTES = 12


class UnsealError(RuntimeError):
    """A sealed value does not open: damaged, moved to another place, of another deployment, or its key is gone."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """Something sealed. It can be stored (`chalicelib.wire.StructAttribute`) and logged without harm.

    ``data_key`` is the wrapped data key and ``box`` the nonce followed by the ciphertext, both in base64.
    """

    data_key: str
    box: str
    form: int = 1


class Envelope:
    """Seals and opens bytes; ``context`` is authenticated with them, so that a box serves in its own place only."""

    def __init__(self, keys: DataKeys) -> None:
        """Encrypt with data keys from ``keys``."""
        self._keys = keys

    def seal(self, plain: bytes, context: bytes) -> Box:
        """Encrypt ``plain`` for ``context``; raises `Unavailable`."""
        key = self._keys.new()
        return Box(data_key=_text(key.wrapped), box=locked(key.plain, plain, context))

    def open_box(self, box: Box, context: bytes) -> bytes:
        """Return what was sealed for ``context``; raises `UnsealError`, `Unavailable`."""
        try:
            key = self._keys.unwrap(base64.b64decode(box.data_key, validate=True))
        except ValueError as error:
            raise UnsealError("a sealed value does not open") from error
        return unlocked(key.plain, box.box, context)


def locked(key: bytes, plain: bytes, context: bytes) -> str:
    """Encrypt ``plain`` with the 32 bytes of ``key`` under a random nonce; returns nonce and ciphertext in base64."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return _text(nonce + AESGCM(key).encrypt(nonce, plain, context))


def unlocked(key: bytes, box: str, context: bytes) -> bytes:
    """Return what `locked` made ``box`` of; raises `UnsealError` for anything else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.b64decode(box, validate=True)
        return AESGCM(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise UnsealError("a sealed value does not open") from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
