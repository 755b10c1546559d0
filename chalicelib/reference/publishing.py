"""The tables for everybody: which there are, their rows page by page, one row, and what tells two answers apart."""

import hashlib
from functools import cache

import msgspec

from chalicelib.errors import FieldError, InvalidInput, NotFound, invalid
from chalicelib.pagination import DEFAULT_LIMIT, decode_cursor, encode_cursor, unknown_cursor
from chalicelib.reference import files
from chalicelib.reference.current import current_version, published
from chalicelib.reference.everyday import counting_table, naming_table
from chalicelib.reference.files import TableFile
from chalicelib.reference.rows import Row, RowTable, rows
from chalicelib.texts import Text
from search.normalise import normalise

_FORM = 2
"""Raised when answers are written otherwise for the same table, so that copies that clients keep are renewed."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows: with names that begin with the words ``q``, below ``parent`` (empty: at the top of the tree)."""

    q: str = ""
    parent: str | None = None


class RowsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the rows that were selected; ``total`` of all of them, ``next`` goes on."""

    rows: tuple[Row, ...]
    total: int
    next: str | None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page begins. A version never changes, so a count is a position."""

    of: str
    start: int


def tables() -> tuple[TableFile, ...]:
    """Return every table in its current version, by name. Raises BadTable."""
    return tuple(files.read(name, current_version(name)) for name in published())


def table(name: str, version: str | None = None) -> RowTable:
    """Return a table, its current version unless another is named.

    Raises `NotFound` for an unknown table, `InvalidInput` on ``version`` for an unknown version.
    """
    if name not in published():
        detail = Text("Tidak ada tabel bernama itu.", "There is no table of that name.")
        raise NotFound(detail, [FieldError(pointer="table", code="unknown_code", detail=detail)])
    if version is not None and version not in files.versions(name):
        detail = Text("Tabel ini tidak punya versi itu.", "The table has no such version.")
        raise invalid("version", "unknown_code", detail)
    return rows(name, version or current_version(name))


def row(of: RowTable, code: str) -> Row:
    """Return one row; raises `NotFound`."""
    found = of.get(code)
    if found is None:
        detail = Text("Tabel ini tidak punya kode itu.", "The table has no such code.")
        raise NotFound(detail, [FieldError(pointer="code", code="unknown_code", detail=detail)])
    return found


def page(of: RowTable, selection: Selection, cursor: str | None = None, limit: int = DEFAULT_LIMIT) -> RowsPage:
    """Return a page of the selected rows.

    Raises `InvalidInput`: ``q`` without a word, ``parent`` that the table does not have, a cursor of another list.
    """
    found = _selected(of, selection)
    mark = entity_tag(of.table, selection.q, repr(selection.parent), *searched_beside(of.table))
    start = 0
    if cursor is not None:
        position = decode_cursor(cursor, Position)
        if position.of != mark:
            raise unknown_cursor()
        start = position.start
    end = start + limit
    following = encode_cursor(Position(of=mark, start=end)) if end < len(found) else None
    return RowsPage(rows=found[start:end], total=len(found), next=following)


def entity_tag(of: TableFile, *parts: str) -> str:
    """Return what is different for answers from another table, version or content, or to other questions."""
    said = msgspec.json.encode((_FORM, _digest(of.name, of.version), *parts))
    return hashlib.sha256(said).hexdigest()[:32]


def searched_beside(of: TableFile) -> tuple[str, ...]:
    """Return the tags of the tables that a search in ``of`` reads too: of names, of counts; nothing without one."""
    return tuple(entity_tag(other) for other in (naming_table(of), counting_table(of)) if other)


def list_tag(found: tuple[TableFile, ...]) -> str:
    """Return what is different when any table is, or has another version."""
    every = (name for each in found for name in (each.name, *files.versions(each.name), entity_tag(each)))
    return hashlib.sha256("\n".join(every).encode()).hexdigest()[:32]


@cache
def _digest(name: str, version: str) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(files.read(name, version))).hexdigest()


def _selected(of: RowTable, selection: Selection) -> tuple[Row, ...]:
    _check(of, selection)
    found = of.named(selection.q) if selection.q.strip() else of.rows
    if selection.parent is None:
        return found
    below = {row.code for row in of.below(selection.parent)}
    return tuple(row for row in found if row.code in below)


def _check(of: RowTable, selection: Selection) -> None:
    errors = []
    if selection.q.strip() and not normalise(selection.q):
        detail = Text("q tidak memuat huruf Latin atau angka.", "q has no Latin letter and no digit.")
        errors.append(FieldError(pointer="q", code="malformed", detail=detail))
    if selection.parent is not None and not of.is_tree:
        detail = Text("Tabel ini bukan pohon.", "This table is no tree.")
        errors.append(FieldError(pointer="parent", code="invalid", detail=detail))
    elif selection.parent and selection.parent not in of.above:
        detail = Text("Tidak ada kode induk itu.", "There is no such code above.")
        errors.append(FieldError(pointer="parent", code="unknown_code", detail=detail))
    if errors:
        raise InvalidInput(Text("Ada parameter yang tidak sah.", "Some parameters are not valid."), errors)
