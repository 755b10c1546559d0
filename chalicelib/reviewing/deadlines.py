"""Until when an officer has to decide: the end of a working day at the place of the work.

Offices of the government work from Monday to Friday and not on holidays or collective leave; what comes after their
hours comes on the next working day. Time zones: Presidential Decree 41/1987.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

from chalicelib import reference
from chalicelib.reference.days import UnknownYear

OFFICE_ENDS = time(16)
_DAY = timedelta(days=1)
_WESTERN, _CENTRAL, _EASTERN = (timezone(timedelta(hours=hours)) for hours in (7, 8, 9))
_CENTRAL_PROVINCES = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN_PROVINCES = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def zone_of(region: str | None) -> timezone:
    """Return the time zone of a region's code; western time where it is not known."""
    province = (region or "")[:2]
    if province in _EASTERN_PROVINCES:
        return _EASTERN
    return _CENTRAL if province in _CENTRAL_PROVINCES else _WESTERN


def due(since: datetime, region: str | None, days: int) -> datetime:
    """Return when ``days`` working days after ``since`` are over: the end of the office's hours on the last of them.

    Never before ``since``; a later ``since`` is never due earlier.
    """
    zone = zone_of(region)
    local = since.astimezone(zone)
    day = local.date() if local.time() < OFFICE_ENDS else local.date() + _DAY
    while not works(day):
        day += _DAY
    for _ in range(days):
        day += _DAY
        while not works(day):
            day += _DAY
    return datetime.combine(day, OFFICE_ENDS, zone).astimezone(UTC)


def works(day: date) -> bool:
    """Tell whether offices work on ``day``; of a year whose holidays are not decreed yet weekends alone are known."""
    try:
        return reference.is_working_day(day)
    except UnknownYear:
        return day.isoweekday() <= 5
