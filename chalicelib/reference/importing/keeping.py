"""What a file leaves out and the running version or the codes themselves say: own wordings, English labels, kinds."""

from collections.abc import Callable, Mapping
from functools import cached_property

from chalicelib.reference.checking import SEVERAL_ROWS_A_KEY
from chalicelib.reference.files import TableFile
from chalicelib.reference.geography import FIRST_CITY
from chalicelib.reference.importing.columns import Column, Keep
from chalicelib.reference.importing.grid import Draft, Grid
from chalicelib.reference.importing.official import OF_A_YEAR
from chalicelib.reference.importing.problems import Problems
from chalicelib.reference.model_places import RegionKind
from search.normalise import normalise


class Kept:
    """The rows of the running version, by code and by Indonesian label."""

    def __init__(self, table: TableFile) -> None:
        """Read the rows of ``table``."""
        self.table = table
        self._at = {column: place for place, column in enumerate(table.columns)}

    def cell(self, key: str, column: str) -> str:
        """Return what the running version says of a code, nothing for an unknown one."""
        line = self._by_key.get(key)
        return line[self._at[column]] if line is not None and column in self._at else ""

    def english(self, key: str, indonesian: str) -> str:
        """Return the English label of a code whose Indonesian label is still the same.

        In tables of a year it is that of any day of the same name: each year has its own dates.
        """
        if self.table.name in OF_A_YEAR:
            key = self._by_label.get(normalise(indonesian), key)
        return self.cell(key, "label.en") if _same(self.cell(key, "label.id"), indonesian) else ""

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[str, ...]]:
        width = SEVERAL_ROWS_A_KEY.get(self.table.name, 1)
        return {":".join(line[:width]): line for line in self.table.lines}

    @cached_property
    def _by_label(self) -> Mapping[str, str]:
        return {normalise(self.cell(key, "label.id")): key for key in self._by_key}


class Completion:
    """Fills what is empty."""

    def __init__(self, grid: Grid, kept: Kept, year: int | None) -> None:
        """``year`` is that of the version."""
        self._grid, self._kept, self._year = grid, kept, year
        self._section = ""

    def complete(self, problems: Problems, *, allow_missing_labels: bool) -> None:
        """Fill the empty cells of every row; notes those that stay empty and may not."""
        for row in self._grid.rows:
            self._settle_capitals(row)
            for column in self._grid.layout.columns:
                if column.written and not self._grid.cell(row, column.name):
                    self._grid.put(row, column.name, self._found(row, column))
                    self._note(row, column, problems, allow_missing_labels)

    def _found(self, row: Draft, column: Column) -> str:
        if column.derived:
            return self._derived(row, column.name)
        if column.keep is Keep.LABEL:
            return self._kept.english(row.key, self._grid.cell(row, "label.id"))
        stated = self._grid.has(column.name) and not column.needed
        return self._kept.cell(row.key, column.name) if column.keep is Keep.ROW and not stated else ""

    def _derived(self, row: Draft, column: str) -> str:
        derive = _DERIVED.get((self._grid.layout.table, column))
        if derive is not None:
            return derive(row.key)
        if column == "parent":
            return self._section_of(row)
        if column == "year":
            return str(self._year or "")
        return self._grid.cell(row, "amount") if "amount" not in row.wrong else ""

    def _section_of(self, row: Draft) -> str:
        """Return the section of a division: as before, else the one that the file's rows stand below."""
        if row.key.isalpha():
            self._section = row.key
            return ""
        return self._kept.cell(row.key, "parent") or self._section

    def _settle_capitals(self, row: Draft) -> None:
        """Write a name that official lists have in capitals as the running version does."""
        for column in self._grid.layout.columns[1:]:
            cell = self._grid.cell(row, column.name)
            before = self._kept.cell(row.key, column.name) if column.name in ("label.id", "name") else ""
            if cell.isupper() and cell.casefold() == before.casefold():
                self._grid.put(row, column.name, before)

    def _note(self, row: Draft, column: Column, problems: Problems, allow_missing_labels: bool) -> None:
        empty = column.needed and not self._grid.cell(row, column.name) and column.name not in row.wrong
        if not empty or (column.keep is Keep.LABEL and allow_missing_labels):
            return
        heading = self._grid.heading(column.name)
        row.wrong.add(column.name)
        if column.keep is Keep.LABEL:
            problems.add("missing_label", line=row.line, column=heading, key=row.key, hint=self._hint(row))
        elif not (column.derived and row.wrong - {column.name}):
            problems.add("empty_cell", line=row.line, column=heading, key=row.key)

    def _hint(self, row: Draft) -> str:
        before, english = self._kept.cell(row.key, "label.id"), self._kept.cell(row.key, "label.en")
        return f" ({before}: {english})" if english else ""


def _same(one: str, other: str) -> bool:
    return bool(one) and normalise(one) == normalise(other)


def _region_kind(code: str) -> str:
    _, dot, number = code.partition(".")
    if not dot:
        return RegionKind.PROVINCE.value
    return (RegionKind.CITY if number.isdecimal() and int(number) >= FIRST_CITY else RegionKind.REGENCY).value


_DERIVED: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("regions", "kind"): _region_kind,
    ("districts", "regency"): lambda code: code.rpartition(".")[0],
}
