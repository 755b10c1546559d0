"""The rows of a file under the columns of its table."""

from collections.abc import Iterable, Iterator, Sequence

from chalicelib.reference.importing.columns import Column, Layout
from chalicelib.reference.importing.headings import Placed


class Draft:
    """A row that is being read: its line, its cells under the grid's columns, and which of them are wrong."""

    __slots__ = ("cells", "key", "line", "wrong")

    def __init__(self, line: int, key: str, cells: list[str]) -> None:
        """Begin with the cells as the file has them."""
        self.line, self.key, self.cells = line, key, cells
        self.wrong: set[str] = set()


class Grid:
    """The rows of a file; each has a cell for every column of the layout, empty where the file has no such column."""

    def __init__(self, layout: Layout, placed: Sequence[Placed]) -> None:
        """Begin without rows."""
        self.layout, self.placed = layout, placed
        found = [each.column for each in placed]
        self.columns: tuple[Column, ...] = (*layout.columns, *(each for each in found if each not in layout.columns))
        self._at = {column.name: place for place, column in enumerate(self.columns)}
        self._headings = {each.column.name: each.heading for each in placed}
        self.rows: list[Draft] = []

    def has(self, name: str) -> bool:
        """Whether the file itself has the column."""
        return name in self._headings

    def heading(self, name: str) -> str:
        """Return what the file calls a column; the column's own name where it has none."""
        return self._headings.get(name, name)

    def cell(self, row: Draft, name: str) -> str:
        """Return a cell of a row."""
        return row.cells[self._at[name]]

    def put(self, row: Draft, name: str, value: str) -> None:
        """Write a cell of a row."""
        row.cells[self._at[name]] = value

    def key_of(self, row: Draft) -> str:
        """Return the code of a row: its first cell, or as many as identify it, joined by ``:``."""
        return ":".join(row.cells[: self.layout.width])

    @property
    def written(self) -> tuple[Column, ...]:
        """The columns that a table file of these rows has: those without a single value are left out if they may be."""
        return tuple(column for column in self.layout.columns if column.written and self._used(column))

    def lines(self, columns: Iterable[Column]) -> Iterator[tuple[str, ...]]:
        """Yield the cells of all rows under ``columns``."""
        places = [self._at[column.name] for column in columns]
        return (tuple(row.cells[place] for place in places) for row in self.rows)

    def _used(self, column: Column) -> bool:
        # Only what official files may leave out altogether (a decree) makes no column of its own.
        may_go = not column.needed and column.headings and not column.derived and not column.name.endswith("[]")
        return not may_go or any(self.cell(row, column.name) for row in self.rows)
