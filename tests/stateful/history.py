"""The history of writes under versions, and whether it could have happened one after another.

A versioned thing is a register: a write names the version that it saw and, when it is taken, makes the next one. Such a
history can be put in one order exactly when each version has one writer who saw the one before it, and nobody who
begins after somebody ended sees less. That needs no search: versions name the order.
"""

import itertools
import threading
import time
from collections.abc import Iterator

import msgspec


class Write(msgspec.Struct, frozen=True, kw_only=True):
    """A write that was taken: what it saw, what it made, between when and when."""

    saw: int
    made: int
    word: str
    began: float
    ended: float


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody saw, between when and when."""

    version: int
    word: str
    began: float
    ended: float


class History:
    """What several threads wrote and read of one thing."""

    def __init__(self, version: int, word: str) -> None:
        self.first, self.word = version, word
        self._lock = threading.Lock()
        self.writes: list[Write] = []
        self.readings: list[Reading] = []

    def wrote(self, write: Write) -> None:
        """Note a write."""
        with self._lock:
            self.writes.append(write)

    def read(self, reading: Reading) -> None:
        """Note a reading."""
        with self._lock:
            self.readings.append(reading)

    def anomalies(self) -> list[str]:
        """What could not have happened if one came after another; nothing when all is well."""
        return [*self._broken_chain(), *self._wrong_words(), *self._back_in_time()]

    def _broken_chain(self) -> Iterator[str]:
        made = sorted(self.writes, key=lambda write: write.made)
        for expected, write in enumerate(made, start=self.first + 1):
            if write.made != expected or write.saw != expected - 1:
                yield f"lost update: {write} where {expected} was to be made"

    def _wrong_words(self) -> Iterator[str]:
        words = {write.made: write.word for write in self.writes} | {self.first: self.word}
        for reading in self.readings:
            if words.get(reading.version) != reading.word:
                yield f"dirty: {reading}, but {words.get(reading.version)!r} was written"

    def _back_in_time(self) -> Iterator[str]:
        seen = [(write.ended, write.made) for write in self.writes]
        seen += [(reading.ended, reading.version) for reading in self.readings]
        known = sorted(seen)
        highest = list(itertools.accumulate((version for _, version in known), max))
        for reading in self.readings:
            place = sum(1 for ended, _ in known if ended < reading.began)
            if place and highest[place - 1] > reading.version:
                yield f"stale: {reading} after version {highest[place - 1]} was known"


def moment() -> float:
    """A clock that all threads share."""
    return time.monotonic()
