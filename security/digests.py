"""``Content-Digest`` (RFC 9530): checked against the raw body, in constant time."""

import base64
import hashlib
import hmac
from collections.abc import Mapping

from security.signature_input import dictionary_in, malformed, refusal

_HASHES = {"sha-256": hashlib.sha256, "sha-512": hashlib.sha512}
_HEADER = "Content-Digest"


def digest_header(body: bytes) -> str:
    """Return the header's value for ``body`` with SHA-256."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"


def check_digest(headers: Mapping[str, str], body: bytes) -> None:
    """Return when every digest that we know matches ``body``, and there is one; raises `Unauthenticated`.

    Without a body the header may be missing; when it is there it must match nothing, as any other body.
    """
    if not body and not any(name.lower() == _HEADER.lower() for name in headers):
        return
    known = [(name, value) for name, value in _digests(headers).items() if name in _HASHES]
    if not known:
        raise refusal(_HEADER, "unsupported_digest", "Gunakan sha-256 atau sha-512.", "Use sha-256 or sha-512.")
    matches = [hmac.compare_digest(_HASHES[name](body).digest(), value) for name, value in known]
    if not all(matches):
        raise refusal(
            _HEADER,
            "digest_mismatch",
            f"Content-Digest tidak cocok dengan isi ({len(body)} byte).",
            f"Content-Digest does not match the body ({len(body)} bytes).",
        )


def _digests(headers: Mapping[str, str]) -> dict[str, bytes]:
    values = {name: value for name, (value, _) in dictionary_in(headers, _HEADER).items()}
    if not all(isinstance(value, bytes) for value in values.values()):
        raise malformed(_HEADER)
    return values
