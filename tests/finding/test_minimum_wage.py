"""`gaji umk`: the minimum wage of the place that is named."""

import pytest

from chalicelib import reference
from chalicelib.clock import SYSTEM_CLOCK, day_of
from chalicelib.finding.world import minimum_wage
from search.reading.recogniser import Recogniser

WAGES = {"32.76": 5_200_000, "32.75": 5_700_000, "31": 5_400_000}


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """Reads with invented wages of three places."""
    return Recogniser(reference.lexicon(), minimum_wage=WAGES.get)


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("kasir depok gaji umk", 5_200_000),
        ("kasir gaji umr di depok", 5_200_000),
        ("umk depok", 5_200_000),
        ("gaji di atas umr jakarta", 5_400_000),
        ("kasir depok atau jakarta gaji umk", 5_200_000),
        ("bekasi gaji sesuai umk 2026", 5_700_000),
    ],
)
def test_it_is_the_least_of_the_places_that_are_named(recogniser: Recogniser, text: str, minimum: int) -> None:
    query = recogniser.read(text)
    assert query.money is not None
    assert query.money.minimum == minimum
    assert not query.passed_over


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kasir gaji umk", ("gaji umk",)),
        ("kasir surabaya gaji umk", ("gaji umk",)),
        ("kasir bukan depok gaji umk", ("gaji umk",)),
        ("kasir depok di bawah umr", ("di bawah umr",)),
    ],
)
def test_where_none_is_known_it_is_passed_over_and_told(
    recogniser: Recogniser, text: str, told: tuple[str, ...]
) -> None:
    query = recogniser.read(text)
    assert query.money is None
    assert query.passed_over == told


def test_an_amount_stands_above_it(recogniser: Recogniser) -> None:
    money = recogniser.read("kasir depok gaji umk 6 juta").money
    assert money is not None
    assert money.minimum == 6_000_000


@pytest.mark.parametrize("region", ["31", "31.74", "32.75", "35.78"])
def test_the_tables_wage_is_the_one_in_force_this_year(region: str) -> None:
    found = reference.wage_in_force(region, day_of(SYSTEM_CLOCK.now()).year)
    assert found is not None
    assert minimum_wage(region) == found.wage.amount > 1_000_000


@pytest.mark.parametrize("region", ["", "99", "depok"])
def test_an_unknown_region_has_none(region: str) -> None:
    assert minimum_wage(region) is None
