"""The record of advisories: since when each is known here, how grave it is, and until when it is borne and by whom.

``requirements/advisories.tsv``, one line for an advisory about a package, kept with the source so that the day on which
something became known has a history that nobody rewrites unseen.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from local.supply.terms_of_updates import Severity

NAME = "advisories.tsv"
MOST_BORNE = timedelta(days=90)
"""Nothing is borne for longer than this from today on: then somebody decides anew, in a change with its reason."""


class RecordError(ValueError):
    """A record that cannot be read."""


class Noted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One advisory about one package.

    ``known``: the day (western Indonesian time) on which whoever runs the platform learned of it; ``release``: the
    version of the platform that was the present one then. ``until``, ``by`` and ``why``: it is borne until that day, by
    whom and for which reason. ``taken``: the day on which it was reported no more.
    """

    advisory: str
    package: str
    severity: Severity
    known: date
    release: str
    until: date | None = None
    by: str = ""
    why: str = ""
    taken: date | None = None


COLUMNS = Noted.__struct_fields__


def read(file: Path) -> tuple[Noted, ...]:
    """Return the record in its order; nothing when there is none. Raises `RecordError` that names the line."""
    if not file.exists():
        return ()
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(rows, ())) != COLUMNS:
            raise RecordError(f"{file.name} has other columns than {', '.join(COLUMNS)}")
        return tuple(_noted(file.name, number, row) for number, row in enumerate(rows, 2))


def write(file: Path, record: Sequence[Noted]) -> None:
    """Write the record."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([_cell(getattr(noted, column)) for column in COLUMNS] for noted in record)
    file.write_text(text.getvalue(), encoding="utf-8")


def faults(record: Sequence[Noted], today: date) -> Iterator[str]:
    """Yield what contradicts itself in the record, or makes a term longer than it may be."""
    for key, count in Counter((noted.package, noted.advisory) for noted in record).items():
        if count > 1:
            yield f"{' '.join(key)}: stands in {count} lines"
    for noted in record:
        yield from (f"{noted.package} {noted.advisory}: {fault}" for fault in _faults(noted, today))


def _faults(noted: Noted, today: date) -> Iterator[str]:
    if noted.known > today:
        yield f"known only on {noted.known}"
    if (noted.until is None) != (not noted.by) or (noted.until is None) != (not noted.why):
        yield "what is borne needs until, by and why together"
    if noted.until is not None and noted.until > today + MOST_BORNE:
        yield f"borne for longer than {MOST_BORNE.days} days from today"
    if noted.taken is not None and noted.taken < noted.known:
        yield "taken before it was known"


def _noted(name: str, number: int, row: list[str]) -> Noted:
    if len(row) != len(COLUMNS):
        raise RecordError(f"{name}, line {number}: {len(row)} fields in place of {len(COLUMNS)}")
    stated = {column: value for column, value in zip(COLUMNS, row, strict=True) if value}
    try:
        return msgspec.convert(stated, Noted)
    except msgspec.ValidationError as error:
        raise RecordError(f"{name}, line {number}: {error}") from None


def _cell(value: object) -> str:
    return "" if value is None else str(value)
