"""Which column each heading of a file means: in any order, either language, everyday synonyms, both in one cell."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from chalicelib.uploads.columns import COLUMNS, Column
from chalicelib.uploads.grid import MOST_COLUMNS, Cell, Grid, Line
from chalicelib.uploads.problems import BadFile, Problem, problem

_NO_WORD = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*")
_PARTED = re.compile(r"\s*[/|\n]\s*")
_LOOKED_AT = 20
_ENOUGH = 2
"""Headings that must be known before a row is taken for the headings, where it has so many cells."""


class Placed(msgspec.Struct, frozen=True):
    """A column and where it stands in the file, under the file's own heading."""

    column: Column
    place: int
    heading: str


class Headed(msgspec.Struct, frozen=True, kw_only=True):
    """A file's columns, the rows below its headings, and what is to be told."""

    placed: tuple[Placed, ...]
    width: int
    lines: tuple[Line, ...]
    notes: tuple[Problem, ...]


def headed(grid: Grid) -> Headed:
    """Return the rows under their headings; raises `BadFile` without headings, or with one column twice."""
    at = _row_of_headings(grid.lines)
    line = grid.lines[at]
    if len(line.cells) > MOST_COLUMNS:
        raise BadFile("too_many_columns", MOST_COLUMNS)
    placed = tuple(_placed(line.cells))
    names = [each.column.name for each in placed]
    twice = next((each.heading for each in placed if names.count(each.column.name) > 1), None)
    if twice is not None:
        raise BadFile("repeated_column", twice)
    known = {each.place for each in placed}
    unknown = [
        str(cell) for place, cell in enumerate(line.cells) if place not in known and isinstance(cell, str) and cell
    ]
    notes = tuple(problem("unknown_column", name, row=line.number, column=name) for name in unknown)
    return Headed(placed=placed, width=len(line.cells), lines=grid.lines[at + 1 :], notes=(*grid.notes, *notes))


def looks_like_headings(cells: Iterable[Cell]) -> bool:
    """Tell whether a row has the needed headings."""
    filled = [cell for cell in cells if cell != ""]
    names = {column.name for cell in filled if isinstance(cell, str) and (column := column_of(cell))}
    needed = {column.name for column in COLUMNS if column.needed}
    return needed <= names and len(names) >= min(_ENOUGH, len(filled))


def column_of(heading: str) -> Column | None:
    """Return the column that a heading means: the whole of it, or one of two names in it (``Judul / Title``)."""
    known = _known()
    if len(heading) > 120:
        return None
    bare = _ASIDE.sub(" ", heading)
    for name in (heading, bare, *_PARTED.split(heading), *_PARTED.split(bare)):
        if (found := known.get(plain(name))) is not None:
            return found
    return None


def plain(name: str) -> str:
    """Return a heading's words in lower case."""
    return _NO_WORD.sub(" ", name.casefold()).strip()


@functools.cache
def _known() -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for column in COLUMNS:
        for name in (column.label.id, column.label.en, column.name, *column.synonyms):
            if found.setdefault(plain(name), column) is not column:
                raise ValueError(f"the heading {name!r} means two columns")
    return found


def _row_of_headings(lines: Sequence[Line]) -> int:
    if not lines:
        raise BadFile("empty_file")
    for place, line in enumerate(lines[:_LOOKED_AT]):
        if looks_like_headings(line.cells):
            return place
    raise BadFile("no_headings")


def _placed(cells: Sequence[Cell]) -> Iterator[Placed]:
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and (column := column_of(cell)):
            yield Placed(column, place, " ".join(cell.split())[:80])
