"""The one source of time. Tests pass a clock of their own."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

WESTERN_TIME = timezone(timedelta(hours=7))
"""Western Indonesian time, in which a day without a clock or a zone is meant."""


def day_of(moment: datetime) -> date:
    """Return the day that ``moment`` (timezone-aware) falls on in western Indonesian time."""
    return moment.astimezone(WESTERN_TIME).date()


class Clock(Protocol):
    """Anything that tells the time in UTC."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is told to advance; for tests and simulations."""

    def __init__(self, moment: datetime) -> None:
        """Start at ``moment`` (timezone-aware)."""
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self._moment

    def advance(self, step: timedelta) -> None:
        """Move forward by ``step``."""
        self._moment += step


SYSTEM_CLOCK = SystemClock()


def to_iso(moment: datetime) -> str:
    """Format as ISO 8601 in UTC with a trailing ``Z``, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def epoch_seconds(moment: datetime) -> int:
    """Return whole seconds since 1970-01-01 UTC, as DynamoDB's time-to-live wants them."""
    return int(moment.timestamp())
