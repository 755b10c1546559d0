"""The check of the tables of pay finds what is wrong with wages and ranges."""

import pytest

from chalicelib.reference import checking_pay
from chalicelib.reference.model_pay import PayRange, WageScope
from chalicelib.reference.wages import WageRow

REGIONS = {"31", "31.71", "32", "32.73"}
GROUPS = {"5", "52", "522", "5223"}


def _wage(**changes):
    return WageRow(**{"region": "31", "year": 2026, "amount": 5_000_000, "reported": (5_000_000,), **changes})


WEST = _wage(region="32", amount=2_300_000, reported=(2_300_000,))


def _bandung(amount, reported, **changes):
    return _wage(region="32.73", amount=amount, reported=reported, **changes)


def _problems(*rows, year=2026, regions=REGIONS):
    return list(checking_pay.wages(rows, year, regions))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([_wage(), WEST], []),
        ([_wage(), WEST, _wage(region="99")], ["99"]),
        ([_wage(year=2025), WEST], ["31"]),
        ([_wage(amount=500_000, reported=(500_000,)), WEST], ["31"]),
        ([_wage(reported=(4_900_000, 5_000_000)), WEST], ["31"]),
        ([_wage(reported=()), WEST], ["31"]),
        ([_wage(sources=("a.id",)), WEST], []),
        ([_wage(sources=("a.id", "b.id")), WEST], ["31"]),
        ([WEST], ["31"]),
    ],
)
def test_a_wage_is_of_its_region_and_year_plausible_and_the_lowest(rows, wrong):
    assert [key for key, _ in _problems(*rows)] == wrong


@pytest.mark.parametrize(
    ("amount", "reported", "scope", "words"),
    [
        (4_700_000, (4_700_000, 4_800_000), WageScope.REGENCY, None),
        (4_800_000, (4_700_000, 4_800_000), WageScope.REGENCY, "lowest"),
        (4_700_000, (470_000, 4_700_000), WageScope.REGENCY, None),
        (2_200_000, (2_200_000,), WageScope.REGENCY, "below its province's"),
        (2_300_000, (2_300_001,), WageScope.PROVINCE, None),
        (2_300_001, (2_300_001,), WageScope.PROVINCE, "not its province's"),
    ],
)
def test_a_regency_pays_its_lowest_lawful_figure_or_its_provinces(amount, reported, scope, words):
    problems = _problems(_wage(), WEST, _bandung(amount, reported, scope=scope))
    assert [(key, words in problem) for key, problem in problems] == ([("32.73", True)] if words else [])


def _range(**changes):
    row = {"occupation": "5223", "region": "31", "year": 2024, "count": 10, "employers": 5}
    pay = {"p25": 4_000_000, "median": 5_000_000, "p75": 6_000_000, "low": 3_900_000, "high": 7_000_000}
    return PayRange(**{**row, **pay, **changes})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, None),
        ({"region": "ID", "occupation": "5"}, None),
        ({"count": 9}, "never shown"),
        ({"employers": 4}, "employers"),
        ({"employers": 11}, "employers"),
        ({"occupation": "9999"}, "no occupation group"),
        ({"region": "99"}, "no province"),
        ({"region": "31.71"}, "no province"),
        ({"year": 2025}, "of 2025"),
        ({"p25": 5_000_001}, "out of order"),
        ({"p75": 4_999_999}, "out of order"),
        ({"low": 5_000_001}, "out of order"),
        ({"high": 4_999_999}, "out of order"),
        ({"p25": 400_000}, "not plausible"),
        ({"p75": 400_000_000}, "not plausible"),
    ],
)
def test_a_range_is_of_enough_vacancies_and_in_order(changes, words):
    problems = [problem for _, problem in checking_pay.ranges([_range(**changes)], 2024, REGIONS, GROUPS)]
    assert (problems == []) if words is None else any(words in problem for problem in problems)


def test_the_published_tables_of_pay_hold_together():
    from chalicelib import reference

    regions, groups = ({each.code for each in table} for table in (reference.regions(), reference.occupations()))
    checks = list(checking_pay.pay_checks(regions, groups))
    assert {name for name, _ in checks} == {"minimum_wages", "pay_ranges"}
    assert [problem for _, run in checks for problem in run()] == []
