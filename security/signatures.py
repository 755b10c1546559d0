"""HTTP Message Signatures (RFC 9421) of partners: verification, and signing for clients of our own.

See docs/decisions/0031-message-signatures.md for the profile: what is covered, which parameters, which window.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from chalicelib.clock import SYSTEM_CLOCK, Clock
from security.digests import check_digest, digest_header
from security.signature_input import Declared, declared_in, refusal
from security.signature_types import (
    COVERED,
    COVERED_WITHOUT_BODY,
    Algorithm,
    PartnerKey,
    SignedRequest,
    SigningKey,
    VerifiedSignature,
    generate_ed25519,
    least_covered,
)

__all__ = [
    "COVERED",
    "COVERED_WITHOUT_BODY",
    "REMEMBERED",
    "WINDOW",
    "Algorithm",
    "NonceStore",
    "PartnerKey",
    "SignedRequest",
    "SigningKey",
    "VerifiedSignature",
    "generate_ed25519",
    "sign",
    "verify",
]

WINDOW = timedelta(seconds=300)
"""How far ``created`` may be from the platform's time, either way."""

REMEMBERED = 3 * WINDOW
"""How long a nonce is remembered; a signature is acceptable for two windows at most, so this outlives it."""

_NONCE_BYTES = 18
_LABEL = "padan"


class NonceStore(Protocol):
    """Remembers which nonces of a key were used."""

    def claim(self, key_id: str, nonce: str, until: datetime) -> bool:
        """Remember ``nonce`` until ``until``; return False, atomically, when it was there already."""
        ...


def verify(
    request: SignedRequest,
    key_of: Callable[[str], PartnerKey | None],
    nonces: NonceStore,
    clock: Clock = SYSTEM_CLOCK,
) -> VerifiedSignature:
    """Return who signed ``request``.

    ``key_of`` finds a key by its id; a nonce is spent only by a signature that is otherwise good. Raises
    `Unauthenticated` whose field error names the header and a stable code; errors of ``key_of`` and ``nonces`` pass.
    """
    declared = declared_in(request.headers, request.body)
    now = clock.now()
    _check_window(declared, now)
    check_digest(request.headers, request.body)
    key = _usable_key(key_of(declared.key_id), declared, now)
    _check_signature(request, key)
    if not nonces.claim(key.key_id, declared.nonce, now + REMEMBERED):
        raise refusal(
            "Signature-Input",
            "nonce_reused",
            "Nonce sudah dipakai; buat nonce baru untuk setiap permintaan.",
            "The nonce was used before; make a new one for every request.",
        )
    created = datetime.fromtimestamp(declared.created, UTC)
    return VerifiedSignature(key_id=key.key_id, partner_id=key.partner_id, created=created, nonce=declared.nonce)


def sign(request: SignedRequest, key: SigningKey, clock: Clock = SYSTEM_CLOCK) -> dict[str, str]:
    """Return all headers to send with ``request``: its own, the signature and, for a body, ``Content-Digest``.

    With a body ``request.headers`` must hold ``content-type``. Raises ``ValueError`` when it does not, or when the URL
    cannot be signed.
    """
    from http_message_signatures import HTTPMessageSigner
    from http_message_signatures.exceptions import HTTPMessageSignaturesException

    headers = {name: value for name, value in request.headers.items() if name.lower() != "content-digest"}
    if request.body:
        headers["Content-Digest"] = digest_header(request.body)
    message = _Message(request, headers)
    signer = HTTPMessageSigner(
        signature_algorithm=_algorithm(key.algorithm), key_resolver=_resolver(key.key_id, private=key.private)
    )
    try:
        signer.sign(
            message,
            key_id=key.key_id,
            created=clock.now(),
            nonce=secrets.token_urlsafe(_NONCE_BYTES),
            label=_LABEL,
            covered_component_ids=least_covered(request.body),
            use_existing_digest=bool(request.body),
        )
    except HTTPMessageSignaturesException as error:
        raise ValueError(f"cannot be signed: {error}") from error
    return headers


def _check_window(declared: Declared, now: datetime) -> None:
    ours, seconds = int(now.timestamp()), int(WINDOW.total_seconds())
    if declared.expires is not None and now.timestamp() > declared.expires:
        raise refusal(
            "Signature-Input",
            "signature_expired",
            f"expires sudah lewat; waktu server {ours}.",
            f"expires has passed; the server's time is {ours}.",
        )
    if abs(now.timestamp() - declared.created) > seconds:
        raise refusal(
            "Signature-Input",
            "outside_window",
            f"created harus dalam {seconds} detik dari waktu server ({ours}); periksa jam Anda.",
            f"created must be within {seconds} seconds of the server's time ({ours}); check your clock.",
        )


def _usable_key(key: PartnerKey | None, declared: Declared, now: datetime) -> PartnerKey:
    if key is None or key.key_id != declared.key_id:
        raise refusal("Signature-Input", "unknown_key", "keyid tidak dikenal.", "The keyid is not known.")
    if key.not_after is not None and now >= key.not_after:
        raise refusal("Signature-Input", "key_expired", "Kunci sudah tidak berlaku.", "The key is no longer valid.")
    if declared.algorithm not in (None, key.algorithm.value):
        raise refusal(
            "Signature-Input",
            "wrong_algorithm",
            f"alg tidak cocok; kunci ini untuk {key.algorithm.value}.",
            f"alg does not fit; this key is for {key.algorithm.value}.",
        )
    return key


def _check_signature(request: SignedRequest, key: PartnerKey) -> None:
    from http_message_signatures import HTTPMessageVerifier
    from http_message_signatures.exceptions import HTTPMessageSignaturesException

    class Verifier(HTTPMessageVerifier):
        """The window was checked with the platform's clock; the library would ask the machine's."""

        def validate_created_and_expires(self, sig_input: object, max_age: object = None) -> None:
            """Leave times alone."""

    verifier = Verifier(
        signature_algorithm=_algorithm(key.algorithm), key_resolver=_resolver(key.key_id, public=key.public)
    )
    try:
        verifier.verify(
            _Message(request, dict(request.headers)), max_age=None, require_components=least_covered(request.body)
        )
    except HTTPMessageSignaturesException:
        raise refusal(
            "Signature",
            "bad_signature",
            f"Tanda tangan tidak cocok. Yang diperiksa: @method {request.method}, @target-uri {request.url}.",
            f"The signature does not match. Checked were: @method {request.method}, @target-uri {request.url}.",
        ) from None


def _algorithm(algorithm: Algorithm) -> Any:  # noqa: ANN401 - the library is untyped
    from http_message_signatures import algorithms

    return {Algorithm.ED25519: algorithms.ED25519, Algorithm.HMAC_SHA256: algorithms.HMAC_SHA256}[algorithm]


def _resolver(key_id: str, public: bytes | None = None, private: bytes | None = None) -> Any:  # noqa: ANN401
    from http_message_signatures.resolvers import MappingKeyResolver

    return MappingKeyResolver(
        public_keys={key_id: public} if public else {}, private_keys={key_id: private} if private else {}
    )


class _Message:
    """A request as the library reads it."""

    def __init__(self, request: SignedRequest, headers: dict[str, str]) -> None:
        self.method, self.url, self.headers = request.method, request.url, headers
