"""Six-digit codes that are stored nowhere: each is computed from its verification's id with the platform's secret.

A copy of the tables, the stream or the queue thus holds nothing to guess from, which a stored hash of six digits would.
"""

import hashlib
import hmac

from chalicelib.secrets import lookup_secret

_DIGITS = 6
_LABEL = b"one-time code 1\n"


def code_of(verification_id: str) -> str:
    """Return the six digits that belong to ``verification_id``."""
    digest = hmac.new(lookup_secret(), _LABEL + verification_id.encode(), hashlib.sha256).digest()
    return str(int.from_bytes(digest) % 10**_DIGITS).zfill(_DIGITS)


def matches(verification_id: str, given: str) -> bool:
    """Tell in constant time whether ``given`` is the code; spaces and dashes between digits do not matter."""
    digits = given.replace(" ", "").replace("-", "")
    return hmac.compare_digest(code_of(verification_id).encode(), digits.encode())
