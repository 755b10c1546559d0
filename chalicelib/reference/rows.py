"""Rows of any table in one form, whatever its columns, and finding them by code, name and place in a tree."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property

import msgspec

from chalicelib.reference import files
from chalicelib.reference.checking import SEVERAL_ROWS_A_KEY
from chalicelib.reference.everyday import everyday_names, usages
from chalicelib.reference.files import TableFile, several
from chalicelib.reference.written import SOURCE_COLUMNS
from search.normalise import normalise

Value = str | tuple[str, ...]
_NAMED_BY = frozenset({"name", "title", "word"})
_SHOWN_APART = frozenset({"label.id", "label.en", "synonyms[]", "parent", *SOURCE_COLUMNS})
_PARENTS = ("parent", "broader[]")
_TREES: Mapping[str, Callable[[str], str]] = {
    "occupations": lambda code: code[:-1],
    "regions": lambda code: code.rpartition(".")[0],
    "districts": lambda code: code.rpartition(".")[0],
}
"""Tables whose codes tell the code above, empty at the top."""


class Label(msgspec.Struct, frozen=True):
    """A name in a language (``id``, ``en``)."""

    language: str
    text: str


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row. ``code`` identifies it in its table: its first cell, or as many as are needed, joined by ``:``.

    ``parents`` are the codes above it, none where there is no tree. ``fields`` has every other column by its name, with
    texts as the table writes them. ``source`` is where the row comes from, when it tells; else it is the table's.
    What is empty is left out: tables have tens of thousands of rows.
    """

    code: str
    labels: tuple[Label, ...] = ()
    synonyms: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    fields: dict[str, Value] = {}
    source: str = ""


class RowTable:
    """All rows of one version of one table, in their order."""

    def __init__(self, table: TableFile) -> None:
        """Read the rows of ``table``."""
        self.table = table
        width = _width(table)
        self.rows = tuple(_row(table, line, width) for line in table.lines)

    def get(self, code: str) -> Row | None:
        """Return the row, None for an unknown code."""
        return self._by_code.get(code)

    @property
    def stated(self) -> Iterator[Row]:
        """All rows, each with its origin stated, be it the table's."""
        return map(self.state, self.rows)

    def state(self, row: Row) -> Row:
        """Return ``row`` with its origin stated."""
        return msgspec.structs.replace(row, source=row.source or self.table.source)

    @property
    def is_tree(self) -> bool:
        """Whether rows lie below others."""
        return self.table.name in _TREES or not _parent_columns(self.table).isdisjoint(self.table.columns)

    @cached_property
    def above(self) -> frozenset[str]:
        """Every code that rows may lie below: also of another table, as regencies are for districts."""
        return frozenset(self._by_code) | {parent for row in self.rows for parent in row.parents}

    def below(self, parent: str) -> tuple[Row, ...]:
        """Return the rows directly below ``parent``; those at the top for the empty text."""
        return tuple(row for row in self.rows if (parent in row.parents if parent else not row.parents))

    def named(self, text: str) -> tuple[Row, ...]:
        """Return the rows of which each word of ``text`` begins a word of the code, a label, a synonym.

        Or of one and the same everyday name: those of a row are too many to be mixed. Rows that are called
        exactly so come first, then those with a name that begins so; of these the more usual first where that was
        counted, else in the table's order.
        """
        wanted = normalise(text)
        words = wanted.split()
        found = [
            (_rank(wanted, (*own, *people)), -self._usage.get(row.code, 0.0), row)
            for own, people, row in self._names
            if _says(words, own, people)
        ]
        return tuple(row for *_, row in sorted(found, key=lambda each: each[:2]))

    @cached_property
    def _by_code(self) -> Mapping[str, Row]:
        return {row.code: row for row in reversed(self.rows)}

    @cached_property
    def _usage(self) -> Mapping[str, float]:
        return usages(self.table)

    @cached_property
    def _names(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...], Row], ...]:
        everyday = everyday_names(self.table)
        return tuple((tuple(_names(row)), everyday.get(row.code, ()), row) for row in self.rows)


@cache
def rows(name: str, version: str) -> RowTable:
    """Return the rows of a version. Raises BadTable."""
    return RowTable(files.read(name, version))


def _width(table: TableFile) -> int:
    """Return how many columns identify a row: as many as are stated, more when these do not tell all rows apart."""
    stated = SEVERAL_ROWS_A_KEY.get(table.name, 1)
    wider = range(stated, len(table.columns))
    return next((width for width in wider if _apart(table, width)), len(table.columns))


def _apart(table: TableFile, width: int) -> bool:
    return len({line[:width] for line in table.lines}) == len(table.lines)


def _row(table: TableFile, line: tuple[str, ...], width: int) -> Row:
    cells = dict(zip(table.columns, line, strict=True))
    apart = _SHOWN_APART.union(table.columns[:1] if width == 1 else ())
    code = ":".join(line[:width])
    labels = (Label(language, cells.get(f"label.{language}", "")) for language in ("id", "en"))
    return Row(
        code=code,
        labels=tuple(label for label in labels if label.text),
        synonyms=several(cells.get("synonyms[]", "")),
        parents=_parents(table, code, cells),
        fields={_bare(name): _value(name, cell) for name, cell in cells.items() if name not in apart},
        source=table.origin(line),
    )


def _value(column: str, cell: str) -> Value:
    return several(cell) if column.endswith("[]") else cell


def _bare(column: str) -> str:
    return column.removesuffix("[]")


def _parents(table: TableFile, code: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    above = _TREES.get(table.name)
    if above:
        return several(above(code))
    return tuple(parent for column in _PARENTS for parent in several(cells.get(column, "")))


def _parent_columns(table: TableFile) -> frozenset[str]:
    return frozenset(_PARENTS) & frozenset(table.columns)


def _names(row: Row) -> Iterator[str]:
    named = (value for column, value in row.fields.items() if column in _NAMED_BY and isinstance(value, str))
    for name in (row.code, *(label.text for label in row.labels), *row.synonyms, *named):
        yield normalise(name)


def _says(words: list[str], own: tuple[str, ...], people: tuple[str, ...]) -> bool:
    return _has(words, own) or any(_has(words, (name,)) for name in people)


def _has(words: list[str], names: tuple[str, ...]) -> bool:
    return all(any(name.startswith(word) or f" {word}" in name for name in names) for word in words)


def _rank(wanted: str, names: tuple[str, ...]) -> int:
    if wanted in names:
        return 0
    return 1 if any(name.startswith(wanted) for name in names) else 2
