"""Circles over the distinct points of the index: a circle becomes an exact set of points, so counting stays native."""

import math
import threading
from collections.abc import Iterable
from typing import Any

import msgspec

from search.document import Coordinates
from search.embedded.schema import POINT
from search.indexed import MISSING
from search.ranking import distance_km
from search.request import Near

_KM_A_DEGREE = 111.0


class PlacedPoint(msgspec.Struct, frozen=True):
    """A point's term, and how far it is from the centre."""

    term: str
    distance_km: float


class Points:
    """The distinct points of the index, read again when the index has changed."""

    def __init__(self) -> None:
        """Know no point yet; the view that the known ones come from tells whether they still hold."""
        self._lock = threading.Lock()
        self._of: Any = None
        self._points: tuple[tuple[str, Coordinates], ...] = ()
        self._last: tuple[Any, Near, list[PlacedPoint]] | None = None

    def nearest_first(self, searcher: Any, near: Near) -> list[PlacedPoint]:  # noqa: ANN401
        """Return the points within the circle, the nearest first; one search asks for its circle several times."""
        last, points = self._last, self._known(searcher)
        if last is not None and last[0] is points and last[1] == near:
            return last[2]
        found = self._within(points, near)
        self._last = (points, near, found)
        return found

    def _within(self, points: Iterable[tuple[str, Coordinates]], near: Near) -> list[PlacedPoint]:
        north = near.radius_km / _KM_A_DEGREE
        east = north / max(0.05, math.cos(math.radians(near.centre.lat)))
        centre = near.centre
        placed = (
            PlacedPoint(term, distance_km(centre, point))
            for term, point in points
            if abs(point.lat - centre.lat) <= north and abs(point.lon - centre.lon) <= east
        )
        return sorted(
            (point for point in placed if point.distance_km <= near.radius_km),
            key=lambda point: (point.distance_km, point.term),
        )

    def _known(self, searcher: Any) -> Iterable[tuple[str, Coordinates]]:  # noqa: ANN401
        with self._lock:
            if searcher is not self._of:
                self._points = tuple(
                    _parsed(term) for term, _ in searcher.terms_with_prefix(POINT, "") if term != MISSING
                )
                self._of = searcher
            return self._points


def _parsed(term: str) -> tuple[str, Coordinates]:
    lat, lon = term.split(",")
    return term, Coordinates(float(lat), float(lon))
