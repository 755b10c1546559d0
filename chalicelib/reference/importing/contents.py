"""The rows of a file as the platform will read them: every value of its type, and what the table's own check says."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.reference import (
    checking,
    checking_crosswalks,
    checking_lists,
    checking_occupations,
    checking_pay,
    checking_places,
    checking_skills,
    geography,
)
from chalicelib.reference.boxes import boxes
from chalicelib.reference.files import several
from chalicelib.reference.importing.columns import Column
from chalicelib.reference.importing.grid import Draft, Grid
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.problems import Problems
from chalicelib.reference.importing.rowtypes import TYPES, fields

Found = Iterable[tuple[str, str]]
"""Codes of rows and what is wrong with them."""
Rows = Sequence[Any]
"""Rows of the table's type: each check below knows which."""
Codes = Callable[[str], frozenset[str]]
"""The codes of another table, as it runs."""
_UNIT = 4


def _units(codes: Codes) -> frozenset[str]:
    return frozenset(code for code in codes("occupations") if len(code) == _UNIT)


_CHECKS: Mapping[str, Callable[[Rows, Codes], Found]] = {
    "benefits": lambda rows, _: checking_lists.own_names(rows),
    "education_levels": lambda rows, _: checking.levels(rows),
    "fields_of_study": lambda rows, _: checking_lists.own_names(rows),
    "hazardous_work": lambda rows, codes: checking_occupations.hazards(rows, _units(codes)),
    "industries": lambda rows, _: checking_lists.branches(rows),
    "industry_crosswalks": lambda rows, _: checking_crosswalks.told("industries", rows),
    "job_titles": lambda rows, codes: checking.titles(rows, codes("occupations")),
    "language_levels": lambda rows, _: checking_lists.own_names(rows),
    "language_tests": lambda rows, codes: checking_lists.tests(rows, codes("languages"), codes("language_levels")),
    "licences": lambda rows, _: checking.permits(rows),
    "minimum_wages": lambda rows, codes: checking_pay.wages(rows, rows[0].year, codes("regions")) if rows else (),
    "occupation_crosswalks": lambda rows, _: checking_crosswalks.told("occupations", rows),
    "occupation_descriptions": lambda rows, codes: checking_occupations.described(
        {row.code: row for row in rows}, _units(codes)
    ),
    "ordinary_words": lambda rows, _: [
        (row.word, f"has weight {row.weight}") for row in rows if not 0 <= row.weight <= 1
    ],
    "pay_periods": lambda rows, _: checking_lists.periods(rows),
    "programmes": lambda rows, codes: checking_lists.taught(rows, codes("fields_of_study")),
    "ramadan": lambda rows, _: checking_lists.fasts(rows),
    "rank_groups": lambda rows, codes: checking_occupations.leaders(rows, codes("occupations")),
    "region_names": lambda rows, codes: checking.place_names(rows, codes("regions")),
    "regions": lambda rows, _: (*geography.problems(rows), *checking_places.outside(rows, boxes())),
    "regulated_occupations": lambda rows, codes: checking_occupations.licensed(rows, _units(codes), codes("licences")),
    "skills": lambda rows, codes: (
        *checking_skills.enough_skills(rows),
        *checking.abilities(rows, codes("occupations")),
    ),
    "working_arrangements": lambda rows, _: checking_lists.own_names(rows),
}
"""The check of each table that is not already made by line elsewhere."""


def typed(grid: Grid, problems: Problems) -> tuple[msgspec.Struct, ...] | None:
    """Return the rows in their type, None when a cell of any is wrong or the table has no type; notes wrong values."""
    row_type = TYPES.get(grid.layout.table)
    if row_type is None:
        return None
    known = fields(grid.layout.table)
    columns = [column for column in grid.layout.columns if column.name.removesuffix("[]") in known]
    for row in grid.rows:
        for column in columns:
            _value(grid, row, column, problems)
    if any(row.wrong for row in grid.rows):
        return None
    return tuple(msgspec.convert(_nested(grid, row, columns), row_type, strict=False) for row in grid.rows)


def consistent(grid: Grid, rows: Rows, data: Path, problems: Problems) -> None:
    """Note what the table's own check says, of rows with which nothing else is wrong.

    It compares rows with each other, so that it tells nothing while one of them is not readable.
    """
    check = _CHECKS.get(grid.layout.table)
    if check is None:
        return
    lines: dict[str, list[Draft]] = defaultdict(list)
    for row in grid.rows:
        lines[row.cells[0]].append(row)
    for key, problem in check(rows, lambda table: _codes(table, data)):
        if not key or not problems.concern(key):
            problems.add("inconsistent", line=_line(lines.get(key, ()), problem), key=key, problem=problem)


def _line(rows: Sequence[Draft], problem: str) -> int | None:
    """Return the line of the row of a code that has what the problem speaks of, else the first one's."""
    speaking = (row.line for row in rows if any(cell and cell in problem for cell in row.cells[1:]))
    return next(speaking, rows[0].line if rows else None)


def _codes(table: str, data: Path) -> frozenset[str]:
    found = running(table, data)
    return frozenset(line[0] for line in found.lines) if found else frozenset()


def _value(grid: Grid, row: Draft, column: Column, problems: Problems) -> None:
    cell = grid.cell(row, column.name)
    if not cell or column.name in row.wrong:
        return
    field = fields(grid.layout.table)[column.name.removesuffix("[]")]
    try:
        msgspec.convert(_raw(column, cell), field.type, strict=False)
    except msgspec.ValidationError as problem:
        row.wrong.add(column.name)
        heading = grid.heading(column.name)
        problems.add("bad_value", line=row.line, column=heading, key=row.key, problem=f"{cell}: {problem}")


def _nested(grid: Grid, row: Draft, columns: Iterable[Column]) -> dict[str, object]:
    cells: dict[str, object] = {}
    inner: dict[str, dict[str, object]] = {}
    for column in columns:
        cell = grid.cell(row, column.name)
        outer, dot, name = column.name.removesuffix("[]").partition(".")
        if dot:
            inner.setdefault(outer, {})[name] = _raw(column, cell)
        elif cell:
            cells[outer] = _raw(column, cell)
    return cells | inner


def _raw(column: Column, cell: str) -> object:
    return several(cell) if column.name.endswith("[]") else cell
