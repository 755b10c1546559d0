"""How often a text must be searched for before it is kept in the clear: on so many days, in so many places.

That is k-anonymity for words: below it a text exists only as a keyed hash, so nothing that is kept or told can hold it.
A place is what a request says, so one person could be in all of them; nobody can be in several days at once. Hence days
are demanded by themselves.
"""

import functools
from collections.abc import Collection
from datetime import date

from chalicelib.learning.model import Heard
from chalicelib.learning.privacy import day_of_sighting, sighting
from chalicelib.settings import Learning, read

_REMEMBERED = 20_000


def hear(heard: Heard, day: date, place: str) -> None:
    """Note that a text was searched for on ``day`` in ``place``; the same again changes nothing and costs nothing."""
    asked = read(Learning)
    _hear(heard, day, place, asked.learning_least, asked.learning_days)


def is_enough(marks: Collection[str], least: int, days: int) -> bool:
    """Tell whether there are ``least`` different marks, of ``days`` different days."""
    return len(set(marks)) >= least and len({day_of_sighting(mark) for mark in marks}) >= days


def forget() -> None:
    """Forget what was noted already; for tests."""
    _hear.cache_clear()


@functools.lru_cache(maxsize=_REMEMBERED)
def _hear(heard: Heard, day: date, place: str, least: int, days: int) -> None:
    from chalicelib.learning import table

    mark = sighting(heard.key, day.isoformat(), place)
    table.hear(heard, mark, lambda marks: is_enough(marks, least, days), day)
