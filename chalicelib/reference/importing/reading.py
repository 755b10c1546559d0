"""Every cell of a file, read in the form of its column."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from chalicelib.reference.importing.columns import Column, Form, Levels
from chalicelib.reference.importing.forms import BadCell, clean, read
from chalicelib.reference.importing.grid import Draft, Grid
from chalicelib.reference.importing.headings import Placed
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.places import RegionNames
from chalicelib.reference.importing.problems import Problems
from chalicelib.reference.importing.sheets import Record

_CODE = re.compile(r"[0-9]+(\.[0-9]+)*")
Reader = Callable[[str], str]


def region_names(data: Path) -> RegionNames | None:
    """Return the names of the running regions, None where there are none. Raises BadTable."""
    table = running("regions", data)
    return RegionNames(table, running("region_names", data)) if table else None


def filled(
    grid: Grid, records: Sequence[Record], names: RegionNames | None, levels: Levels | None, problems: Problems
) -> Grid:
    """Put the rows of a file into ``grid`` and return it; notes every cell that is not in its form.

    With ``levels``, rows of codes above or below these are left out. ``names`` are those of the regions.
    """
    placed, layout = grid.placed, grid.layout
    readers = {each.column: _reader(each.column, names) for each in placed}
    for record in records:
        row = _draft(grid, placed, record)
        if levels is not None and _of_another_level(row.cells[0], levels):
            continue
        for each in placed:
            _read(grid, row, each.column, readers[each.column], problems)
        if row.cells[0].startswith("# ") or row.cells[0] == "#":
            problems.add("reserved_mark", line=row.line, column=grid.heading(layout.columns[0].name), key=row.key)
        row.key = grid.key_of(row)
        grid.rows.append(row)
    return grid


def _of_another_level(code: str, levels: Levels) -> bool:
    """Whether ``code`` is one, of a level that the table does not have; what is no code at all is not passed over."""
    return bool(_CODE.fullmatch(code)) and not levels.first <= levels.level(code) <= levels.last


def _reader(column: Column, names: RegionNames | None) -> Reader:
    if column.form is Form.NAMED_REGION and names is not None:
        return names.code
    return lambda cell: read(column.form, cell)


def _draft(grid: Grid, placed: Sequence[Placed], record: Record) -> Draft:
    row = Draft(record.line, "", [""] * len(grid.columns))
    for each in placed:
        grid.put(row, each.column.name, clean(record.cells[each.place]))
    row.key = grid.key_of(row)
    if not record.whole:
        # Which of its cells stands where is not known: only its code is looked at.
        row.wrong.update(column.name for column in grid.columns[grid.layout.width :])
    return row


def _read(grid: Grid, row: Draft, column: Column, reader: Reader, problems: Problems) -> None:
    cell = grid.cell(row, column.name)
    if not cell or column.name in row.wrong:
        return
    try:
        grid.put(row, column.name, reader(cell))
    except BadCell as problem:
        row.wrong.add(column.name)
        heading = grid.heading(column.name)
        problems.add(problem.code, line=row.line, column=heading, key=row.key, **problem.facts)
