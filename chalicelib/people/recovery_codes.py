"""Recovery codes: each lets its holder in once in place of an authenticator that is lost."""

import base64
import hashlib
import re
import secrets

MOST = 10
_BYTES = 15
"""120 bits: ASVS 5.0, 6.5.2 lets codes of 112 bits and more be kept under a plain hash."""

_FORM = re.compile(r"[A-Z2-7]{24}")
_GROUP = 6


def new_codes() -> tuple[str, ...]:
    """Return `MOST` codes, each of four groups of six signs (letters, 2 to 7)."""
    return tuple(_spelled(base64.b32encode(secrets.token_bytes(_BYTES)).decode()) for _ in range(MOST))


def hash_of(given: str) -> str | None:
    """Return what is kept of a code, ``None`` for what cannot be one; case, spaces and dashes do not matter."""
    code = given.upper().replace(" ", "").replace("-", "")
    return hashlib.sha256(code.encode()).hexdigest() if _FORM.fullmatch(code) else None


def hashes_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is kept of codes that `new_codes` made."""
    return tuple(kept for code in codes if (kept := hash_of(code)) is not None)


def _spelled(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
