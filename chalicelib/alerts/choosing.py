"""Which of a person's new vacancies their message shows: the best ones, by the ranking of the searches themselves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from chalicelib.alerts.model import Match, SavedSearch
from chalicelib.clock import epoch_seconds
from chalicelib.finding.world import knowledge
from search.engine import index_answering, vacancy_index
from search.plan import CodeField, CodeFilter, Plan
from search.planning.intent import intent
from search.planning.plans import plan
from search.request import SearchRequest

MOST_SHOWN = 5
"""Vacancies that a message shows; the others are counted."""


def best(
    searches: Iterable[SavedSearch], matches: Mapping[str, Match], now: datetime, most: int = MOST_SHOWN
) -> tuple[str, ...]:
    """Return up to ``most`` of the vacancies of ``matches``, the best first.

    One that several searches found counts by the one that it suits best. What the index does not have yet comes last,
    the newest first. Raises `Unavailable` when the index does not answer.
    """
    scores: dict[str, float] = {}
    with index_answering():
        for search in searches:
            own = [name for name, match in matches.items() if search.id in match.searches]
            for hit in vacancy_index().search(_plan(search, own, now, most)).hits if own else ():
                scores[hit.document.id] = max(hit.score, scores.get(hit.document.id, 0.0))
    ordered = sorted(sorted(matches, reverse=True), key=lambda name: -scores.get(name, -1.0))
    return tuple(ordered[:most])


def _plan(search: SavedSearch, names: Sequence[str], now: datetime, most: int) -> Plan:
    request = SearchRequest(words=search.words, criteria=search.criteria, limit=most, now=epoch_seconds(now))
    wanted = intent(knowledge().recogniser.read(search.words), search.criteria, knowledge())
    made = plan(wanted, request)
    only = CodeFilter(field=CodeField.ID, codes=tuple(names))
    admission = msgspec.structs.replace(made.admission, filters=(*made.admission.filters, only))
    return msgspec.structs.replace(made, admission=admission)
