"""Accepted words take effect: every process reads the overlay anew after a few minutes, apart from its searches."""

import functools
import threading
import time
from collections.abc import Callable

from chalicelib.learning.model import Learned, Overlay
from chalicelib.observability import logger
from chalicelib.settings import Learning, read
from search.reading.extras import NONE, Extras
from search.vocabulary import Kind, Term

FIRST = 0.5
"""Seconds for which the first reading of a process waits: a worker that reads the same searches each night should read
them all alike. A table that does not answer holds up that one reading and no other."""
FRESH = 120.0
"""Seconds after which the overlay is read again: so long a decision may take to reach every process."""


class Effect:
    """The overlay as search uses it. What was read last holds while the table does not answer."""

    def __init__(
        self, load: Callable[[], Overlay], seconds: Callable[[], float] = time.monotonic, first: float = FIRST
    ) -> None:
        """Read with ``load``; ``seconds`` tells the time; the ``first`` reading waits for so many."""
        self._load = load
        self._seconds = seconds
        self._first = first
        self._overlay = Overlay()
        self._extras = NONE
        self._read_at: float | None = None
        self._reading = threading.Lock()

    def extras(self) -> Extras:
        """Return what queries are read with besides the tables: at once but for the first time, and never fails."""
        self._look()
        return self._extras

    def learned(self) -> tuple[Learned, ...]:
        """Return all accepted words."""
        self._look()
        return self._overlay.learned

    def refresh(self) -> None:
        """Read the overlay now; a table that does not answer changes nothing."""
        self._read_at = self._seconds()
        try:
            found = self._load()
        except Exception as error:
            logger.warning("accepted words were not read", extra={"reason": type(error).__name__})
            return
        if found != self._overlay:
            self._overlay, self._extras = found, extras_of(found)

    def _look(self) -> None:
        if self._read_at is not None and self._seconds() - self._read_at < FRESH:
            return
        first = self._read_at is None
        if self._reading.acquire(blocking=False):
            thread = threading.Thread(target=self._refreshed, name="accepted-words", daemon=True)
            thread.start()
            if first:
                thread.join(self._first)

    def _refreshed(self) -> None:
        try:
            self.refresh()
        finally:
            self._reading.release()


def extras_of(overlay: Overlay) -> Extras:
    """Return those of the accepted words that queries are read with."""
    return Extras(
        Term(surface=each.words, kind=Kind(each.target.kind), code=each.target.code, weight=each.weight)
        for each in overlay.learned
        if each.searched
    )


def _stored() -> Overlay:
    from chalicelib.learning.deciding import overlay

    return overlay()


@functools.cache
def effect() -> Effect:
    """Return that of this process."""
    return Effect(_stored)


def extras() -> Extras:
    """Return what queries are read with besides the tables; nothing where nothing is learned."""
    return effect().extras() if read(Learning).learning else NONE


def learned() -> tuple[Learned, ...]:
    """Return all accepted words; none where nothing is learned."""
    return effect().learned() if read(Learning).learning else ()


def refresh() -> None:
    """Read the accepted words now: the process that decided sees its decision at once."""
    if read(Learning).learning:
        effect().refresh()


def forget() -> None:
    """Begin afresh; for tests and for a process that prepares its own environment."""
    effect.cache_clear()
