"""Work in threads that begin at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import PadanError, Unavailable

T = TypeVar("T")
WRITERS = 8
_PATIENCE = 60


def together(works: Sequence[Callable[[], T]]) -> list[T | PadanError]:
    """Do all ``works`` at once, each in its thread; return what each returned or was refused with, in order.

    Anything else that one raises is raised.
    """
    start = threading.Barrier(len(works))

    def one(work: Callable[[], T]) -> T | PadanError:
        start.wait(_PATIENCE)
        try:
            return work()
        except PadanError as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def clock() -> FixedClock:
    """A clock that begins now: what lives for a time only, an engine takes away once that is over by its own clock."""
    return FixedClock(SYSTEM_CLOCK.now())


def patient(work: Callable[[], T], attempts: int = 50) -> Callable[[], T]:
    """Work that is begun again as a client does that is told to come back later (503)."""

    def persistent() -> T:
        for _ in range(attempts):
            try:
                return work()
            except Unavailable:
                continue
        raise Unavailable

    return persistent


def done(results: Sequence[object]) -> list[object]:
    """Those results that are no refusal."""
    return [result for result in results if not isinstance(result, PadanError)]


def refusals(results: Sequence[object]) -> set[type[object]]:
    """Kinds of the refusals."""
    return {type(result) for result in results if isinstance(result, PadanError)}
