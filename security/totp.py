"""Codes of authenticator apps: RFC 6238 with HMAC-SHA-1, six digits and steps of 30 seconds, as they all expect.

SHA-1 is no weakness here: HMAC needs no resistance to collisions (RFC 6238, section 1.2; NIST SP 800-107).
"""

import base64
import hashlib
import hmac
import re
import secrets
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
NEIGHBOURS = 1
"""Steps before and after the present one that count too: clocks of phones are a little off (RFC 6238, section 5.2)."""

_SECRET_BYTES = 20
"""As many as SHA-1 gives (RFC 4226, section 4, R6)."""

_CODE = re.compile(rf"[0-9]{{{DIGITS}}}")


def new_secret() -> str:
    """Return 160 random bits in base32, as authenticator apps take them."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the digits of ``step``, counted since 1970; ``secret`` in base32."""
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(seconds: int) -> int:
    """Return the step of a moment in seconds since 1970 UTC."""
    return seconds // STEP_SECONDS


def matching_step(secret: str, given: str, now: int, after: int) -> int | None:
    """Return the step near ``now`` (seconds since 1970) that ``given`` is the code of, ``None`` when there is none.

    Steps up to ``after`` are spent: a code serves once (RFC 6238, section 5.2). Spaces in ``given`` do not matter.
    """
    code = given.replace(" ", "")
    if not _CODE.fullmatch(code):
        return None
    present = step_of(now)
    near = range(max(0, after + 1, present - NEIGHBOURS), present + NEIGHBOURS + 1)
    right = [step for step in near if hmac.compare_digest(code_at(secret, step), code)]
    return right[0] if right else None


def address(secret: str, issuer: str, account: str) -> str:
    """Return what a QR code for authenticator apps says (``otpauth://``), with the ``account`` under ``issuer``."""
    said = {"secret": secret, "issuer": issuer, "algorithm": "SHA1", "digits": DIGITS, "period": STEP_SECONDS}
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{urlencode(said, quote_via=quote)}"
