"""Reading the table files.

A table is ``data/<name>/<version>.tsv``: lines ``# key: value`` (title, source, licence, retrieved), one line of column
names, then rows. A column whose name ends in ``[]`` holds several values, separated by ``;``; one named ``a.b`` is the
field ``b`` of ``a``; both may be in one name. An empty cell is absent.
Rows of different origin name it: lines ``# source.<key>: text`` at the head state further sources, and the column
``source`` (or ``source[]``) has the keys of a row's. ``# source`` is that of rows that name none.
Versions lie side by side; a file never changes once published, a correction is a new version.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from chalicelib.reference.written import SOURCE_COLUMNS, Miswritten, TableFile, Written, parsed, several

DATA = Path(__file__).parent / "data"
Row = TypeVar("Row", bound=msgspec.Struct)
__all__ = ["DATA", "BadTable", "TableFile", "names", "read", "several", "typed", "versions"]


class BadTable(Exception):
    """A table file is missing, or not written as this module says; says in which line."""


def names(data: Path = DATA) -> tuple[str, ...]:
    """Return the names of all tables."""
    return tuple(sorted(folder.name for folder in data.iterdir() if folder.is_dir()))


def versions(name: str, data: Path = DATA) -> tuple[str, ...]:
    """Return the versions of table ``name``, oldest first."""
    return tuple(sorted(path.stem for path in (data / name).glob("*.tsv")))


@cache
def read(name: str, version: str, data: Path = DATA) -> TableFile:
    """Return table ``name`` in ``version``. Raises BadTable."""
    return _written(name, version, data).table


def typed(name: str, version: str, row: type[Row], data: Path = DATA) -> tuple[Row, ...]:
    """Return the rows of a table as ``row``, whose fields are the columns. Raises BadTable.

    A ``row`` with a field ``source`` gets the text of the sources that are named; most do not carry it.
    """
    table = read(name, version, data)
    cells = [_fields(table, line, row) for line in table.lines]
    try:
        return msgspec.convert(cells, tuple[row, ...], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError as problem:
        raise BadTable(f"{name} {version}, {_first_wrong(cells, row, _written(name, version, data))}") from problem


def _written(name: str, version: str, data: Path) -> Written:
    try:
        return parsed(name, version, (data / name / f"{version}.tsv").read_bytes())
    except OSError as problem:
        raise BadTable(f"{name} {version}: {problem!r}") from problem
    except Miswritten as problem:
        raise BadTable(f"{name} {version}, {problem}") from problem


def _first_wrong(cells: Sequence[dict[str, object]], row: type[Row], written: Written) -> str:
    """Say what is wrong with the first row that is not a ``row``, and in which line it stands."""
    for number, fields in zip(written.numbers, cells, strict=True):
        try:
            msgspec.convert(fields, row, strict=False)
        except msgspec.ValidationError as problem:
            return f"line {number}: {problem}"
    return "no row by itself is wrong"


def _fields(table: TableFile, line: tuple[str, ...], row: type[msgspec.Struct]) -> dict[str, object]:
    cells: dict[str, object] = {}
    inner: dict[str, dict[str, object]] = {}
    for column, cell in zip(table.columns, line, strict=True):
        outer, dot, name = column.partition(".")
        if dot:
            inner.setdefault(outer, {})[name.removesuffix("[]")] = _value(column, cell)
        elif cell and column not in SOURCE_COLUMNS:
            cells[column.removesuffix("[]")] = _value(column, cell)
    if table.source_column is not None and "source" in row.__struct_fields__:
        cells["source"] = table.origin(line) or table.source
    return cells | inner


def _value(column: str, cell: str) -> object:
    return several(cell) if column.endswith("[]") else cell
