"""Completing what is being typed: occupations, skills and places from the vocabulary, employers from the index."""

import bisect
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chalicelib.texts import Language
from search.answer import Suggestion
from search.normalise import normalise
from search.plan import CodeField
from search.port import VacancyIndex
from search.vocabulary import Kind, Term, Vocabulary

LIMIT = 10
LONGEST = 80
_COUNTED = {
    Kind.OCCUPATION: CodeField.OCCUPATION,
    Kind.SKILL: CodeField.SKILL,
    Kind.REGION: CodeField.REGION,
    Kind.EDUCATION: CodeField.EDUCATION,
    Kind.EMPLOYMENT_TYPE: CodeField.EMPLOYMENT_TYPE,
}
_ASKED = 24
"""Completions of one kind that are counted; the most likely ones are shown."""


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """A concept that what was typed may become; ``at_start`` when a way to say it begins so, not only a later word."""

    kind: Kind
    code: str
    at_start: bool
    weight: float


class Completer:
    """Finds concepts by the beginning of any word of any way to say them. Built once for a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Sort every ending of every surface that begins at a word."""
        self.labels = {(concept.kind, concept.code): concept.label for concept in vocabulary.concepts}
        self._entries = sorted(
            ((ending, start, term) for term in vocabulary.terms for start, ending in _endings(term.surface)),
            key=lambda entry: entry[0],
        )
        self._keys = [ending for ending, _, _ in self._entries]

    def complete(self, typed: str, kinds: Iterable[Kind]) -> list[Completion]:
        """Return what ``typed`` (normalised) may become, the likeliest first, each concept once."""
        wanted = set(kinds)
        best: dict[tuple[Kind, str], Completion] = {}
        for start, term in self._beginning_with(typed):
            if term.kind in wanted:
                found = Completion(kind=term.kind, code=term.code, at_start=start == 0, weight=term.weight)
                held = best.get((term.kind, term.code))
                if held is None or _likelihood(held) < _likelihood(found):
                    best[term.kind, term.code] = found
        return sorted(best.values(), key=lambda entry: (_likelihood(entry), entry.code), reverse=True)

    def _beginning_with(self, typed: str) -> Iterator[tuple[int, Term]]:
        first = bisect.bisect_left(self._keys, typed)
        for ending, start, term in self._entries[first:]:
            if not ending.startswith(typed):
                return
            yield start, term


def suggest(
    index: VacancyIndex, completer: Completer, text: str, kinds: Sequence[Kind], language: Language, now: int
) -> tuple[Suggestion, ...]:
    """Return up to `LIMIT` completions of ``text`` with how many vacancies each would find; most at the top.

    What nobody looks for at present is left out: a suggestion that finds nothing is none.
    """
    typed = normalise(text[:LONGEST])
    if not typed:
        return ()
    found: list[tuple[bool, Suggestion]] = []
    completions = completer.complete(typed, kinds)
    for kind in kinds:
        chosen = [entry for entry in completions if entry.kind is kind][:_ASKED]
        if not chosen or kind not in _COUNTED:
            continue
        counts = index.counts(_COUNTED[kind], [entry.code for entry in chosen], now)
        for entry, count in zip(chosen, counts, strict=True):
            label = completer.labels[entry.kind, entry.code].in_language(language)
            found.append((entry.at_start, Suggestion(text=label, kind=kind, code=entry.code, count=count)))
    if Kind.EMPLOYER in kinds:
        for employer in index.employers(typed, now, LIMIT):
            name = Suggestion(text=employer.name, kind=Kind.EMPLOYER, code=employer.id, count=employer.count)
            found.append((normalise(employer.name).startswith(typed), name))
    alive = [entry for entry in found if entry[1].count]
    alive.sort(key=lambda entry: (not entry[0], -entry[1].count, entry[1].text))
    return tuple(suggestion for _, suggestion in alive[:LIMIT])


def _endings(surface: str) -> Iterator[tuple[int, str]]:
    words = surface.split()
    for start in range(len(words)):
        yield start, " ".join(words[start:])


def _likelihood(entry: Completion) -> tuple[bool, float]:
    return entry.at_start, entry.weight
