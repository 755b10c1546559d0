"""Changing a file that somebody else may be changing too: it is put in the place of what was read, or read again."""

import random
import time
from collections.abc import Callable

from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.store import Store

TRIES = 12
"""Of those that meet at a file one is done each time, so up to so many are all done."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 1.0


class Contended(BatchError):
    """Others changed a file again and again; nothing was changed here, and it may be tried later."""


def edit(
    store: Store, name: str, change: Callable[[bytes], bytes], pause: Callable[[float], None] = time.sleep
) -> bool:
    """Put what ``change`` makes of a file in its place; returns whether anything was to be changed.

    When somebody else was quicker, ``change`` is called again with what stands there then. Where there is no file
    nothing is done. Raises `Contended` after `TRIES` tries.
    """
    for attempt in range(TRIES):
        found = store.version(name)
        after = change(found.content) if found is not None else None
        if found is None or after is None or after == found.content:
            return False
        if store.replace(name, after, found.tag):
            return True
        pause(random.uniform(0, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempt)))  # noqa: S311 - jitter
    raise Contended(f"{name} was changed by others {TRIES} times: try again later")
