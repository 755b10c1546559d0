"""A small memory of keys: so many at most, each for so long, the least used forgotten first."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from chalicelib.clock import Clock

K = TypeVar("K")
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """What was learned within the last ``longest``, at most ``most`` of it. Safe for threads."""

    def __init__(self, most: int, longest: timedelta, clock: Clock) -> None:
        """Begin with nothing."""
        self._most, self._longest, self._clock = most, longest, clock
        self._known: OrderedDict[K, tuple[V, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: K) -> V | None:
        """Return what is remembered under ``name``, ``None`` when it is too old or unknown."""
        with self._lock:
            known = self._known.get(name)
            if known is None or self._clock.now() - known[1] >= self._longest:
                self._known.pop(name, None)
                return None
            self._known.move_to_end(name)
            return known[0]

    def put(self, name: K, value: V) -> None:
        """Remember ``value`` from now on."""
        with self._lock:
            self._known[name] = (value, self._clock.now())
            self._known.move_to_end(name)
            while len(self._known) > self._most:
                self._known.popitem(last=False)

    def forget(self, name: K) -> None:
        """Forget it."""
        with self._lock:
            self._known.pop(name, None)
