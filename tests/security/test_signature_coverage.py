"""What a signature covers: at least what matters, more when the partner's library likes to, and nothing unproven."""

from datetime import timedelta

import http_sf
import msgspec
import pytest
from http_message_signatures import HTTPMessageSigner, algorithms
from http_message_signatures.resolvers import MappingKeyResolver
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from security.digests import digest_header
from security.signatures import COVERED, COVERED_WITHOUT_BODY, Algorithm, SignedRequest, sign, verify
from tests.security.conftest import MOMENT
from tests.security.test_signatures import (
    FLIPS,
    KEYS,
    SIGNING,
    MemoryNonces,
    code_of,
    flip_header,
    flip_text,
    plain,
    signed,
    with_headers,
)

RECEIPT = "https://padan.example/v1/partner/receipts/rec_1?limit=100"
EXTRA_HEADERS = {"Date": "Mon, 02 Mar 2026 08:30:00 GMT", "Idempotency-Key": "push-7", "X-Portal": "kerja, cepat"}
DERIVED = ("@authority", "@scheme", "@request-target", "@path", "@query")
ALL = (*COVERED, *DERIVED, *(name.lower() for name in EXTRA_HEADERS))


KINDS = {Algorithm.ED25519: algorithms.ED25519, Algorithm.HMAC_SHA256: algorithms.HMAC_SHA256}


class Message:
    """A request as the library that a partner might use sees it."""

    def __init__(self, request: SignedRequest) -> None:
        self.method, self.url, self.headers = request.method, request.url, dict(request.headers)


def signed_by_another(
    request: SignedRequest, covered: tuple[str, ...], algorithm: Algorithm = Algorithm.ED25519, **parameters: object
) -> SignedRequest:
    """Sign as somebody else's client would: with the library alone."""
    key = SIGNING[algorithm]
    message = Message(request)
    signer = HTTPMessageSigner(
        signature_algorithm=KINDS[algorithm],
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={key.key_id: key.private}),
    )
    digested = any(name.lower() == "content-digest" for name in message.headers)
    given = {"created": MOMENT, "nonce": "n0nce-n0nce", "label": "sig", "use_existing_digest": digested, **parameters}
    signer.sign(message, key_id=key.key_id, covered_component_ids=covered, **given)
    return msgspec.structs.replace(request, headers={name.lower(): value for name, value in message.headers.items()})


def rich(body: bytes = b'{"a":1}\n') -> SignedRequest:
    headers = {"Content-Type": "application/x-ndjson", "Content-Digest": digest_header(body), **EXTRA_HEADERS}
    return SignedRequest(
        method="POST", url="https://padan.example/v1/partner/vacancies?force=true", headers=headers, body=body
    )


def without_body(method: str = "GET", url: str = RECEIPT, **headers: str) -> SignedRequest:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return SignedRequest(method=method, url=url, headers=sent, body=b"")


def accepted(request: SignedRequest) -> str:
    return verify(request, KEYS.get, MemoryNonces(), FixedClock(MOMENT)).partner_id


@settings(max_examples=100, deadline=None)
@given(st.sets(st.sampled_from(ALL[len(COVERED) :])), st.sampled_from(Algorithm), st.randoms(use_true_random=False))
def test_more_than_the_least_may_be_covered_in_any_order(further, algorithm, random):
    covered = [*COVERED, *sorted(further)]
    random.shuffle(covered)
    assert accepted(signed_by_another(rich(), tuple(covered), algorithm)) == KEYS[SIGNING[algorithm].key_id].partner_id


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted({*FLIPS, *(name.lower() for name in EXTRA_HEADERS)})),
    st.sampled_from(Algorithm),
    st.integers(0, 4000),
)
def test_one_altered_bit_of_anything_that_is_covered_is_refused(part, algorithm, bit):
    request = signed_by_another(rich(), ALL, algorithm)
    altered = FLIPS.get(part, flip_header(part))(request, bit)
    if part in request.headers and altered.headers[part].strip(" \t") == request.headers[part]:
        return  # White space at the ends is not part of a value.
    code_of(altered)


@pytest.mark.parametrize("missing", COVERED)
def test_less_than_the_least_is_refused_although_it_verifies(missing):
    covered = tuple(name for name in ALL if name != missing)
    assert code_of(signed_by_another(rich(), covered)) == "wrong_components"


@pytest.mark.parametrize("component", ['"content-type";sf', '"x-portal";bs', '"@query-param";name="force"'])
def test_a_component_with_parameters_is_refused_although_it_verifies(component):
    assert code_of(signed_by_another(rich(), (*COVERED, component))) == "wrong_components"


def test_a_covered_header_that_was_lost_on_the_way_is_named():
    assert code_of(with_headers(signed_by_another(rich(), ALL), date=None)) == "missing_header"


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
@pytest.mark.parametrize("algorithm", Algorithm)
def test_without_a_body_method_and_address_are_enough(method, algorithm):
    assert accepted(signed_by_another(without_body(method), COVERED_WITHOUT_BODY, algorithm))


def test_our_own_client_sends_no_digest_of_nothing():
    headers = sign(without_body(), SIGNING[Algorithm.ED25519], FixedClock(MOMENT))
    assert set(headers) == {"Signature", "Signature-Input"}
    assert accepted(msgspec.structs.replace(without_body(), headers=headers)) == "par_1"


@pytest.mark.parametrize("covered", [COVERED, COVERED_WITHOUT_BODY, (*COVERED_WITHOUT_BODY, "content-digest")])
def test_without_a_body_type_and_digest_may_be_there(covered):
    request = without_body("DELETE", content_type="application/json", content_digest=digest_header(b""))
    assert accepted(signed_by_another(request, covered)) == "par_1"


@pytest.mark.parametrize("missing", COVERED_WITHOUT_BODY)
def test_without_a_body_both_are_needed(missing):
    covered = tuple(name for name in (*COVERED_WITHOUT_BODY, "@path") if name != missing)
    assert code_of(signed_by_another(without_body(), covered)) == "wrong_components"


def test_a_digest_of_something_else_is_refused_also_without_a_body():
    request = without_body(content_digest=digest_header(b"x"))
    assert code_of(signed_by_another(request, COVERED_WITHOUT_BODY)) == "digest_mismatch"


def test_a_body_cannot_be_added_to_a_request_that_was_signed_without_one():
    body = b'{"identifiers":[],"force":true}'
    stolen = signed_by_another(without_body("POST"), COVERED_WITHOUT_BODY)
    added = msgspec.structs.replace(stolen, body=body)
    assert code_of(added) == "wrong_components"
    assert code_of(with_headers(added, content_digest=digest_header(body))) == "wrong_components"


def test_a_body_cannot_be_taken_away():
    assert code_of(msgspec.structs.replace(signed(plain()), body=b"")) == "digest_mismatch"
    bare = with_headers(msgspec.structs.replace(signed(plain()), body=b""), content_digest=None)
    assert code_of(bare) == "missing_header"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["method", "url", "signature", "signature-input"]), st.sampled_from(Algorithm), st.integers(0, 4000)
)
def test_one_altered_bit_is_refused_without_a_body(part, algorithm, bit):
    request = signed_by_another(without_body(), COVERED_WITHOUT_BODY, algorithm)
    if part != "signature-input":
        code_of(FLIPS[part](request, bit))
        return
    altered = flip_text(request.headers[part], bit)
    if parsed(altered) != parsed(request.headers[part]):
        code_of(with_headers(request, signature_input=altered))


def parsed(signature_input: str) -> object:
    """What the header says; a space before a parameter, for example, changes its spelling only."""
    try:
        return http_sf.parse(signature_input.encode(), tltype="dictionary")
    except ValueError:
        return None


@settings(max_examples=50, deadline=None)
@given(st.integers(-600, 600))
def test_a_signature_that_expired_is_refused(seconds):
    request = signed_by_another(rich(), COVERED, expires=MOMENT + timedelta(seconds=seconds))
    if seconds < 0:
        assert code_of(request) == "signature_expired"
    else:
        assert accepted(request) == "par_1"


def test_expiry_never_lengthens_the_window():
    request = signed_by_another(
        rich(), COVERED, created=MOMENT - timedelta(hours=1), expires=MOMENT + timedelta(hours=1)
    )
    assert code_of(request) == "outside_window"


@pytest.mark.parametrize("tag", ["kerjacepat", "a b", "x" * 128])
def test_a_tag_is_accepted(tag):
    assert accepted(signed_by_another(rich(), COVERED, tag=tag)) == "par_1"


@pytest.mark.parametrize(("name", "other"), [("expires", "1772440299"), ("tag", '"other"')])
def test_another_expiry_or_tag_is_refused(name, other):
    request = signed_by_another(rich(), COVERED, expires=MOMENT + timedelta(seconds=100), tag="mine")
    parts = [
        f"{name}={other}" if part.startswith(f"{name}=") else part
        for part in request.headers["signature-input"].split(";")
    ]
    assert code_of(with_headers(request, signature_input=";".join(parts))) == "bad_signature"
