"""Amounts of pay in queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reference import pay as reference
from search.reading.amounts import DAYS_A_MONTH, HOURS_A_MONTH, a_month, value
from search.reading.money import LARGEST, find_money
from tests.search.reading.cases import rows

PAY = rows("pay")
NOT_PAY = rows("not_pay")


def test_there_are_cases_of_every_common_form() -> None:
    assert len(PAY) >= 120
    assert len({row["form"] for row in (*PAY, *NOT_PAY)}) == len(PAY) + len(NOT_PAY)


@pytest.mark.parametrize("row", PAY, ids=[row["form"] for row in PAY])
def test_amounts_are_read_as_rupiah_a_month(row: dict[str, str]) -> None:
    found = find_money(f"kasir {row['form']} depok")
    assert found.money is not None
    assert found.money.minimum == int(row["monthly"])
    assert found.rest.split() == ["kasir", "depok"]
    assert not found.passed_over


@pytest.mark.parametrize("row", NOT_PAY, ids=[row["form"] for row in NOT_PAY])
def test_other_numbers_are_not_pay(row: dict[str, str]) -> None:
    found = find_money(f"kasir {row['form']} depok")
    assert found.money is None
    if row["is"] == "words":
        assert found.rest == f"kasir {row['form']} depok"
        assert (found.wage, found.passed_over) == (None, ())
    else:
        assert found.rest.split() == ["kasir", "depok"]
        assert (found.wage, *found.passed_over) == ((row["told"],) if row["is"] == "wage" else (None, row["told"]))


def test_an_amount_is_worth_more_than_the_minimum_wage() -> None:
    found = find_money("gaji umr atau 5jt")
    assert found.wage is None
    assert found.money is not None
    assert found.money.minimum == 5_000_000


def test_of_several_amounts_the_first_counts_and_none_is_left() -> None:
    found = find_money("gaji 4jt bonus 500rb kasir")
    assert found.money is not None
    assert found.money.words == "gaji 4jt"
    assert found.rest.split() == ["bonus", "kasir"]


@pytest.mark.parametrize(
    ("text", "amount", "rest"),
    [
        ("kasir 5jt jam 8-5", 5_000_000, "kasir jam 8-5"),
        ("kasir gaji 4 juta jam 9 sampai jam 5", 4_000_000, "kasir jam 9 sampai jam 5"),
        ("kasir 4-5jt shift malam", 4_000_000, "kasir shift malam"),
        ("kasir 3,5jt - 4jt 6 hari kerja", 3_500_000, "kasir 6 hari kerja"),
        ("kasir 5jt - 6 hari kerja", 5_000_000, "kasir - 6 hari kerja"),
        ("kasir 900rb minggu pertama", 900_000, "kasir minggu pertama"),
        ("satpam rp 4.500.000 tahun 2026", 4_500_000, "satpam tahun 2026"),
    ],
)
def test_what_is_counted_behind_a_sum_of_money_takes_nothing_from_it(text: str, amount: int, rest: str) -> None:
    found = find_money(text)
    assert found.money is not None
    assert found.money.minimum == amount
    assert " ".join(found.rest.split()) == rest


def test_a_level_of_school_before_pay_is_no_range() -> None:
    assert find_money("guru sd 5 juta").rest.split() == ["guru", "sd"]


@given(st.text(max_size=300))
def test_any_text_is_readable(text: str) -> None:
    found = find_money(text.casefold())
    assert found.money is None or 100_000 <= found.money.minimum <= LARGEST


@given(st.integers(1, 99))
def test_spellings_of_one_amount_agree(millions: int) -> None:
    spelt = (
        f"{millions}jt",
        f"{millions} juta",
        f"{millions}jutaan",
        f"rp{millions}.000.000",
        f"rp {millions},000,000,-",
        f"{millions}000000",
        f"{millions}000k",
        f"{millions}000 ribu",
        f"gaji {millions},0 juta",
        f"gaji {millions}",
        f"gaji minimal {millions} juta per bulan",
    )
    assert {find_money(text).money.minimum for text in spelt} == {millions * 1_000_000}  # type: ignore[union-attr]


@given(st.integers(1, 50), st.integers(1, 50), st.sampled_from(["-", " - ", " sd ", " s/d ", " sampai ", " hingga "]))
def test_of_a_range_the_lower_end_counts(low: int, more: int, to: str) -> None:
    found = find_money(f"kasir {low}{to}{low + more} juta")
    assert found.money is not None
    assert found.money.minimum == low * 1_000_000


@given(st.integers(20, 400))
def test_days_and_hours_become_months_by_the_tables_of_the_reference(thousands: int) -> None:
    day, hour = find_money(f"{thousands}rb/hari"), find_money(f"{thousands * 1000} per jam")
    assert day.money is not None
    assert day.money.minimum == reference.monthly(thousands * 1000, "DAY")
    assert hour.money is None or hour.money.minimum == reference.monthly(thousands * 1000, "HOUR")


def test_periods_are_those_of_the_reference() -> None:
    assert reference.per_month("DAY") == DAYS_A_MONTH
    assert reference.per_month("HOUR") == HOURS_A_MONTH
    for word, code in (("/minggu", "WEEK"), ("per tahun", "YEAR"), ("per bulan", "MONTH"), ("harian", "DAY")):
        assert a_month(word) == pytest.approx(float(reference.per_month(code)))


@pytest.mark.parametrize(
    ("digits", "number"),
    [("5.000.000", 5e6), ("5,000,000", 5e6), ("5.000.000,00", 5e6), ("4,5", 4.5), ("4.5", 4.5), ("lima", 5.0)],
)
def test_digits_and_words_are_numbers(digits: str, number: float) -> None:
    assert value(digits) == number
