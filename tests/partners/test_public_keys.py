"""What may be registered as a public key: ed25519, and points that prove something."""

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x25519
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.partners.public_keys import checked_public_key, is_weak

P = 2**255 - 19
WEAK = [
    1,  # the neutral point
    P - 1,  # of order two
    0,  # of order four
    1 << 255,  # y = 0, the other of order four
    P,  # not reduced: 0 again
    P + 1,  # not reduced: 1 again
    2**255 - 1,
]


def raw(number: int) -> bytes:
    return (number % 2**256).to_bytes(32, "little")


def pem(key: object) -> bytes:
    return key.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)


@settings(max_examples=60)
@given(st.binary(min_size=32, max_size=32))
def test_an_honest_key_is_taken_and_comes_back_in_one_form(seed):
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    told = checked_public_key(pem(public))
    assert told.encode() == pem(public)
    assert checked_public_key("\n" + told.replace("\n", "\r\n")) == told
    assert not is_weak(public.public_bytes_raw())


@pytest.mark.parametrize("number", WEAK)
def test_a_point_that_proves_nothing_is_refused(number):
    assert is_weak(raw(number))
    with pytest.raises(InvalidInput) as caught:
        checked_public_key(pem(Ed25519PublicKey.from_public_bytes(raw(number))))
    assert caught.value.errors[0].pointer == "/public_key"


def test_a_point_of_order_eight_is_found():
    """A multiple of any point by the group's prime order leaves its part of small order."""
    found = {number for number in range(2, 40) if _small_part(number)}
    assert found, "none of these numbers is a point"


def _small_part(y: int) -> bool:
    """Whether ``y`` is a point at all and its part of small order is weak, computed in the plain way."""
    d = -121665 * pow(121666, -1, P) % P
    order = 2**252 + 27742317777372353535851937790883648493
    square = (y * y - 1) * pow(d * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square:
        return False
    point = _times(order, (x, y), d)
    assert is_weak(raw(point[1] | (point[0] & 1) << 255)), point
    return True


def _times(scalar: int, point: tuple[int, int], d: int) -> tuple[int, int]:
    result = (0, 1)
    while scalar:
        if scalar & 1:
            result = _sum(result, point, d)
        point, scalar = _sum(point, point, d), scalar >> 1
    return result


def _sum(one: tuple[int, int], other: tuple[int, int], d: int) -> tuple[int, int]:
    (x1, y1), (x2, y2) = one, other
    product = d * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P


@pytest.mark.parametrize(
    "key",
    [
        lambda: pem(rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()),
        lambda: pem(ec.generate_private_key(ec.SECP256R1()).public_key()),
        lambda: pem(x25519.X25519PrivateKey.generate().public_key()),
        lambda: b"",
        lambda: b"\xff\xfe",
        lambda: "kunci \u2026",
        lambda: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        lambda: pem(Ed25519PrivateKey.generate().public_key()) + b" " * 2_000,
    ],
    ids=["rsa", "p-256", "x25519", "nothing", "noise", "text", "certificate", "long"],
)
def test_other_keys_and_noise_are_refused(key):
    with pytest.raises(InvalidInput):
        checked_public_key(key())
