"""What two versions of a table differ in, and what else of the reference tables would lead nowhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from chalicelib.reference import files
from chalicelib.reference.checking import SEVERAL_ROWS_A_KEY
from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.layouts import SOURCE_COLUMNS
from chalicelib.reference.importing.official import LEVELS
from chalicelib.reference.importing.pointing import Broken, broken
from search.normalise import normalise

_NAMES = ("label.id", "label.en", "name")
_PARENTS = ("parent", "broader[]", "regency", "field")


class Named(msgspec.Struct, frozen=True):
    """A code and what it is called."""

    code: str
    name: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a code that both versions have."""

    code: str
    column: str
    before: str
    after: str


class Recoded(msgspec.Struct, frozen=True, kw_only=True):
    """A removed code and an added one that are called the same: likely one thing under another code.

    ``moved`` when it lies below another parent too, as regencies do when a province is divided.
    """

    before: str
    after: str
    name: str
    moved: bool


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What is other in ``to_version``: rows, names (``renamed``), what lies above (``moved``), cells (``changed``).

    Codes that are likely ``recoded`` are also among the ``added`` and ``removed`` ones. ``broken`` are rows of other
    tables, as they run, that name a removed code.
    """

    table: str
    from_version: str
    to_version: str
    unchanged: int
    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    renamed: tuple[Changed, ...]
    moved: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    recoded: tuple[Recoded, ...]
    broken: tuple[Broken, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not (self.added or self.removed or self.renamed or self.moved or self.changed)


def difference(before: TableFile, after: TableFile, data: Path = files.DATA) -> Difference:
    """Return what is other in ``after``. Rows are compared by code, cells by their values; origins are not compared.

    Raises BadTable when a table that points at this one cannot be read.
    """
    old, new = _Rows(before), _Rows(after)
    removed = [key for key in old.lines if key not in new.lines]
    added = [key for key in new.lines if key not in old.lines]
    cells = [change for key in old.lines if key in new.lines for change in _changes(old, new, key)]
    return Difference(
        table=after.name,
        from_version=before.version,
        to_version=after.version,
        unchanged=len(old.lines) - len(removed) - len({change.code for change in cells}),
        added=tuple(Named(key, new.name(key)) for key in added),
        removed=tuple(Named(key, old.name(key)) for key in removed),
        renamed=tuple(change for change in cells if change.column in _NAMES),
        moved=tuple(change for change in cells if change.column in _PARENTS),
        changed=tuple(change for change in cells if change.column not in (*_NAMES, *_PARENTS)),
        recoded=tuple(_recoded(old, new, removed, added)),
        broken=broken(after, frozenset(key.partition(":")[0] for key in removed) - new.first_cells, data),
    )


class _Rows:
    """The rows of a version by code."""

    def __init__(self, table: TableFile) -> None:
        width = SEVERAL_ROWS_A_KEY.get(table.name, 1)
        self._table = table.name
        self.columns = tuple(column for column in table.columns if column not in SOURCE_COLUMNS)
        self._at = {column: place for place, column in enumerate(table.columns)}
        self.lines: Mapping[str, tuple[str, ...]] = {":".join(line[:width]): line for line in table.lines}

    def cell(self, key: str, column: str) -> str:
        return self.lines[key][self._at[column]] if column in self._at else ""

    def name(self, key: str) -> str:
        return next((name for column in ("label.id", "name") if (name := self.cell(key, column))), "")

    def parent(self, key: str) -> str:
        levels = LEVELS.get(self._table)
        above = levels.above(key) if levels else ""
        return above or next((cell for column in _PARENTS if (cell := self.cell(key, column))), "")

    @cached_property
    def first_cells(self) -> frozenset[str]:
        return frozenset(line[0] for line in self.lines.values())


def _changes(old: _Rows, new: _Rows, key: str) -> Iterator[Changed]:
    for column in dict.fromkeys((*old.columns, *new.columns)):
        before, after = old.cell(key, column), new.cell(key, column)
        if _value(column, before) != _value(column, after):
            yield Changed(code=key, column=column, before=before, after=after)


def _value(column: str, cell: str) -> Sequence[str]:
    return files.several(cell) if column.endswith("[]") else cell


def _recoded(old: _Rows, new: _Rows, removed: Sequence[str], added: Sequence[str]) -> Iterator[Recoded]:
    """Yield pairs of codes with the same name; names that several of them have tell nothing."""
    here, there = _by_name(old, removed), _by_name(new, added)
    for name, before in here.items():
        if name in there:
            after = there[name]
            moved = old.parent(before) != new.parent(after)
            yield Recoded(before=before, after=after, name=old.name(before), moved=moved)


def _by_name(rows: _Rows, keys: Sequence[str]) -> Mapping[str, str]:
    names = {key: normalise(rows.name(key)) for key in keys}
    times = Counter(names.values())
    return {name: key for key, name in names.items() if name and times[name] == 1}
