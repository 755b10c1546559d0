"""Values as the platform reads them, and what the tables' own checks say of a file."""

import pytest

from chalicelib.reference.as_csv import csv_text
from chalicelib.reference.current import published
from chalicelib.reference.importing import Request, examine
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.official import OF_A_YEAR


def _lines(name):
    return csv_text(running(name)).split("\r\n")


def _examined(name, lines):
    return examine("\r\n".join(lines).encode(), Request(table=name))


def _spoilt(name, old, new):
    """The problems of a table as it runs, with the first ``old`` in a row written as ``new``."""
    lines = _lines(name)
    at = next(place for place, line in enumerate(lines) if place and old in line)
    lines[at] = lines[at].replace(old, new, 1)
    examined = _examined(name, lines)
    assert examined.content is None
    return at + 1, [(each.line, each.code) for each in examined.problems]


@pytest.mark.parametrize("name", published())
def test_the_first_row_twice_is_told_in_every_table(name):
    lines = _lines(name)
    examined = _examined(name, [*lines[:-1], lines[1], ""])
    line = len(lines)
    assert (line, "duplicate_code") in {(each.line, each.code) for each in examined.problems}
    assert examined.content is None


@pytest.mark.parametrize("name", sorted(set(published()) - OF_A_YEAR))
def test_half_of_the_rows_is_refused_in_every_table(name):
    lines = _lines(name)[:-1]
    half = [lines[0], *lines[1 : 1 + (len(lines) - 1) // 2]]
    assert "too_few_rows" in {each.code for each in _examined(name, half).problems}


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("education_levels", ",0,0,", ",zero,0,", "bad_value"),
        ("job_titles", ",0.9,id,", ",0.9,jv,", "bad_value"),
        ("job_titles", ",0.9,id,", ",9,id,", "inconsistent"),
        ("hazardous_work", "0112,", "9999,", "inconsistent"),
        ("licences", ",sim_a,", ",sim_zz,", "inconsistent"),
        ("regulated_occupations", ",str,", ",sttr,", "inconsistent"),
        ("programmes", ",011,", ",999,", "inconsistent"),
        ("programmes", ",university,", ",academy,", "bad_value"),
        ("language_tests", ",en,", ",tlh,", "inconsistent"),
        ("rank_groups", ",manager,", ",boss,", "bad_value"),
        ("ramadan", "2021-05-12", "2021-05-22", "inconsistent"),
        ("ramadan", "2021-04-13", "13 April 2021", "bad_value"),
        ("pay_periods", ",173,", ",0,", "inconsistent"),
        ("ordinary_words", ",0.3", ",1.3", "inconsistent"),
        ("skills", ",tool,", ",gadget,", "bad_value"),
    ],
)
def test_a_wrong_value_is_told_in_its_line(name, old, new, code):
    line, problems = _spoilt(name, old, new)
    assert (line, code) in problems
    assert {kind for _, kind in problems} == {code}
