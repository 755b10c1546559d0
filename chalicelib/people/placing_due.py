"""Giving stored people their place in the index of who is to be reminded: a job over the table, to be broken off.

People who were stored before that index was there, or before its reckoning changed, lack their place until their next
write; who never comes has none, and would be reminded of nothing and stay findable for ever. Placing is no change of
the person: `updated_at` and ``ETag`` stay, and the job may run as often as anybody likes.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import msgspec

from chalicelib.jobs import FileNote, Pace, Progress
from chalicelib.people import table
from chalicelib.people.table import PersonItem


class Placing(msgspec.Struct, frozen=True, kw_only=True):
    """How to place. ``page`` people are read at a time; ``workers`` of them are placed at the same time."""

    dry_run: bool = False
    writes_per_second: float | None = None
    page: int = 200
    workers: int = 8


class PlacingReport(msgspec.Struct, frozen=True, kw_only=True):
    """What placing did, or in a dry run would do: of all ``seen`` some were ``right`` and the others ``placed``.

    ``contended`` changed meanwhile: whoever changed them placed them.
    """

    dry_run: bool
    seen: int = 0
    right: int = 0
    placed: int = 0
    contended: int = 0
    seconds: float = 0.0


class PlacingReached(msgspec.Struct, frozen=True, kw_only=True):
    """How far placing came: the last person of a finished page, and the counts."""

    after: str
    report: PlacingReport


def place_due(
    how: Placing,
    note: FileNote[PlacingReached] | None = None,
    progress: Progress | None = None,
    pace: Pace | None = None,
) -> PlacingReport:
    """Place everybody who lacks their place or has a wrong one, and return what was done; twice changes nothing.

    With ``note`` a run that was broken off goes on after the last page that it finished. A dry run writes nothing and
    begins at the beginning. Raises what the table raises: who was placed until then stays so.
    """
    kept = None if how.dry_run else note
    reached = kept.read() if kept else None
    report = reached.report if reached else PlacingReport(dry_run=how.dry_run)
    after, rate = reached.after if reached else None, pace or Pace(how.writes_per_second)
    began, total = time.monotonic() - report.seconds, table.about()
    with ThreadPoolExecutor(how.workers) as pool:
        while True:
            items, after = table.some(after, how.page)
            outcomes = list(pool.map(lambda item: _placed(item, rate, dry_run=how.dry_run), items))
            report = _counted(report, outcomes, time.monotonic() - began)
            if progress:
                progress(report.seen, max(total, report.seen) if total and after else report.seen)
            if after is None:
                break
            if kept:
                kept.note(PlacingReached(after=after, report=report))
    if kept:
        kept.clear()
    return report


def _placed(item: PersonItem, pace: Pace, *, dry_run: bool) -> str:
    if item.is_placed:
        return "right"
    if dry_run:
        return "placed"
    pace.wait()
    return "placed" if table.place_anew(item) else "contended"


def _counted(report: PlacingReport, outcomes: list[str], seconds: float) -> PlacingReport:
    more = {name: getattr(report, name) + outcomes.count(name) for name in ("right", "placed", "contended")}
    return msgspec.structs.replace(report, seen=report.seen + len(outcomes), seconds=round(seconds, 3), **more)
