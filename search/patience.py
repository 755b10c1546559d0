"""How long whoever asks an index waits for it. Engines in other processes hold their time-outs to it."""

import contextlib
import contextvars
import time
from collections.abc import Iterator

_until: contextvars.ContextVar[float | None] = contextvars.ContextVar("index_patience", default=None)


@contextlib.contextmanager
def patient_for(seconds: float) -> Iterator[None]:
    """Wait for the index no longer than ``seconds`` in all within the block; a shorter patience around it holds."""
    token = _until.set(time.monotonic() + at_most(seconds))
    try:
        yield
    finally:
        _until.reset(token)


def left() -> float | None:
    """Return how many seconds are left, ``None`` without bounds; negative when it is too late."""
    until = _until.get()
    return None if until is None else until - time.monotonic()


def at_most(seconds: float) -> float:
    """Return ``seconds``, or what is left when that is less."""
    remaining = left()
    return seconds if remaining is None else max(0.0, min(seconds, remaining))
