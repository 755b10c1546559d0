"""Load shedding: what has waited too long is refused at once, the cheapest first, so that the rest is served in time.

A request says when it arrived, so that the moment at which work on it begins tells how long it waited. A queue that was
never short for a whole interval is standing, as opposed to a burst that passes (K. Nichols, V. Jacobson, *Controlling
Queue Delay*, 2012). While it stands each class has little patience; otherwise only what nobody waits for any more is
refused. In the cloud a function serves one request at a time and nothing waits before it but its start: there API
Gateway's throttles and the functions' reserved concurrency bound the load (docs/limits.md).
"""

import random
import threading
from collections.abc import Mapping

import msgspec

from chalicelib.errors import Overloaded
from chalicelib.limits.model import RouteClass
from chalicelib.observability import measure

TARGET_SECONDS = 0.1
"""A wait that every queue may have."""
INTERVAL_SECONDS = 0.5
"""A queue whose shortest wait was longer than the target over such an interval is standing."""
IMPLAUSIBLE_SECONDS = 60.0
"""Longer than API Gateway waits: a clock is wrong, not a queue long."""


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds that a request may wait while the queue stands and otherwise, its share of the places to wait.

    ``retry_after``: seconds after which trying again makes sense; twice as many at most, so that not all come at once.
    """

    standing: float
    usual: float
    share: float
    retry_after: int


PATIENCE: Mapping[RouteClass, Patience] = {
    # Whoever types has typed on meanwhile.
    RouteClass.SUGGEST: Patience(standing=0.1, usual=1.0, share=0.25, retry_after=1),
    RouteClass.SEARCH: Patience(standing=0.5, usual=5.0, share=0.5, retry_after=2),
    RouteClass.BULK: Patience(standing=0.5, usual=5.0, share=0.5, retry_after=10),
    RouteClass.READ: Patience(standing=1.0, usual=8.0, share=0.6, retry_after=2),
    # A portal comes again by itself; nothing of a push is lost that was not answered.
    RouteClass.PUSH: Patience(standing=1.5, usual=10.0, share=0.7, retry_after=10),
    RouteClass.SIGN_IN: Patience(standing=4.0, usual=10.0, share=0.9, retry_after=3),
    RouteClass.WRITE: Patience(standing=4.0, usual=10.0, share=1.0, retry_after=3),
}
"""What is not here is never shed: health, and what somebody is in the middle of (`RouteClass.VITAL`)."""


class Shedder:
    """Knows how the queue before this process stands; safe for threads."""

    def __init__(self, target: float = TARGET_SECONDS, interval: float = INTERVAL_SECONDS) -> None:
        """Begin without a queue."""
        self._target, self._interval = target, interval
        self._lock = threading.Lock()
        self._ends = 0.0
        self._shortest: float | None = None
        self._stands = False

    def stands(self, waited: float, moment: float) -> bool:
        """Note that a request waited so many seconds until ``moment`` and tell whether the queue stands."""
        with self._lock:
            if moment >= self._ends:
                self._begin(moment)
            self._shortest = waited if self._shortest is None else min(waited, self._shortest)
            # One request that did not wait is enough: there is no queue.
            self._stands = self._stands and waited > self._target
            return self._stands

    def _begin(self, moment: float) -> None:
        recent = moment - self._ends < self._interval
        self._stands = recent and self._shortest is not None and self._shortest > self._target
        self._shortest, self._ends = None, moment + self._interval

    def sheds(self, kind: RouteClass, waited: float, moment: float) -> bool:
        """Tell whether a request of ``kind`` that waited so long is to be refused."""
        stands = self.stands(waited, moment)
        patience = PATIENCE.get(kind)
        return patience is not None and waited > (patience.standing if stands else patience.usual)


def places(kind: RouteClass, waiting: int) -> int | None:
    """Return how many requests may be open before one of ``kind`` is not taken in; ``None``: it always is."""
    patience = PATIENCE.get(kind)
    return max(1, int(waiting * patience.share)) if patience else None


def shed(kind: RouteClass) -> Overloaded:
    """Return the refusal of a request of ``kind``, and count it."""
    measure("Shed", 1, kind=kind.value)
    least = PATIENCE[kind].retry_after
    return Overloaded(random.randint(least, 2 * least))  # noqa: S311 - spreads those who come again


_SHEDDER = Shedder()


def refuse_late(kind: RouteClass, waited: float, moment: float, shedder: Shedder = _SHEDDER) -> None:
    """Raise `Overloaded` for a request that has waited too long for what it is."""
    if waited < IMPLAUSIBLE_SECONDS and shedder.sheds(kind, waited, moment):
        raise shed(kind)
