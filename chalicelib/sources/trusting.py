"""The trust that a source has earned, as of some minutes ago, and what it is told of it."""

import threading
from datetime import datetime, timedelta

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.sources import table
from chalicelib.sources.counting import name_of
from chalicelib.sources.scoring import Score, Tally, scored
from chalicelib.vacancies.model import Source

_KEPT_FOR = timedelta(minutes=5)
_REMEMBERED = 10_000
_found: dict[str, tuple[datetime, float]] = {}
_lock = threading.Lock()


def trust(source: Source, clock: Clock = SYSTEM_CLOCK) -> float:
    """Return how far a source is trusted, 0..1, as of some minutes ago; one that is not known is met halfway."""
    name, now = name_of(source), clock.now()
    key = f"{tables.physical_name('source-tallies')} {name}"
    known = _found.get(key)
    if known is not None and now - known[0] < _KEPT_FOR:
        return known[1]
    value = scored(table.tally_of(name)).value
    with _lock:
        if len(_found) >= _REMEMBERED:
            _found.clear()
        _found[key] = (now, value)
    return value


def quality(source: str) -> tuple[Tally, Score]:
    """Return the counts of a partner, or of an employer that posts here, and the score that follows from them."""
    tally = table.tally_of(source)
    return tally, scored(tally)
