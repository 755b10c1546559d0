"""What signatures are made with and of."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

COVERED = ("@method", "@target-uri", "content-digest", "content-type")
"""The components that the signature of a request with a body covers at least, in any order."""

COVERED_WITHOUT_BODY = COVERED[:2]
"""What it covers at least when there is no body, such as for a GET or a DELETE."""

DERIVED = frozenset({"@method", "@target-uri", "@authority", "@scheme", "@request-target", "@path", "@query"})
"""Derived components of RFC 9421 (section 2.2) that a request may cover; they need no parameters."""


class Algorithm(StrEnum):
    """Algorithms of RFC 9421 that partners may use."""

    ED25519 = "ed25519"
    HMAC_SHA256 = "hmac-sha256"


class SignedRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request: upper-case method, absolute URL as it was asked for, headers, the raw body.

    A header that came several times is one entry whose values are joined with ``", "`` (RFC 9110, section 5.3).
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


def least_covered(body: bytes) -> tuple[str, ...]:
    """Return the components that a signature must cover at least when this is the raw body."""
    return COVERED if body else COVERED_WITHOUT_BODY


class PartnerKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that verifies. ``public``: PEM of an ed25519 public key, or the shared secret of hmac-sha256.

    ``suspended``: its partner may not do anything for now.
    """

    key_id: str
    partner_id: str
    algorithm: Algorithm
    public: bytes
    not_after: datetime | None = None
    suspended: bool = False

    def __repr__(self) -> str:
        """Never show a shared secret."""
        return f"PartnerKey({self.key_id}, {self.partner_id}, {self.algorithm.value})"


class SigningKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs. ``private``: PEM of an ed25519 private key, or the shared secret of hmac-sha256."""

    key_id: str
    algorithm: Algorithm
    private: bytes

    def __repr__(self) -> str:
        """Never show the key."""
        return f"SigningKey({self.key_id}, {self.algorithm.value})"


class VerifiedSignature(msgspec.Struct, frozen=True, kw_only=True):
    """A proven signature: whose, made when (UTC), with which nonce."""

    key_id: str
    partner_id: str
    created: datetime
    nonce: str


def generate_ed25519() -> tuple[bytes, bytes]:
    """Return a new key pair in PEM: private (PKCS #8, unencrypted) and public (SubjectPublicKeyInfo)."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    return (
        private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()),
        private.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo),
    )
