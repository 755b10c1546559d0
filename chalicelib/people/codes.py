"""Six-digit codes that are stored nowhere: each is computed from its verification's id with the platform's secret.

A copy of the tables, the stream or the queue thus holds nothing to guess from, which a stored hash of six digits would.
"""

import hashlib
import hmac

from chalicelib.secrets import lookup_secrets

_DIGITS = 6
_LABEL = b"one-time code 1\n"


def code_of(verification_id: str) -> str:
    """Return the six digits that belong to ``verification_id``."""
    return _codes(verification_id)[0]


def matches(verification_id: str, given: str) -> bool:
    """Tell in constant time whether ``given`` is the code; spaces and dashes between digits do not matter.

    While the secret takes another's place the code may have been sent before, and still counts.
    """
    digits = given.replace(" ", "").replace("-", "").encode()
    right = [hmac.compare_digest(code.encode(), digits) for code in _codes(verification_id)]
    return any(right)


def _codes(verification_id: str) -> tuple[str, ...]:
    said = _LABEL + verification_id.encode()
    digests = (hmac.new(secret, said, hashlib.sha256).digest() for secret in lookup_secrets())
    return tuple(str(int.from_bytes(digest) % 10**_DIGITS).zfill(_DIGITS) for digest in digests)
