"""Any bytes become rows with findings or one named refusal; nothing else ever leaves the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.uploads.columns import COLUMNS
from chalicelib.uploads.grid import MOST_ROWS
from chalicelib.uploads.model import ReadFile
from chalicelib.uploads.problems import PROBLEMS, BadFile
from chalicelib.uploads.reading import read
from tests.uploads.broken import READ
from tests.uploads.broken_files import BROKEN
from tests.uploads.making import HEADINGS, ROW, delimited, parts, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(HEADINGS, ROW)
"""Made once: a workbook tells when it was made, and examples of a property have to stay the same."""


def outcome(content: bytes) -> ReadFile | BadFile:
    """What was read, or the refusal."""
    try:
        return read(content)
    except BadFile as bad:
        return bad


def said(content: bytes) -> tuple[str, int, str]:
    """The code of the file, or of the first refused row with its number and column, or that it could be read."""
    found = outcome(content)
    if isinstance(found, BadFile):
        return found.problem.code, 0, ""
    refused = [problem for row in found.rows for problem in row.problems]
    return (refused[0].code, refused[0].row, refused[0].column) if refused else (READ, 0, "")


def holds(found: ReadFile | BadFile) -> None:
    """What is true of every file, read or refused."""
    if isinstance(found, BadFile):
        assert found.problem.code in PROBLEMS
        assert found.as_refusal().status in (400, 413)
        return
    assert 0 < len(found.rows) <= MOST_ROWS
    numbers = [row.number for row in found.rows]
    assert numbers == sorted(set(numbers)), "every row once, in order"
    for row in found.rows:
        assert (row.content is None) == bool(row.problems), "a vacancy or a reason, never both or neither"
        assert bool(row.key) == (row.content is not None)
        for problem in (*row.problems, *row.notes):
            assert problem.row == row.number
            assert problem.code in PROBLEMS
            assert problem.message.id
            assert problem.message.en
    keys = [row.key for row in found.rows if row.key]
    assert len(keys) == len(set(keys)), "two rows never stand for one vacancy"


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_said_of_a_broken_file_and_where(name):
    assert said(BROKEN[name].make()) == BROKEN[name][1:]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_holds_to_what_is_true_of_every_file(name):
    holds(outcome(BROKEN[name].make()))


def test_the_corpus_is_as_large_as_it_should_be():
    assert len(BROKEN) >= 100
    assert len({broken.code for broken in BROKEN.values()}) >= 35


@given(st.binary(max_size=3_000))
def test_any_bytes_are_rows_or_one_refusal(content):
    holds(outcome(content))


@given(st.lists(st.lists(st.text(max_size=30), max_size=8), max_size=12), st.sampled_from([";", ",", "\t", "|"]))
def test_any_cells_below_headings_are_rows_or_one_refusal(rows, delimiter):
    content = delimited(HEADINGS, *rows, by=delimiter) if all(_plain(row) for row in rows) else delimited(HEADINGS, ROW)
    holds(outcome(content))


def _plain(row: list[str]) -> bool:
    return all(cell.isprintable() and cell.encode("utf-8", "ignore").decode() == cell for cell in row)


@given(st.data())
def test_a_workbook_with_any_bytes_changed_is_rows_or_one_refusal(data):
    raw = bytearray(PLAIN)
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=20)):
        raw[place] = data.draw(st.integers(0, 255))
    holds(outcome(bytes(raw)))


@given(st.data())
def test_a_sheet_with_any_text_changed_is_rows_or_one_refusal(data):
    sheet = bytearray(parts(PLAIN)[SHEET])
    for place in data.draw(st.lists(st.integers(0, len(sheet) - 1), min_size=1, max_size=12)):
        sheet[place] = data.draw(st.integers(32, 126))
    holds(outcome(with_part(PLAIN, SHEET, bytes(sheet))))


@given(st.dictionaries(st.sampled_from([column.name for column in COLUMNS]), st.text(max_size=60), min_size=1))
def test_any_text_in_any_column_makes_a_vacancy_or_names_the_column(cells):
    cells = {"title": "Kasir Toko", **cells}
    shown = {name: value.replace('"', "'") for name, value in cells.items() if _plain([value])} or {"title": "Kasir"}
    shown.setdefault("title", "Kasir Toko")
    content = delimited(list(shown), [f'"{value}"' for value in shown.values()])
    found = outcome(content)
    if isinstance(found, BadFile):
        assert found.problem.code in {"no_rows", "repeated_column"}
        return
    for row in found.rows:
        for problem in row.problems:
            assert problem.field in shown or problem.field in ("pay_minimum", "pay_maximum", "")


def test_a_csv_and_a_workbook_of_the_same_rows_say_the_same():
    rows = [HEADINGS, ROW, ("A-2", "Sopir Truk", "32.75", "5.500.000")]
    as_csv, as_workbook = read(delimited(*rows)), read(workbook(*rows))
    assert [row.content for row in as_csv.rows] == [row.content for row in as_workbook.rows]
    assert [row.key for row in as_csv.rows] == [row.key for row in as_workbook.rows]
    assert [row.number for row in as_csv.rows] == [row.number for row in as_workbook.rows] == [2, 3]


def test_rows_that_repeat_a_number_or_a_vacancy_tell_the_first():
    rows = [ROW, ("", "Kasir Malam", "", ""), ("A-1", "Kasir Siang", "", ""), ("", "Kasir Malam", "", "")]
    found = read(delimited(HEADINGS, *rows)).rows
    assert [(row.number, [problem.code for problem in row.problems]) for row in found] == [
        (2, []),
        (3, []),
        (4, ["repeated_number"]),
        (5, ["repeated_row"]),
    ]
    assert "2" in found[2].problems[0].message.en
    assert (found[2].problems[0].column, found[2].problems[0].field) == ("Nomor", "external_id")


def test_every_wrong_cell_of_a_row_is_named_at_once():
    headings = ("Judul", "Lokasi", "Gaji", "Berakhir", "WFH")
    found = read(delimited(headings, ("K", "Atlantis", "banyak", "besok", "mungkin"))).rows[0]
    assert {problem.column: problem.code for problem in found.problems} == {
        "Judul": "length",
        "Lokasi": "unknown_region",
        "Gaji": "no_amount",
        "Berakhir": "no_date",
        "WFH": "no_choice",
    }


def test_the_key_follows_the_number_or_else_what_is_said():
    one = read(delimited(HEADINGS, ROW)).rows[0]
    other = read(delimited(HEADINGS, ("A-1", "Kasir Malam", "", ""))).rows[0]
    assert one.key == other.key
    bare = read(delimited(HEADINGS, ("", *ROW[1:]))).rows[0]
    same = read(delimited(("Gaji", "Posisi", "Kota"), ("Rp6.000.000", "Kasir  Toko Buah", "kota bekasi"))).rows[0]
    changed = read(delimited(HEADINGS, ("", "Kasir Toko Buah", "Kota Bekasi", "7 juta"))).rows[0]
    assert bare.key == same.key != changed.key
