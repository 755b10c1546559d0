"""What searches found nothing, or little: for analysts and offices, by week and province, never of too few."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import invalid
from chalicelib.learning import table
from chalicelib.learning.folding import NOWHERE
from chalicelib.learning.model import TextKind
from chalicelib.learning.permitting import require_reading
from chalicelib.learning.summing import Day, Total, totals
from chalicelib.learning.telling import may_be_told
from chalicelib.periods import Bounds, days_asked
from chalicelib.settings import Learning, read
from chalicelib.texts import Text
from security.principal import Principal

USUAL, LONGEST = timedelta(days=27), timedelta(days=91)
"""Between the first day and the last of one report: one less than the days of it."""
_BOUNDS = Bounds(years=range(2000, 2200), usual=USUAL, longest=LONGEST, days=LONGEST.days + 1)


class ReportKind(StrEnum):
    """Which searches, and so what they are ordered by."""

    ZERO_HITS = "zero-hits"
    LOW_HITS = "low-hits"
    POPULAR = "popular"
    LOOSENED = "loosened"


_COUNTED = {
    ReportKind.ZERO_HITS: "nothing",
    ReportKind.LOW_HITS: "few",
    ReportKind.POPULAR: "searches",
    ReportKind.LOOSENED: "loosened",
}


class Grouping(StrEnum):
    """By what a report is parted."""

    WEEK = "week"
    REGION = "region"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Of which days (inclusive; the last four weeks when none is named), of which province, of what kind of texts."""

    first: date | None = None
    last: date | None = None
    region: str | None = None
    texts: TextKind = TextKind.QUERY
    by: tuple[Grouping, ...] = ()
    limit: int = 20


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of the searches for one text; ``week`` (ISO 8601) and ``region`` where the report is parted so."""

    text: str
    week: str | None = None
    region: str | None = None
    searches: int
    nothing: int
    few: int
    loosened: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Rows, the most frequent first; ``withheld`` rows are of too few searches, or look personal by now."""

    kind: ReportKind
    first: date
    last: date
    rows: tuple[Row, ...]
    withheld: int


def report(principal: Principal, kind: ReportKind, asked: Asked, clock: Clock = SYSTEM_CLOCK) -> Report:
    """Return a report. Raises `Forbidden`, and `InvalidInput` on ``from``, ``to`` or ``region``."""
    require_reading(principal)
    first, last = days_asked(asked.first, asked.last, _BOUNDS, clock)
    _require_province(asked.region)
    days = [each for each in table.days(first, last) if asked.region in (None, each[1])]
    rows = [row for group, own in _groups(days, asked.by) for row in _rows(group, own, kind, asked.texts)]
    least = read(Learning).learning_least
    told = [row for row in rows if row.searches >= least and may_be_told(row.text)]
    told.sort(key=lambda row: (-_count(row, kind), row.text, row.week or "", row.region or ""))
    return Report(kind=kind, first=first, last=last, rows=tuple(told[: asked.limit]), withheld=len(rows) - len(told))


def _require_province(region: str | None) -> None:
    from chalicelib import reference

    if region is not None and (len(region) != len("32") or region not in reference.regions()):
        text = Text(f"Bukan kode provinsi: {region[:40]}", f"Not the code of a province: {region[:40]}")
        raise invalid("region", "unknown_code", text)


def _groups(days: Iterable[Day], by: tuple[Grouping, ...]) -> Iterator[tuple[tuple[str | None, str | None], list[Day]]]:
    found: dict[tuple[str | None, str | None], list[Day]] = defaultdict(list)
    for day, province, lines in days:
        week = f"{day:%G-W%V}" if Grouping.WEEK in by else None
        region = province if Grouping.REGION in by else None
        found[week, region].append((day, province, lines))
    yield from found.items()


def _rows(group: tuple[str | None, str | None], days: list[Day], kind: ReportKind, texts: TextKind) -> Iterator[Row]:
    week, region = group
    for total in totals(days, texts):
        if total.counts[_COUNTED[kind]]:
            yield _row(total, week, None if region == NOWHERE else region)


def _row(total: Total, week: str | None, region: str | None) -> Row:
    counts = {name: total.counts[name] for name in ("searches", "nothing", "few", "loosened")}
    return Row(text=total.text, week=week, region=region, **counts)


def _count(row: Row, kind: ReportKind) -> int:
    number: int = getattr(row, _COUNTED[kind])
    return number
