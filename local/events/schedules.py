"""Schedule expressions of EventBridge: `rate(5 minutes)`, `cron(0 18 * * ? *)`; times are UTC."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from local.events.delivery import deliver
from local.events.shapes import schedule_event
from local.events.sources import ScheduleSource
from local.events.worker import Worker

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)")
_MONTHS = dict(zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13), strict=True))  # noqa: SIM905
_DAYS = dict(zip("SUN MON TUE WED THU FRI SAT".split(), range(1, 8), strict=True))  # noqa: SIM905
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199))
_HORIZON = timedelta(days=366 * 5)


def next_time(expression: str, after: datetime) -> datetime:
    """The first moment after `after` that the expression names; raises `ValueError` when it cannot be read."""
    rate = _RATE.fullmatch(expression)
    if rate:
        return after + timedelta(**{f"{rate[2]}s": int(rate[1])})
    cron = _CRON.fullmatch(expression)
    if cron is None:
        raise ValueError(f"{expression!r} is neither rate(...) nor cron(...)")
    names: tuple[dict[str, int], ...] = ({}, {}, {}, _MONTHS, _DAYS, {})
    fields = [_values(*args) for args in zip(cron.groups(), _RANGES, names, strict=True)]
    return _first_match(fields, after, expression)


def _first_match(fields: list[frozenset[int]], after: datetime, expression: str) -> datetime:
    minutes, hours, days, months, weekdays, years = fields
    moment = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while moment - after < _HORIZON:
        weekday = moment.isoweekday() % 7 + 1
        if moment.day not in days or moment.month not in months or weekday not in weekdays or moment.year not in years:
            moment = moment.replace(hour=0, minute=0) + timedelta(days=1)
        elif moment.hour not in hours:
            moment = moment.replace(minute=0) + timedelta(hours=1)
        elif moment.minute not in minutes:
            moment += timedelta(minutes=1)
        else:
            return moment
    raise ValueError(f"{expression!r} names no moment in the next five years")


def _values(text: str, bounds: tuple[int, int], names: dict[str, int]) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        low, high = _span(span, bounds, names, stepped=bool(step))
        found.update(range(low, high + 1, int(step or 1)))
    if not found or min(found) < bounds[0] or max(found) > bounds[1]:
        raise ValueError(f"{text!r} is not within {bounds[0]} to {bounds[1]}")
    return frozenset(found)


def _span(text: str, bounds: tuple[int, int], names: dict[str, int], *, stepped: bool) -> tuple[int, int]:
    if text in {"*", "?"}:
        return bounds
    low, _, high = text.partition("-")
    first = names.get(low.upper()) or int(low)
    if high:
        return first, names.get(high.upper()) or int(high)
    return first, bounds[1] if stepped else first


class ScheduleWorker(Worker):
    """Calls the handler when its time has come. A time that passed while it worked is not made up for."""

    idle_seconds = 15.0

    def __init__(self, source: ScheduleSource, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Raises `ValueError` when the expression cannot be read."""
        super().__init__(source.name)
        self._source = source
        self._now = now
        self._due = next_time(source.expression, now())

    def poll(self) -> bool:
        """Call the handler if it is due."""
        if self._now() < self._due:
            return False
        self.fire()
        self._due = next_time(self._source.expression, self._now())
        return True

    def fire(self) -> bool:
        """Call the handler now; returns whether it succeeded."""
        event = schedule_event(self.name, self._now())
        outcome = deliver(self.name, self._source.handler, event, [event["id"]])
        self.delivered += 1
        return outcome.succeeded
