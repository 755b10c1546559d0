"""History that is long past is kept by month: the days of each source are folded into one row.

An employer's vacancies are counted by month from the first, for few post every day. Counts are sums, so nothing is lost
but the day. What still changes of a vacancy that arrived on a folded day is counted on that day again, below nought
perhaps, and is folded with the next run: a month is its row and the rows of its days.
"""

from datetime import date, timedelta

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.quality import table
from chalicelib.quality.following import scope_of_kind, scope_of_source
from chalicelib.tables import committed
from chalicelib.validation.context import SourceKind

KEPT = timedelta(days=400)
"""For so long every day is told by itself: one year can be compared with the one before, day by day."""


def first_kept_day(clock: Clock = SYSTEM_CLOCK) -> date:
    """Return the first day that is told by itself: whole months before it are told as months."""
    return (day_of(clock.now()) - KEPT).replace(day=1)


def fold(clock: Clock = SYSTEM_CLOCK) -> int:
    """Fold the days that are long past into their months; return how many rows that were.

    Each moves in one transaction, unless something was added to it meanwhile: then the next run takes it.
    """
    generation, before = table.generations().current, first_kept_day(clock).isoformat()
    scopes = (*map(scope_of_kind, SourceKind), *map(scope_of_source, table.sources(generation)))
    return sum(_folded(day) for scope in scopes for day in table.days_before(generation, scope, before))


def _folded(day: table.CountsItem) -> bool:
    return committed(lambda transaction: table.fold(transaction, day, day.period[:7]))
