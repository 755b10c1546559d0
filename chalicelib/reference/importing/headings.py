"""Which column each heading of a file means."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from chalicelib.reference.importing.columns import Column, Keep, Layout
from chalicelib.reference.importing.layouts import SOURCE_COLUMNS
from chalicelib.reference.importing.problems import Problems
from chalicelib.reference.importing.sheets import Record

_TAIL = re.compile(r"(_(19|20)\d{2}|_rp|_idr|_rupiah)+$")
_SOURCE = Column("source", ("sumber", *SOURCE_COLUMNS), needed=False, written=False)


class Placed(msgspec.Struct, frozen=True):
    """A column of the table, at a place of the file's rows, under the heading that the file has."""

    column: Column
    place: int
    heading: str


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the person says of the headings: ``mapped`` has headings by column, ``ignored`` are left out."""

    mapped: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()


def placed(layout: Layout, headings: Record, wishes: Wishes, problems: Problems) -> tuple[Placed, ...] | None:
    """Return the columns that the file has, None when a needed one is missing; notes every heading that is wrong."""
    before = problems.total
    names = [" ".join(cell.split()) for cell in headings.cells]
    meant = _mapped(layout, names, wishes, problems)
    ignored = {_plain(name) for name in wishes.ignored}
    found = []
    for place, name in enumerate(names):
        column = meant.get(name) or _known(layout, name, set(meant.values()))
        if column is not None and _plain(name) not in ignored:
            found.append(Placed(column, place, name))
        elif _plain(name) not in ignored:
            problems.add("unknown_column", line=headings.line, column=name)
    _complete(layout, found, headings, problems)
    return tuple(found) if problems.total == before else None


def _mapped(layout: Layout, names: Sequence[str], wishes: Wishes, problems: Problems) -> Mapping[str, Column]:
    meant: dict[str, Column] = {}
    for target, heading in wishes.mapped:
        column = _SOURCE if target in SOURCE_COLUMNS else layout.column(target)
        given = f"{target}={heading}"
        if column is None:
            problems.add("bad_mapping", given=given, problem=f"the table has no column {target!r}")
        elif heading not in names:
            problems.add("bad_mapping", given=given, problem=f"the file has no heading {heading!r}")
        else:
            meant[heading] = column
    return meant


def _known(layout: Layout, name: str, taken: set[Column]) -> Column | None:
    """Return the column that a heading means by itself; one that was given another heading is not meant again."""
    plain = _plain(name)
    for column in (*layout.columns, _SOURCE):
        if column not in taken and plain in {_plain(each) for each in (column.name, *column.headings)}:
            return column
    return None


def _plain(heading: str) -> str:
    bare = re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")
    return _TAIL.sub("", bare)


def _complete(layout: Layout, found: Sequence[Placed], headings: Record, problems: Problems) -> None:
    times = Counter(each.column.name for each in found)
    for each in found:
        if times[each.column.name] > 1:
            problems.add("repeated_column", line=headings.line, column=each.heading, name=each.column.name)
    for column in layout.columns:
        if _must_be_there(column) and not times[column.name]:
            known = ", ".join((column.name, *column.headings))
            problems.add("missing_column", line=headings.line, column=column.name, name=column.name, headings=known)


def _must_be_there(column: Column) -> bool:
    return (
        column.written and column.keep is Keep.NEVER and not column.derived and (column.needed or not column.headings)
    )
