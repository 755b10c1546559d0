"""Until when an answer is of use, handed on from the function to the socket."""

from datetime import datetime, timedelta

from chalicelib.clock import SYSTEM_CLOCK, Clock


class Deadline:
    """A moment that all steps of one piece of work share."""

    def __init__(self, at: datetime, clock: Clock = SYSTEM_CLOCK) -> None:
        """End at ``at`` (timezone-aware)."""
        self.at, self._clock = at, clock

    @property
    def remaining(self) -> float:
        """Seconds left, 0 when it has passed."""
        return max(0.0, (self.at - self._clock.now()).total_seconds())

    def sooner(self, seconds: float) -> "Deadline":
        """Return the earlier one: this, or in ``seconds`` from now."""
        return Deadline(min(self.at, self._clock.now() + timedelta(seconds=seconds)), self._clock)


def within(seconds: float, clock: Clock = SYSTEM_CLOCK) -> Deadline:
    """Return the deadline in ``seconds`` from now."""
    return Deadline(clock.now() + timedelta(seconds=seconds), clock)
