"""Sortable, prefixed identifiers such as ``vac_01j9z6k0w2e8m4p7q1r5t3v9xa``.

Twenty-six Crockford base-32 characters as in the ULID specification: 48 bits of milliseconds, 80 bits of randomness.
"""

import hashlib
import re
import secrets
from datetime import datetime

from chalicelib.clock import SYSTEM_CLOCK, Clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 26
_BYTES = 17
_FORM = re.compile(rf"[a-z]{{3}}_[{_ALPHABET}]{{{_LENGTH}}}")


def new_identifier(prefix: str, clock: Clock = SYSTEM_CLOCK) -> str:
    """Return a new identifier with a three-letter ``prefix``; later ones sort after earlier ones by millisecond."""
    number = (int(clock.now().timestamp() * 1000) << 80) | secrets.randbits(80)
    return f"{prefix}_{_encode(number)}"


def identifier_at(prefix: str, moment: datetime) -> str:
    """Return the lowest identifier of the millisecond of ``moment``; those that are made from then on are not below."""
    return f"{prefix}_{_encode(int(moment.timestamp() * 1000) << 80)}"


def derived_identifier(prefix: str, *parts: str) -> str:
    """Return the identifier that always belongs to ``parts``: 130 bits of their SHA-256. Does not sort by time."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return f"{prefix}_{_encode(int.from_bytes(digest[:17], 'big') >> 6)}"


def is_identifier(value: str, prefix: str) -> bool:
    """Tell whether ``value`` has the form of an identifier with ``prefix``."""
    return value.startswith(f"{prefix}_") and _FORM.fullmatch(value) is not None


def packed(identifier: str) -> bytes:
    """Return the 17 bytes that an identifier stands for, without its prefix; for links that have to be short."""
    number = 0
    for sign in identifier.partition("_")[2]:
        number = number * 32 + _ALPHABET.index(sign)
    return number.to_bytes(_BYTES, "big")


def unpacked(prefix: str, raw: bytes) -> str:
    """Return the identifier with ``prefix`` that `packed` made ``raw`` of; of other bytes some identifier."""
    return f"{prefix}_{_encode(int.from_bytes(raw, 'big'))}"


def _encode(number: int) -> str:
    digits = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, 32)
        digits.append(_ALPHABET[rest])
    return "".join(reversed(digits))
