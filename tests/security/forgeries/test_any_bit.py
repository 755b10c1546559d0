"""Any one bit of a signed request, flipped on the wire: what passes means what was signed."""

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from security.signatures import Algorithm
from tests.security.forgeries.catalogue import good
from tests.security.forgeries.wire import BODY, HOST, LINES, Nonces, Refused, Wire, accepted, call_from


class Meaning(msgspec.Struct, frozen=True):
    """What a handler could make of a request; without a body it has no type."""

    method: str
    url: str
    media_type: str
    body: bytes


def meaning_of(raw: bytes) -> Meaning:
    call = call_from(raw)
    media_type = call.headers.get("content-type", "").strip() if call.raw_body else ""
    return Meaning(call.method, call.url, media_type, call.raw_body)


def flipped(raw: bytes, bit: int) -> bytes:
    place, mask = (bit // 8) % len(raw), 1 << bit % 8
    return raw[:place] + bytes([raw[place] ^ mask]) + raw[place + 1 :]


WIRES = (
    Wire(),
    Wire(target="/v1/partner/vacancies?force=true&note=a%20b"),
    Wire(method="DELETE", target="/v1/partner/vacancies/a%2Fb", body=b""),
    Wire(headers=(("Host", HOST), ("Content-Type", LINES), ("Idempotency-Key", "push-7")), body=BODY[:37]),
)


def passes(raw: bytes) -> bool:
    try:
        accepted(raw, Nonces())
    except Refused:
        return False
    return True


@settings(max_examples=1_500)
@given(st.sampled_from(WIRES), st.sampled_from(Algorithm), st.integers(0, 16_000))
@example(Wire(), Algorithm.ED25519, 0)
def test_what_passes_with_a_flipped_bit_means_the_same(wire, algorithm, bit):
    raw = good(algorithm, wire).raw()
    altered = flipped(raw, bit)
    if passes(altered):
        assert meaning_of(altered) == meaning_of(raw)


@settings(max_examples=300)
@given(
    st.sampled_from(Algorithm),
    st.lists(st.tuples(st.integers(0, 900), st.binary(max_size=12), st.integers(0, 12)), min_size=1, max_size=3),
)
def test_what_passes_with_pieces_replaced_means_the_same(algorithm, edits):
    raw = good(algorithm).raw()
    altered = raw
    for place, piece, dropped in edits:
        altered = altered[:place] + piece + altered[place + dropped :]
    if passes(altered):
        assert meaning_of(altered) == meaning_of(raw)


def test_every_bit_of_a_small_request_in_turn():
    wire = Wire(headers=(("Host", HOST), ("Content-Type", LINES)), body=b"{}")
    raw = good(Algorithm.HMAC_SHA256, wire).raw()
    same = meaning_of(raw)
    found = [bit for bit in range(len(raw) * 8) if passes(flipped(raw, bit)) and meaning_of(flipped(raw, bit)) != same]
    assert found == []
    assert passes(raw)
