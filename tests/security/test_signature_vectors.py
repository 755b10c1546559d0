"""Agreement with others: the examples of RFC 9421, and a signature base written by hand."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_public_key
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier
from http_message_signatures.exceptions import InvalidSignature as Refused
from http_message_signatures.resolvers import MappingKeyResolver

from chalicelib.clock import FixedClock
from security import signatures
from security.signatures import Algorithm, PartnerKey, SignedRequest, SigningKey, generate_ed25519, sign, verify
from tests.security.conftest import MOMENT
from tests.security.test_signatures import MemoryNonces

# RFC 9421, appendix B.1.4 and B.1.5: the example keys; B.2: the example request; B.2.5 and B.2.6: the signatures.
RFC_ED25519 = base64.b64decode("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF")
RFC_SECRET = base64.b64decode(
    "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="
)
RFC_CREATED = datetime.fromtimestamp(1618884473, UTC)
VECTORS = {
    Algorithm.ED25519: (
        "test-key-ed25519",
        ("date", "@method", "@path", "@authority", "content-type", "content-length"),
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
    ),
    Algorithm.HMAC_SHA256: (
        "test-shared-secret",
        ("date", "@authority", "content-type"),
        "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=",
    ),
}


class Message:
    """The example request of RFC 9421, appendix B.2."""

    method = "POST"
    url = "https://example.com/foo?param=Value&Pet=dog"

    def __init__(self) -> None:
        self.headers = {
            "Host": "example.com",
            "Date": "Tue, 20 Apr 2021 02:07:55 GMT",
            "Content-Type": "application/json",
            "Content-Length": "18",
        }


@pytest.mark.parametrize("algorithm", Algorithm)
def test_what_signs_and_verifies_here_reproduces_the_examples_of_the_rfc(algorithm):
    key_id, covered, expected = VECTORS[algorithm]
    private = load_der_private_key(RFC_ED25519, None)
    material = private if algorithm is Algorithm.ED25519 else RFC_SECRET
    public = private.public_key() if algorithm is Algorithm.ED25519 else RFC_SECRET
    keys = MappingKeyResolver(public_keys={key_id: public}, private_keys={key_id: material})
    kind = signatures._algorithm(algorithm)
    message = Message()
    HTTPMessageSigner(signature_algorithm=kind, key_resolver=keys).sign(
        message, key_id=key_id, created=RFC_CREATED, label="sig", include_alg=False, covered_component_ids=covered
    )
    assert message.headers["Signature"] == f"sig=:{expected}:"
    verifier = HTTPMessageVerifier(signature_algorithm=kind, key_resolver=keys)
    assert verifier.verify(message, max_age=None)
    message.headers["Date"] = "Tue, 20 Apr 2021 02:07:56 GMT"
    with pytest.raises(Refused):
        verifier.verify(message, max_age=None)


BODY = b'{"title":"Kasir"}\n'
URL = "https://padan.example/v1/partner/vacancies?force=true"
DIGEST = f"sha-512=:{base64.b64encode(hashlib.sha512(BODY).digest()).decode()}:"
PARAMETERS = (
    '("content-type" "content-digest" "@target-uri" "@method")'
    f';keyid="key-1";created={int(MOMENT.timestamp())};nonce="n0nce-n0nce"'
)
BASE = "\n".join(
    (
        '"content-type": application/x-ndjson',
        f'"content-digest": {DIGEST}',
        f'"@target-uri": {URL}',
        '"@method": POST',
        f'"@signature-params": {PARAMETERS}',
    )
)
"""The signature base of section 2.5, written out by hand, in another order of components and parameters than ours."""


def test_a_signature_over_a_base_written_by_hand_is_accepted():
    private = load_der_private_key(RFC_ED25519, None)
    raw = base64.b64encode(private.sign(BASE.encode())).decode()
    public = _public_pem(private)
    key = PartnerKey(key_id="key-1", partner_id="par_1", algorithm=Algorithm.ED25519, public=public)
    request = SignedRequest(
        method="POST",
        url=URL,
        headers={
            "content-type": "application/x-ndjson",
            "content-digest": DIGEST,
            "signature-input": f"sig1={PARAMETERS}",
            "signature": f"sig1=:{raw}:",
        },
        body=BODY,
    )
    assert verify(request, lambda _: key, MemoryNonces(), FixedClock(MOMENT)).nonce == "n0nce-n0nce"


def test_what_we_sign_verifies_over_a_base_written_by_hand():
    private, public = generate_ed25519()
    request = SignedRequest(method="POST", url=URL, headers={"Content-Type": "application/x-ndjson"}, body=BODY)
    headers = sign(
        request, SigningKey(key_id="key-1", algorithm=Algorithm.ED25519, private=private), FixedClock(MOMENT)
    )
    label, _, parameters = headers["Signature-Input"].partition("=")
    digest = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
    base = "\n".join(
        (
            '"@method": POST',
            f'"@target-uri": {URL}',
            f'"content-digest": sha-256=:{digest}:',
            '"content-type": application/x-ndjson',
            f'"@signature-params": {parameters}',
        )
    )
    signature = base64.b64decode(headers["Signature"].removeprefix(f"{label}=:").removesuffix(":"))
    key = load_pem_public_key(public)
    key.verify(signature, base.encode())
    with pytest.raises(InvalidSignature):
        key.verify(signature, base.replace("POST", "PUT").encode())


def _public_pem(private):
    from cryptography.hazmat.primitives import serialization as form

    return private.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
