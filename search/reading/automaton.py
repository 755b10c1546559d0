"""All ways to say a concept in one automaton (Aho and Corasick, 1975), found in one pass over the words."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from search.reading.model import Meaning
from search.vocabulary import Kind, Term

_SWAPPED = 0.95
"""How sure a surface remains when its words come in another order."""
_MOST_ORDERED = 3
_KINDS = {kind: rank for rank, kind in enumerate(Kind)}


class Match(msgspec.Struct, frozen=True):
    """Words from ``start`` up to ``end`` (exclusive) that say ``surface``."""

    start: int
    end: int
    surface: str
    meanings: tuple[Meaning, ...]


class Automaton:
    """Recognises whole words only; the longest match wins, then the leftmost."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Index ``terms``. One surface may have several meanings: all are kept with their weights."""
        self._meanings = _meanings(terms)
        self._automaton = _automaton(self._meanings)

    def meanings(self, surface: str) -> tuple[Meaning, ...]:
        """Return what exactly these words may mean."""
        return self._meanings.get(surface, ("", ()))[1]

    def find(self, words: Sequence[str]) -> tuple[Match, ...]:
        """Return the matches in ``words``, left to right, without overlap."""
        if not self._meanings or not words:
            return ()
        taken = [False] * len(words)
        chosen = []
        for match in sorted(self._all(words), key=lambda match: (match.start - match.end, match.start)):
            if not any(taken[match.start : match.end]):
                taken[match.start : match.end] = [True] * (match.end - match.start)
                chosen.append(match)
        return tuple(sorted(chosen, key=lambda match: match.start))

    def _all(self, words: Sequence[str]) -> Iterator[Match]:
        text = f" {' '.join(words)} "
        # Word number by the place of the space before it; a match ends at the space behind its last word.
        at = dict(
            zip(itertools.accumulate((len(word) + 1 for word in words), initial=0), itertools.count(), strict=False)
        )
        for last, surface in self._automaton.iter(text):
            end = at[last]
            start = at[last - len(surface) - 1]
            named, meanings = self._meanings[surface]
            yield Match(start, end, named, meanings)


def _meanings(terms: Iterable[Term]) -> dict[str, tuple[str, tuple[Meaning, ...]]]:
    """Return for each surface, in every order of its words, the surface as it is listed and its meanings."""
    listed: dict[str, dict[tuple[Kind, str], Meaning]] = defaultdict(dict)
    for term in terms:
        key = (term.kind, term.code)
        held = listed[term.surface].get(key)
        if held is None or held.confidence < term.weight:
            listed[term.surface][key] = Meaning(term.kind, term.code, term.weight)
    found = {surface: (surface, _ordered(meanings.values(), 1.0)) for surface, meanings in listed.items() if surface}
    for surface in list(found):
        for order in _orders(surface):
            found.setdefault(order, (surface, _ordered(listed[surface].values(), _SWAPPED)))
    return found


def _ordered(meanings: Iterable[Meaning], factor: float) -> tuple[Meaning, ...]:
    scaled = [Meaning(meaning.kind, meaning.code, meaning.confidence * factor) for meaning in meanings]
    return tuple(sorted(scaled, key=lambda meaning: (-meaning.confidence, _KINDS[meaning.kind], meaning.code)))


def _orders(surface: str) -> Iterator[str]:
    words = surface.split()
    if 1 < len(words) <= _MOST_ORDERED:
        yield from (" ".join(order) for order in itertools.permutations(words))


def _automaton(surfaces: Iterable[str]) -> Any:  # noqa: ANN401 - the library has no types
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for surface in surfaces:
        automaton.add_word(f" {surface} ", surface)
    automaton.make_automaton()
    return automaton
