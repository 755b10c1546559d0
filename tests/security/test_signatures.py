"""Signatures of partners: every good one is accepted, every altered one refused."""

import base64
import hashlib
from datetime import timedelta

import http_sf
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.errors import Unauthenticated
from security.signatures import (
    REMEMBERED,
    WINDOW,
    Algorithm,
    PartnerKey,
    SignedRequest,
    SigningKey,
    generate_ed25519,
    sign,
    verify,
)
from tests.security.conftest import MOMENT

SECRET = b"a shared secret of enough length"
PRIVATE, PUBLIC = generate_ed25519()
SIGNING = {
    Algorithm.ED25519: SigningKey(key_id="key-1", algorithm=Algorithm.ED25519, private=PRIVATE),
    Algorithm.HMAC_SHA256: SigningKey(key_id="key-2", algorithm=Algorithm.HMAC_SHA256, private=SECRET),
}
KEYS = {
    "key-1": PartnerKey(key_id="key-1", partner_id="par_1", algorithm=Algorithm.ED25519, public=PUBLIC),
    "key-2": PartnerKey(key_id="key-2", partner_id="par_2", algorithm=Algorithm.HMAC_SHA256, public=SECRET),
}
URL = "https://padan.example/v1/partner/vacancies?force=true"


class MemoryNonces:
    """Nonces in memory."""

    def __init__(self) -> None:
        self.used: dict[tuple[str, str], object] = {}

    def claim(self, key_id: str, nonce: str, until: object) -> bool:
        if (key_id, nonce) in self.used:
            return False
        self.used[key_id, nonce] = until
        return True


def plain(body: bytes = b'{"a":1}\n', method: str = "POST", url: str = URL) -> SignedRequest:
    return SignedRequest(method=method, url=url, headers={"Content-Type": "application/x-ndjson"}, body=body)


def signed(
    request: SignedRequest, algorithm: Algorithm = Algorithm.ED25519, at: FixedClock | None = None
) -> SignedRequest:
    headers = sign(request, SIGNING[algorithm], at or FixedClock(MOMENT))
    return msgspec.structs.replace(request, headers={name.lower(): value for name, value in headers.items()})


def with_headers(request: SignedRequest, **changes: str | None) -> SignedRequest:
    merged = dict(request.headers) | {name.replace("_", "-"): value for name, value in changes.items()}
    return msgspec.structs.replace(
        request, headers={name: value for name, value in merged.items() if value is not None}
    )


def code_of(request: SignedRequest, nonces: MemoryNonces | None = None, at: FixedClock | None = None) -> str:
    with pytest.raises(Unauthenticated) as caught:
        verify(request, KEYS.get, nonces or MemoryNonces(), at or FixedClock(MOMENT))
    (error,) = caught.value.errors
    assert error.pointer in {"Signature", "Signature-Input", "Content-Digest", "Content-Type", "Date", "Created"}
    assert SECRET.decode() not in error.detail.en
    return error.code


requests = st.builds(
    plain,
    body=st.binary(max_size=200),
    method=st.sampled_from(["POST", "DELETE", "PUT"]),
    url=st.from_regex(
        r"https://padan\.example(:[1-9][0-9]{1,3})?/v1/[A-Za-z0-9%]{0}[A-Za-z0-9._~!$&'()*+,;=:@-]{0,20}(%2[0-9A-F]){0,2}(\?[a-z]{1,5}=[A-Za-z0-9._~-]{0,9}(&[a-z]=(%[2-7][0-9A-F]){1,3}){0,2})?",
        fullmatch=True,
    ),
)


@settings(max_examples=150, deadline=None)
@given(requests, st.sampled_from(Algorithm))
def test_what_is_signed_is_accepted(request, algorithm):
    found = verify(signed(request, algorithm), KEYS.get, MemoryNonces(), FixedClock(MOMENT))
    key = SIGNING[algorithm]
    assert (found.key_id, found.partner_id) == (key.key_id, KEYS[key.key_id].partner_id)
    assert found.created == MOMENT


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def flip_text(text: str, bit: int) -> str:
    return flipped(text.encode(), bit % (len(text) * 8)).decode("latin-1")


def flip_signature(request: SignedRequest, bit: int) -> SignedRequest:
    label, _, value = request.headers["signature"].partition("=")
    raw = flipped(base64.b64decode(value.strip(":")), bit % 256)
    return with_headers(request, signature=f"{label}=:{base64.b64encode(raw).decode()}:")


def flip_header(name: str):
    def flip(request: SignedRequest, bit: int) -> SignedRequest:
        return with_headers(request, **{name: flip_text(request.headers[name], bit)})

    return flip


FLIPS = {
    "method": lambda request, bit: msgspec.structs.replace(request, method=flip_text(request.method, bit)),
    "url": lambda request, bit: msgspec.structs.replace(request, url=flip_text(request.url, bit)),
    "body": lambda request, bit: msgspec.structs.replace(
        request, body=flipped(request.body, bit % (len(request.body) * 8))
    ),
    "content-type": flip_header("content-type"),
    "content-digest": flip_header("content-digest"),
    "signature": flip_signature,
}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FLIPS)), st.sampled_from(Algorithm), st.integers(0, 4000))
def test_one_altered_bit_is_refused(part, algorithm, bit):
    request = signed(plain(), algorithm)
    altered = FLIPS[part](request, bit)
    if part == "content-digest" and http_sf_equal(request, altered):
        return
    code_of(altered)


def http_sf_equal(first: SignedRequest, second: SignedRequest) -> bool:
    """Whether only white space at the ends differs, which HTTP does not count as part of a value."""
    return first.headers["content-digest"] == second.headers["content-digest"].strip(" \t")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(Algorithm), st.integers(0, 4000))
def test_one_altered_bit_of_the_parameters_is_refused(algorithm, bit):
    request = signed(plain(), algorithm)
    altered = flip_text(request.headers["signature-input"], bit)
    try:
        same = http_sf.parse(altered.encode(), tltype="dictionary") == http_sf.parse(
            request.headers["signature-input"].encode(), tltype="dictionary"
        )
    except ValueError:
        same = False
    # A space before a parameter, for example, changes the spelling and not what is signed.
    if not same:
        code_of(with_headers(request, signature_input=altered))


@pytest.mark.parametrize("parameter", ["created", "nonce", "keyid", "alg"])
def test_another_value_of_a_parameter_is_refused(parameter):
    request = signed(plain())
    other = {"created": "1772440201", "nonce": '"another-nonce"', "keyid": '"key-2"', "alg": '"hmac-sha256"'}[parameter]
    parts = [
        f"{parameter}={other}" if part.startswith(f"{parameter}=") else part
        for part in request.headers["signature-input"].split(";")
    ]
    assert code_of(with_headers(request, signature_input=";".join(parts))) == "bad_signature"


def test_a_nonce_serves_once():
    nonces, request = MemoryNonces(), signed(plain())
    verify(request, KEYS.get, nonces, FixedClock(MOMENT))
    assert code_of(request, nonces) == "nonce_reused"
    verify(signed(plain()), KEYS.get, nonces, FixedClock(MOMENT))


def test_a_bad_signature_does_not_spend_the_nonce():
    nonces, request = MemoryNonces(), signed(plain())
    assert code_of(flip_signature(request, 3), nonces) == "bad_signature"
    assert nonces.used == {}
    verify(request, KEYS.get, nonces, FixedClock(MOMENT))


@settings(deadline=None)
@given(st.integers(-900, 900))
def test_a_signature_is_good_for_five_minutes_around_now(seconds):
    made = FixedClock(MOMENT - timedelta(seconds=seconds))
    request, nonces = signed(plain(), at=made), MemoryNonces()
    if abs(seconds) <= WINDOW.total_seconds():
        verify(request, KEYS.get, nonces, FixedClock(MOMENT))
        (until,) = nonces.used.values()
        assert until == MOMENT + REMEMBERED > made.now() + WINDOW
    else:
        assert code_of(request) == "outside_window"


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("signature", None, "missing_header"),
        ("signature_input", None, "missing_header"),
        ("content_digest", None, "missing_header"),
        ("content_type", None, "missing_header"),
        ("signature", "", "one_signature"),
        ("signature", "padan=text", "malformed_header"),
        ("signature", "padan=:AAAA:", "bad_signature"),
        ("signature", "padan=:AAAA:, padan=:AAAA:", "malformed_header"),
        ("signature", "other=:AAAA:", "one_signature"),
        ("signature", "padan=:AAAA:, other=:AAAA:", "one_signature"),
        ("signature", "x" * 5000, "malformed_header"),
        ("signature", "padan=:Ä:", "malformed_header"),
        ("signature_input", "padan=1", "wrong_components"),
        ("signature_input", "padan", "wrong_components"),
        ("signature_input", "padan=(", "malformed_header"),
        ("signature_input", 'padan=("@method" "@target-uri" "content-digest");created=1', "wrong_components"),
        (
            "signature_input",
            'padan=("@method" "@target-uri" "content-digest" "content-type" "date")',
            "missing_header",
        ),
        (
            "signature_input",
            'padan=("@method" "@target-uri" "content-digest" "content-type" "@status")',
            "wrong_components",
        ),
        (
            "signature_input",
            'padan=("@method" "@target-uri" "content-digest" "content-type" "@query-param";name="force")',
            "wrong_components",
        ),
        (
            "signature_input",
            'padan=("@method" "@target-uri" "content-digest" "content-type" "@path" "@path")',
            "wrong_components",
        ),
        (
            "signature_input",
            'padan=("@method" "@target-uri" "content-digest" "content-type" "Content-Type")',
            "wrong_components",
        ),
        ("signature_input", 'padan=("@method" "@target-uri" "content-digest" "content-type" 1)', "wrong_components"),
        (
            "signature_input",
            f'padan=("@method" {" ".join(f"{chr(34)}x-{n}{chr(34)}" for n in range(40))})',
            "wrong_components",
        ),
        ("signature_input", 'padan=("@method";req "@target-uri" "content-digest" "content-type")', "wrong_components"),
        ("content_digest", "sha-256=text", "malformed_header"),
        ("content_digest", "sha-256", "malformed_header"),
        ("content_digest", "md5=:AAAA:", "unsupported_digest"),
        ("content_digest", "", "unsupported_digest"),
        ("content_digest", "sha-256=:AAAA:", "digest_mismatch"),
        ("content_digest", "sha-256=:AAAA:, sha-256=:AAAA:", "malformed_header"),
    ],
)
def test_a_header_that_is_wrong_is_named(header, value, code):
    assert code_of(with_headers(signed(plain()), **{header: value})) == code


COVERED = '("@method" "@target-uri" "content-digest" "content-type")'


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ('nonce="12345678";keyid="key-1"', "bad_created"),
        ('created="1772440200";nonce="12345678";keyid="key-1"', "bad_created"),
        ('created=1772440200.5;nonce="12345678";keyid="key-1"', "bad_created"),
        ('created=-1;nonce="12345678";keyid="key-1"', "bad_created"),
        ('created=999999999999999;nonce="12345678";keyid="key-1"', "bad_created"),
        ('created=1772440200;keyid="key-1"', "bad_nonce"),
        ('created=1772440200;nonce="short";keyid="key-1"', "bad_nonce"),
        ('created=1772440200;nonce=token123;keyid="key-1"', "bad_nonce"),
        ('created=1772440200;nonce="12345678"', "bad_keyid"),
        ('created=1772440200;nonce="12345678";keyid=""', "bad_keyid"),
        ('created=1772440200;nonce="12345678";keyid="key-1";expires=1', "signature_expired"),
        ('created=1772440200;nonce="12345678";keyid="key-1";expires=1772440199', "signature_expired"),
        ('created=1772440200;nonce="12345678";keyid="key-1";expires=1772440300', "bad_signature"),
        ('created=1772440200;nonce="12345678";keyid="key-1";expires="1772440300"', "bad_expires"),
        ('created=1772440200;nonce="12345678";keyid="key-1";expires=-1', "bad_expires"),
        ('created=1772440200;nonce="12345678";keyid="key-1";expires', "bad_expires"),
        ('created=1772440200;nonce="12345678";keyid="key-1";tag="x"', "bad_signature"),
        ('created=1772440200;nonce="12345678";keyid="key-1";tag=""', "bad_tag"),
        ('created=1772440200;nonce="12345678";keyid="key-1";tag=x', "bad_tag"),
        ('created=1772440200;nonce="12345678";keyid="key-1";other="x"', "unknown_parameter"),
        ('created=1772440200;created=1772440200;nonce="12345678";keyid="key-1"', "malformed_header"),
        ('created=1772440200;nonce="12345678";keyid="key-9"', "bad_signature"),
        ('created=1772440200;nonce="12345678";keyid="key-1";alg="rsa-pss-sha512"', "wrong_algorithm"),
        ('created=1772440200;nonce="12345678";keyid="key-1";alg=1', "wrong_algorithm"),
        ('created=1772440200;nonce="12345678";keyid="key-1"', "bad_signature"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(parameters, code):
    assert code_of(with_headers(signed(plain()), signature_input=f"padan={COVERED};{parameters}")) == code


def test_a_header_in_two_spellings_is_a_repeated_header():
    request = signed(plain())
    assert code_of(with_headers(request, Signature=request.headers["signature"])) == "malformed_header"


def test_an_expired_key_is_refused_from_its_last_moment_on():
    old = msgspec.structs.replace(KEYS["key-1"], not_after=MOMENT)
    with pytest.raises(Unauthenticated) as caught:
        verify(signed(plain()), lambda _: old, MemoryNonces(), FixedClock(MOMENT))
    assert caught.value.errors[0].code == "key_expired"
    later = msgspec.structs.replace(old, not_after=MOMENT + timedelta(seconds=1))
    verify(signed(plain()), lambda _: later, MemoryNonces(), FixedClock(MOMENT))


def test_a_refusal_tells_the_developer_what_was_checked():
    request = msgspec.structs.replace(signed(plain()), url=URL + "&more=1")
    with pytest.raises(Unauthenticated) as caught:
        verify(request, KEYS.get, MemoryNonces(), FixedClock(MOMENT))
    assert URL + "&more=1" in caught.value.detail.en


def test_sha_512_is_a_digest_too_and_every_known_one_must_fit():
    request = plain()
    strong = base64.b64encode(hashlib.sha512(request.body).digest()).decode()
    assert code_of(with_headers(signed(request), content_digest=f"sha-512=:{strong}:")) == "bad_signature"
    both = signed(request).headers["content-digest"] + ", sha-512=:AAAA:"
    assert code_of(with_headers(signed(request), content_digest=both)) == "digest_mismatch"


def test_a_request_without_content_type_is_not_signed():
    with pytest.raises(ValueError, match="cannot be signed"):
        sign(msgspec.structs.replace(plain(), headers={}), SIGNING[Algorithm.ED25519])


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["signature", "signature-input", "content-digest", "content-type"]), st.text(max_size=80)
    )
)
def test_any_headers_are_answered_with_a_refusal(headers):
    code_of(SignedRequest(method="POST", url=URL, headers=headers, body=b""))


def test_keys_do_not_show_themselves():
    assert SECRET.decode() not in repr(KEYS["key-2"]) + repr(SIGNING[Algorithm.HMAC_SHA256])
