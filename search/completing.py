"""What words that are being typed may become, from the vocabulary: by beginnings, and by beginnings one edit away."""

import functools
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from chalicelib.texts import Text
from search.lexicon.lexicon import Lexicon
from search.lexicon.masks import mask
from search.normalise import normalise
from search.reading.beginnings import Beginnings
from search.reading.spelling import Speller
from search.vocabulary import AskedKind, Kind

_SHORT, _KEPT = 3, 2_048
"""Completions of beginnings of up to so many letters are kept, so many of them: a few megabytes."""
_UNLIKELY = (False, -1.0, -1.0)
LATER = 3
"""The tier of what begins so in a later word only."""
_WORK = mask((Kind.OCCUPATION, Kind.SKILL))
_MOST_WORDS = 16
_KINDS = tuple(Kind(kind) for kind in AskedKind)
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
            return LATER
        return 0 if self.named else 1 if self.kind is Kind.OCCUPATION else 2


class Completer:
    """Finds concepts by the beginning of any word of any way to say them."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Complete with what is in ``lexicon``."""
        self._lexicon = lexicon
        # Short beginnings begin much and are typed by everybody: what they become is kept.
        self._complete_short = functools.lru_cache(maxsize=_KEPT)(self._complete)
        self._words = functools.lru_cache(maxsize=_KEPT)(self._find_words)
        self._speller = Speller(lexicon.words, _KINDS)
        self._beginnings = Beginnings(lexicon.words, _KINDS)

    def near(self, typed: str, kinds: Iterable[Kind], most: int) -> list[Completion]:
        """Return what ``typed`` may become if its last word is one edit off, or a longer one before it misspelt."""
        *before, last = typed.split() or [""]
        spelt = [self._speller.correct(word) or word for word in before]
        lasts = (*((last,) if spelt != before else ()), *self._beginnings.near(last))
        wanted, found = tuple(kinds), dict[tuple[Kind, str], Completion]()
        for begun in lasts:
            for entry in self.complete(" ".join((*spelt, begun)), wanted, most):
                found.setdefault((entry.kind, entry.code), entry)
        return list(found.values())

    def words(self, typed: str) -> tuple[str, ...]:
        """Return longer words in what work is called that ``typed`` (normalised, one word) may become.

        The more usual come first: those that more vacancies say, in whatever they say it; a handful at most.
        """
        return self._words(typed)

    def _find_words(self, typed: str) -> tuple[str, ...]:
        usual: dict[str, float] = defaultdict(float)
        for listed, _ in self._lexicon.begun(typed, _WORK):
            usage = max(saying.usage for saying in self._lexicon.sayings(listed, _WORK))
            for word in self._lexicon.surface(listed).split():
                if word.startswith(typed) and word != typed:
                    usual[word] += usage
        return tuple(heapq.nlargest(_MOST_WORDS, usual, key=lambda word: (usual[word], word)))

    def complete(self, typed: str, kinds: Iterable[Kind], most: int) -> list[Completion]:
        """Return what ``typed`` (normalised) may become, up to ``most`` of each kind, the likeliest first."""
        complete = self._complete_short if len(typed) <= _SHORT else self._complete
        return list(complete(typed, mask(kinds), most))

    def _complete(self, typed: str, wanted: int, most: int) -> tuple[Completion, ...]:
        best: dict[Kind, dict[int, _Likely]] = defaultdict(dict)
        for listed, at_start in self._lexicon.begun(typed, wanted):
            for saying in self._lexicon.sayings(listed, wanted):
                likely = (at_start, saying.usage, saying.weight)
                if likely > best[saying.kind].get(saying.concept, _UNLIKELY):
                    best[saying.kind][saying.concept] = likely
        likeliest = (self._likeliest(typed, kind, found, most) for kind, found in best.items())
        return tuple(entry for entries in likeliest for entry in entries)

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
