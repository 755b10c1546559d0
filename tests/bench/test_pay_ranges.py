"""Ranges of pay are computed from vacancies without telling anybody's own."""

import csv
import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import pay_ranges
from bench.jobstreet import Row
from bench.pay_observations import Observation, midpoint, observations
from bench.pay_ranges import COUNTRY, median_bounds, ranges
from chalicelib import reference
from chalicelib.reference import checking, checking_pay, files
from chalicelib.reference.model_pay import PayRange

DATA = Path("../shared/data/vacancies")
COLLECTIONS = sorted(DATA.glob("jobstreet-2024*.csv"))


@pytest.mark.parametrize(
    ("salary", "middle"),
    [
        ("Rp5,000,000 – Rp7,000,000 per month", 6_000_000),
        ("Rp 5.000.000 - Rp 7.000.001 per month", 6_000_000),
        ("Rp60,000,000 – Rp84,000,000 per year", 6_000_000),
        ("Rp6,000,000 per month", 6_000_000),
        ("IDR 6000000 - 6000000", 6_000_000),
        ("", None),
        ("-", None),
        ("RM3,000 – RM4,000 per month (MYR)", None),
        ("Rp7,000,000 – Rp5,000,000 per month", None),
        ("Rp2,000,000 – Rp9,000,000 per month", None),
        ("Rp500,000 – Rp600,000 per month", None),
        ("Rp200,000,000 – Rp300,000,000 per month", None),
        ("Rp0 – Rp5,000,000 per month", None),
    ],
)
def test_the_midpoint_of_plausible_pay(salary, middle):
    assert midpoint(Row(title="Kasir", salary=salary)) == middle


def _file(path, *rows):
    fields = ("Job Title", "Company Name", "Location", "Salary", "Job Type")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((fields, *rows))
    return path


def test_a_vacancy_counts_once_for_each_title_of_an_employer(tmp_path):
    stated = "Rp5,000,000 – Rp7,000,000 per month"
    one = _file(
        tmp_path / "1.csv",
        ("Kasir", "Toko Maju", "Jakarta Barat", stated, "Full time"),
        ("KASIR ", "toko maju", "Jakarta Timur", stated, ""),
        ("Kasir", "Toko Jaya", "Jakarta Barat", stated, ""),
        ("Kasir", "Toko Baru", "Jakarta Barat", stated, "Paruh waktu"),
        ("Kasir", "Toko Lama", "Jakarta Barat", "", ""),
        ("Zzz qqq", "Toko Lama", "Jakarta Barat", stated, ""),
    )
    found = observations([one, one])
    assert [(each.employer, each.occupation, each.province, each.pay) for each in found] == [
        ("toko maju", "5230", "31", 6_000_000),
        ("toko jaya", "5230", "31", 6_000_000),
    ]


@pytest.mark.parametrize(
    ("count", "bounds"), [(5, None), (6, (0, 5)), (9, (1, 7)), (10, (1, 8)), (15, (3, 11)), (20, (5, 14))]
)
def test_the_bounds_of_the_median_are_those_of_the_printed_tables(count, bounds):
    assert median_bounds(count) == bounds


@given(st.integers(1, 400))
def test_the_bounds_cover_the_median_and_no_narrower_ones_do(count):
    def covered(low):
        return 1 - 2 * sum(math.comb(count, below) for below in range(low + 1)) / 2**count

    bounds = median_bounds(count)
    if bounds is None:
        assert covered(0) < 0.95
        return
    low, high = bounds
    assert low + high == count - 1
    assert covered(low) >= 0.95 > covered(low + 1)


def test_the_bounds_hold_the_median_as_often_as_they_say():
    dice = random.Random(7)
    low, high = median_bounds(25)
    held = 0
    for _ in range(2_000):
        drawn = sorted(dice.lognormvariate(0, 1) for _ in range(25))
        held += drawn[low] <= 1 <= drawn[high]
    assert held / 2_000 > 0.94


def _observed(pay, employer, province="31", occupation="5230"):
    return Observation(occupation=occupation, province=province, employer=employer, pay=pay)


def _shown(found):
    return {(row.occupation, row.region) for row in ranges(found)}


def test_a_range_has_its_figures():
    found = [_observed(1_000_000 * (place + 1), f"e{place}") for place in range(11)]
    row = next(row for row in ranges(found) if (row.occupation, row.region) == ("5230", "31"))
    assert (row.count, row.employers) == (11, 11)
    assert (row.p25, row.median, row.p75) == (3_500_000, 6_000_000, 8_500_000)
    assert (row.low, row.high) == (2_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("count", "employers", "shown"), [(10, 10, True), (9, 9, False), (10, 5, True), (10, 4, False), (40, 4, False)]
)
def test_few_vacancies_and_few_employers_are_hidden(count, employers, shown):
    found = [_observed(5_000_000, f"e{place % employers}") for place in range(count)]
    assert (("5230", "31") in _shown(found)) is shown
    assert (("5", COUNTRY) in _shown(found)) is shown


def test_a_range_of_which_one_employer_has_more_than_half_is_hidden():
    half = [_observed(5_000_000, f"e{place}") for place in range(6)]
    assert _shown([*half, *(_observed(9_000_000, "big") for _ in range(6))])
    assert not _shown([*half, *(_observed(9_000_000, "big") for _ in range(7))])


def test_a_vacancy_without_a_province_counts_for_the_country():
    found = [_observed(5_000_000, f"e{place}", province="") for place in range(10)]
    assert _shown(found) == {("5", "ID"), ("52", "ID"), ("523", "ID"), ("5230", "ID")}


def test_pay_is_told_in_thousands():
    found = [_observed(5_000_499, f"e{place}") for place in range(10)]
    assert {row.median for row in ranges(found)} == {5_000_000}


def test_employers_that_pay_alike_are_predicted_without_error():
    found = [
        _observed(pay, f"{pay} {place}", province=province)
        for pay, province in ((5_000_000, "31"), (3_000_000, "33"))
        for place in range(60)
    ]
    local, country = ((4, True),), ((4, False),)
    assert max(pay_ranges.errors(found, local, splits=3)[1]) == 0
    assert max(pay_ranges.errors(found, country, splits=3)[1]) > 0.1


@pytest.mark.skipif(len(COLLECTIONS) < 2, reason=f"the collections of 2024 are not at {DATA}")
def test_what_the_command_writes_may_be_published(tmp_path):
    written = tmp_path / "pay_ranges" / "2024.tsv"
    assert pay_ranges.main([*map(str, COLLECTIONS), "--write", str(written)]) == 0
    rows = files.typed("pay_ranges", "2024", PayRange, tmp_path)
    regions, groups = ({each.code for each in table} for table in (reference.regions(), reference.occupations()))
    assert list(checking_pay.ranges(rows, 2024, regions, groups)) == []
    assert len(rows) > 150
    assert list(checking.origin("pay_ranges", "2024", tmp_path)) == []


@pytest.mark.skipif(len(COLLECTIONS) < 2, reason=f"the collections of 2024 are not at {DATA}")
def test_no_other_order_of_looking_pay_up_predicts_it_notably_better():
    found = observations(COLLECTIONS)
    missed = {name: sum(pay_ranges.errors(found, order, 10)[1]) for name, order in pay_ranges.ORDERS.items()}
    assert missed[next(iter(pay_ranges.ORDERS))] <= 1.01 * min(missed.values())


def test_no_collection_is_no_traceback(tmp_path):
    with pytest.raises(SystemExit, match="is absent"):
        pay_ranges.main([str(tmp_path / "none.csv")])
