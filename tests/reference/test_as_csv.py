"""CSV that no spreadsheet takes for a program, and that loses nothing."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reference.as_csv import csv_text, harmless
from tests.reference.test_rows import table

SIGNS = "=+-@\t\r＝＋－＠"
texts = st.text(st.characters(exclude_characters="\n\x00", exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(0)", "'=HYPERLINK(0)"),
        ("+cmd|x", "'+cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("a; =1; -x", "a;' =1;' -x"),
        (" =1", "' =1"),
        ("-6.91", "-6.91"),
        ("+62", "+62"),
        ("-6.91+cmd", "'-6.91+cmd"),
        ("c++", "c++"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_formulas_are_made_harmless_and_numbers_stay(cell, written):
    assert harmless(cell) == written


@given(texts)
def test_no_value_begins_as_a_formula(cell):
    safe = harmless(cell)
    if safe != cell:
        assert safe.replace("'", "") == cell.replace("'", "")
    for part in safe.split(";") if ";" in safe or not _is_number(cell) else ():
        assert part.lstrip(" ")[:1] not in tuple(SIGNS)


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@given(st.lists(texts.map(lambda text: text.replace("\r", "").replace(",", "")), min_size=1, max_size=5))
def test_what_is_read_back_is_what_was_written(cells):
    written = csv_text(table("t", "code", *cells).table)
    header, *rows = csv.reader(io.StringIO(written, newline=""))
    assert header == ["code"]
    assert [row[0] if row else "" for row in rows] == [harmless(cell) for cell in cells]


def test_lines_end_as_the_standard_says_and_signs_are_quoted():
    found = table("t", "code,label.id", 'a"b,c')
    assert csv_text(found.table) == 'code,label.id\r\n"a""b",c\r\n'
