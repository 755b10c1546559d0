"""A thread that asks a source for events, delivers them, and rests when there are none."""

import logging
import threading
import time
from abc import ABC, abstractmethod

_log = logging.getLogger("padan.events")
_BUSY_PAUSE = 0.02


class Worker(ABC):
    """Subclasses say how to poll once; this says when.

    After a poll that found something the next one follows at once. After an empty one the worker
    rests until it is woken, or for `idle_seconds`.
    """

    idle_seconds = 2.0

    def __init__(self, name: str, topic: str = "") -> None:
        """`name` is the event source's; `topic` what a change listener calls its place."""
        self.name = name
        self.topic = topic
        self.delivered = 0
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._empty_poll_began = 0.0
        self._thread = threading.Thread(target=self._run, name=f"events-{name}", daemon=True)

    @abstractmethod
    def poll(self) -> bool:
        """Fetch and deliver once; returns whether there was, or soon may be, something to do."""

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something new."""
        self._woken.set()

    def ask_to_stop(self) -> None:
        """End after the batch at hand."""
        self._stopping.set()
        self._woken.set()

    def join(self, seconds: float) -> bool:
        """Wait for the end; returns whether it came in time."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()

    def idle_since(self, moment: float) -> bool:
        """Whether a poll that began after `moment` (monotonic clock) found nothing."""
        return self._empty_poll_began > moment

    def rest(self, seconds: float) -> None:
        """Pause between retries; cut short when the worker is asked to stop."""
        self._stopping.wait(seconds)

    @property
    def stopping(self) -> bool:
        """Whether the worker was asked to stop."""
        return self._stopping.is_set()

    def _run(self) -> None:
        while not self.stopping:
            self._woken.clear()
            began = time.monotonic()
            if self._poll_safely():
                self.rest(_BUSY_PAUSE)
            else:
                self._empty_poll_began = began
                self._woken.wait(self.idle_seconds)

    def _poll_safely(self) -> bool:
        try:
            return self.poll()
        except Exception:
            # The emulator may be restarting; nothing was taken, so nothing is lost by trying again.
            _log.exception("the source of %s could not be read", self.name)
            self.rest(self.idle_seconds)
            return True
