"""Typical pay: what is shown, of how many, and of what wider group where few stated pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import checking, files, pay_ranges, publishing
from chalicelib.reference.model_pay import PayRange

ROWS = files.typed("pay_ranges", "2024", PayRange)
UNITS = [group.code for group in reference.occupations() if group.level == 4]
PLACES = [region.code for region in reference.regions()]


def _row(occupation, region, median):
    figures = {"p25": median, "median": median, "p75": median, "low": median, "high": median}
    return PayRange(occupation=occupation, region=region, year=2024, count=10, employers=5, **figures)


INVENTED = [
    _row("5223", "31", 1),
    _row("522", "31", 2),
    _row("5223", "ID", 3),
    _row("52", "32", 4),
    _row("522", "ID", 5),
    _row("5", "ID", 6),
]


@pytest.fixture
def invented(monkeypatch):
    found = {(row.occupation, row.region): row for row in INVENTED}
    monkeypatch.setattr(pay_ranges, "_ranges", lambda: found)


@pytest.mark.parametrize(
    ("occupation", "region", "median", "level", "of_province"),
    [
        ("5223", "31.71", 1, 4, True),
        ("5223", "31", 1, 4, True),
        ("5221", "31.71", 2, 3, True),
        ("5223", "32.73", 4, 2, True),
        ("5223", "33.74", 3, 4, False),
        ("5221", "33.74.01", 5, 3, False),
        ("5249", "33.74", 6, 1, False),
        ("522", "31", 2, 3, True),
        ("52", "31", 6, 1, False),
        ("5", "32.73", 6, 1, False),
    ],
)
def test_the_province_through_every_group_and_then_the_country(
    invented, occupation, region, median, level, of_province
):
    found = reference.typical_pay(occupation, region)
    assert (found.range.median, found.level, found.of_province) == (median, level, of_province)
    assert (found.occupation, found.region) == (occupation, region)


@pytest.mark.parametrize(("occupation", "region"), [("9111", "31"), ("", "31"), ("x", "31")])
def test_nothing_is_told_of_what_nothing_is_known(invented, occupation, region):
    assert reference.typical_pay(occupation, region) is None


def test_an_unknown_place_is_answered_for_the_country(invented):
    assert reference.typical_pay("5223", "99.99").range.region == "ID"


@given(st.sampled_from(UNITS), st.sampled_from(PLACES))
def test_an_answer_is_of_the_group_itself_or_a_wider_one(occupation, region):
    found = reference.typical_pay(occupation, region)
    if found is None:
        assert all(row.occupation != occupation[:1] for row in ROWS)
        return
    assert occupation.startswith(found.range.occupation)
    assert found.range.region in {region[:2], "ID"}
    assert found.range.count >= 10
    assert found.range.employers >= 5


def test_nothing_is_shown_of_fewer_than_ten_vacancies_or_five_employers():
    assert min(row.count for row in ROWS) >= pay_ranges.FEWEST == 10
    assert min(row.employers for row in ROWS) >= pay_ranges.FEWEST_EMPLOYERS == 5


def test_a_wider_cell_has_all_that_its_parts_have():
    counts = {(row.occupation, row.region): row.count for row in ROWS}
    for (occupation, region), count in counts.items():
        parts = [part for (group, place), part in counts.items() if (group[:-1], place) == (occupation, region)]
        assert sum(parts) <= count
        if region != "ID":
            assert counts[occupation, "ID"] >= count


def test_a_managers_pay_is_above_a_clerks():
    manager, clerk = (reference.typical_pay(code, "31").range for code in ("1", "4"))
    assert manager.low > clerk.high


def test_the_table_is_published_by_occupation_and_region():
    table = publishing.table("pay_ranges")
    row = publishing.row(table, "1:ID")
    assert row.fields["region"] == "ID"
    assert int(row.fields["count"]) >= 10
    assert len({row.code for row in table.rows}) == len(table.rows) == len(ROWS)
    assert "pay_ranges" in {each.name for each in publishing.tables()}
    assert checking.SEVERAL_ROWS_A_KEY["pay_ranges"] == 2


def test_nothing_but_figures_is_in_the_table():
    table = files.read("pay_ranges", "2024")
    assert table.columns == (
        "occupation",
        "region",
        "year",
        "count",
        "employers",
        "p25",
        "median",
        "p75",
        "low",
        "high",
    )
    assert all(cell.isdecimal() or cell == "ID" for line in table.lines for cell in line)
