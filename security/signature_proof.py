"""The two algorithms of partners' signatures (RFC 9421, sections 3.3.3 and 3.3.6), decided by the key alone."""

import functools
import hashlib
import hmac

from security.signature_types import Algorithm, PartnerKey, SigningKey, generate_ed25519

_DECOY_ID = "decoy"


def proven(key: PartnerKey | None, base: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` over ``base`` was made with ``key``.

    Without a key the same work is done with one that nobody holds, so that time does not tell which keys exist.
    """
    checked = key or _decoy()
    if checked.algorithm is Algorithm.HMAC_SHA256:
        genuine = hmac.compare_digest(_hmac(checked.public, base), signature)
    else:
        genuine = _ed25519_fits(checked.public, base, signature)
    return genuine and key is not None


def made(key: SigningKey, base: bytes) -> bytes:
    """Return the signature of ``base``; raises ``ValueError`` when the key is none of its algorithm."""
    if key.algorithm is Algorithm.HMAC_SHA256:
        return _hmac(key.private, base)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    private = load_pem_private_key(key.private, password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise ValueError("not an ed25519 private key")
    return private.sign(base)


def _hmac(secret: bytes, base: bytes) -> bytes:
    return hmac.new(secret, base, hashlib.sha256).digest()


def _ed25519_fits(public_pem: bytes, base: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    public = load_pem_public_key(public_pem)
    if not isinstance(public, Ed25519PublicKey):
        return False
    try:
        public.verify(signature, base)
    except InvalidSignature:
        return False
    return True


@functools.cache
def _decoy() -> PartnerKey:
    _, public = generate_ed25519()
    return PartnerKey(key_id=_DECOY_ID, partner_id="", algorithm=Algorithm.ED25519, public=public)
