"""Keeps events beside the answer: in memory first, written by a thread of its own, and lost rather than waited for.

Whoever searches never waits for the log and never learns that it failed. What is waiting is bounded; what is lost is
counted (``SearchLogLost``). A function's process may be frozen or ended with a few waiting: ``SearchLogged`` beside
``Searched`` tells how many reached the table.
"""

import queue
import threading
from collections.abc import Callable

from chalicelib.observability import logger, measure

WAITING = 200
"""Events that may wait in one process: the 201st is lost."""
Work = Callable[[], None]


class Recorder:
    """Does pieces of work one after another, apart from whoever hands them over."""

    def __init__(self, most: int = WAITING, *, apart: bool = True) -> None:
        """Let ``most`` pieces wait; ``apart``: a thread does them, else whoever calls `drain`."""
        self._waiting: queue.Queue[Work] = queue.Queue(most)
        self._apart = apart
        self._started = threading.Lock()
        self._thread: threading.Thread | None = None

    def hand_over(self, work: Work) -> bool:
        """Take a piece of work, or count it as lost when too many wait; return whether it was taken."""
        try:
            self._waiting.put_nowait(work)
        except queue.Full:
            measure("SearchLogLost", 1, reason="full")
            return False
        if self._apart:
            self._start()
        return True

    def drain(self) -> int:
        """Do what is waiting; return how many pieces that were."""
        done = 0
        while True:
            try:
                work = self._waiting.get_nowait()
            except queue.Empty:
                return done
            self._do(work)
            done += 1

    def settle(self) -> None:
        """Wait until everything that was handed over is done or lost."""
        self._waiting.join()

    def _start(self) -> None:
        with self._started:
            if self._thread is None:
                # A daemon: what is lost when the process ends is bounded, and no process waits for its log.
                self._thread = threading.Thread(target=self._run, name="search-log", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._do(self._waiting.get())

    def _do(self, work: Work) -> None:
        try:
            work()
            measure("SearchLogged", 1)
        except Exception as error:
            # Its message may name what was written; its type cannot.
            logger.warning("a search was not logged", extra={"reason": type(error).__name__})
            measure("SearchLogLost", 1, reason="store")
        finally:
            self._waiting.task_done()


RECORDER = Recorder()
"""The one of this process."""
