"""The work of an office in figures, of no single officer."""

import re
from datetime import datetime

import msgspec

from chalicelib import reference, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import invalid
from chalicelib.reviewing import counting, table
from chalicelib.texts import Text
from chalicelib.vacancies.model import Decision
from security.principal import Principal

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """How often each decision was taken."""

    publish: int = 0
    correct: int = 0
    reject: int = 0


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The queue of a region as it stands, and what was decided in a month.

    ``taken``: held by somebody now. ``left``: went away undecided, withdrawn or amended by the poster. ``late``:
    decided after the deadline. ``median_hours``: from the beginning of the wait to the decision.
    """

    region: str
    month: str
    waiting: int
    overdue: int
    taken: int
    decided: Decisions
    left: int
    late: int
    oldest_since: datetime | None = None
    median_hours: float | None = None


def figures(
    principal: Principal, region: str | None = None, month: str | None = None, clock: Clock = SYSTEM_CLOCK
) -> Figures:
    """Return the figures of ``region`` in ``month`` (``2026-11``): the caller's only one, the present one without.

    A province's hold those of its regencies. Raises `Forbidden`, `InvalidInput` on ``region`` or ``month``.
    """
    region = _one(vacancies.served(principal, region))
    now = clock.now()
    period = month or counting.month_of(now)
    if not _MONTH.fullmatch(period):
        raise invalid("month", "malformed", Text("Bulan ditulis 2026-11.", "A month is written 2026-11."))
    standing = table.counts(counting.keys(region, counting.STANDING, (counting.WAITING, counting.OVERDUE)))
    decided = tuple(decision.value for decision in Decision)
    names = (*decided, counting.LATE, counting.TAKEN_BACK, *counting.CLASSES)
    done = table.counts(counting.keys(region, period, names))
    middle = counting.median(done)
    return Figures(
        region=region,
        month=period,
        waiting=standing.get(counting.WAITING, 0),
        overdue=standing.get(counting.OVERDUE, 0),
        taken=table.leased((region,), now),
        decided=Decisions(**{name: done.get(name, 0) for name in decided}),
        left=done.get(counting.TAKEN_BACK, 0),
        late=done.get(counting.LATE, 0),
        oldest_since=_oldest(region),
        median_hours=None if middle is None else round(middle.total_seconds() / 3600, 1),
    )


def _one(regions: tuple[str, ...]) -> str:
    if len(regions) != 1:
        raise invalid("region", "required", Text("Sebutkan satu wilayah.", "Name one region."))
    if regions[0] not in reference.regions():
        raise invalid("region", "unknown_region", Text("Wilayah tidak dikenal.", "Unknown region."))
    return regions[0]


def _oldest(region: str) -> datetime | None:
    found = (entry.since for entry in vacancies.waiting_in((region,), 1) if entry.region is not None)
    return next(found, None)
