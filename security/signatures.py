"""HTTP Message Signatures (RFC 9421) of partners: verification, and signing for clients of our own.

See docs/decisions/0031-message-signatures.md for the profile: what is covered, which parameters, which window.
"""

import base64
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, Forbidden, PadanError
from chalicelib.texts import Text
from security.digests import check_digest, digest_header
from security.signature_base import NotSignable, signature_base, signature_params
from security.signature_input import Declared, declared_in, refusal
from security.signature_proof import made, proven
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
    `Unauthenticated` whose field error names the header and a stable code, alike for a key that is not known and one
    that did not make this signature; `Forbidden` for a partner that is suspended. Errors of ``key_of`` and ``nonces``
    pass.
    """
    declared = declared_in(request.headers, request.body)
    now = clock.now()
    _check_window(declared, now)
    check_digest(request.headers, request.body)
    key = _key_that_signed(request, declared, key_of(declared.key_id))
    _check_standing(key, now)
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
    headers = {name: value for name, value in request.headers.items() if name.lower() != "content-digest"}
    if request.body:
        headers["Content-Digest"] = digest_header(request.body)
    covered = least_covered(request.body)
    parameters: dict[str, int | str] = {
        "created": int(clock.now().timestamp()),
        "keyid": key.key_id,
        "alg": key.algorithm.value,
        "nonce": secrets.token_urlsafe(_NONCE_BYTES),
    }
    try:
        base = signature_base(msgspec.structs.replace(request, headers=headers), covered, parameters)
    except NotSignable as error:
        raise ValueError(f"cannot be signed: {error}") from error
    signature = base64.b64encode(made(key, base)).decode("ascii")
    declared = signature_params(covered, parameters)
    return headers | {"Signature-Input": f"{_LABEL}={declared}", "Signature": f"{_LABEL}=:{signature}:"}


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


def _key_that_signed(request: SignedRequest, declared: Declared, key: PartnerKey | None) -> PartnerKey:
    if key is not None and (key.key_id != declared.key_id or declared.algorithm not in (None, key.algorithm.value)):
        key = None
    try:
        base = signature_base(request, declared.covered, declared.parameters)
    except NotSignable:
        base, key = b"", None
    if not proven(key, base, declared.signature) or key is None:
        raise _bad_signature(request)
    return key


def _bad_signature(request: SignedRequest) -> PadanError:
    """Return one answer for every reason: which keys exist, and for which algorithm, is nobody else's business."""
    checked = f"@method {request.method}, @target-uri {request.url}"
    return refusal(
        "Signature",
        "bad_signature",
        f"Tanda tangan tidak cocok, atau keyid tidak dikenal atau untuk alg lain. Yang diperiksa: {checked}.",
        f"The signature does not match, or the keyid is unknown or for another alg. Checked were: {checked}.",
    )


def _check_standing(key: PartnerKey, now: datetime) -> None:
    """Tell the holder of a key, and nobody else, that it may not be used."""
    if key.not_after is not None and now >= key.not_after:
        raise refusal("Signature-Input", "key_expired", "Kunci sudah tidak berlaku.", "The key is no longer valid.")
    if key.suspended:
        text = Text("Mitra ini sedang dihentikan; hubungi Padan.", "This partner is suspended; please contact Padan.")
        raise Forbidden(text, [FieldError(pointer="Signature-Input", code="partner_suspended", detail=text)])
