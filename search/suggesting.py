"""Completing what is being typed: the words before the last ones say among which vacancies completions are counted."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from chalicelib.texts import Language
from search.answer import Suggestion
from search.completing import LATER, Completer, Completion
from search.correcting import clearly_more
from search.knowledge import Knowledge
from search.normalise import normalise
from search.plan import Admission, CodeField
from search.planning.intent import intent
from search.planning.plans import admission
from search.port import VacancyIndex
from search.reading import markers
from search.reading.model import Meaning, Query
from search.request import Criteria
from search.vocabulary import AskedKind, Kind

LONGEST = 80
MOST_PLACES = MOST_EMPLOYERS = 5
MOST_WORK = 10
_SCANT = 3
"""With fewer completions than these a slip of the finger is thought of."""
_LONGEST_TAIL = 3
_COUNTED = {
    Kind.OCCUPATION: CodeField.OCCUPATION,
    Kind.SKILL: CodeField.SKILL,
    Kind.REGION: CodeField.REGION,
    Kind.EDUCATION: CodeField.EDUCATION,
    Kind.EMPLOYMENT_TYPE: CodeField.EMPLOYMENT_TYPE,
}
_ASKED = 24
"""Completions of one kind that are counted; the most likely ones are shown."""
_ASKED_IN_CONTEXT = 600
"""In context more are: which of them the words before leave is not known beforehand."""
_GUESSED = 12
_SHORTEST_WORD, _MOST_WORDS = 2, 4
"""Words in titles are looked for from so many letters on, so many of them: each asks the index once."""


class SuggestingKnowledge(Knowledge, Protocol):
    """What suggesting knows of the world: how queries are read, and what words may become."""

    @property
    def completer(self) -> Completer:
        """The completer of what is being typed, built once."""
        ...


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion with what orders it: those for the whole text first, of these what is guessed last, then by tier."""

    guessed: bool
    tier: int
    usage: float
    suggestion: Suggestion

    @property
    def concept(self) -> tuple[AskedKind, str]:
        """What is suggested, in whatever words."""
        return self.suggestion.kind, self.suggestion.code

    @property
    def order(self) -> tuple[bool, bool, int, int, float, str]:
        """What sorts before comes first."""
        told = self.suggestion
        return bool(told.words), self.guessed, self.tier, -told.count, -self.usage, told.text


class _Typed(msgspec.Struct, frozen=True):
    """A text cut in two: ``head``, as it was typed, stands; ``tail``, normalised, is being typed."""

    head: str
    tail: str


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
    cuts = tuple(_cuts(text[:LONGEST]))
    found = run.exactly(cuts)
    if sum(entry.suggestion.kind is not AskedKind.EMPLOYER for entry in found) < _SCANT:
        found = [*found, *run.nearly(cuts, found)] or list(run.by_words(cuts))
    return tuple(entry.suggestion for entry in _seated(sorted(found, key=lambda entry: entry.order)))


class _Run:
    def __init__(
        self, index: VacancyIndex, knowledge: SuggestingKnowledge, kinds: Sequence[Kind], language: Language, now: int
    ) -> None:
        self._index = index
        self._knowledge = knowledge
        self._kinds = kinds
        self._language = language
        self._now = now

    def exactly(self, cuts: Iterable[_Typed]) -> list[Ranked]:
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
        return _distinct(found)

    def nearly(self, cuts: Iterable[_Typed], exact: Sequence[Ranked]) -> list[Ranked]:
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

    def by_words(self, cuts: Sequence[_Typed]) -> Iterator[Ranked]:
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
            (count,) = self._index.counts(_COUNTED[meant.kind], [meant.code], self._now, within=within)
            if count:
                kind = AskedKind(meant.kind)
                told = Suggestion(text=words, words=words, kind=kind, code=meant.code, count=count)
                yield Ranked(guessed=False, tier=LATER, usage=0.0, suggestion=told)

    def _new_words(self, cut: _Typed) -> Iterator[str]:
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

    def _context(self, cut: _Typed) -> "_Context | None":
        """Return where the tail is completed; None where the head rules out what follows."""
        if not cut.head:
            return _Context(self._index, cut, self._kinds, self._language, self._now, None, frozenset())
        last = normalise(cut.head).rpartition(" ")[2]
        if last in markers.NEGATION:
            return None
        placed = last in markers.PLACE or last in markers.NEAR
        kinds = [kind for kind in self._kinds if kind is Kind.REGION] if placed else self._kinds
        query = self._knowledge.recogniser.read(cut.head)
        within = admission(intent(query, Criteria(), self._knowledge), self._now)
        return _Context(self._index, cut, kinds, self._language, self._now, within, _said(query))


class _Context:
    """Completes a tail among the vacancies of ``within`` (None: all that are open), without what is ``said``."""

    def __init__(
        self,
        index: VacancyIndex,
        cut: _Typed,
        kinds: Sequence[Kind],
        language: Language,
        now: int,
        within: Admission | None,
        said: frozenset[tuple[Kind, str]],
    ) -> None:
        self._index = index
        self._cut = cut
        self._kinds = kinds
        self._language = language
        self._now = now
        self._within = within
        self._said = said

    def completed(
        self, complete: Callable[[str, Iterable[Kind], int], Iterable[Completion]], *, guessed: bool
    ) -> list[Ranked]:
        most = _GUESSED if guessed else _ASKED_IN_CONTEXT if self._within else _ASKED
        entries = [
            entry
            for entry in complete(self._cut.tail, self._kinds, most)
            if (entry.kind, entry.code) not in self._said and entry.kind in _COUNTED
        ]
        found: list[Ranked] = []
        for kind in self._kinds:
            found.extend(self._counted(kind, [entry for entry in entries if entry.kind is kind], guessed))
        return found

    def employers(self) -> Iterator[Ranked]:
        if Kind.EMPLOYER not in self._kinds:
            return
        tail = self._cut.tail
        for employer in self._index.employers(tail, self._now, MOST_EMPLOYERS, within=self._within):
            tier = 0 if normalise(employer.name).startswith(tail) else LATER
            told = self._suggestion(employer.name, Kind.EMPLOYER, employer.id, employer.count)
            yield Ranked(guessed=False, tier=tier, usage=0.0, suggestion=told)

    def _counted(self, kind: Kind, entries: Sequence[Completion], guessed: bool) -> Iterator[Ranked]:
        if not entries:
            return
        codes = [entry.code for entry in entries]
        counts = self._index.counts(_COUNTED[kind], codes, self._now, within=self._within)
        for entry, count in zip(entries, counts, strict=True):
            if count:
                told = self._suggestion(entry.label.in_language(self._language), kind, entry.code, count)
                yield Ranked(guessed=guessed, tier=entry.tier, usage=entry.usage, suggestion=told)

    def _suggestion(self, label: str, kind: Kind, code: str, count: int) -> Suggestion:
        head = self._cut.head
        text = f"{head} {label}" if head else label
        return Suggestion(text=text, words=head, kind=AskedKind(kind), code=code, count=count)


def _cuts(text: str) -> Iterator[_Typed]:
    """Yield the ways to cut ``text``: nothing before the tail, then ever shorter tails."""
    typed = text.split()
    whole = normalise(text)
    if whole:
        yield _Typed("", whole)
    for size in range(min(_LONGEST_TAIL, len(typed) - 1), 0, -1):
        head, tail = typed[:-size], typed[-size:]
        words = normalise(" ".join(tail))
        if words and not tail[0].startswith("-"):
            yield _Typed(" ".join(head), words)


def _said(query: Query) -> frozenset[tuple[Kind, str]]:
    parts = (*query.wanted, *query.must)
    return frozenset((meaning.kind, meaning.code) for part in parts for meaning in part.meanings)


def _distinct(found: Iterable[Ranked]) -> list[Ranked]:
    """Return each concept once, as it was found first."""
    first: dict[tuple[AskedKind, str], Ranked] = {}
    for entry in found:
        first.setdefault(entry.concept, entry)
    return list(first.values())


def _seated(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Yield the best of what is done, of places and of employers, each up to its own number."""
    seats = {AskedKind.REGION: MOST_PLACES, AskedKind.EMPLOYER: MOST_EMPLOYERS}
    work = MOST_WORK
    for entry in ranked:
        kind = entry.suggestion.kind
        if kind in seats:
            seats[kind] -= 1
            if seats[kind] >= 0:
                yield entry
        elif work:
            work -= 1
            yield entry
