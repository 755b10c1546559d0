"""Which minimum wage holds: a region's own, its province's, last year's; and what the tables know."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import checking_pay, wages
from chalicelib.reference.model_pay import MinimumWage, WageReading, WageScope

OWN, PROVINCE, FLOOR = WageReading.OWN, WageReading.PROVINCE, WageReading.FLOOR
PAGE = Path("docs/reference/pay.md")
REGIONS = [region.code for region in reference.regions()]


@pytest.mark.parametrize(
    ("region", "year", "of", "amount", "reading", "earlier"),
    [
        ("31", 2026, "31", 5_729_876, OWN, False),
        ("31.71", 2026, "31", 5_729_876, PROVINCE, False),
        ("32.75", 2026, "32.75", 5_999_443, OWN, False),
        ("32.75.01", 2026, "32.75", 5_999_443, OWN, False),
        ("32.75.01.1001", 2026, None, None, None, None),
        ("51.08", 2026, "51", 3_207_459, PROVINCE, False),
        ("51.08.01", 2026, "51", 3_207_459, PROVINCE, False),
        ("53.71", 2026, "53.71", 2_532_853, OWN, False),
        ("53.01", 2026, "53", 2_455_898, PROVINCE, False),
        ("71.71", 2026, "71", 4_002_630, FLOOR, False),
        ("33.26", 2026, "33.26", 2_486_653, OWN, True),
        ("32.73", 2025, "32.73", 4_482_914, OWN, False),
        ("12.74", 2025, "12.74", 3_046_579, OWN, True),
        ("32", 2027, "32", 2_317_601, OWN, True),
        ("32.75", 2027, "32.75", 5_999_443, OWN, True),
        ("51.08", 2027, "51", 3_207_459, PROVINCE, True),
        ("35.78", 2024, "35.78", 4_725_479, OWN, False),
        ("35.78", 2023, None, None, None, None),
        ("32.75", 2028, None, None, None, None),
        ("99", 2026, None, None, None, None),
        ("32.99", 2026, None, None, None, None),
        ("", 2026, None, None, None, None),
        ("Jakarta", 2026, None, None, None, None),
        ("3275", 2026, None, None, None, None),
    ],
)
def test_the_wage_in_force(region, year, of, amount, reading, earlier):
    found = reference.wage_in_force(region, year)
    if of is None:
        assert found is None
        return
    assert (found.wage.region, found.wage.amount, found.reading) == (of, amount, reading)
    assert (found.year, found.earlier_year) == (year, earlier)
    assert found.region == region[:5]


@pytest.mark.parametrize(
    ("region", "year", "certain"),
    [
        ("32.75", 2026, True),
        ("51.08", 2026, True),
        ("31.71", 2026, True),
        ("71.71", 2026, False),
        ("32.75", 2027, False),
        ("65", 2026, False),
    ],
)
def test_a_floor_another_year_and_a_dispute_are_not_certain(region, year, certain):
    assert reference.wage_in_force(region, year).certain is certain


def test_a_wage_of_the_year_before_stands_only_where_this_years_is_a_mere_floor():
    assert reference.minimum_wage("33.26", 2026).region == "33"
    assert reference.minimum_wage("33.26", 2025).amount > reference.minimum_wage("33.26", 2026).amount
    assert reference.minimum_wage("21.03", 2024).region == "21.03"
    follows = reference.wage_in_force("21.03", 2026)
    assert (follows.wage.region, follows.reading) == ("21", PROVINCE)


@given(st.sampled_from(REGIONS), st.sampled_from([2024, 2025, 2026]))
def test_nowhere_is_the_wage_below_the_provinces(region, year):
    wage, province = reference.minimum_wage(region, year), reference.minimum_wage(region[:2], year)
    assert wage.amount >= province.amount
    assert reference.wage_in_force(region, year).wage.amount >= province.amount
    assert wage.scope is (WageScope.REGENCY if "." in wage.region else WageScope.PROVINCE)


@given(st.sampled_from(REGIONS), st.integers(2000, 2100))
def test_a_wage_is_of_its_year_or_the_one_before(region, year):
    found = reference.wage_in_force(region, year)
    assert (found is None) is (year not in range(2024, 2028))
    assert found is None or found.wage.year in {year, year - 1}


@given(st.text(max_size=12))
def test_no_text_breaks_the_lookup(text):
    found = reference.wage_in_force(text, 2026)
    assert found is None or found.region in reference.regions()


def _stated(line):
    """Return the figures of a line of the page, of 2026, 2025 and 2024."""
    (row,) = [each for each in PAGE.read_text(encoding="utf-8").splitlines() if each.startswith(f"| {line} |")]
    return [int(cell) for cell in row.split("|")[2:5]]


def _counted(year):
    rows = {row.region: row for row in wages.files.typed("minimum_wages", wages.editions()[year], wages.WageRow)}
    regencies = [code for code in REGIONS if "." in code]
    following = sum(code in rows and rows[code].scope is WageScope.PROVINCE for code in regencies)
    own = sum(code in rows for code in regencies) - following
    return own, following, len(regencies) - own - following


def test_the_page_states_how_many_regencies_are_known():
    counted = zip(*map(_counted, (2026, 2025, 2024)), strict=True)
    lines = (
        "Regencies with a wage of their own in the table",
        "Regencies known to have none, so that the province's holds",
        "Regencies of which neither is known",
    )
    assert [_stated(line) for line in lines] == [list(figures) for figures in counted]


def test_a_correction_holds_instead_of_the_first_table(tmp_path, monkeypatch):
    monkeypatch.setattr(wages.files, "versions", lambda _: ("2026.2", "draft", "2025", "2026", "2026.10"))
    assert wages.editions() == {2025: "2025", 2026: "2026.10"}


def _wage(*reported):
    return MinimumWage(region="31", scope=WageScope.PROVINCE, year=2026, amount=min(reported), reported=reported)


@pytest.mark.parametrize(
    ("reported", "differ"), [((5,), False), ((5, 5), False), ((5, 6), False), ((5, 7), True), ((6, 5, 7), True)]
)
def test_rounding_is_no_difference_between_sources(reported, differ):
    assert _wage(*reported).sources_differ is differ


def test_every_figure_of_the_corrected_table_names_its_source():
    for version in ("2024", "2025", "2026.1"):
        for row in wages.files.typed("minimum_wages", version, wages.WageRow):
            assert len(row.sources) == len(row.reported) > 0, (version, row.region)


def test_a_decree_is_told_where_it_was_found():
    assert reference.minimum_wage("32.75", 2026).decree == "561/Kep.862-Kesra/2025"
    assert reference.minimum_wage("53", 2026).decree == "528/KEP/HK/2025"
    assert reference.minimum_wage("34", 2026).decree == ""


@pytest.mark.parametrize(("years_later", "missing"), [(-1, 0), (0, 0), (1, 1), (3, 3)])
def test_a_year_that_has_begun_without_its_wages_is_overdue(years_later, missing):
    newest = reference.newest_wages()
    found = list(checking_pay.overdue(date(newest + years_later, 1, 1)))
    assert [year for year, _ in found] == [str(newest + later) for later in range(1, missing + 1)]
    assert all(str(newest) in problem for _, problem in found)
