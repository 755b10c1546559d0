"""The rows of an XLSX workbook, each cell as a text: nothing is computed, linked to or executed."""

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from chalicelib.uploads import archive
from chalicelib.uploads.grid import MOST_COLUMNS, Cell, Grid, Line, Odd, cell
from chalicelib.uploads.headings import looks_like_headings
from chalicelib.uploads.problems import BadFile, problem

_LOOKED_AT = 20
"""Rows of a sheet among which the headings are looked for."""
_BLANK_ROWS = 500
"""So many empty rows are the end of a sheet: spreadsheets keep formats for a million of them."""
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")
_MOST_MERGED = 10_000


def lines_of(content: bytes, most: int) -> Grid:
    """Return the rows of the first sheet that has our headings, or of the first one; raises `BadFile`."""
    archive.refuse_dangerous(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content, most)
    except BadFile:
        raise
    except Exception:  # The library raises whatever its parts do on a workbook that is not as the standard says.
        raise BadFile("broken_workbook") from None


def _read(content: bytes, most: int) -> Grid:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        chosen = next((sheet for sheet in sheets if _has_headings(sheet)), sheets[0])
        notes = () if len(sheets) == 1 else (problem("other_sheets", chosen.title),)
        lines = tuple(_lines(chosen, _fills(content, chosen), most))
    finally:
        book.close()
    return Grid(lines=lines, notes=notes)


def _has_headings(sheet: Any) -> bool:  # noqa: ANN401 - a sheet of the library
    return any(looks_like_headings(_cells(row)) for row in _rows(sheet, _LOOKED_AT))


def _rows(sheet: Any, most: int) -> Iterator[Any]:  # noqa: ANN401
    # What a sheet says of its own size may be wrong; a missing row is yielded as an empty one.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS + 1)


def _lines(sheet: Any, fills: dict[tuple[int, int], tuple[int, int]], most: int) -> Iterator[Line]:  # noqa: ANN401
    kept: dict[tuple[int, int], Cell] = {}
    origins = set(fills.values())
    found, blank = 0, 0
    for number, row in enumerate(_rows(sheet, most * 2 + _BLANK_ROWS), start=1):
        cells = list(_cells(row))
        kept |= {(number, place): value for place, value in enumerate(cells, 1) if (number, place) in origins}
        line = _filled(number, cells, fills, kept)
        blank = blank + 1 if line.is_empty else 0
        if blank > _BLANK_ROWS:
            return
        if not line.is_empty:
            found += 1
            if found > most:
                raise BadFile("too_many_rows", most)
            yield line


def _filled(
    number: int, cells: list[Cell], fills: dict[tuple[int, int], tuple[int, int]], kept: dict[tuple[int, int], Cell]
) -> Line:
    """Put into the cells of a merged range the value of its first."""
    merged = False
    for place, value in enumerate(cells, start=1):
        origin = fills.get((number, place))
        if value == "" and origin is not None and kept.get(origin, "") != "":
            cells[place - 1], merged = kept[origin], True
    while cells and cells[-1] == "":
        cells.pop()
    return Line(number=number, cells=tuple(cells), merged=merged)


def _fills(content: bytes, sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:  # noqa: ANN401
    """Return for each cell of a range merged downwards the cell that has its value.

    Cells merged sideways are not filled: beside a value they belong to other columns.
    """
    from openpyxl.utils import column_index_from_string

    found: dict[tuple[int, int], tuple[int, int]] = {}
    for reference in archive.merged_ranges(content, sheet._worksheet_path.lstrip("/")):
        match = _REFERENCE.fullmatch(reference)
        if match is None or len(found) > _MOST_MERGED:
            continue
        column, first, last = column_index_from_string(match[1]), int(match[2]), int(match[4])
        rows = range(first + 1, min(last, first + _MOST_MERGED) + 1)
        found |= {(row, column): (first, column) for row in rows}
    return found


def _cells(row: Any) -> tuple[Cell, ...]:  # noqa: ANN401 - cells of the library
    return tuple(_cell(each) for each in row)


def _cell(found: Any) -> Cell:  # noqa: ANN401
    value, kind = found.value, getattr(found, "data_type", "n")
    if value is None:
        return ""
    if kind == "f" or not isinstance(value, str | bool | int | float | date | time | timedelta):
        return Odd("formula")
    if kind == "e":
        return Odd("cell_error", str(value))
    return cell(_text(value))


def _text(value: str | bool | float | date | time | timedelta) -> str:
    """Return what a reader of the sheet sees, numbers with the decimal comma of Indonesia."""
    match value:
        case bool():
            return "ya" if value else "tidak"
        case int():
            return str(value)
        case float():
            plain = f"{value:.6f}".rstrip("0").rstrip(".")
            return plain.replace(".", ",")
        case datetime():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return str(value)
