"""Lists as the ministries publish them, from the development data beside the project."""

from pathlib import Path

import pytest

from chalicelib.reference.importing import Request, Wishes, examine

FOLDER = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the development data (../shared/data) is absent")


def _examined(file, table, **said):
    return examine((FOLDER / file).read_bytes(), Request(table=table, **said))


def test_the_classification_of_2014_with_its_six_digit_titles():
    examined = _examined("occupations/kbji2014-titles.csv", "occupations")
    assert {each.code for each in examined.problems} == {"bad_code", "missing_label"}
    levels = _examined("occupations/kbji2014-titles.csv", "occupations", only_its_levels=True)
    assert {each.code for each in levels.problems} == {"missing_label"}
    assert levels.left_out > 2000
    complete = _examined(
        "occupations/kbji2014-titles.csv", "occupations", only_its_levels=True, allow_missing_labels=True
    )
    assert complete.problems == ()
    assert complete.rows == examined.rows - levels.left_out == 629


def test_the_districts():
    examined = _examined("regions/districts.csv", "districts")
    assert (examined.problems, examined.rows) == ((), 7285)


def test_half_of_the_districts_is_no_edition():
    lines = (FOLDER / "regions/districts.csv").read_bytes().splitlines(keepends=True)
    examined = examine(b"".join(lines[: len(lines) // 2]), Request(table="districts"))
    assert {each.code for each in examined.problems} == {"no_children", "too_few_rows"}
    assert len(examined.problems) == 200
    assert examined.more > 0
    confirmed = examine(b"".join(lines[: len(lines) // 2]), Request(table="districts", expect_rows=len(lines) // 2 - 1))
    assert not confirmed.content


def test_provinces_alone_are_half_a_tree():
    examined = _examined("regions/provinces.csv", "regions")
    assert {each.code for each in examined.problems} == {"no_children", "too_few_rows"}
    assert sum(each.code == "no_children" for each in examined.problems) == 38


def test_wages_of_provinces_by_name():
    wishes = Wishes(mapped=(("amount", "ump_2026_idr_source_a"),), ignored=("ump_2026_idr_source_b", "agree"))
    examined = _examined("wages/ump_2026.csv", "minimum_wages", version="2026.99", wishes=wishes, expect_rows=38)
    assert (examined.problems, examined.rows) == ((), 38)
