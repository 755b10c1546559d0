"""The days that a report is asked for."""

from datetime import date, timedelta

import msgspec

from chalicelib.clock import Clock, day_of
from chalicelib.errors import invalid
from chalicelib.texts import Text


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked: days of ``years``, ``usual`` when none is named, ``longest`` in between, told as ``days``."""

    years: range
    usual: timedelta
    longest: timedelta
    days: int


def days_asked(first: date | None, last: date | None, bounds: Bounds, clock: Clock) -> tuple[date, date]:
    """Return the first and the last day; raises `InvalidInput` on ``from`` or ``to``."""
    for name, day in (("from", first), ("to", last)):
        if day is not None and day.year not in bounds.years:
            earliest, latest = bounds.years[0], bounds.years[-1]
            text = Text(f"Tahun {earliest} sampai {latest}.", f"Years from {earliest} to {latest}.")
            raise invalid(name, "out_of_range", text)
    end = last or day_of(clock.now())
    begin = first or end - bounds.usual
    if begin > end:
        raise invalid("from", "after_end", Text("Awal setelah akhir.", "It begins after its end."))
    if end - begin > bounds.longest:
        text = Text(f"Paling lama {bounds.days} hari.", f"At most {bounds.days} days.")
        raise invalid("from", "too_long", text)
    return begin, end
