"""A circuit breaker (M. Nygard, *Release It!*, 2007): a register that keeps failing is left alone for a while.

State is of the process. One function alone asks registers, one instance at a time, so that it holds for everybody. See
docs/decisions/0178-breaker-and-budget.md.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.clock import SYSTEM_CLOCK, Clock


class Circuit(StrEnum):
    """``OPEN``: nobody asks. ``HALF_OPEN``: one question may try whether the register is back."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Opens after ``threshold`` failures in a row, for ``pause``; a trial that fails doubles it up to ``longest``."""

    def __init__(
        self,
        threshold: int = 5,
        pause: timedelta = timedelta(seconds=30),
        longest: timedelta = timedelta(minutes=15),
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        """Begin closed."""
        self._threshold, self._first, self._longest, self._clock = threshold, pause, longest, clock
        self._pause = pause
        self._failures = 0
        self._until: datetime | None = None
        self._trying = False

    @property
    def circuit(self) -> Circuit:
        """Where it stands now."""
        if self._until is None:
            return Circuit.CLOSED
        return Circuit.OPEN if self._clock.now() < self._until else Circuit.HALF_OPEN

    @property
    def seconds_closed_to_all(self) -> int:
        """Whole seconds until the next trial; 0 when one may be made now."""
        if self._until is None:
            return 0
        return max(0, -int(-(self._until - self._clock.now()).total_seconds() // 1))

    def admits(self) -> bool:
        """Tell whether a question may be put now; whoever is admitted says `succeeded`, `failed` or `undecided`."""
        match self.circuit:
            case Circuit.CLOSED:
                return True
            case Circuit.OPEN:
                return False
        if self._trying:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """Close: an answer came."""
        self._failures, self._until, self._pause, self._trying = 0, None, self._first, False

    def undecided(self) -> None:
        """Let the next question try: this one says nothing about the register's health."""
        self._trying = False

    def failed(self) -> None:
        """Count a failure; a failed trial opens again, for longer."""
        self._trying = False
        self._failures += 1
        if self._until is not None:
            self._pause = min(self._pause * 2, self._longest)
        if self._until is not None or self._failures >= self._threshold:
            self._until = self._clock.now() + self._pause
