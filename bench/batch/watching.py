"""How much memory a process and its children hold together, and an end to it after some time."""

import signal
import threading
from types import FrameType

import psutil

_EVERY = 0.5


class Watch:
    """Samples while it is open; ``peak`` is the most bytes that all processes held together, shared pages once."""

    def __init__(self, limit: int) -> None:
        """Raise ``KeyboardInterrupt`` in the main thread after ``limit`` seconds."""
        self._limit = limit
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self.peak = 0

    def __enter__(self) -> "Watch":
        """Begin."""
        signal.signal(signal.SIGALRM, _end)
        signal.alarm(self._limit)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        signal.alarm(0)
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        own = psutil.Process()
        while not self._over.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_held, (own, *own.children(recursive=True)))))


def _held(process: psutil.Process) -> int:
    try:
        held = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(held, "pss", held.rss))


def _end(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt("the bench took longer than it may")
