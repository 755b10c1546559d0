"""Completing what is being typed: the words before the last ones say among which vacancies completions are counted."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from chalicelib.texts import Language
from search.answer import Suggestion
from search.completing import LATER, Completer
from search.correcting import clearly_more
from search.knowledge import Knowledge
from search.normalise import normalise
from search.planning.intent import intent
from search.planning.plans import admission
from search.port import VacancyIndex
from search.reading import markers
from search.reading.model import Meaning, Query
from search.request import Criteria
from search.seating import Ranked, distinct, seated
from search.tails import COUNTED, Context, Typed, cuts_of
from search.vocabulary import AskedKind, Kind

LONGEST = 80
_SCANT = 3
"""With fewer completions than these a slip of the finger is thought of."""
_SHORTEST_WORD, _MOST_WORDS = 2, 4
"""Words in titles are looked for from so many letters on, so many of them: each asks the index once."""


class SuggestingKnowledge(Knowledge, Protocol):
    """What suggesting knows of the world: how queries are read, and what words may become."""

    @property
    def completer(self) -> Completer:
        """The completer of what is being typed, built once."""
        ...


def suggest(
    index: VacancyIndex,
    knowledge: SuggestingKnowledge,
    text: str,
    kinds: Sequence[Kind],
    language: Language,
    now: int,
) -> tuple[Suggestion, ...]:
    """Return completions of ``text`` with how many vacancies each would find, best first.

    What is called so comes before what only can be called so (``sop`` is no friendliness, though *sopan* is), then what
    finds most, of those with as many the more usual. What nobody looks for at present is left out: a suggestion that
    finds nothing is none. Where the whole text is the beginning of nothing, or of little, its last words are completed
    among the vacancies that the words before find. Places and employers have seats of their own.
    """
    run = _Run(index, knowledge, kinds, language, now)
    cuts = tuple(cuts_of(text[:LONGEST]))
    found = run.exactly(cuts)
    if sum(entry.suggestion.kind is not AskedKind.EMPLOYER for entry in found) < _SCANT:
        found = [*found, *run.nearly(cuts, found)] or list(run.by_words(cuts))
    return tuple(entry.suggestion for entry in seated(sorted(found, key=lambda entry: entry.order)))


class _Run:
    def __init__(
        self, index: VacancyIndex, knowledge: SuggestingKnowledge, kinds: Sequence[Kind], language: Language, now: int
    ) -> None:
        self._index = index
        self._knowledge = knowledge
        self._kinds = kinds
        self._language = language
        self._now = now

    def exactly(self, cuts: Iterable[Typed]) -> list[Ranked]:
        """Return what begins as typed: of the whole text, and of the longest tail that anything comes of.

        A whole text that is the beginning of nothing may be a title with a slip, whatever its last words are.
        """
        found: list[Ranked] = []
        for cut in cuts:
            context = self._context(cut)
            new = [] if context is None else context.completed(self._knowledge.completer.complete, guessed=False)
            if context is not None and not cut.head and not new:
                new = context.completed(self._knowledge.completer.near, guessed=True)
            new += [] if context is None else context.employers()
            found.extend(new)
            if cut.head and new:
                break
        return distinct(found)

    def nearly(self, cuts: Iterable[Typed], exact: Sequence[Ranked]) -> list[Ranked]:
        """Return what begins almost as typed, if it finds clearly more than what begins so."""
        most = max((entry.suggestion.count for entry in exact), default=0)
        known = {entry.concept for entry in exact}
        for cut in cuts:
            context = self._context(cut)
            if context is None:
                continue
            near = context.completed(self._knowledge.completer.near, guessed=True)
            new = [entry for entry in near if clearly_more(entry.suggestion.count, most) and entry.concept not in known]
            if new:
                return new
        return []

    def by_words(self, cuts: Sequence[Typed]) -> Iterator[Ranked]:
        """Yield what begins as typed in words alone: ``admin on`` may be *admin online* in titles, which is no concept.

        What is suggested is the concept before the word, among the vacancies that all words find.
        """
        cut = cuts[-1] if cuts else None
        context = self._context(cut) if cut and cut.head and len(cut.tail) >= _SHORTEST_WORD else None
        meant = self._meant(cut.head) if cut and context else None
        if cut is None or meant is None:
            return
        for word in itertools.islice(self._new_words(cut), _MOST_WORDS):
            words = f"{cut.head} {word}"
            within = admission(intent(self._knowledge.recogniser.read(words), Criteria(), self._knowledge), self._now)
            (count,) = self._index.counts(COUNTED[meant.kind], [meant.code], self._now, within=within)
            if count:
                kind = AskedKind(meant.kind)
                told = Suggestion(text=words, words=words, kind=kind, code=meant.code, count=count)
                yield Ranked(guessed=False, tier=LATER, usage=0.0, suggestion=told)

    def _new_words(self, cut: Typed) -> Iterator[str]:
        """Yield words that the tail may become: not said before, and no concepts, which are completed as such."""
        said = normalise(cut.head).split()
        for word in self._knowledge.completer.words(cut.tail):
            if word not in said and not self._knowledge.recogniser.exactly(word):
                yield word

    def _meant(self, head: str) -> Meaning | None:
        """Return the first concept of work in ``head``, of the kinds that are asked for."""
        meanings = (meaning for part in self._knowledge.recogniser.read(head).wanted for meaning in part.chosen())
        wanted = {Kind.OCCUPATION, Kind.SKILL} & set(self._kinds)
        return next((meaning for meaning in meanings if meaning.kind in wanted), None)

    def _context(self, cut: Typed) -> Context | None:
        """Return where the tail is completed; None where the head rules out what follows."""
        if not cut.head:
            return Context(self._index, cut, self._kinds, self._language, self._now, None, frozenset())
        last = normalise(cut.head).rpartition(" ")[2]
        if last in markers.NEGATION:
            return None
        placed = last in markers.PLACE or last in markers.NEAR
        kinds = [kind for kind in self._kinds if kind is Kind.REGION] if placed else self._kinds
        query = self._knowledge.recogniser.read(cut.head)
        within = admission(intent(query, Criteria(), self._knowledge), self._now)
        return Context(self._index, cut, kinds, self._language, self._now, within, _said(query))


def _said(query: Query) -> frozenset[tuple[Kind, str]]:
    parts = (*query.wanted, *query.must)
    return frozenset((meaning.kind, meaning.code) for part in parts for meaning in part.meanings)
