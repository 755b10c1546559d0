"""Amounts of pay in queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading.money import find_money


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("5jt", 5_000_000),
        ("gaji 5 juta", 5_000_000),
        ("rp5.000.000", 5_000_000),
        ("rp 5,000,000", 5_000_000),
        ("rp. 5.000.000 per bulan", 5_000_000),
        ("idr 7.500.000", 7_500_000),
        ("5-7jt", 5_000_000),
        ("5jt-7jt", 5_000_000),
        ("5 sampai 7 juta", 5_000_000),
        ("rp 4.000.000 - rp 6.000.000", 4_000_000),
        ("gaji 4,5 juta", 4_500_000),
        ("4.5jt", 4_500_000),
        ("500rb/hari", 12_500_000),
        ("150 ribu per hari", 3_750_000),
        ("30rb per jam", 5_190_000),
        ("gaji 3500k", 3_500_000),
        ("salary 8 juta", 8_000_000),
        ("gaji 5", 5_000_000),
        ("gaji 5000000", 5_000_000),
        ("120 juta per tahun", 10_000_000),
        ("gaji 5jt ke atas", 5_000_000),
    ],
)
def test_amounts_are_read_as_rupiah_a_month(text: str, minimum: int) -> None:
    found = find_money(f"kasir {text} depok")
    assert found.money is not None
    assert found.money.minimum == minimum
    assert found.rest.split() == ["kasir", "depok"]


@pytest.mark.parametrize(
    "text", ["s1", "usia 25 tahun", "2024", "10 orang", "shift 2", "5 hari kerja", "lantai 3", "sd", "k3"]
)
def test_other_numbers_are_not_pay(text: str) -> None:
    found = find_money(f"kasir {text}")
    assert found.money is None
    assert found.rest == f"kasir {text}"


def test_pay_beyond_reason_is_not_pay() -> None:
    assert find_money("gaji 99999999 juta").money is None


@given(st.text(max_size=300))
def test_any_text_is_readable(text: str) -> None:
    found = find_money(text.casefold())
    assert found.money is None or 100_000 <= found.money.minimum <= 10_000_000_000


@given(st.integers(1, 99))
def test_spellings_of_one_amount_agree(millions: int) -> None:
    spelt = (f"{millions}jt", f"{millions} juta", f"rp{millions}.000.000", f"gaji {millions},0 juta")
    assert {find_money(text).money.minimum for text in spelt} == {millions * 1_000_000}  # type: ignore[union-attr]
