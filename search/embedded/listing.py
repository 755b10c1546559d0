"""Lists in an order that the engine has as a column, or by distance: newest, best paid, nearest."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from search.document import VacancyDocument
from search.embedded.points import PlacedPoint
from search.embedded.queries import Queries, Query
from search.embedded.schema import NEWEST_KEY, PAY_KEY, POINT, SOURCE, composite, point_term
from search.indexed import MISSING, pay
from search.plan import Position
from search.request import Sort

_EQUALS = 8
_FIRST_POINTS = 8
_decoder = msgspec.json.Decoder(VacancyDocument)
Build = Callable[[tuple[Query, ...]], Query]
"""Makes the plan's query with more conditions."""


class Listed(msgspec.Struct, frozen=True):
    """A document, and the value that it was sorted by."""

    document: VacancyDocument
    value: float


def read_document(searcher: Any, address: Any) -> VacancyDocument:  # noqa: ANN401
    """Return the document at ``address``."""
    return _decoder.decode(bytes(searcher.doc(address).get_first(SOURCE)))


def sorted_value(document: VacancyDocument, sort: Sort) -> int:
    """Return what a document is sorted by: the moment it was posted, or its pay (0 if it states none)."""
    return document.posted_at if sort is Sort.NEWEST else pay(document) or 0


def by_column(
    searcher: Any,  # noqa: ANN401
    queries: Queries,
    build: Build,
    sort: Sort,
    limit: int,
    after: Position | None,
) -> list[Listed]:
    """Return up to ``limit`` documents behind ``after``, newest or best paid first."""
    column = NEWEST_KEY if sort is Sort.NEWEST else PAY_KEY
    extra: tuple[Query, ...] = ()
    if after:
        extra = (queries.at_most(column, composite(int(after.value), after.id)),)
    found = searcher.search(build(extra), limit + _EQUALS, count=False, order_by_field=column)
    documents = [read_document(searcher, address) for _, address in found.hits]
    keyed = sorted((-composite(sorted_value(entry, sort), entry.id), entry.id, entry) for entry in documents)
    start = (-composite(int(after.value), after.id), after.id) if after else None
    left = [entry for key, identifier, entry in keyed if start is None or (key, identifier) > start]
    return [Listed(entry, sorted_value(entry, sort)) for entry in left[:limit]]


def by_distance(
    searcher: Any,  # noqa: ANN401
    queries: Queries,
    build: Build,
    points: list[PlacedPoint],
    limit: int,
    after: Position | None,
) -> list[Listed]:
    """Return up to ``limit`` documents at ``points`` (nearest first) behind ``after``."""
    ahead = [point for point in points if after is None or point.distance_km >= after.value]
    found: list[Listed] = []
    for group in _groups(ahead):
        found.extend(_at(searcher, queries, build, group, after))
        if len(found) >= limit:
            break
    return found[:limit]


def _groups(points: list[PlacedPoint]) -> Iterator[list[PlacedPoint]]:
    """Yield the points in growing groups that never part points of one distance."""
    start, size = 0, _FIRST_POINTS
    while start < len(points):
        end = min(len(points), start + size)
        while end < len(points) and points[end].distance_km == points[end - 1].distance_km:
            end += 1
        yield points[start:end]
        start, size = end, size * 2


def _at(
    searcher: Any,  # noqa: ANN401
    queries: Queries,
    build: Build,
    group: list[PlacedPoint],
    after: Position | None,
) -> list[Listed]:
    query = build((queries.codes(POINT, [point.term for point in group]),))
    count = searcher.search(query, 1).count
    if not count:
        return []
    distances = {point.term: point.distance_km for point in group}
    hits = searcher.search(query, count, count=False).hits
    documents = [read_document(searcher, address) for _, address in hits]
    listed = [Listed(entry, distances[point_term(entry.point) if entry.point else MISSING]) for entry in documents]
    listed.sort(key=lambda entry: (entry.value, entry.document.id))
    start = (after.value, after.id) if after else (-1.0, "")
    return [entry for entry in listed if (entry.value, entry.document.id) > start]
