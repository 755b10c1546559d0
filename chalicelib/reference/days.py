"""The calendar of Indonesia: national holidays, collective leave, working days, Ramadan.

Holidays follow the joint decree of three ministers of each year, for which there is a table; no year is computed ahead
of it, since the lunar feasts and collective leave are decided, not derived. Each day names its source: all of 2026 are
of the decree; of 2027 collective leave is, and of the holidays the table says which are fixed by law, which follow from
the date of Easter, which a library holds as confirmed, and which are estimated until the moon has been sighted. What
changes within the year is a table of its own: ``2026.1`` beside ``2026``, and the last one holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.model_calendar import CalendarDay, DayKind, Ramadan

RAMADAN_VERSION = "2026"
_FRIDAY = 5
_DAY = timedelta(days=1)


class UnknownYear(LookupError):
    """There is no table of holidays for a year."""


class YearCalendar:
    """The holidays and collective leave of one year, in the order of their dates."""

    def __init__(self, year: int, days: Iterable[CalendarDay]) -> None:
        """Keep the ``days``."""
        self.year = year
        self._days = {day.date: day for day in days}

    def __iter__(self) -> Iterator[CalendarDay]:
        return iter(self._days.values())

    def on(self, day: date) -> CalendarDay | None:
        """Return the holiday or collective leave on ``day``, None when it is neither."""
        return self._days.get(day)

    @property
    def holidays(self) -> tuple[CalendarDay, ...]:
        """The national holidays."""
        return tuple(day for day in self if day.kind is DayKind.HOLIDAY)

    @property
    def estimated(self) -> tuple[CalendarDay, ...]:
        """The days that may still move: the minister decides them after the sighting of the moon."""
        return tuple(day for day in self if day.estimated)


def calendar_years() -> tuple[int, ...]:
    """Return the years for which the holidays are known, the earliest first."""
    return tuple(_editions(files.versions("calendar_days")))


@cache
def calendar(year: int) -> YearCalendar:
    """Return the holidays and collective leave of ``year``. Raises UnknownYear, BadTable."""
    known = _editions(files.versions("calendar_days"))
    if year not in known:
        years = ", ".join(str(known_year) for known_year in known)
        raise UnknownYear(f"the holidays of {year} are not known; there are tables for {years}")
    return YearCalendar(year, files.typed("calendar_days", known[year], CalendarDay))


def _editions(versions: Iterable[str]) -> Mapping[int, str]:
    """Return the version that holds for each year, the earliest year first."""
    order = sorted(tuple(int(part) for part in version.split(".")) for version in versions)
    return {numbers[0]: ".".join(str(number) for number in numbers) for numbers in order}


def is_working_day(day: date, *, works_on_collective_leave: bool = False) -> bool:
    """Return whether ``day`` is one of work: of Monday to Friday, no holiday and no collective leave.

    Companies may work on collective leave (``works_on_collective_leave``); offices of the government do not.
    Raises UnknownYear.
    """
    free = calendar(day.year).on(day)
    if free is not None and not (works_on_collective_leave and free.kind is DayKind.COLLECTIVE_LEAVE):
        return False
    return day.isoweekday() <= _FRIDAY


def working_days(start: date, end: date, *, works_on_collective_leave: bool = False) -> int:
    """Return the number of working days after ``start`` up to and including ``end``, negative when it lies before.

    So counts add up: from a to b and from b to c make from a to c. Raises UnknownYear.
    """
    if end < start:
        return -working_days(end, start, works_on_collective_leave=works_on_collective_leave)
    days = (start + _DAY * number for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, works_on_collective_leave=works_on_collective_leave) for day in days)


def add_working_days(start: date, days: int, *, works_on_collective_leave: bool = False) -> date:
    """Return the day on which the last of ``days`` working days after ``start`` falls, ``start`` itself for none.

    Raises UnknownYear when it would lie in a year whose holidays are not known, ValueError for a negative number.
    """
    if days < 0:
        raise ValueError(f"{days} working days cannot be added")
    day = start
    while days:
        day += _DAY
        days -= is_working_day(day, works_on_collective_leave=works_on_collective_leave)
    return day


@cache
def ramadans(version: str = RAMADAN_VERSION) -> tuple[Ramadan, ...]:
    """Return the fasting months that the government decided, the earliest first. Raises BadTable."""
    return files.typed("ramadan", version, Ramadan)


def is_ramadan(day: date) -> bool:
    """Return whether ``day`` lies in Ramadan. Raises UnknownYear before the first and after the last known year."""
    known = ramadans()
    if not known[0].first.year <= day.year <= known[-1].last.year:
        raise UnknownYear(f"Ramadan of {day.year} is not known; it is from {known[0].first} to {known[-1].last}")
    return any(day in month for month in known)
