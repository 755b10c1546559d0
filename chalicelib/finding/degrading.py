"""Searching an index that may be in trouble: what is left out is said, and no search fails that can be answered at all.

Facets go first, then loosening and corrections, then long pages; when the index does not answer, searches that were
answered lately are answered as they were. Only then a search is `Unavailable`. See docs/limits.md.
"""

import time
from collections.abc import Callable

import msgspec

from chalicelib.errors import Unavailable
from chalicelib.finding.keeping import Answers
from chalicelib.finding.ladder import Ladder, Step
from chalicelib.observability import logger, measure
from chalicelib.texts import Text
from search.answer import Degradation, SearchAnswer
from search.patience import patient_for
from search.port import IndexUnavailable
from search.request import SearchRequest

SHORT_PAGE = 10
PATIENCE_SECONDS, LAST_PATIENCE_SECONDS = 8.0, 5.0
"""How long a search waits for the index: at first, and once more for less.

Both are well over `chalicelib.finding.ladder.SLOW_SECONDS`: an index that is slow is asked for less, not given up.
"""

Search = Callable[[SearchRequest, bool], SearchAnswer]
"""Asks the index; the second argument is whether plainly (`search.searching.search`)."""


class Degrading:
    """Answers searches for one process."""

    def __init__(
        self, search: Search, ladder: Ladder, answers: Answers, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Ask by ``search``; ``clock`` gives monotonic seconds."""
        self._search, self._ladder, self._answers, self._clock = search, ladder, answers, clock

    def find(self, request: SearchRequest) -> SearchAnswer:
        """Answer ``request`` as well as the index allows; raises `Unavailable` when nothing is left to answer with."""
        step = self._ladder.step(self._clock())
        found = self._asked(request, step, PATIENCE_SECONDS if step < Step.SHORT else LAST_PATIENCE_SECONDS)
        if found is None and step < Step.SHORT:
            step = Step.SHORT
            found = self._asked(request, step, LAST_PATIENCE_SECONDS)
        if found is None:
            step, found = Step.KEPT, self._kept(request)
        if step is Step.FULL:
            self._answers.keep(request, found)
        else:
            measure("SearchDegraded", 1, step=step.name.lower())
        return found

    def _asked(self, request: SearchRequest, step: Step, seconds: float) -> SearchAnswer | None:
        """Ask for as much as ``step`` allows; ``None`` when the index does not answer, or is not to be asked."""
        if step is Step.KEPT:
            return None
        began = self._clock()
        try:
            with patient_for(seconds):
                found = self._search(_reduced(request, step), step >= Step.PLAIN)
        except IndexUnavailable as error:
            logger.warning("the index does not answer", extra={"reason": str(error), "step": step.name})
            now = self._clock()
            self._ladder.failed(now, now - began)
            return None
        now = self._clock()
        self._ladder.answered(now - began, now)
        return found if step is Step.FULL else self._told(request, found, step)

    def _told(self, request: SearchRequest, found: SearchAnswer, step: Step) -> SearchAnswer:
        """Return ``found`` with kept facets, saying what it lacks of what ``request`` asked for."""
        facets = self._answers.facets(request, request.facets)
        lacks = [*_facets_lacking(request, len(facets))]
        if step >= Step.PLAIN and request.cursor is None and found.total < request.limit:
            lacks.append(Degradation.LOOSENING_LEFT_OUT)
        if len(found.hits) < request.limit and found.next is not None and step >= Step.SHORT:
            lacks.append(Degradation.PAGE_SHORTENED)
        return msgspec.structs.replace(found, facets=facets, degraded=tuple(lacks))

    def _kept(self, request: SearchRequest) -> SearchAnswer:
        found = self._answers.answer(request)
        if found is None:
            raise Unavailable(Text("Pencarian sementara tidak tersedia.", "Search is temporarily unavailable."))
        facets = self._answers.facets(request, request.facets)
        lacks = (Degradation.ANSWER_STALE, *_facets_lacking(request, len(facets)))
        return msgspec.structs.replace(found, facets=facets, degraded=lacks)


def _reduced(request: SearchRequest, step: Step) -> SearchRequest:
    if step is Step.FULL:
        return request
    limit = min(request.limit, SHORT_PAGE) if step >= Step.SHORT else request.limit
    return msgspec.structs.replace(request, facets=(), limit=limit)


def _facets_lacking(request: SearchRequest, known: int) -> tuple[Degradation, ...]:
    if not request.facets:
        return ()
    stale = (Degradation.FACETS_STALE,) if known else ()
    return stale if known == len(set(request.facets)) else (*stale, Degradation.FACETS_LEFT_OUT)
