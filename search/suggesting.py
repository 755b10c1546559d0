"""Completing what is being typed: occupations, skills and places from the vocabulary, employers from the index."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from chalicelib.texts import Language, Text
from search.answer import Suggestion
from search.lexicon.lexicon import Lexicon
from search.lexicon.masks import mask
from search.normalise import normalise
from search.plan import CodeField
from search.port import VacancyIndex
from search.vocabulary import AskedKind, Kind

LIMIT = 10
LONGEST = 80
_COUNTED = {
    Kind.OCCUPATION: CodeField.OCCUPATION,
    Kind.SKILL: CodeField.SKILL,
    Kind.REGION: CodeField.REGION,
    Kind.EDUCATION: CodeField.EDUCATION,
    Kind.EMPLOYMENT_TYPE: CodeField.EMPLOYMENT_TYPE,
}
_UNLIKELY = (False, -1.0, -1.0)
_LATER = 3
"""The tier of what begins so in a later word only."""
_ASKED = 24
"""Completions of one kind that are counted; the most likely ones are shown."""


_Likely = tuple[bool, float, float]
"""Whether a way to say it begins so, how usual that is, how surely it is meant: compared in this order."""


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """A concept that what was typed may become; ``at_start`` when a way to say it begins so, not only a later word.

    ``named``: its own name has a word that begins so. ``usage`` is how many of a thousand vacancies say it in the
    likeliest of these ways, ``weight`` how surely it means the concept.
    """

    kind: Kind
    code: str
    label: Text
    at_start: bool
    named: bool
    usage: float
    weight: float

    @property
    def tier(self) -> int:
        """0 for what is called so, 1 for occupations with such a title, 2 for other synonyms, 3 for later words."""
        if not self.at_start:
            return _LATER
        return 0 if self.named else 1 if self.kind is Kind.OCCUPATION else 2


class Completer:
    """Finds concepts by the beginning of any word of any way to say them."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Complete with what is in ``lexicon``."""
        self._lexicon = lexicon

    def complete(self, typed: str, kinds: Iterable[Kind], most: int) -> list[Completion]:
        """Return what ``typed`` (normalised) may become, up to ``most`` of each kind, the likeliest first."""
        wanted = mask(kinds)
        best: dict[Kind, dict[int, _Likely]] = defaultdict(dict)
        for listed, at_start in self._lexicon.begun(typed, wanted):
            for saying in self._lexicon.sayings(listed, wanted):
                likely = (at_start, saying.usage, saying.weight)
                if likely > best[saying.kind].get(saying.concept, _UNLIKELY):
                    best[saying.kind][saying.concept] = likely
        return [entry for kind, found in best.items() for entry in self._likeliest(typed, kind, found, most)]

    def _likeliest(self, typed: str, kind: Kind, found: Mapping[int, _Likely], most: int) -> Iterator[Completion]:
        def likely(concept: int) -> tuple[bool, float, float, str]:
            return *found[concept], self._lexicon.code(concept)

        for concept in heapq.nlargest(most, found, key=likely):
            at_start, usage, weight = found[concept]
            code, label = self._lexicon.code(concept), self._lexicon.label(concept)
            named = _begins(label, typed)
            yield Completion(
                kind=kind, code=code, label=label, at_start=at_start, named=named, usage=usage, weight=weight
            )


def _begins(label: Text, typed: str) -> bool:
    """Tell whether a word of ``label``, in either language, begins like ``typed``."""
    return any(f" {typed}" in f" {normalise(each)}" for each in (label.id, label.en))


def suggest(
    index: VacancyIndex, completer: Completer, text: str, kinds: Sequence[Kind], language: Language, now: int
) -> tuple[Suggestion, ...]:
    """Return up to `LIMIT` completions of ``text`` with how many vacancies each would find.

    What is called so comes before what only can be called so (``sop`` is no friendliness, though *sopan* is), then what
    finds most, of those with as many the more usual. What nobody looks for at present is left out: a suggestion that
    finds nothing is none.
    """
    typed = normalise(text[:LONGEST])
    if not typed:
        return ()
    found: list[tuple[int, float, Suggestion]] = []
    completions = completer.complete(typed, kinds, _ASKED)
    for kind in kinds:
        chosen = [entry for entry in completions if entry.kind is kind]
        if not chosen or kind not in _COUNTED:
            continue
        counts = index.counts(_COUNTED[kind], [entry.code for entry in chosen], now)
        for entry, count in zip(chosen, counts, strict=True):
            label = entry.label.in_language(language)
            told = Suggestion(text=label, kind=AskedKind(kind), code=entry.code, count=count)
            found.append((entry.tier, entry.usage, told))
    if Kind.EMPLOYER in kinds:
        for employer in index.employers(typed, now, LIMIT):
            name = Suggestion(text=employer.name, kind=AskedKind.EMPLOYER, code=employer.id, count=employer.count)
            found.append((0 if normalise(employer.name).startswith(typed) else _LATER, 0.0, name))
    alive = [entry for entry in found if entry[2].count]
    alive.sort(key=lambda entry: (entry[0], -entry[2].count, -entry[1], entry[2].text))
    return tuple(suggestion for _, _, suggestion in alive[:LIMIT])
