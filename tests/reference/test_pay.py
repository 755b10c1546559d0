"""Pay of any period as rupiah a month and back, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.partners import amounts
from chalicelib.partners.posting_types import MonetaryAmount, QuantitativeValue
from chalicelib.reference import pay
from chalicelib.vacancies.model import EmploymentType
from chalicelib.validation.rules.minimum_wage import HOURS_IN_DIVISOR

PERIODS = st.sampled_from(pay.period_names())
AMOUNTS = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("amount", "period", "part_time", "monthly"),
    [
        (30_000, "HOUR", False, 5_190_000),
        (30_000, "HOUR", True, 3_780_000),
        (30_000, " hour ", False, 5_190_000),
        (200_000, "DAY", False, 5_000_000),
        (200_000, "DAY", True, 5_000_000),
        (1_200_000, "WEEK", False, 5_200_000),
        (2_400_000, "FORTNIGHT", False, 5_200_000),
        (5_000_000, "MONTH", False, 5_000_000),
        (60_000_000, "YEAR", False, 5_000_000),
        (5_000_000, "per bulan", False, 5_000_000),
        (200_000, "harian", False, 5_000_000),
        (1, "YEAR", False, 0),
        (6, "YEAR", False, 0),
        (18, "YEAR", False, 2),
        (7, "YEAR", False, 1),
        (1, "WEEK", False, 4),
        (0, "HOUR", False, 0),
        (Fraction(1, 2), "MONTH", False, 0),
    ],
)
def test_pay_of_a_period_is_pay_of_a_month(amount, period, part_time, monthly):
    assert pay.monthly(amount, period, part_time=part_time) == monthly


@pytest.mark.parametrize(
    ("monthly", "period", "part_time", "amount"),
    [
        (5_190_000, "HOUR", False, 30_000),
        (3_780_000, "HOUR", True, 30_000),
        (5_000_000, "DAY", False, 200_000),
        (5_000_000, "YEAR", False, 60_000_000),
        (5_729_876, "HOUR", True, 45_475),
        (1, "DAY", False, 0),
    ],
)
def test_pay_of_a_month_is_pay_of_a_period(monthly, period, part_time, amount):
    assert pay.per_period(monthly, period, part_time=part_time) == amount


@pytest.mark.parametrize("period", ["PIECE", "per potong", "borongan", "proyek", "", "p.a.", "SECOND"])
def test_what_has_no_number_in_a_month_is_no_period(period):
    with pytest.raises(reference.UnknownPeriod, match="HOUR, DAY, WEEK"):
        pay.monthly(1, period)
    with pytest.raises(reference.UnknownPeriod):
        pay.per_period(1, period)


@given(AMOUNTS, PERIODS, st.booleans())
def test_there_and_back_is_within_the_two_roundings(amount, period, part_time):
    factor = pay.per_month(period, part_time=part_time)
    back = pay.per_period(pay.monthly(amount, period, part_time=part_time), period, part_time=part_time)
    assert abs(back - amount) <= Fraction(1, 2) / factor + Fraction(1, 2)
    assert factor < 1 or abs(back - amount) <= 1


@given(AMOUNTS, PERIODS, st.booleans())
def test_back_and_there_is_within_the_two_roundings(amount, period, part_time):
    factor = pay.per_month(period, part_time=part_time)
    there = pay.monthly(pay.per_period(amount, period, part_time=part_time), period, part_time=part_time)
    assert abs(there - amount) <= factor / 2 + Fraction(1, 2)


@given(AMOUNTS, AMOUNTS, PERIODS)
def test_more_stays_at_least_as_much(one, other, period):
    less, more = sorted((one, other))
    assert pay.monthly(less, period) <= pay.monthly(more, period)
    assert pay.per_period(less, period) <= pay.per_period(more, period)


@given(AMOUNTS, PERIODS)
def test_one_rounding_and_no_more(amount, period):
    assert abs(pay.monthly(amount, period) - amount * pay.per_month(period)) <= Fraction(1, 2)


def test_longer_periods_have_fewer_in_a_month():
    factors = [pay.per_month(name) for name in pay.period_names()]
    assert factors == sorted(factors, reverse=True)


def test_an_hour_of_part_time_is_reckoned_as_the_rules_reckon_it():
    assert pay.PART_TIME_HOURS == HOURS_IN_DIVISOR
    assert pay.per_month("HOUR", part_time=True) == 126 < pay.per_month("HOUR") == 173


@given(AMOUNTS, PERIODS, st.sampled_from([None, EmploymentType.FULL_TIME, EmploymentType.PART_TIME]))
def test_partners_pay_is_reckoned_so(amount, period, kind):
    stated = MonetaryAmount(currency="IDR", value=QuantitativeValue(value=amount, unit_text=period))
    monthly = pay.monthly(amount, period, part_time=kind is EmploymentType.PART_TIME)
    if monthly > amounts.MOST_RUPIAH:
        with pytest.raises(amounts.Wrong):
            amounts.pay(stated, kind)
    else:
        assert amounts.pay(stated, kind) == (monthly or None, monthly or None)


def test_partners_are_told_which_periods_there_are():
    stated = MonetaryAmount(currency="IDR", value=QuantitativeValue(value=1, unit_text="PIECE"))
    with pytest.raises(amounts.Wrong, match="FORTNIGHT") as raised:
        amounts.pay(stated, None)
    assert raised.value.error.code == "unknown_unit"
