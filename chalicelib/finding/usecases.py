"""Search, suggestions, similar vacancies."""

from collections.abc import Sequence

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import NotFound
from chalicelib.finding.world import knowledge
from chalicelib.texts import Language, Text
from search.answer import SearchAnswer, Suggestion
from search.engine import index_answering, vacancy_index
from search.request import SearchRequest
from search.searching import search
from search.similar import Similar
from search.similar import similar as more_like
from search.suggesting import suggest as complete
from search.vocabulary import Kind

SUGGESTED = (Kind.OCCUPATION, Kind.SKILL, Kind.REGION, Kind.EMPLOYER)


def find(request: SearchRequest) -> SearchAnswer:
    """Answer a search. Raises `InvalidInput` for a foreign cursor, `Unavailable` when the index does not answer."""
    with index_answering():
        return search(vacancy_index(), knowledge(), request)


def suggest(
    text: str, kinds: Sequence[Kind] = SUGGESTED, language: Language = Language.INDONESIAN, clock: Clock = SYSTEM_CLOCK
) -> tuple[Suggestion, ...]:
    """Complete ``text`` with concepts of ``kinds`` that open vacancies have. Raises `Unavailable`."""
    with index_answering():
        return complete(vacancy_index(), knowledge(), text, kinds, language, epoch_seconds(clock.now()))


def similar(vacancy_id: str, limit: int = 10, clock: Clock = SYSTEM_CLOCK) -> tuple[Similar, ...]:
    """Return published vacancies like the one named with reasons, best first. Raises `NotFound`, `Unavailable`."""
    now = epoch_seconds(clock.now())
    with index_answering():
        document = vacancy_index().get(vacancy_id)
        if document is None or document.expires_at < now:
            raise NotFound(Text("Lowongan ini tidak ada atau sudah ditutup.", "There is no such open vacancy."))
        return more_like(vacancy_index(), document, now, limit)
