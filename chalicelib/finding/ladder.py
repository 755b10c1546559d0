"""How much of a search an index in trouble is still asked for: fewer things step by step, and one trial at a time.

Trouble adds up and wanes with time. A failure weighs one step, a slow answer a third; in calm one step goes every
`CALM_SECONDS`, so that no one has to put anything back. On the last step the index is left alone but for a trial after
a pause, which doubles with every trial that fails (M. Nygard, *Release It!*, 2007, "circuit breaker").
"""

import threading
from enum import IntEnum


class Step(IntEnum):
    """What is left out, each step with those before it."""

    FULL = 0
    NO_FACETS = 1
    PLAIN = 2
    SHORT = 3
    KEPT = 4


CALM_SECONDS = 5.0
SLOW_SECONDS = 2.5
"""Five times what a search may take on a usual day (docs/performance.md)."""
FAILURE, SLOWNESS, RELIEF = 1.0, 0.34, 0.1
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 2.0, 30.0
TRIAL_SECONDS = 10.0
"""After so long a trial that told nothing is forgotten."""


class Ladder:
    """The trouble that one process has had with the index lately; safe for threads. Moments are monotonic seconds."""

    def __init__(self) -> None:
        """Begin without trouble."""
        self._lock = threading.Lock()
        self._trouble = 0.0
        self._since = 0.0
        self._pause = FIRST_PAUSE_SECONDS
        self._closed_until: float | None = None
        self._trial_until = 0.0

    def step(self, moment: float) -> Step:
        """Return how to search now. Who is let through to an index that was left alone says `answered` or `failed`."""
        with self._lock:
            if self._closed_until is None:
                return self._step(moment)
            if moment < self._closed_until or moment < self._trial_until:
                return Step.KEPT
            self._trial_until = moment + TRIAL_SECONDS
            return Step.SHORT

    def seen(self, moment: float) -> Step:
        """Return where it stands without being the trial."""
        with self._lock:
            return self._step(moment) if self._closed_until is None else Step.KEPT

    def answered(self, seconds: float, moment: float) -> None:
        """Note that the index answered after ``seconds``."""
        with self._lock:
            if self._closed_until is not None:
                self._closed_until, self._pause, self._trial_until = None, FIRST_PAUSE_SECONDS, 0.0
                self._trouble, self._since = float(Step.SHORT), moment
            elif seconds > SLOW_SECONDS:
                self._set(min(float(Step.SHORT), self._now(moment - seconds) + SLOWNESS), moment)
            else:
                self._set(self._now(moment) - RELIEF, moment)

    def failed(self, moment: float, seconds: float = 0.0) -> None:
        """Note that the index did not answer within ``seconds``: waiting for it was no calm."""
        with self._lock:
            if self._closed_until is not None:
                if moment >= self._closed_until:
                    self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
                    self._close(moment)
                return
            self._set(self._now(moment - seconds) + FAILURE, moment)
            if self._step(moment) is Step.KEPT:
                self._close(moment)

    def _close(self, moment: float) -> None:
        self._closed_until, self._trial_until = moment + self._pause, 0.0

    def _set(self, trouble: float, moment: float) -> None:
        self._trouble, self._since = max(0.0, min(float(Step.KEPT), trouble)), moment

    def _now(self, moment: float) -> float:
        return max(0.0, self._trouble - max(0.0, moment - self._since) / CALM_SECONDS)

    def _step(self, moment: float) -> Step:
        return Step(int(self._now(moment) + 0.5))
