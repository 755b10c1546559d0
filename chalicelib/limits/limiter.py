"""Leases: a process takes several requests of somebody's window at once, so that not each of them writes.

A lease holds for its slice alone; what is not used of it is lost, which is the margin of this limiter: somebody may be
refused who has used the limit less what processes hold. A lease grows while a process needs more of them within a
slice, begins the next slice at half of what was used in the one before, and shrinks towards the end of the room. A
refusal holds until the slice ends, and asks nobody.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.errors import Unavailable
from chalicelib.limits.model import Limit, Standing
from chalicelib.limits.windows import Window, seconds_until_room
from chalicelib.observability import logger, measure

FIRST_SHARE, LARGEST_SHARE, LAST_SHARE = 64, 16, 8
"""A first lease is a 64th of the limit, the largest a 16th, and none but single ones is over an 8th of the room."""

MOST_LEASES = 20_000
"""Leases that a process keeps: about 10 MB. Those that were not asked for the longest go first."""

PAUSE_SECONDS = 5.0
"""How long the table is left alone after it did not answer."""

_FAILURES = (BotoCoreError, ClientError, Unavailable)

Take = Callable[[str, Limit, int, int], tuple[int, Window]]
"""`chalicelib.limits.table.take`."""


class Lease(msgspec.Struct, kw_only=True):
    """What a process holds of somebody's window; ``next`` is how many it would take next in this slice."""

    slot: int
    held: int
    used: int
    window: Window
    next: int


class Limiter:
    """Counts for one process; safe for threads."""

    def __init__(self, take: Take, most_leases: int = MOST_LEASES) -> None:
        """Count by ``take``."""
        self._take = take
        self._most = most_leases
        self._leases: OrderedDict[str, Lease] = OrderedDict()
        self._lock = threading.Lock()
        self._paused_until = 0.0

    def ask(self, limit: Limit, subject: str, moment: float) -> Standing:
        """Count one request of ``subject`` at ``moment`` (epoch seconds) and return where it stands; never raises."""
        key = f"{limit.name}#{subject}"
        with self._lock:
            lease = self._leases.get(key)
            if lease is not None and lease.slot >= limit.slot(moment):
                self._leases.move_to_end(key)
                if lease.held or not lease.window.room:
                    return _used(lease, limit, moment)
            wanted = _wanted(lease, limit, limit.slot(moment))
            paused = moment < self._paused_until
        return _uncounted(limit) if paused else self._counted(key, limit, moment, wanted)

    def _counted(self, key: str, limit: Limit, moment: float, wanted: int) -> Standing:
        try:
            given, window = self._take(key, limit, limit.slot(moment), wanted)
        except _FAILURES as error:
            return self._failed(error, limit, moment)
        with self._lock:
            known = self._leases.get(key)
            own = known is not None and known.slot == window.slot
            held, used = (known.held, known.used) if own and known else (0, 0)
            following = _next(wanted, window, limit)
            lease = Lease(slot=window.slot, held=held + given, used=used, window=window, next=following)
            self._leases[key] = lease
            self._leases.move_to_end(key)
            if len(self._leases) > self._most:
                self._leases.popitem(last=False)
            return _used(lease, limit, moment)

    def _failed(self, error: Exception, limit: Limit, moment: float) -> Standing:
        measure("LimiterFailed", 1)
        logger.warning("requests are not counted", extra={"reason": type(error).__name__})
        with self._lock:
            self._paused_until = moment + PAUSE_SECONDS
        return _uncounted(limit)


def _used(lease: Lease, limit: Limit, moment: float) -> Standing:
    """Take one of a lease, or tell that there is nothing left. The caller holds the lock."""
    if not lease.held:
        return Standing(limit=limit, admitted=False, left=0, seconds=seconds_until_room(lease.window, limit, moment))
    lease.held -= 1
    lease.used += 1
    left = lease.held + lease.window.room
    seconds = max(1, -int(-((lease.slot + 1) * limit.slice - moment) // 1))
    return Standing(limit=limit, admitted=True, left=left, seconds=seconds)


def _wanted(lease: Lease | None, limit: Limit, slot: int) -> int:
    if lease is None:
        return max(1, limit.most // FIRST_SHARE)
    if lease.slot >= slot:
        return lease.next
    return max(1, min(lease.used // 2, limit.most // LARGEST_SHARE))


def _next(taken: int, window: Window, limit: Limit) -> int:
    largest = max(1, limit.most // LARGEST_SHARE)
    return max(1, min(2 * taken, largest, window.room // LAST_SHARE))


def _uncounted(limit: Limit) -> Standing:
    return Standing(limit=limit, admitted=True, left=limit.most, seconds=limit.seconds, counted=False)
