"""Signatures of manifests: ECDSA on P-256 with a key of the key service, which anybody can check with its public half.

The private key never leaves the service. Whoever can write into tables and buckets still cannot sign.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from chalicelib.errors import Unavailable
from chalicelib.settings import Audit, read

ALGORITHM = "ECDSA_SHA_256"
KEY_SPEC = "ECC_NIST_P256"


class Signer(Protocol):
    """Who signs digests of 32 bytes."""

    @property
    def key(self) -> str:
        """The name of the key."""
        ...

    def sign(self, digest: bytes) -> bytes:
        """Return the signature in DER; raises `Unavailable`."""
        ...


Verify = Callable[[str, bytes, bytes], bool]
"""Tells of a key's name, a digest and a signature whether that key is trusted and made it."""


class KmsSigner:
    """The key of this deployment's audit."""

    def __init__(self, client: Any, key_id: str) -> None:  # noqa: ANN401 - boto3 makes its clients at run time
        """Use the boto3 ``client`` of KMS and the key ``key_id``."""
        if not key_id:
            raise RuntimeError("PADAN_AUDIT_KEY_ID is not set")
        self._client, self.key = client, key_id

    def sign(self, digest: bytes) -> bytes:
        """Have the key service sign."""
        from botocore.exceptions import BotoCoreError, ClientError

        wanted = {"KeyId": self.key, "Message": digest, "MessageType": "DIGEST", "SigningAlgorithm": ALGORITHM}
        try:
            found: bytes = self._client.sign(**wanted)["Signature"]
        except (ClientError, BotoCoreError) as error:
            raise Unavailable from error
        return found


def signer() -> Signer:
    """Return this deployment's signer."""
    from chalicelib.aws import client

    return KmsSigner(client("kms"), read(Audit).audit_key_id)


def trusting(public: Mapping[str, bytes]) -> Verify:
    """Return what checks signatures by the keys in ``public`` alone: their public halves (DER) by name."""
    return lambda key, digest, signature: key in public and _signed(public[key], digest, signature)


def trusted() -> Verify:
    """Return what checks by the keys that the settings name, asked of the key service; raises `Unavailable`."""
    wanted = read(Audit)
    names = [wanted.audit_key_id, *wanted.audit_trusted_keys.split(",")]
    return trusting({name: public_key(name) for name in map(str.strip, names) if name})


def signed_by(pem: bytes) -> Verify:
    """Return what checks by one public key (PEM), whatever its name; raises ``ValueError`` when it is none."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

    public = load_pem_public_key(pem).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return lambda _, digest, signature: _signed(public, digest, signature)


def public_key(key_id: str) -> bytes:
    """Return the public half (DER, SubjectPublicKeyInfo) of a key of the key service; raises `Unavailable`."""
    from botocore.exceptions import BotoCoreError, ClientError

    from chalicelib.aws import client

    try:
        return bytes(client("kms").get_public_key(KeyId=key_id)["PublicKey"])
    except (ClientError, BotoCoreError) as error:
        raise Unavailable from error


@functools.lru_cache(maxsize=8)
def _loaded(public: bytes) -> object:
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    return load_der_public_key(public)


def _signed(public: bytes, digest: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
    from cryptography.hazmat.primitives.hashes import SHA256

    key = _loaded(public)
    if not isinstance(key, EllipticCurvePublicKey):
        return False
    try:
        key.verify(signature, digest, ECDSA(Prehashed(SHA256())))
    except InvalidSignature:
        return False
    return True
