"""Reading the table files.

A table is ``data/<name>/<version>.tsv``: lines ``# key: value`` (title, source, licence, retrieved), one line of column
names, then rows. A column whose name ends in ``[]`` holds several values, separated by ``;``; one named ``a.b`` is the
field ``b`` of ``a``; both may be in one name. An empty cell is absent.
Versions lie side by side; a file never changes once published, a correction is a new version.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

DATA = Path(__file__).parent / "data"
Row = TypeVar("Row", bound=msgspec.Struct)


class BadTable(Exception):
    """A table file is missing, or not written as this module says."""


class TableFile(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is in the file, before its rows are typed."""

    name: str
    version: str
    title: str
    source: str
    licence: str
    retrieved: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def names(data: Path = DATA) -> tuple[str, ...]:
    """Return the names of all tables."""
    return tuple(sorted(folder.name for folder in data.iterdir() if folder.is_dir()))


def versions(name: str, data: Path = DATA) -> tuple[str, ...]:
    """Return the versions of table ``name``, oldest first."""
    return tuple(sorted(path.stem for path in (data / name).glob("*.tsv")))


@cache
def read(name: str, version: str, data: Path = DATA) -> TableFile:
    """Return table ``name`` in ``version``. Raises BadTable."""
    path = data / name / f"{version}.tsv"
    try:
        return _parse(name, version, path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as problem:
        raise BadTable(f"{name} {version}: {problem!r}") from problem


def typed(name: str, version: str, row: type[Row], data: Path = DATA) -> tuple[Row, ...]:
    """Return the rows of a table as ``row``, whose fields are the columns. Raises BadTable."""
    table = read(name, version, data)
    try:
        return msgspec.convert([_cells(table.columns, line) for line in table.lines], tuple[row, ...], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError as problem:
        raise BadTable(f"{name} {version}: {problem}") from problem


def _parse(name: str, version: str, text: str) -> TableFile:
    lines = text.splitlines()
    head = [line.removeprefix("# ").partition(": ") for line in lines if line.startswith("# ")]
    facts = {key: value for key, _, value in head}
    columns, *rows = (tuple(line.split("\t")) for line in lines if line and not line.startswith("# "))
    if any(len(row) != len(columns) for row in rows):
        raise ValueError("a row has another number of cells than the header")
    wanted = {key: facts[key] for key in ("title", "source", "licence", "retrieved")}
    return TableFile(name=name, version=version, columns=columns, lines=tuple(rows), **wanted)


def _cells(columns: tuple[str, ...], line: tuple[str, ...]) -> dict[str, object]:
    cells: dict[str, object] = {}
    inner: dict[str, dict[str, object]] = {}
    for column, cell in zip(columns, line, strict=True):
        outer, dot, name = column.partition(".")
        if dot:
            inner.setdefault(outer, {})[name.removesuffix("[]")] = _value(column, cell)
        elif cell:
            cells[column.removesuffix("[]")] = _value(column, cell)
    return cells | inner


def _value(column: str, cell: str) -> object:
    return _several(cell) if column.endswith("[]") else cell


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
