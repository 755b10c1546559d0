"""The best documents by the ranking formula, exactly, without scoring everything that matches.

The engine knows the text score only. Documents are therefore taken in slices of age, newest first: within a slice
freshness is bounded, so that nothing beyond what was looked at can beat what was found. Every factor but text is at
most 1 (the lot 1 + LOT), which makes ``text × freshness at the slice's young edge × (1 + LOT)`` an upper bound.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from search import ranking
from search.document import Coordinates
from search.embedded.schema import LATITUDE, LONGITUDE, SIGNALS, unpack
from search.plan import Position, Signals

WINDOW = 400
"""Hits up to which everything is scored at once."""
_AGES = (1, 3, 7, 14, 28, 56, 112, 224, 100_000)
_DIGITS = 4
"""The engine computes in 32 bits: sums of weights are exact to this many decimals, and the same every time."""
Address = Any


class Scored(msgspec.Struct, frozen=True):
    """A document's address, its score, and its distance from the centre if one was asked."""

    score: float
    address: Address
    distance_km: float | None


class Slice(msgspec.Struct, frozen=True):
    """Documents posted between two moments (epoch seconds, inclusive); ``None`` is open."""

    since: int | None
    until: int | None
    bound: float


Search = Callable[[Slice | None, int], Any]
"""Runs the plan's query within a slice, best text first, up to a number of hits."""


class Ranker:
    """Finds the best documents of one query."""

    def __init__(self, searcher: Any, search: Search, signals: Signals) -> None:  # noqa: ANN401
        """Rank by ``signals`` what ``search`` finds."""
        self._searcher = searcher
        self._search = search
        self._signals = signals
        self._multiplier = ranking.day_multiplier(signals.now)
        self.total = 0

    def best(self, wanted: int, after: Position | None) -> list[Scored]:
        """Return at least the ``wanted`` best behind ``after`` (as many as there are), best first; sets `total`.

        Documents with exactly the score of ``after`` are included: identifiers decide between them.
        """
        first = self._search(None, WINDOW)
        self.total = first.count
        if first.count <= WINDOW:
            return _top(self._scored(first.hits), wanted, after)
        found: list[Scored] = []
        for part in self._slices():
            found.extend(self._of_slice(part, wanted, after))
            found = _top(found, wanted, after)
            if _settled(found, wanted, after, part.bound):
                break
        return found

    def _slices(self) -> Iterator[Slice]:
        """Yield the slices, each with the bound that holds for everything *older* than it, per unit of text."""
        until: int | None = None
        strongest = self._strongest()
        for days in _AGES:
            since = self._signals.now - days * ranking.DAY
            older = ranking.freshness(since, self._signals.now) * (1 + ranking.LOT)
            yield Slice(since, until, strongest * older)
            until = since - 1

    def _strongest(self) -> float:
        hits = self._search(None, 1).hits
        return float(hits[0][0]) + 10**-_DIGITS if hits else 0.0

    def _of_slice(self, part: Slice, wanted: int, after: Position | None) -> list[Scored]:
        size = WINDOW
        freshest = ranking.freshness(part.until if part.until is not None else self._signals.now, self._signals.now)
        while True:
            hits = self._search(part, size).hits
            found = _top(self._scored(hits), wanted, after)
            unseen = hits[-1][0] * freshest * (1 + ranking.LOT) if len(hits) == size else 0.0
            if len(hits) < size or _settled(found, wanted, after, unseen):
                return found
            size *= 4

    def _scored(self, hits: Sequence[tuple[float, Address]]) -> list[Scored]:
        addresses = [address for _, address in hits]
        columns = self._searcher.fast_field_values(SIGNALS, addresses)
        distances = self._distances(addresses)
        score = self._score
        return [
            Scored(score(text, packed, distance), address, distance)
            for (text, address), packed, distance in zip(hits, columns, distances, strict=True)
        ]

    def _score(self, text: float, packed: int, distance: float | None) -> float:
        signals, of = self._signals, unpack(packed)
        lot = 1 + ranking.LOT * (of.seed * self._multiplier % ranking.LOT_STEPS) / ranking.LOT_STEPS
        score = round(text, _DIGITS) * ranking.freshness(of.posted_at, signals.now) * of.quality / 1000 * lot
        if signals.centre is not None:
            score *= ranking.nearness(distance, signals.radius_km)
        return round(score, 9)

    def _distances(self, addresses: Sequence[Address]) -> list[float | None]:
        if self._signals.centre is None:
            return [None] * len(addresses)
        return distances(self._searcher, addresses, self._signals.centre)


def distances(searcher: Any, addresses: Sequence[Address], centre: Coordinates) -> list[float | None]:  # noqa: ANN401
    """Return each document's distance from ``centre`` in kilometres, ``None`` without a point."""
    known: dict[tuple[float, float], float] = {}
    found: list[float | None] = []
    latitudes = searcher.fast_field_values(LATITUDE, list(addresses))
    longitudes = searcher.fast_field_values(LONGITUDE, list(addresses))
    for lat, lon in zip(latitudes, longitudes, strict=True):
        if lat is None or lon is None:
            found.append(None)
            continue
        if (lat, lon) not in known:
            known[lat, lon] = ranking.distance_km(centre, Coordinates(lat, lon))
        found.append(known[lat, lon])
    return found


def _top(found: list[Scored], wanted: int, after: Position | None) -> list[Scored]:
    """Return the best ``wanted`` below ``after`` with those that equal the last of them, and those that equal it."""
    lower = _below(found, after)
    level = [entry for entry in found if after is not None and entry.score == after.value]
    best = heapq.nlargest(wanted, lower, key=lambda entry: entry.score)
    if len(best) < wanted:
        return level + best
    last = best[-1].score
    return level + [entry for entry in best if entry.score > last] + [entry for entry in lower if entry.score == last]


def _settled(found: list[Scored], wanted: int, after: Position | None, bound: float) -> bool:
    """Tell whether nothing at or under ``bound`` can still come before the last of the ``wanted``."""
    lower = _below(found, after)
    return len(lower) >= wanted and lower[wanted - 1].score >= bound


def _below(found: list[Scored], after: Position | None) -> list[Scored]:
    return [entry for entry in found if after is None or entry.score < after.value]
