"""Ways of searching, each with one step more: from words alone to search as it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec

from bench.relevance.corpus import NOW
from bench.relevance.metrics import DEPTH
from chalicelib.clock import epoch_seconds
from chalicelib.finding.world import ReferenceKnowledge
from chalicelib.reference import lexicon
from search import analysis
from search.knowledge import Link
from search.port import VacancyIndex
from search.reading.recogniser import KINDS, Recogniser
from search.reading.spelling import QUERIES, Tolerance
from search.request import SearchRequest
from search.searching import search
from search.vocabulary import Kind
from search.weights import trying, weights

Find = Callable[[str], Sequence[str]]
"""Returns the identifiers of what words find, the best first."""
START: Mapping[str, float] = {
    "title_scattered": 2.4,
    "title_whole": 0.0,
    "title_first": 0.0,
    "title_query": 0.0,
    "occupation": 3.0,
    "skill": 2.0,
    "also": 0.5,
    "description": 0.25,
    "description_phrase": 0.0,
}
"""The weights that are learned, as they were chosen before; ``title`` is their unit."""
_EXACT = Tolerance(one_from=1_000, two_from=1_000)


class KeywordEngine(Protocol):
    """An engine's own ranking of words (BM25) over title and text, of vacancies in any of ``regions``."""

    def find(self, words: str, regions: Sequence[str] = ()) -> Sequence[str]:
        """Return up to `DEPTH` identifiers; ``words`` are tokens as they stand in the index."""
        ...


class Reading(ReferenceKnowledge):
    """The platform's knowledge with a reader of some kinds of concepts, with or without misspellings."""

    def __init__(self, kinds: Sequence[Kind] = KINDS, tolerance: Tolerance = QUERIES) -> None:
        """Read ``kinds`` only."""
        self.recogniser = Recogniser(lexicon(), kinds, tolerance)


class _Unlinked(Reading):
    """The same without links from words to occupations that they do not name."""

    def linked(self, words: str) -> Sequence[Link]:  # noqa: ARG002 - as its like
        return ()


class Way(msgspec.Struct, frozen=True):
    """One way of searching."""

    name: str
    find: Find


def ways(index: VacancyIndex, keywords: KeywordEngine) -> tuple[Way, ...]:
    """Return all ways over one index, each with one step more than the one before.

    Until the last all have the weights from before any was learned, without those of heads, wholes and phrases.
    """
    places = Reading((Kind.REGION,), _EXACT)
    with_jobs = Reading((Kind.REGION, Kind.OCCUPATION), _EXACT)
    concepts, spelt, unlinked = Reading(KINDS, _EXACT), Reading(), _Unlinked()
    return (
        Way("words alone, BM25", lambda words: keywords.find(_tokens(words))),
        Way("+ places are read", lambda words: _placed(places, keywords, words)),
        Way("+ coverage and weights of Padan", lambda words: _strict(index, places, words)),
        Way("+ occupations are read", lambda words: _strict(index, with_jobs, words)),
        Way("+ skills, levels, contracts, names", lambda words: _strict(index, concepts, words)),
        Way("+ misspellings", lambda words: _strict(index, spelt, words)),
        Way("+ loosening", lambda words: _shown(index, unlinked, words, START)),
        Way("+ what the words are about", lambda words: _shown(index, spelt, words, START)),
        Way("+ heads, phrases, learned weights: as it is", lambda words: _shown(index, spelt, words, {})),
    )


def _tokens(words: str) -> str:
    return " ".join(analysis.tokens(words))


def _placed(knowledge: Reading, keywords: KeywordEngine, words: str) -> Sequence[str]:
    query = knowledge.recogniser.read(words)
    codes = [meaning.code for part in query.wanted if part.is_place() for meaning in part.of(Kind.REGION)]
    return keywords.find(_tokens(" ".join(part.words for part in query.wanted if not part.is_place())), codes)


def _strict(index: VacancyIndex, knowledge: Reading, words: str) -> Sequence[str]:
    with trying(msgspec.structs.replace(weights(), **START)):
        return [identifier for identifier, relaxed in found(index, knowledge, words).items() if not relaxed]


def _shown(index: VacancyIndex, knowledge: Reading, words: str, with_weights: Mapping[str, float]) -> Sequence[str]:
    with trying(msgspec.structs.replace(weights(), **with_weights)):
        return list(found(index, knowledge, words))


def found(index: VacancyIndex, knowledge: Reading, words: str, most: int = DEPTH) -> Mapping[str, bool]:
    """Return the identifiers of what ``words`` find, the best first, and whether something was loosened for it."""
    request = SearchRequest(words=words, limit=most, now=epoch_seconds(NOW))
    return {hit.document.id: bool(hit.relaxed) for hit in search(index, knowledge, request).hits}
