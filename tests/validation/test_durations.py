"""How long something lasts, as adverts write it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.validation.rules.durations import DURATION, months

WRITTEN = re.compile(DURATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 bulan", 3),
        ("3 (tiga) bulan", 3),
        ("tiga bulan", 3),
        ("3-6 bulan", 6),
        ("6 s/d 12 bulan", 12),
        ("1 tahun", 12),
        ("satu tahun", 12),
        ("dua belas bulan", 12),
        ("sebelas bulan", 11),
        ("2 thn", 24),
        ("18 bln", 18),
        ("six months", 6),
        ("12-month", 12),
        ("2 to 3 years", 36),
        ("twelve months", 12),
        ("seminggu", 0),
        ("", 0),
        ("bulan", 0),
    ],
)
def test_numbers_and_words_are_read(text, expected):
    assert months(text) == expected
    assert (WRITTEN.search(text) is not None) == (expected > 0)


@given(st.integers(1, 99), st.sampled_from(["bulan", "bln", "month", "months"]))
def test_months_are_months(count, unit):
    assert months(f"kontrak selama {count} {unit}.") == count


@given(st.integers(1, 8), st.sampled_from(["tahun", "thn", "th", "year", "years"]))
def test_a_year_has_twelve(count, unit):
    assert months(f"{count} {unit}") == months(f"{count * 12} bulan")


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    assert months(text.lower()) >= 0
