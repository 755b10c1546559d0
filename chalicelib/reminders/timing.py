"""Days and hours at which people are reminded: in working hours of working days, and never on a holiday."""

from datetime import UTC, date, datetime, time, timedelta

from chalicelib.clock import WESTERN_TIME, day_of

OPENING, CLOSING = time(9), time(15)
"""Western time. Nine to three there is eleven to five in the east: office hours in all three zones.

They lie in daylight too, so nobody is disturbed in the nights of Ramadan, when offices close at three.
"""

_DAY = timedelta(days=1)


def is_open(moment: datetime) -> bool:
    """Tell whether people may be reminded at ``moment``."""
    local = moment.astimezone(WESTERN_TIME)
    return OPENING <= local.time() < CLOSING and works(local.date())


def notice(end: datetime, before: timedelta) -> datetime:
    """Return when to remind of ``end``: ``before`` it at the opening hour, earlier when that day is none of work."""
    day = day_of(end - before)
    while not works(day):
        day -= _DAY
    return opening_of(day)


def following(moment: datetime) -> datetime:
    """Return the opening hour of the first working day after the day of ``moment``."""
    day = day_of(moment) + _DAY
    while not works(day):
        day += _DAY
    return opening_of(day)


def works(day: date) -> bool:
    """Tell whether ``day`` is one of work; of a year whose holidays are not decreed, only weekends are known."""
    from chalicelib.reference.days import UnknownYear, is_working_day

    try:
        return is_working_day(day)
    except UnknownYear:
        return day.isoweekday() <= 5


def opening_of(day: date) -> datetime:
    """Return the opening hour of ``day`` in UTC."""
    return datetime.combine(day, OPENING, WESTERN_TIME).astimezone(UTC)
