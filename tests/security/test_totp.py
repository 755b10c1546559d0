"""Codes of authenticator apps: the vectors of RFC 6238, and what counts when."""

import base64
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from security.totp import address, code_at, matching_step, new_secret, step_of

RFC = base64.b32encode(b"12345678901234567890").decode()
NOW = 1_780_000_010
PRESENT = step_of(NOW)
SECRETS = st.binary(min_size=20, max_size=20).map(lambda secret: base64.b32encode(secret).decode())
STEPS = st.integers(min_value=0, max_value=2**40)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds, code):
    assert code_at(RFC, step_of(seconds)) == code
    assert matching_step(RFC, code, seconds, 0) == step_of(seconds)


@pytest.mark.parametrize("count", range(10))
def test_the_vectors_of_rfc_4226(count):
    expected = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]
    assert code_at(RFC, count) == expected[count]


@given(SECRETS, STEPS)
def test_every_code_has_six_digits_and_is_found_again(secret, step):
    code = code_at(secret, step)
    assert len(code) == 6
    assert code.isascii()
    assert code.isdigit()
    found = matching_step(secret, code, step * 30 + 29, step - 1)
    assert found is not None
    assert code_at(secret, found) == code


@pytest.mark.parametrize(("offset", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_before_and_after_counts(offset, right):
    assert (matching_step(RFC, code_at(RFC, PRESENT + offset), NOW, 0) == PRESENT + offset) is right


@given(SECRETS, st.integers(min_value=-1, max_value=1))
def test_a_code_serves_once_and_none_before_it_does(secret, offset):
    used = matching_step(secret, code_at(secret, PRESENT + offset), NOW, 0)
    assert used is not None
    for step in range(PRESENT - 1, used + 1):
        found = matching_step(secret, code_at(secret, step), NOW, used)
        assert found is None or found > used


@pytest.mark.parametrize(
    "given_code", ["", "12345", "1234567", "abcdef", "٠٠٥٩٢٤", "-05924", "005 92", "0x5924", "005924\n"]
)
def test_what_is_no_code_is_none(given_code):
    assert matching_step(RFC, given_code, 1_234_567_890, 0) is None


def test_spaces_do_not_matter():
    assert matching_step(RFC, " 005 924 ", 1_234_567_890, 0) == step_of(1_234_567_890)


def test_secrets_have_160_bits_and_differ():
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert {len(base64.b32decode(secret)) for secret in made} == {20}


def test_the_address_says_all_that_an_app_needs():
    uri = address(RFC, "Padan", "per_01")
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, unquote(parts.path)) == ("otpauth", "totp", "/Padan:per_01")
    assert parse_qs(parts.query) == {
        "secret": [RFC],
        "issuer": ["Padan"],
        "algorithm": ["SHA1"],
        "digits": ["6"],
        "period": ["30"],
    }
