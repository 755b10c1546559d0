"""Timeliness: how old a vacancy is when it comes, how long until people see it, and whether its source looks after it.

Told by what has happened and never by the present moment: of a vacancy on which its source is silent it is known at its
next event, the machine's reminder or its end at the latest.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from chalicelib.quality.model import Field
from chalicelib.sources.counting import counted
from chalicelib.vacancies.lifecycle import ACTIVE, MACHINE
from chalicelib.vacancies.model import DIRECT, State, Vacancy

AGE = timedelta(days=7)
"""Between a source's own posting and its coming here."""
WAIT = timedelta(days=3)
"""Between coming here and publication: a weekend fits in."""
SILENCE = timedelta(days=60)
"""Between two words of its source. What a source repeats unchanged is noted after half a vacancy's life, 45 days."""
_HANDED_IN = ACTIVE | {State.REJECTED}
_ENDED = frozenset({State.CLOSED, State.FILLED, State.WITHDRAWN, State.EXPIRED})


def arrived_at(vacancy: Vacancy) -> datetime | None:
    """Return when a vacancy was first handed in, ``None`` when it never was."""
    return next((entry.at for entry in vacancy.history if entry.state in _HANDED_IN), None)


def _posted(vacancy: Vacancy) -> bool | None:
    arrived = arrived_at(vacancy)
    if arrived is None or vacancy.source.partner == DIRECT:
        return None  # What is posted here comes as it is posted.
    return arrived - vacancy.posted_at <= AGE


def _published(vacancy: Vacancy) -> bool | None:
    arrived = arrived_at(vacancy)
    if arrived is None or vacancy.published_at is None:
        return None
    return vacancy.published_at - arrived <= WAIT


def _updated(vacancy: Vacancy) -> bool | None:
    begun = vacancy.published_at
    if begun is None or vacancy.content.expires_at is not None:
        return None
    until = max(entry.at for entry in vacancy.history)
    if until - begun <= SILENCE:
        return None
    words = sorted({begun, until, *(entry.at for entry in vacancy.history if entry.by != MACHINE)})
    return all(later - earlier <= SILENCE for earlier, later in pairwise(words))


def _ended(vacancy: Vacancy) -> bool | None:
    if vacancy.published_at is None or vacancy.state not in _ENDED:
        return None
    return counted(vacancy).stale == 0


TIMELINESS: Mapping[Field, Callable[[Vacancy], bool | None]] = {
    Field.POSTED: _posted,
    Field.PUBLISHED: _published,
    Field.UPDATED: _updated,
    Field.EXPIRES: _ended,
}
