"""How often a text must be searched for before it is kept in the clear: on so many days or in so many places.

That is k-anonymity for words: below it a text exists only as a keyed hash, so nothing that is kept or told can hold it.
"""

import functools
from datetime import date

from chalicelib.learning.model import Heard
from chalicelib.learning.privacy import sighting
from chalicelib.settings import Learning, read

_REMEMBERED = 20_000


def hear(heard: Heard, day: date, place: str) -> None:
    """Note that a text was searched for on ``day`` in ``place``; the same again changes nothing and costs nothing."""
    _hear(heard, day, place, read(Learning).learning_least)


def forget() -> None:
    """Forget what was noted already; for tests."""
    _hear.cache_clear()


@functools.lru_cache(maxsize=_REMEMBERED)
def _hear(heard: Heard, day: date, place: str, least: int) -> None:
    from chalicelib.learning import table

    table.hear(heard, sighting(heard.key, day.isoformat(), place), least, day)
