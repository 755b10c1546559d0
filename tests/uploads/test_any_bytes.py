"""Properties over mutated files, and how much memory the worst of them take."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.uploads import archive
from chalicelib.uploads.grid import MOST_COLUMNS, line_of
from chalicelib.uploads.reading import read
from infra_cdk.packaging.staging import ROOT
from tests.uploads.broken_files import BROKEN
from tests.uploads.broken_workbooks import SHEET, plain
from tests.uploads.making import HEADINGS, ROW, delimited, parts, with_part, workbook
from tests.uploads.test_reading import holds, outcome, said

MOST_MEGABYTES = 500
"""The interface's function has 1,024, and needs some of it for itself."""
PLAIN = workbook(HEADINGS, ROW)
PARTS = parts(PLAIN)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "latin-1", "cp437")
PROLOGUES = (b"", b"MZ", b"%PDF-1.7\n", b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"sep=;\r\n", b"\xd0\xcf\x11\xe0")
STATUS = Path("/proc/self/status")
MEASURED = f"""
import re, sys
from pathlib import Path
from chalicelib.uploads.problems import BadFile
from chalicelib.uploads.reading import read
try:
    read(sys.stdin.buffer.read())
except BadFile:
    pass
print(re.search(r"VmHWM:\\s+(\\d+)", Path({str(STATUS)!r}).read_text())[1])
"""
"""Tells the most memory in KiB that a file took; what `resource` tells is the parent's, where that took more."""


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_workbook_with_any_part_changed_is_rows_or_one_refusal(name, data):
    part = bytearray(PARTS[name])
    for place in data.draw(st.lists(st.integers(0, len(part) - 1), min_size=1, max_size=12)):
        part[place] = data.draw(st.integers(0, 255))
    holds(outcome(with_part(PLAIN, name, bytes(part))))


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_workbook_whose_part_is_cut_or_doubled_is_rows_or_one_refusal(name, data):
    part = PARTS[name]
    first, second = (data.draw(st.integers(0, len(part))) for _ in range(2))
    holds(outcome(with_part(PLAIN, name, part[:first] + part[second:])))


@given(st.integers(0, len(PLAIN)))
def test_a_workbook_that_breaks_off_anywhere_is_refused(length):
    assert said(PLAIN[:length])[0] in {
        "empty_file",
        "no_headings",
        "unknown_encoding",
        "no_text",
        "broken_workbook",
    } or (length == len(PLAIN))


@given(st.sampled_from(PROLOGUES), st.sampled_from([PLAIN, delimited(HEADINGS, ROW)]), st.binary(max_size=40))
def test_what_is_two_things_at_once_is_rows_or_one_refusal(before, content, after):
    holds(outcome(before + content + after))


@given(st.sampled_from(ENCODINGS), st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_text_in_any_encoding_is_rows_or_one_refusal(encoding, title):
    text = "\r\n".join(";".join(row) for row in (HEADINGS, ("A-1", title, "", "")))
    holds(outcome(text.encode(encoding, "replace")))


@given(
    st.lists(st.sampled_from(['"', ";", ",", "\t", "\r", "\n", "#", "=", "Judul", "Gaji", "x", " ", "\x0b", "\u2028"]))
)
def test_signs_that_mean_something_in_any_order_are_rows_or_one_refusal(pieces):
    holds(outcome(b"Judul;Gaji\r\n" + "".join(pieces).encode()))
    holds(outcome("".join(pieces).encode()))


@given(
    st.lists(
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
            st.dates(), st.times(), st.timedeltas(),
            st.text(st.characters(min_codepoint=32, codec="utf-8"), max_size=20),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_cells_of_any_kind_are_rows_or_one_refusal(cells):
    try:
        content = workbook(HEADINGS, cells)
    except (ValueError, OverflowError):
        return  # The library that writes the example refuses some signs, and days before its calendar.
    holds(outcome(content))


@given(st.lists(st.text(max_size=5), max_size=3 * MOST_COLUMNS))
def test_a_row_of_any_width_keeps_what_it_may_and_counts_the_rest(texts):
    filled = [*texts, "x"]
    line = line_of(7, list(filled))
    assert len(line.cells) + line.more == len(filled)
    assert len(line.cells) <= MOST_COLUMNS + 1
    assert not line.is_empty


def test_a_full_file_of_all_columns_is_far_below_the_bounds():
    from chalicelib.uploads.columns import COLUMNS

    headings = [column.label.id for column in COLUMNS]
    content = workbook(headings, *[[f"{name} {n}" for name in headings] for n in range(2_000)])
    sheet = parts(content)[SHEET]
    assert sheet.count(b"<") + sheet.count(b"=") < archive.MOST_MARKS / 2
    assert len(read(content).rows) == 2_000


def nearly(name: str, before: bytes, unit: bytes, most: int) -> bytes:
    """A workbook with as many elements in a part as are opened at all."""
    part = PARTS[name]
    room = most - part.count(b"<") - part.count(b"=")
    return with_part(
        plain(), name, part.replace(before, unit * (room // (unit.count(b"<") + unit.count(b"="))) + before, 1)
    )


WORST = {
    "cells of one row": lambda: nearly(SHEET, b"</row>", b"<c/>", archive.MOST_MARKS),
    "cells within cells": lambda: nearly(SHEET, b"</row>", b"<c>", archive.MOST_MARKS),
    "rows": lambda: nearly(SHEET, b"</sheetData>", b"<row/>", archive.MOST_MARKS),
    "styles": lambda: nearly("xl/styles.xml", b"</cellXfs>", b"<xf/>", archive.MOST_MARKS_BESIDE),
    "relations": lambda: nearly(
        "xl/_rels/workbook.xml.rels", b"</Relationships>", b'<Relationship Id="a" Type="b" Target="c"/>',
        archive.MOST_MARKS_BESIDE,
    ),
    "cells of a text": lambda: b"Judul;Gaji\r\nKasir" + b";ab" * 1_700_000,
    "lines of a text": lambda: b"Judul;Gaji\r\n" + b"\n" * 5_000_000 + b"x",
    "columns of a text": BROKEN["a million columns"].make,
}  # fmt: skip


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells how much memory a process took")
@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_take_bounded_memory(name):
    told = subprocess.run(
        [sys.executable, "-c", MEASURED], input=WORST[name](), cwd=ROOT, check=True, capture_output=True, timeout=120
    )
    assert int(told.stdout) / 1024 < MOST_MEGABYTES
