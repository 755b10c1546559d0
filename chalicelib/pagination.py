"""Opaque signed cursors: a client can hand one back but cannot forge or alter it."""

import base64
import binascii
import hashlib
import hmac
from typing import TypeVar

import msgspec

from chalicelib.errors import InvalidInput, invalid
from chalicelib.secrets import cursor_secret
from chalicelib.texts import Text

MAXIMUM_LIMIT = 100
DEFAULT_LIMIT = 20
_SIGNATURE_BYTES = 16
T = TypeVar("T")


def encode_cursor(position: msgspec.Struct) -> str:
    """Return the URL-safe cursor for ``position``."""
    body = msgspec.json.encode(position)
    return base64.urlsafe_b64encode(_sign(body) + body).decode().rstrip("=")


def decode_cursor(cursor: str, kind: type[T]) -> T:
    """Return the position in ``cursor``; raises `InvalidInput` on ``cursor`` when it was not issued here."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (binascii.Error, ValueError):
        raise _refusal() from None
    signature, body = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _sign(body)):
        raise _refusal()
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _refusal() from None


def unknown_cursor() -> InvalidInput:
    """Return the error for a cursor that was issued here, but for another list."""
    return _refusal()


def _sign(body: bytes) -> bytes:
    return hmac.new(cursor_secret(), body, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _refusal() -> InvalidInput:
    detail = Text(
        "Kursor tidak dikenal; mulai lagi dari halaman pertama.", "Unknown cursor; start from the first page."
    )
    return invalid("cursor", "unknown_cursor", detail)
