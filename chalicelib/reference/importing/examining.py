"""Reading a file whole before anything is done with it."""

import re
from pathlib import Path

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.reference import files
from chalicelib.reference.files import TableFile
from chalicelib.reference.importing import contents, origins, whole
from chalicelib.reference.importing.columns import Layout
from chalicelib.reference.importing.decoding import decoded
from chalicelib.reference.importing.grid import Grid
from chalicelib.reference.importing.headings import Wishes, placed
from chalicelib.reference.importing.keeping import Completion, Kept
from chalicelib.reference.importing.layouts import SOURCE_COLUMNS, layout, running
from chalicelib.reference.importing.official import OF_A_YEAR
from chalicelib.reference.importing.origins import Facts, Head, Origins
from chalicelib.reference.importing.places import RegionNames
from chalicelib.reference.importing.problems import Problem, Problems
from chalicelib.reference.importing.reading import filled, region_names
from chalicelib.reference.importing.sheets import Sheet, sheet
from chalicelib.reference.importing.trees import Tree

_VERSION = re.compile(r"[0-9]{1,8}([.-][0-9a-z]{1,12}){0,3}")

_YEARLY = re.compile(r"(19|20)[0-9]{2}(\.[0-9]{1,8})?")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Which table a file is, and what the person says of it.

    ``version`` and ``facts`` are needed for bringing it in, not for checking alone. ``expect_rows`` confirms that there
    are so many fewer rows. ``only_its_levels`` leaves out rows above or below the levels of the table.
    """

    table: str
    version: str | None = None
    facts: Facts | None = None
    wishes: Wishes = Wishes()
    delimiter: str | None = None
    expect_rows: int | None = None
    only_its_levels: bool = False
    allow_missing_labels: bool = False


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a table file will hold: its head, its columns and its rows in their order."""

    head: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds. ``content`` is None when anything is wrong; ``more`` problems are not told one by one.

    ``left_out`` counts the rows of other levels that were left out as asked.
    """

    table: str
    rows: int
    left_out: int
    problems: tuple[Problem, ...]
    more: int
    content: Content | None


def examine(content: bytes, request: Request, data: Path = files.DATA, clock: Clock = SYSTEM_CLOCK) -> Examined:
    """Return everything that is wrong with a file of a table, or else what the table file will hold.

    The running version that it is compared with is that of ``data``, else the project's. Raises BadTable when that one
    cannot be read.
    """
    problems = Problems()
    before = running(request.table, data)
    if before is None:
        problems.add("unknown_table", table=request.table)
        return _refused(request, problems, 0)
    _version(request, data, problems)
    found = _sheet(content, request, problems)
    examination = _Examination(request, before, data, problems)
    return examination.of(found, clock) if found else _refused(request, problems, 0)


def _sheet(content: bytes, request: Request, problems: Problems) -> Sheet | None:
    text = decoded(content, problems)
    return None if text is None else sheet(text, request.delimiter, problems)


def _version(request: Request, data: Path, problems: Problems) -> None:
    if request.version is None:
        return
    named = _YEARLY if request.table in OF_A_YEAR else _VERSION
    if not named.fullmatch(request.version):
        problems.add("bad_version", value=request.version)
    elif request.version in (files.versions(request.table, data) if data.is_dir() else ()):
        problems.add("version_exists", value=request.version)


def _refused(request: Request, problems: Problems, rows: int, left_out: int = 0) -> Examined:
    first, more = problems.first, problems.more
    return Examined(table=request.table, rows=rows, left_out=left_out, problems=first, more=more, content=None)


class _Examination:
    """The steps with what they share."""

    def __init__(self, request: Request, before: TableFile, data: Path, problems: Problems) -> None:
        self._request, self._before, self._data, self._problems = request, before, data, problems
        self._layout: Layout = layout(before)

    def of(self, found: Sheet, clock: Clock) -> Examined:
        head = origins.stated(self._request.facts or Facts(), found.head, self._problems)
        if self._request.facts is not None:
            origins.complete(head.facts, self._problems, clock)
        columns = placed(self._layout, found.headings, self._request.wishes, self._problems)
        if columns is None:
            return _refused(self._request, self._problems, len(found.records))
        levels = self._layout.levels if self._request.only_its_levels else None
        names = region_names(self._data)
        grid = filled(Grid(self._layout, columns), found.records, names, levels, self._problems)
        self._complete(grid)
        self._check(grid, names)
        content = self._content(grid, head, own=bool(found.head))
        rows, left_out = len(grid.rows), len(found.records) - len(grid.rows)
        if self._problems.total:
            return _refused(self._request, self._problems, rows, left_out)
        return Examined(table=self._request.table, rows=rows, left_out=left_out, problems=(), more=0, content=content)

    def _complete(self, grid: Grid) -> None:
        completion = Completion(grid, Kept(self._before), self._year(grid))
        completion.complete(self._problems, allow_missing_labels=self._request.allow_missing_labels)

    def _year(self, grid: Grid) -> int | None:
        """Return the year that the rows of the version are of, None for a table that has none."""
        if self._layout.table not in OF_A_YEAR:
            return None
        column = "year" if self._layout.column("year") else "date"
        version = self._request.version or next((grid.cell(row, column) for row in grid.rows), "")
        return int(version[:4]) if version[:4].isdecimal() else None

    def _check(self, grid: Grid, names: RegionNames | None) -> None:
        whole.size(grid, self._before, self._request.expect_rows, self._problems)
        whole.repeated(grid, self._problems)
        whole.of_year(grid, self._year(grid), self._problems)
        self._check_tree(grid, names if self._layout.table == "districts" else None)
        if self._layout.table == "minimum_wages" and names is not None:
            whole.plausible_wages(grid, names, self._problems)
        rows = contents.typed(grid, self._problems)
        if rows is not None:
            contents.consistent(grid, rows, self._data, self._problems)

    def _check_tree(self, grid: Grid, above: RegionNames | None) -> None:
        if self._layout.levels is None:
            return
        tree = Tree(grid, self._layout.levels, above.codes if above else frozenset())
        tree.check(self._before if self._request.expect_rows is None else None, self._problems)

    def _content(self, grid: Grid, head: Head, *, own: bool) -> Content:
        naming = Origins(grid, head, own=own, telling=self._before.source_column is not None)
        columns = grid.written
        lines = list(grid.lines(columns))
        names = tuple(column.name for column in columns)
        if naming.named:
            names = (*names, next((name for name in self._before.columns if name in SOURCE_COLUMNS), "source[]"))
            lines = [(*line, key) for line, key in zip(lines, naming.keys(self._problems), strict=True)]
        facts = tuple((fact, getattr(head.facts, fact)) for fact in origins.FACTS)
        keyed = tuple((f"source.{key}", text) for key, text in naming.sources)
        return Content(head=(*facts, *keyed), columns=names, lines=tuple(self._in_order(names, lines)))

    def _in_order(self, names: tuple[str, ...], lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        if self._layout.by_code:
            return sorted(lines, key=lambda line: line[0])
        if self._layout.table != "industries":
            return lines
        parent = names.index("parent")
        return sorted(lines, key=lambda line: (line[parent] != "", line[0]))
