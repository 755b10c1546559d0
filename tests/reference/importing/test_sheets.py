"""Lines, quotes and delimiters."""

import pytest

from chalicelib.reference.importing.decoding import LARGEST, decoded
from chalicelib.reference.importing.problems import Problems, shown
from chalicelib.reference.importing.sheets import sheet
from chalicelib.reference.importing.wording import codes, worded


def _read(text, delimiter=None):
    problems = Problems()
    found = sheet(text, delimiter, problems)
    rows = [(record.line, record.cells) for record in (found.headings, *found.records)] if found else []
    return rows, [(each.line, each.code) for each in problems.first]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_lines_are_counted_as_an_editor_does(end):
    rows, problems = _read(end.join(["a,b", "", '1,"x', 'y"', "2,z", "", "3,w"]))
    assert [line for line, _ in rows] == [1, 3, 5, 7]
    assert problems == []


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("a,b;c,d", ("a", "b;c", "d")),
        ("a;b,c;d", ("a", "b,c", "d")),
        ("a\tb,c\td", ("a", "b,c", "d")),
        ('"a,b,c";d;e', ("a,b,c", "d", "e")),
        ("alone", ("alone",)),
    ],
)
def test_the_delimiter_is_what_the_headings_have_most_of(heading, cells):
    rows, _ = _read(heading + "\n" + heading)
    assert [found for _, found in rows] == [cells, cells]


def test_empty_ends_of_rows_and_empty_rows_are_passed_over():
    rows, problems = _read("a,b,,\n1,2,,\n,,,\n3,4\n5,6,,,,\n")
    assert [cells for _, cells in rows] == [("a", "b"), ("1", "2"), ("3", "4"), ("5", "6")]
    assert problems == []


def test_uneven_rows_are_told_with_their_lines_and_the_next_are_read():
    rows, problems = _read("a,b\n1\n1,2,3\n4,5\n")
    assert problems == [(2, "ragged_row"), (3, "ragged_row")]
    assert [cells for _, cells in rows] == [("a", "b"), ("1", ""), ("1", "2"), ("4", "5")]


def test_after_a_stray_quote_reading_goes_on():
    rows, problems = _read('a,b\n"x" y,1\n2,3\n"4,5\n6,7\n')
    assert problems == [(2, "stray_quote"), (4, "unterminated_quote")]
    assert [cells for _, cells in rows] == [("a", "b"), ("2", "3")]


def test_a_cell_without_end_is_told():
    assert (2, "cell_too_long") in _read("a\n" + "x" * 200_000)[1]


def test_own_files_have_no_quotes():
    rows, problems = _read('# title: T\na\tb\n"x\ty\n# late: 1\nz\tw\n')
    assert rows == [(2, ("a", "b")), (3, ('"x', "y")), (5, ("z", "w"))]
    assert problems == []


def test_nothing_but_blanks_has_no_rows():
    assert _read("\u00a0\n \n") == ([], [(None, "no_rows")])


def test_a_file_that_is_too_large_is_not_read():
    problems = Problems()
    assert decoded(bytes(1) * ((LARGEST << 20) + 1), problems) is None
    assert [each.code for each in problems.first] == ["too_large"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_utf8_is_read_with_and_without_its_mark(mark):
    problems = Problems()
    assert decoded(mark + "kode,é\n".encode(), problems) == "kode,é\n"
    assert problems.total == 0


def test_every_broken_line_names_its_byte():
    problems = Problems()
    assert decoded(b"ok\r\nab\xe9c\r\nok\n\xc3\n", problems) is None
    assert [(each.line, each.text.en) for each in problems.first] == [
        (2, "Byte 0xE9 at position 3 is not UTF-8."),
        (4, "Byte 0xC3 at position 1 is not UTF-8."),
    ]


def test_values_are_shown_short_and_harmless():
    assert shown("a\x1b[31mb\n") == "a\ufffd[31mb\ufffd"
    assert len(shown("x" * 500)) == 80


def test_every_kind_of_problem_has_words_in_both_languages():
    class Anything(dict):
        def __missing__(self, name):
            return f"<{name}>"

    for code in codes():
        text = worded(code, Anything())
        assert text.id
        assert text.en
        assert text.id != text.en or code == "bad_mapping"
