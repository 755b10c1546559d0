"""Workers that keep an index wait for it: while it is away, no change of a table loses its place in the stream.

A record that no attempt gets through is set aside so that its neighbours go on, and what was set aside is indexed when
table and index are compared. An index that is away is no fault of any record: the worker waits for it as long as the
invocation lasts, and each attempt that a stream grants outlasts that much more of an outage (docs/security/faults.md).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from chalicelib.errors import Unavailable
from chalicelib.observability import logger

T = TypeVar("T")
RESERVED_SECONDS = 30.0
"""What a try may take at most: it begins within 15 seconds and then waits for an answer for up to 10."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 5.0


def outlasting(work: Callable[[], T], left: Callable[[], float], pause: Callable[[float], None] = time.sleep) -> T:
    """Do ``work`` once the index answers; ``left`` gives the seconds that are left of the invocation.

    What ``work`` did is done again after it failed, so it must be repeatable. Raises what it raised,
    `search.port.IndexUnavailable` or `Unavailable`, when there is no time for another try.
    """
    from search.port import IndexUnavailable

    seconds = FIRST_PAUSE_SECONDS
    while True:
        try:
            return work()
        except (IndexUnavailable, Unavailable):
            if left() < seconds + RESERVED_SECONDS:
                raise
            logger.warning("the index is waited for", extra={"seconds": seconds})
        pause(seconds)
        seconds = min(2 * seconds, LONGEST_PAUSE_SECONDS)


def left_of(event: Any) -> Callable[[], float]:  # noqa: ANN401 - any of Chalice's events
    """Return what tells the seconds that are left of the invocation that brought ``event``."""
    return lambda: float(event.context.get_remaining_time_in_millis()) / 1000
