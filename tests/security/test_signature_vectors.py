"""Agreement with others: the examples of RFC 9421, and a signature base written by hand."""

import base64
import hashlib
from datetime import UTC, datetime

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_public_key
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from security.signature_base import NotSignable, signature_base
from security.signature_proof import made, proven
from security.signatures import Algorithm, PartnerKey, SignedRequest, SigningKey, generate_ed25519, sign, verify
from tests.security.conftest import MOMENT
from tests.security.test_signatures import MemoryNonces

# RFC 9421, appendix B.1.4 and B.1.5: the example keys; B.2: the example request; B.2.5 and B.2.6: the signatures.
RFC_ED25519 = base64.b64decode("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF")
RFC_SECRET = base64.b64decode(
    "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="
)
RFC_CREATED = 1618884473
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


RFC_REQUEST = SignedRequest(
    method="POST",
    url="https://example.com/foo?param=Value&Pet=dog",
    headers={
        "Host": "example.com",
        "Date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "Content-Type": "application/json",
        "Content-Length": "18",
    },
    body=b'{"hello": "world"}',
)
"""The example request of RFC 9421, appendix B.2."""


def rfc_keys(algorithm: Algorithm) -> tuple[SigningKey, PartnerKey]:
    key_id, private, public = VECTORS[algorithm][0], RFC_SECRET, RFC_SECRET
    if algorithm is Algorithm.ED25519:
        loaded = load_der_private_key(RFC_ED25519, None)
        private = loaded.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
        public = _public_pem(loaded)
    return (
        SigningKey(key_id=key_id, algorithm=algorithm, private=private),
        PartnerKey(key_id=key_id, partner_id="par_1", algorithm=algorithm, public=public),
    )


@pytest.mark.parametrize("algorithm", Algorithm)
def test_what_signs_and_verifies_here_reproduces_the_examples_of_the_rfc(algorithm):
    key_id, covered, expected = VECTORS[algorithm]
    signing, verifying = rfc_keys(algorithm)
    parameters = {"created": RFC_CREATED, "keyid": key_id}
    base = signature_base(RFC_REQUEST, covered, parameters)
    signature = base64.b64decode(expected)
    assert made(signing, base) == signature
    assert proven(verifying, base, signature)
    later = msgspec.structs.replace(
        RFC_REQUEST, headers={**RFC_REQUEST.headers, "Date": "Tue, 20 Apr 2021 02:07:56 GMT"}
    )
    assert not proven(verifying, signature_base(later, covered, parameters), signature)
    assert not proven(None, base, signature)


def test_the_base_is_that_of_the_rfc_line_by_line():
    """RFC 9421, appendix B.2.6."""
    covered = VECTORS[Algorithm.ED25519][1]
    base = signature_base(RFC_REQUEST, covered, {"created": RFC_CREATED, "keyid": "test-key-ed25519"})
    assert base.decode().split("\n") == [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"',
    ]


@pytest.mark.parametrize(
    ("url", "component", "value"),
    [
        ("https://www.example.com/path?param=value", "@target-uri", "https://www.example.com/path?param=value"),
        ("https://www.EXAMPLE.com:443/path", "@authority", "www.example.com"),
        ("https://www.example.com:8443/path", "@authority", "www.example.com:8443"),
        ("http://www.example.com:80/path", "@authority", "www.example.com"),
        ("http://www.example.com:443/path", "@authority", "www.example.com:443"),
        ("https://[2001:DB8::1]:8443/", "@authority", "[2001:db8::1]:8443"),
        ("http://www.example.com/path?param=value", "@scheme", "http"),
        ("https://www.example.com/path?param=value", "@request-target", "/path?param=value"),
        ("https://www.example.com/path", "@request-target", "/path"),
        ("https://www.example.com", "@request-target", "/"),
        ("https://www.example.com", "@path", "/"),
        ("https://www.example.com/a%2Fb/?x", "@path", "/a%2Fb/"),
        (
            "https://www.example.com/path?param=value&foo=bar&baz=bat%2Dman",
            "@query",
            "?param=value&foo=bar&baz=bat%2Dman",
        ),
        ("https://www.example.com/path?queryString", "@query", "?queryString"),
        ("https://www.example.com/path", "@query", "?"),
    ],
)
def test_derived_components_are_those_of_section_2_2(url, component, value):
    request = msgspec.structs.replace(RFC_REQUEST, url=url)
    first, _ = signature_base(request, [component], {}).decode().split("\n")
    assert first == f'"{component}": {value}'


@settings(max_examples=150)
@given(
    st.sampled_from(["GET", "POST", "DELETE"]),
    st.from_regex(
        r"https?://[a-z]{1,8}\.example(:[1-9][0-9]{1,3})?/([a-z/]|%20){0,12}(\?[a-z]{1,4}=[a-z0-9]{0,5})?",
        fullmatch=True,
    ),
    st.dictionaries(
        st.sampled_from(["x-a", "x-b", "date"]), st.from_regex(r"[ \t]?[!-~]{0,9}( [!-~]{1,5})?[ \t]?", fullmatch=True)
    ),
    st.permutations(["@method", "@target-uri", "@authority", "@scheme", "@path", "@query", "@request-target"]),
    st.integers(0, 1 << 40),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12),
)
def test_the_base_is_that_of_another_implementation(method, url, headers, derived, created, nonce):
    from http_message_signatures import HTTPMessageSigner, algorithms

    class Message:
        def __init__(self) -> None:
            self.method, self.url, self.headers = method, url, dict(headers)

    covered = [*derived, *headers]
    theirs = HTTPMessageSigner(signature_algorithm=algorithms.HMAC_SHA256).prepare(
        Message(),
        key_id="k",
        created=datetime.fromtimestamp(created % (1 << 33), UTC),
        nonce=nonce,
        covered_component_ids=covered,
    )
    parameters = {"created": created % (1 << 33), "keyid": "k", "alg": "hmac-sha256", "nonce": nonce}
    request = SignedRequest(method=method, url=url, headers=headers, body=b"")
    assert signature_base(request, covered, parameters) == theirs.signature_base


@pytest.mark.parametrize(
    ("covered", "changes"),
    [
        (["x-absent"], {}),
        (["@status"], {}),
        (["date"], {"headers": {"Date": "a\nb"}}),
        (["date"], {"headers": {"Date": "caf\xe9"}}),
        (["@target-uri"], {"url": "https://example.com/caf\xe9"}),
        (["@target-uri"], {"url": "https://example.com/a\r\nx: y"}),
        (["@authority"], {"url": "https://[example.com/"}),
        (["@authority"], {"url": "https://example.com:port/"}),
    ],
)
def test_what_no_base_can_hold_is_said(covered, changes):
    with pytest.raises(NotSignable):
        signature_base(msgspec.structs.replace(RFC_REQUEST, **changes), covered, {"created": 1})


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
    return private.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
