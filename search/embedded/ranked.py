"""The best documents by the ranking formula, exactly, without scoring everything that matches.

The engine knows the text score only. When many documents match, they are therefore taken in slices of days, newest
first: within a slice freshness is bounded, so that nothing beyond what was looked at can beat what was found. Every
factor but text is at most 1 (the lot 1 + ``lot``), so ``text × freshness at the slice's young edge × (1 + lot)`` is an
upper bound. A slice of few days is cheap: it is a handful of terms, and the engine walks the shortest list.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from search import ranking
from search.document import Coordinates
from search.embedded.likely import Points, likely
from search.embedded.schema import LATITUDE, LONGITUDE, QUALITY_BITS, SEED_BITS, SIGNALS
from search.plan import Position, Signals
from search.weights import weights

WINDOW = 5_000
"""Hits up to which everything is scored at once; so many cost the engine little more than a page of them."""
FEW = 100
"""Hits up to which leaving some out beforehand costs more than it saves."""
_EDGES = (5, 15, 40)
"""Ages in days at which slices end; what is older than the last is one slice."""
_DIGITS = 4
"""The engine computes in 32 bits: sums of weights are exact to this many decimals, and the same every time."""
Address = Any
Hit = tuple[float, Address]
"""A text score, and whose it is."""


class Scored(NamedTuple):
    """A document's score, its address, and its distance from the centre if one was asked."""

    score: float
    address: Address
    distance_km: float | None


class Slice(NamedTuple):
    """Documents posted on days ``first`` to ``last`` (since 1970, inclusive); without ``first`` all up to ``last``."""

    first: int | None
    last: int


Search = Callable[[Slice | None, int], Any]
"""Runs the plan's query within a slice, best text first, up to a number of hits."""


class Ranker:
    """Finds the best documents of one query."""

    def __init__(self, searcher: Any, search: Search, signals: Signals) -> None:  # noqa: ANN401
        """Rank by ``signals`` what ``search`` finds."""
        self._searcher = searcher
        self._search = search
        self._signals = signals
        self.total = 0

    def best(self, wanted: int, after: Position | None) -> list[Scored]:
        """Return at least the ``wanted`` best behind ``after`` (as many as there are), best first; sets `total`.

        Documents with exactly the score of ``after`` are included: identifiers decide between them.
        """
        first = self._search(None, WINDOW)
        self.total = first.count
        if first.count <= WINDOW:
            return _top(self._scored(first.hits, wanted, after), wanted, after)
        if self._signals.fit_only:
            return self._of_slice(None, wanted, after)
        strongest = first.hits[0][0] * (1 + weights().lot)
        found: list[Scored] = []
        for part in self._slices():
            found = _top([*found, *self._of_slice(part, wanted, after)], wanted, after)
            older = 0.0 if part.first is None else self._freshness(part.first * ranking.DAY)
            if _settled(found, wanted, after, strongest * older):
                break
        return found

    def _slices(self) -> Iterator[Slice]:
        """Yield the days, newest first, from tomorrow (clocks differ) to the beginning."""
        today = self._signals.now // ranking.DAY
        last = today + 1
        for age in _EDGES:
            yield Slice(today - age + 1, last)
            last = today - age
        yield Slice(None, last)

    def _freshness(self, posted_at: int) -> float:
        return ranking.freshness(posted_at, self._signals.now)

    def _of_slice(self, part: Slice | None, wanted: int, after: Position | None) -> list[Scored]:
        size = WINDOW
        fresh = self._freshness((part.last + 1) * ranking.DAY) if part else 1.0
        freshest = fresh * (1 + weights().lot)
        while True:
            hits = self._search(part, size).hits
            found = _top(self._scored(hits, wanted, after), wanted, after)
            if len(hits) < size or _settled(found, wanted, after, hits[-1][0] * freshest):
                return found
            size *= 4

    def _scored(self, hits: Sequence[Hit], wanted: int, after: Position | None) -> list[Scored]:
        """Return those of ``hits`` that `_top` may take: most are never more than a number."""
        columns = self._searcher.fast_field_values(SIGNALS, [address for _, address in hits])
        if len(hits) > FEW:
            kept = likely([text for text, _ in hits], columns, self._points(hits), self._signals, wanted, after)
            hits, columns = [hits[place] for place in kept], [columns[place] for place in kept]
        scores = _scores(hits, columns, self._signals)
        centre, radius = self._signals.centre, self._signals.radius_km
        away: Sequence[float | None] = [None] * len(hits)
        if centre is not None:
            away = distances(self._searcher, [address for _, address in hits], centre)
            pairs = zip(scores, away, strict=True)
            scores = [round(score * ranking.nearness(distance, radius), 9) for score, distance in pairs]
        least, most = _bounds(scores, wanted, after)
        return [
            Scored(score, address, distance)
            for score, (_, address), distance in zip(scores, hits, away, strict=True)
            if least <= score <= most
        ]

    def _points(self, hits: Sequence[Hit]) -> Points | None:
        if self._signals.centre is None:
            return None
        addresses, read = [address for _, address in hits], self._searcher.fast_field_values
        return read(LATITUDE, addresses), read(LONGITUDE, addresses)


def _bounds(scores: Sequence[float], wanted: int, after: Position | None) -> tuple[float, float]:
    """Return the least and the highest score that may be among the ``wanted`` best behind ``after``."""
    most = math.inf if after is None else after.value
    below = scores if after is None else [score for score in scores if score < most]
    least = sorted(below)[-wanted] if 0 < wanted < len(below) else -math.inf
    return least, most


def _scores(hits: Sequence[Hit], columns: Sequence[int], signals: Signals) -> list[float]:
    """Compute ``text × freshness × quality × lot`` of many hits at once; the formula of `ranking`, written out."""
    own, steps, now = weights(), ranking.LOT_STEPS, signals.now
    floor = 1.0 if signals.fit_only else own.freshness_floor
    span = 1 - floor
    decay = -1.0 / (own.half_life_days * ranking.DAY)
    multiplier, share = ranking.day_multiplier(now), own.lot / steps
    qualities, seeds, posted = (1 << QUALITY_BITS) - 1, (1 << SEED_BITS) - 1, QUALITY_BITS + SEED_BITS
    scores = []
    rounded = {text: round(text, _DIGITS) for text in {text for text, _ in hits}}
    for (text, _), packed in zip(hits, columns, strict=True):
        age = now - (packed >> posted)
        fresh = floor + span * 2.0 ** (age * decay) if age > 0 else 1.0
        drawn = 1 + share * ((packed >> QUALITY_BITS & seeds) * multiplier % steps)
        quality = 1000 if signals.fit_only else packed & qualities
        scores.append(round(rounded[text] * fresh * quality / 1000 * drawn, 9))
    return scores


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
    ordered = sorted(found, key=_by_score, reverse=True)
    level: list[Scored] = []
    if after is not None:
        level = [entry for entry in ordered if entry.score == after.value]
        ordered = [entry for entry in ordered if entry.score < after.value]
    end = wanted
    while 0 < end < len(ordered) and ordered[end].score == ordered[end - 1].score:
        end += 1
    return level + ordered[:end]


def _settled(found: list[Scored], wanted: int, after: Position | None, bound: float) -> bool:
    """Tell whether nothing at or under ``bound`` can still come before the last of the ``wanted``; best comes first."""
    lower = found if after is None else [entry for entry in found if entry.score < after.value]
    return len(lower) >= wanted and lower[wanted - 1].score >= bound


def _by_score(entry: Scored) -> float:
    return entry.score
