"""An answered search as an event: what was understood and found, roughly when and where, and nothing of who asked."""

import functools
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from chalicelib import reference
from chalicelib.learning.model import Heard, SearchEvent, TextKind
from chalicelib.texts import Language
from search.answer import Reading, SearchAnswer
from search.document import Coordinates
from search.ranking import distance_km
from search.request import Criteria, SearchRequest
from search.vocabulary import AskedKind

FEW = 3
"""A search that finds so many or fewer finds few."""
_BUCKETS = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000, 60_000)
"""Upper ends of the buckets of milliseconds."""
_REGENCY = len("32.73")
_UNTOLD = frozenset({"disability_friendly"})
"""Filters that would say something of the searcher's health are not kept."""
_MOST_CONCEPTS = 8


def event_of(
    request: SearchRequest,
    answer: SearchAnswer,
    texts: tuple[Heard, ...],
    *,
    language: Language,
    milliseconds: float,
    now: datetime,
    suggested: bool = False,
) -> SearchEvent:
    """Return what is kept of a search that took the engine ``milliseconds``; of its words there are only keys."""
    keys = {kind: tuple(each.key for each in texts if each.kind is kind) for kind in TextKind}
    return SearchEvent(
        hour=hour_of(now),
        language=language,
        region=region_of(request.criteria, answer.understood),
        cell=_cell(request.criteria),
        query=next(iter(keys[TextKind.QUERY]), ""),
        left=keys[TextKind.WORDS],
        concepts=_concepts(answer.understood),
        filters=_filters(request.criteria),
        found=answer.total,
        loosened=tuple(dict.fromkeys(step.criterion for step in answer.relaxed)),
        engine=next((most for most in _BUCKETS if milliseconds <= most), _BUCKETS[-1]),
        suggested=suggested,
    )


def hour_of(moment: datetime) -> str:
    """Return the hour, in UTC: a minute would tell searches of the same person from others'."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H")


def region_of(criteria: Criteria, understood: Reading) -> str:
    """Return the one regency or province in which a search looks, empty without; a district is told as its regency.

    Of a circle it is the regency whose point lies nearest to its centre, rounded as it is kept.
    """
    if criteria.near is not None:
        return _nearest(*_rounded(criteria.near.centre))
    said = (each.code for each in understood.concepts if each.kind is AskedKind.REGION)
    return next(iter((*criteria.regions, *said)), "")[:_REGENCY]


def occupation_of(understood: Reading) -> str:
    """Return the occupation that the words mean most surely, empty without."""
    found = [each for each in understood.concepts if each.kind is AskedKind.OCCUPATION]
    return max(found, key=lambda each: each.confidence).code if found else ""


def _rounded(centre: Coordinates) -> tuple[float, float]:
    # A tenth of a degree is about eleven kilometres in Indonesia. Adding nought makes -0.0 the nought that it is.
    return round(centre.lat, 1) + 0.0, round(centre.lon, 1) + 0.0


def _cell(criteria: Criteria) -> str:
    if criteria.near is None:
        return ""
    lat, lon = _rounded(criteria.near.centre)
    return f"{lat:.1f},{lon:.1f}"


@functools.lru_cache(maxsize=4_096)
def _nearest(lat: float, lon: float) -> str:
    here = Coordinates(lat, lon)
    regencies = (each for each in reference.regions() if len(each.code) == _REGENCY)
    return min(regencies, key=lambda each: distance_km(here, Coordinates(each.latitude, each.longitude))).code


def _concepts(understood: Reading) -> tuple[str, ...]:
    """Return what the words may mean; that comes from the tables, and no table has anybody in it."""
    return tuple(dict.fromkeys(f"{each.kind.value}:{each.code}" for each in understood.concepts))[:_MOST_CONCEPTS]


def _filters(criteria: Criteria) -> tuple[str, ...]:
    return tuple(_set(criteria))


def _set(criteria: Criteria) -> Iterator[str]:
    for each in msgspec.structs.fields(Criteria):
        if each.name not in _UNTOLD and getattr(criteria, each.name) not in (None, ()):
            yield each.name
