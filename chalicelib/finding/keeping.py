"""Answers of a while ago, for when the index cannot be asked: the searches that many make are likely to be among them.

Each process keeps its own. First pages alone are kept, whole answers alone, the latest ones; none of them says who
searched.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import msgspec

from search.answer import FacetCounts, SearchAnswer
from search.request import Facet, SearchRequest

T = TypeVar("T")
MOST_ANSWERS = 128
"""About 100 kB each."""
MOST_SUGGESTIONS = 1_024
ANSWER_SECONDS, FACETS_SECONDS, SUGGESTIONS_SECONDS = 900, 3_600, 300


class Kept(Generic[T]):
    """The latest things by their key, each with the moment (epoch seconds) at which it was kept; safe for threads."""

    def __init__(self, most: int) -> None:
        """Keep up to ``most``."""
        self._most = most
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: Hashable, thing: T, moment: int) -> None:
        """Keep ``thing`` in place of what was kept under ``key``."""
        with self._lock:
            self._things[key] = thing, moment
            self._things.move_to_end(key)
            if len(self._things) > self._most:
                self._things.popitem(last=False)

    def find(self, key: Hashable, moment: int, longest: int) -> T | None:
        """Return what was kept under ``key`` at most ``longest`` seconds before ``moment``."""
        with self._lock:
            found = self._things.get(key)
            if found is None or not 0 <= moment - found[1] <= longest:
                return None
            self._things.move_to_end(key)
            return found[0]

    def __len__(self) -> int:
        """Return how many things are kept."""
        return len(self._things)


class Answers:
    """Kept answers, and kept counts of facets, by what was searched for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._answers: Kept[SearchAnswer] = Kept(MOST_ANSWERS)
        self._facets: Kept[FacetCounts] = Kept(MOST_ANSWERS * len(Facet))

    def keep(self, request: SearchRequest, answer: SearchAnswer) -> None:
        """Keep a whole answer to the first page of ``request``."""
        if request.cursor is not None or answer.degraded:
            return
        key = _key(request)
        self._answers.keep(key, msgspec.structs.replace(answer, facets=()), request.now)
        for counts in answer.facets:
            self._facets.keep((key, counts.facet), counts, request.now)

    def answer(self, request: SearchRequest) -> SearchAnswer | None:
        """Return the kept first page of ``request`` without what has expired meanwhile, cut to its size."""
        found = None if request.cursor is not None else self._answers.find(_key(request), request.now, ANSWER_SECONDS)
        if found is None:
            return None
        open_ones = tuple(hit for hit in found.hits if hit.document.expires_at >= request.now)
        gone = len(found.hits) - len(open_ones)
        hits = open_ones[: request.limit]
        # Where a page is cut a cursor would go on behind what was left out.
        following = found.next if len(hits) == len(open_ones) else None
        total = max(len(hits), found.total - gone)
        return msgspec.structs.replace(found, hits=hits, total=total, next=following)

    def facets(self, request: SearchRequest, wanted: Iterable[Facet]) -> tuple[FacetCounts, ...]:
        """Return the kept counts of those of ``wanted`` that are known."""
        key = _key(request)
        found = (self._facets.find((key, facet), request.now, FACETS_SECONDS) for facet in dict.fromkeys(wanted))
        return tuple(counts for counts in found if counts is not None)


def _key(request: SearchRequest) -> bytes:
    """Return what is searched for, whatever the size of the page, the facets and the moment."""
    same = msgspec.json.encode((request.words, request.criteria, request.sort))
    return hashlib.blake2b(same, digest_size=16).digest()
