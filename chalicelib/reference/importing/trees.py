"""Whether the rows of a file are a whole tree: everything has what it lies below, and nothing lost its half."""

from collections import Counter
from collections.abc import Callable, Mapping

from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.columns import Levels
from chalicelib.reference.importing.grid import Draft, Grid
from chalicelib.reference.importing.problems import Problems

LOST_BELOW = 0.5
"""A group with fewer than this share of what lies below it in the running version has lost its range."""
_FEW = 4
"""Of fewer than this nothing is said: a group of two may well become one."""


class Tree:
    """The tree of a file's rows."""

    def __init__(self, grid: Grid, levels: Levels, outside: frozenset[str]) -> None:
        """``outside`` are the codes of another table that the uppermost rows lie below; none when they are the top."""
        self._grid, self._levels, self._outside = grid, levels, outside
        self._rows: Mapping[str, Draft] = {row.key: row for row in reversed(grid.rows) if row.key}
        self._below = Counter(self._above(row) for row in self._rows.values())

    def check(self, before: TableFile | None, problems: Problems) -> None:
        """Note rows without their parent, of another parent or level than they say, groups with nothing or too little.

        ``before`` is the running version, None when the number of rows is confirmed.
        """
        for row in self._rows.values():
            if self._grid.layout.columns[0].name not in row.wrong:
                self._place(row, problems)
                self._said(row, "level", str(self._levels.level(row.key)), "wrong_level", problems)
        for code in sorted(self._outside - set(self._below)):
            if self._levels.level(code) == self._levels.first - 1:
                problems.add("no_children", key=code)
        if before is not None and self._rows:
            self._ranges(before, problems)

    def _above(self, row: Draft) -> str:
        return self._levels.above(row.key) or self._written_parent(row)

    def _written_parent(self, row: Draft) -> str:
        column = self._grid.layout.column("parent")
        return self._grid.cell(row, "parent") if column is not None and column.written else ""

    def _place(self, row: Draft, problems: Problems) -> None:
        above, level = self._above(row), self._levels.level(row.key)
        known = self._outside if level == self._levels.first else self._rows
        needs_one = level > self._levels.first or bool(self._outside)
        if needs_one and above not in known and "parent" not in row.wrong:
            self._note("unknown_parent", row, self._naming_parents, problems, parent=above or "?")
        for column in ("parent", "regency"):
            self._said(row, column, above, "wrong_parent", problems)
        if level < self._levels.last and not self._below[row.key]:
            self._note("no_children", row, self._grid.layout.columns[0].name, problems)

    @property
    def _naming_parents(self) -> str:
        """The column that tells what lies above: the one that the file has for it, else the codes."""
        has = (column for column in ("parent", "regency") if self._grid.has(column))
        return next(has, self._grid.layout.columns[0].name)

    def _said(self, row: Draft, column: str, true: str, code: str, problems: Problems) -> None:
        """Compare what the file says in a column with what the code says."""
        readable = self._grid.has(column) and column not in row.wrong
        said = self._grid.cell(row, column) if readable else ""
        if said and said != true:
            self._note(code, row, column, problems, parent=true or "-", level=true, value=said)

    def _ranges(self, before: TableFile, problems: Problems) -> None:
        counts = Counter(self._parent_in(before)(line) for line in before.lines)
        for code, row in self._rows.items():
            found, had = self._below[code], counts[code]
            if had >= _FEW and 0 < found < had * LOST_BELOW:
                problems.add("lost_range", line=row.line, key=code, found=found, before=had)
        for line in before.lines:
            if self._is_lost(line[0], self._parent_in(before)(line), counts[line[0]]):
                problems.add("lost_group", key=line[0], before=counts[line[0]])

    def _is_lost(self, code: str, above: str, had: int) -> bool:
        """Whether a group of the running version is gone with all below it, and not because what lies above it is."""
        if code in self._rows or self._below[code] or not had:
            return False
        return (above in self._rows and had >= _FEW) or self._levels.level(code) == self._levels.first

    def _parent_in(self, table: TableFile) -> Callable[[tuple[str, ...]], str]:
        place = table.columns.index("parent") if "parent" in table.columns else None
        return lambda line: self._levels.above(line[0]) or (line[place] if place is not None else "")

    def _note(self, code: str, row: Draft, column: str, problems: Problems, **facts: object) -> None:
        problems.add(code, line=row.line, column=self._grid.heading(column), key=row.key, **facts)
