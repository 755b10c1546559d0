"""What long jobs over a table share: writing no faster than is good, and noting how far they came."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")
Progress = Callable[[int, int | None], None]
"""Told how many items were seen and, when known, of about how many."""


class Pace:
    """Lets writes through at even intervals, over all threads; without a rate, at once."""

    def __init__(
        self,
        per_second: float | None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Allow ``per_second`` writes a second."""
        self._interval = 1 / per_second if per_second else 0.0
        self._now, self._sleep = now, sleep
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next write may go out."""
        with self._lock:
            now = self._now()
            mine = max(now, self._next)
            self._next = mine + self._interval
        if mine > now:
            self._sleep(mine - now)


class FileNote(Generic[T]):
    """A note in a file. It is replaced as a whole: a process that is killed leaves the old or the new one."""

    def __init__(self, path: Path, kind: type[T]) -> None:
        """Keep a ``kind`` at ``path``."""
        self._path, self._kind = path, kind

    def read(self) -> T | None:
        """Return what was noted last, ``None`` without any. One that cannot be read counts as none."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=self._kind)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def note(self, reached: T) -> None:
        """Remember it instead of what was noted before."""
        beside = self._path.with_name(f"{self._path.name}.new")
        beside.write_bytes(msgspec.json.encode(reached))
        os.replace(beside, self._path)

    def clear(self) -> None:
        """Forget it."""
        self._path.unlink(missing_ok=True)
