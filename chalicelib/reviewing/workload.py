"""The work of an office in figures, of no single officer."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

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
    decided after the deadline. Hours are those that passed, nights and holidays too, from the beginning of the wait to
    the decision: ``mean_hours`` is exact to the second; ``median_hours`` is interpolated within a class of times, and
    lies for certain between ``median_from_hours`` and ``median_to_hours`` (absent: over twenty days).
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
    mean_hours: float | None = None
    median_hours: float | None = None
    median_from_hours: float | None = None
    median_to_hours: float | None = None


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
    names = (*decided, counting.LATE, counting.TAKEN_BACK, counting.SECONDS, *counting.CLASSES)
    done = table.counts(counting.keys(region, period, names))
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
        **_times(done),
    )


def _times(done: Mapping[str, int]) -> dict[str, float | None]:
    middle = counting.median(done)
    if middle is None:
        return {}
    mean = timedelta(seconds=done.get(counting.SECONDS, 0) / sum(done.get(name, 0) for name in counting.CLASSES))
    return {
        "mean_hours": _hours(mean),
        "median_hours": _hours(middle.about),
        "median_from_hours": _hours(middle.low),
        "median_to_hours": None if middle.high is None else _hours(middle.high),
    }


def _hours(time: timedelta) -> float:
    return round(time.total_seconds() / 3600, 3)


def _one(regions: tuple[str, ...]) -> str:
    if len(regions) != 1:
        raise invalid("region", "required", Text("Sebutkan satu wilayah.", "Name one region."))
    if regions[0] not in reference.regions():
        raise invalid("region", "unknown_region", Text("Wilayah tidak dikenal.", "Unknown region."))
    return regions[0]


def _oldest(region: str) -> datetime | None:
    found = (entry.since for entry in vacancies.waiting_in((region,), 1) if entry.region is not None)
    return next(found, None)
