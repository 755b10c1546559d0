"""When a person is told: at their pace, never in their quiet hours, by the clock of where they live.

Indonesia has three times and no summer time (Presidential Decree 41/1987): western (UTC+7), central (+8), eastern (+9).
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

from chalicelib.alerts.model import LONGEST_PAUSE, AlertSettings, Pace, QuietHours
from chalicelib.clock import WESTERN_TIME

CENTRAL_TIME = timezone(timedelta(hours=8))
EASTERN_TIME = timezone(timedelta(hours=9))
DIGEST_HOUR = 8
"""The hour at which a day's or a week's message goes out, by the person's clock."""
_MONDAY = 1
_DAY = timedelta(days=1)
_CENTRAL = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})
"""Provinces by the ministry's codes: Bali, Nusa Tenggara, the south, east and north of Kalimantan and Sulawesi are
central, Maluku and Papua eastern; all others western."""


def zone_of(region: str | None) -> timezone:
    """Return the time of ``region``, a province or what lies in one; without one western time."""
    province = (region or "").partition(".")[0]
    if province in _CENTRAL:
        return CENTRAL_TIME
    return EASTERN_TIME if province in _EASTERN else WESTERN_TIME


def is_quiet(moment: datetime, quiet: QuietHours, zone: timezone) -> bool:
    """Tell whether ``moment`` lies in the quiet hours: the first minute does, the last one after them does not."""
    hour = moment.astimezone(zone).hour
    if quiet.start <= quiet.end:
        return quiet.start <= hour < quiet.end
    return hour >= quiet.start or hour < quiet.end


def audible(moment: datetime, quiet: QuietHours, zone: timezone) -> datetime:
    """Return the first moment from ``moment`` on that is not quiet, in UTC."""
    if not is_quiet(moment, quiet, zone):
        return moment.astimezone(UTC)
    local = moment.astimezone(zone)
    end = _at(local.date(), quiet.end, zone)
    return end if end > moment else _at(local.date() + _DAY, quiet.end, zone)


def next_slot(settings: AlertSettings, zone: timezone, now: datetime, last: datetime | None) -> datetime:
    """Return when a match that is found ``now`` may be told at the earliest, after somebody was told at ``last``."""
    begin = _begin(settings.paused_until, now)
    if settings.pace is Pace.IMMEDIATE:
        return audible(begin, settings.quiet, zone)
    day = begin.astimezone(zone).date()
    told = last.astimezone(zone).date() if last is not None else None
    while not _suits(day, settings, zone, begin, told):
        day += _DAY
    return _slot(day, settings, zone)


def _begin(paused: datetime | None, now: datetime) -> datetime:
    """Return the end of the pause. One without an end in sight counts as the longest: no date runs over."""
    return now if paused is None else max(now, min(paused, now + LONGEST_PAUSE))


def _suits(day: date, settings: AlertSettings, zone: timezone, begin: datetime, told: date | None) -> bool:
    if settings.pace is Pace.WEEKLY and day.isoweekday() != _MONDAY:
        return False
    slot = _slot(day, settings, zone)
    # Quiet hours may move a slot to the next day: what counts is the day on which the person is told.
    return slot >= begin and (told is None or slot.astimezone(zone).date() > told)


def _slot(day: date, settings: AlertSettings, zone: timezone) -> datetime:
    return audible(_at(day, DIGEST_HOUR, zone), settings.quiet, zone)


def _at(day: date, hour: int, zone: timezone) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
