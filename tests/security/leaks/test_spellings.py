"""The search for leaks finds what is planted, in every spelling, and nothing where nothing is."""

import base64
import hashlib
import json
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.security.leaks.spellings import find
from tests.security.strategies import emails, mobiles, niks

NIK, PHONE, EMAIL, NAME = "3275014507880042", "+6281298765432", "Sari.Utami@contoh.invalid", "Sari Utami Wulandari"
VALUES = {"nik": NIK, "phone": PHONE, "email": EMAIL, "name": NAME}

SPELT = {
    "phone": (
        "081298765432",
        "0812-9876-5432",
        "+62 812 9876 5432",
        "62.812.9876.5432",
        "(0812) 98765432",
        "WA 8129876-5432 ya",
        "%2B6281298765432",
        "0812%2D9876%2D5432",
        "\\u002b6281298765432",
        "+62\u00a0812\u00a09876\u00a05432",
    ),
    "nik": (NIK, "3275 0145 0788 0042", "3275.0145.0788.0042", "nik-3275-0145-0788-0042!"),
    "email": (
        "sari.utami@CONTOH.invalid",
        "sari.utami%40contoh.invalid",
        "sari.utami%2540contoh.invalid",
        "sari.utami\\u0040contoh.invalid",
        "sari.utami&#64;contoh.invalid",
        "sari.utami=40contoh.invalid",
    ),
    "name": ("SARI UTAMI WULANDARI", "sari+utami+wulandari", "sari%20utami%20wulandari"),
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SPELT.items() for text in texts])
def test_every_spelling_is_found(name, text):
    assert {found for found, _ in find(f"before {text} after", VALUES)} == {name}


@given(st.binary(max_size=20), st.sampled_from(sorted(VALUES)), st.binary(max_size=20))
@example(b"", "nik", b"")
def test_base64_is_found_wherever_it_begins(before, name, after):
    raw = before + VALUES[name].encode() + after
    for encoded in (base64.b64encode(raw), base64.urlsafe_b64encode(raw), raw.hex().encode()):
        assert name in {found for found, _ in find(b'{"x": "' + encoded + b'"}', VALUES)}


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_a_digest_without_a_key_is_a_leak(algorithm):
    digest = hashlib.new(algorithm, NIK.encode(), usedforsecurity=False)
    assert find(digest.hexdigest(), VALUES)
    assert find(base64.b64encode(digest.digest()), VALUES)


@given(niks(), mobiles(), emails())
def test_drawn_values_are_found_in_any_wrapping(nik, phone, email):
    values = {"nik": nik, "phone": phone, "email": email}
    national = f"0{phone[3:]}"
    for name, value in {**values, "phone": national}.items():
        for text in (
            json.dumps({"a": [value]}),
            quote(value),
            value.upper(),
            base64.b64encode(value.encode()).decode(),
        ):
            assert name in {found for found, _ in find(text, values)}


@given(st.text(max_size=200), st.integers(0, 10**9))
def test_what_has_nothing_of_it_is_clean(text, number):
    clean = f"{text} {number} vac_01j9z6k0w2e8m4p7q1r5t3v9xa 2026-11-22T20:21:40.000Z +6281298765431 3275014507880041"
    assert find(clean, VALUES) == []
