"""Of which days quality is asked for, and of which it can be told."""

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from chalicelib.clock import Clock
from chalicelib.periods import Bounds, days_asked
from chalicelib.quality.folding import first_kept_day
from chalicelib.quality.model import Field

USUAL = timedelta(days=89)
"""Three months, with the last day."""
LONGEST = timedelta(days=731)
"""Between the first day and the last of one answer."""
YEARS = range(2000, 2200)
"""Of days that may be asked for."""
_BOUNDS = Bounds(years=YEARS, usual=USUAL, longest=LONGEST, days=LONGEST.days)


class Step(StrEnum):
    """Into which pieces time is cut."""

    DAY = "day"
    MONTH = "month"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be told: of a kind of source or one source by name, of some fields, of days (inclusive), in steps.

    ``detailed``: of each step the fields too, and not the dimensions alone.
    """

    source: str | None = None
    fields: tuple[Field, ...] = ()
    first: date | None = None
    last: date | None = None
    step: Step | None = None
    detailed: bool = False


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Days from the first to the last; before ``days_from`` whole months are kept and told."""

    first: date
    last: date
    days_from: date

    @property
    def whole(self) -> "Window":
        """The same with what is told really: whole months where months are kept."""
        first, last = self.first, self.last
        if first < self.days_from:
            first = first.replace(day=1)
        if last < self.days_from:
            last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return msgspec.structs.replace(self, first=first, last=last)

    def step_of(self, period: str, step: Step) -> str:
        """Return to which step a period belongs, a day or a month."""
        return period if step is Step.DAY and period >= self.days_from.isoformat() else period[:7]


def window_of(asked: Asked, clock: Clock, *, by_month: bool = False) -> Window:
    """Return the days that are asked for; ``by_month``: of a source whose days are not kept.

    Raises `InvalidInput` on ``from`` or ``to``.
    """
    first, last = days_asked(asked.first, asked.last, _BOUNDS, clock)
    days_from = date(YEARS.stop, 1, 1) if by_month else first_kept_day(clock)
    return Window(first=first, last=last, days_from=days_from).whole
