"""How a table is written, and reading it from the bytes of its file: whatever is wrong is named with its line."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

SOURCE_COLUMNS = ("source", "source[]")
_LAWS = ("law", "basis")
"""Columns with the law that a row rests on: its origin where a table has no column of sources."""
_FACTS = ("title", "source", "licence", "retrieved")
_HEAD, _SOURCE = "# ", "source."
_KEY = re.compile(r"source\.\w+", re.ASCII)
_Line = tuple[int, str]
_Row = tuple[int, tuple[str, ...]]


class Miswritten(ValueError):
    """What stands in ``line`` (counted from 1) of a file cannot be read."""

    def __init__(self, line: int, problem: str) -> None:
        """Say what is wrong in which line."""
        super().__init__(f"line {line}: {problem}")


class Source(msgspec.Struct, frozen=True):
    """A source that rows name by its ``key``."""

    key: str
    text: str


class TableFile(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A table as it is in the file, before its rows are typed. Rows that name none of ``sources`` have ``source``."""

    name: str
    version: str
    title: str
    source: str
    licence: str
    retrieved: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    sources: tuple[Source, ...] = ()

    @cached_property
    def source_column(self) -> int | None:
        """The place of the column in which rows name their sources, None where all have the table's."""
        return next((place for place, column in enumerate(self.columns) if column in SOURCE_COLUMNS), None)

    def origin(self, line: Sequence[str]) -> str:
        """Return where a row comes from: the sources that it names, else its law; empty when it has the table's."""
        if self.source_column is not None:
            return "; ".join(self._texts[key] for key in self.named(line))
        return next((line[self.columns.index(column)] for column in _LAWS if column in self.columns), "")

    @property
    def tells_origins(self) -> bool:
        """Whether rows tell where they come from, each for itself."""
        return self.source_column is not None or not {*_LAWS}.isdisjoint(self.columns)

    def named(self, line: Sequence[str]) -> tuple[str, ...]:
        """Return the keys of the sources that ``line`` names."""
        return several(line[self.source_column]) if self.source_column is not None else ()

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {source.key: source.text for source in self.sources}


class Written(msgspec.Struct, frozen=True):
    """A table, and the number of the line of the file in which each of its rows stands."""

    table: TableFile
    numbers: tuple[int, ...]


def parsed(name: str, version: str, content: bytes) -> Written:
    """Return the table that ``content``, a file in UTF-8, holds. Raises Miswritten."""
    lines = list(enumerate(_decoded(content).replace("\r\n", "\n").split("\n"), start=1))
    facts = _facts([(number, line) for number, line in lines if line.startswith(_HEAD)])
    columns, *rows = _rows([(number, line) for number, line in lines if line and not line.startswith(_HEAD)])
    table = TableFile(
        name=name,
        version=version,
        columns=columns[1],
        lines=tuple(cells for _, cells in rows),
        sources=tuple(Source(key.removeprefix(_SOURCE), text) for key, text in facts.items() if key not in _FACTS),
        **{fact: facts[fact] for fact in _FACTS},
    )
    _known(table, rows)
    return Written(table, tuple(number for number, _ in rows))


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise Miswritten(line, f"byte {content[problem.start]:#04x} is not UTF-8") from problem


def _facts(head: Sequence[_Line]) -> Mapping[str, str]:
    """Return what the lines at the head state, each once: the facts of the table, and its further sources."""
    facts: dict[str, str] = {}
    for number, line in head:
        key, _, text = line.removeprefix(_HEAD).partition(": ")
        key = key.removesuffix(":")
        if key not in _FACTS and not (_KEY.fullmatch(key) and text.strip()):
            raise Miswritten(number, f"{key!r} is nothing that a head states, or says nothing")
        if key in facts:
            raise Miswritten(number, f"{key!r} is stated twice")
        facts[key] = text
    for fact in _FACTS:
        if fact not in facts:
            raise Miswritten(len(head) + 1, f"the head does not state {fact!r}")
    return facts


def _rows(lines: Sequence[_Line]) -> tuple[_Row, ...]:
    """Return the names of the columns and the rows, all with as many cells as there are columns."""
    rows = tuple((number, tuple(line.split("\t"))) for number, line in lines)
    if not rows:
        raise Miswritten(1, "there is no line of column names")
    (first, columns), *_ = rows
    for column, count in Counter(column.removesuffix("[]") for column in columns).items():
        if not column or count > 1:
            raise Miswritten(first, f"the column {column!r} has no name or is there {count} times")
    for number, cells in rows:
        if len(cells) != len(columns):
            raise Miswritten(number, f"there are {len(cells)} cells for {len(columns)} columns")
    return rows


def _known(table: TableFile, rows: Sequence[_Row]) -> None:
    """Refuse rows that name a source which the head does not state."""
    for number, cells in rows:
        for key in table.named(cells):
            if key not in table._texts:
                raise Miswritten(number, f"the source {key!r} is not stated in the head")
