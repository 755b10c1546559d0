"""Search, suggestions, similar vacancies."""

import functools
import time
from collections.abc import Sequence

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import NotFound, Unavailable
from chalicelib.finding.degrading import Degrading
from chalicelib.finding.keeping import MOST_SUGGESTIONS, SUGGESTIONS_SECONDS, Answers, Kept
from chalicelib.finding.ladder import Ladder, Step
from chalicelib.finding.world import knowledge
from chalicelib.observability import logger
from chalicelib.texts import Language, Text
from search.answer import SearchAnswer, Suggestion
from search.engine import era, index_answering, vacancy_index
from search.patience import patient_for
from search.request import SearchRequest
from search.searching import search
from search.similar import Similar
from search.similar import similar as more_like
from search.suggesting import suggest as complete
from search.vocabulary import Kind

SUGGESTED = (Kind.OCCUPATION, Kind.SKILL, Kind.REGION, Kind.EMPLOYER)
_SUGGESTION_SECONDS, _SIMILAR_SECONDS = 2.0, 8.0
"""How long these wait for the index. Suggestions wait so little that their failure is no verdict on it."""


def _clock() -> float:
    return time.monotonic()


class _Process:
    """What one process remembers of its index."""

    def __init__(self) -> None:
        self.ladder = Ladder()
        self.suggestions: Kept[tuple[Suggestion, ...]] = Kept(MOST_SUGGESTIONS)
        self.searches = Degrading(_asked, self.ladder, Answers(), _clock)


def _process() -> _Process:
    return _of_era(era())


@functools.lru_cache(maxsize=1)
def _of_era(number: int) -> _Process:  # noqa: ARG001 - the key of the cache
    return _Process()


def find(request: SearchRequest) -> SearchAnswer:
    """Answer a search, with less than usual when the index is in trouble (``degraded`` says what is lacking).

    Raises `InvalidInput` for a foreign cursor, `Unavailable` when there is nothing to answer with.
    """
    _ = knowledge().recogniser  # built at first use: that is no slowness of the index
    return _process().searches.find(request)


def suggest(
    text: str, kinds: Sequence[Kind] = SUGGESTED, language: Language = Language.INDONESIAN, clock: Clock = SYSTEM_CLOCK
) -> tuple[Suggestion, ...]:
    """Complete ``text`` with concepts of ``kinds`` that open vacancies have.

    Without the index the completions of a few minutes ago; raises `Unavailable` when there are none.
    """
    now = epoch_seconds(clock.now())
    process, key = _process(), (text, tuple(kinds), language)
    if process.ladder.seen(_clock()) is not Step.KEPT:
        try:
            with patient_for(_SUGGESTION_SECONDS), index_answering():
                found = complete(vacancy_index(), knowledge(), text, kinds, language, now)
        except Unavailable:
            logger.info("a suggestion did not wait any longer")
        else:
            process.suggestions.keep(key, found, now)
            return found
    kept = process.suggestions.find(key, now, SUGGESTIONS_SECONDS)
    if kept is None:
        raise Unavailable(Text("Saran sementara tidak tersedia.", "Suggestions are temporarily unavailable."))
    return kept


def similar(vacancy_id: str, limit: int = 10, clock: Clock = SYSTEM_CLOCK) -> tuple[Similar, ...]:
    """Return published vacancies like the one named with reasons, best first. Raises `NotFound`, `Unavailable`."""
    now = epoch_seconds(clock.now())
    with patient_for(_SIMILAR_SECONDS), index_answering():
        document = vacancy_index().get(vacancy_id)
        if document is None or document.expires_at < now:
            raise NotFound(Text("Lowongan ini tidak ada atau sudah ditutup.", "There is no such open vacancy."))
        return more_like(vacancy_index(), document, now, limit)


def _asked(request: SearchRequest, plain: bool) -> SearchAnswer:
    return search(vacancy_index(), knowledge(), request, plain=plain)
