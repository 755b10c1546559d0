"""All ways to say a concept, found in one pass over the words: the longest of whole words."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from search.lexicon.lexicon import Lexicon
from search.lexicon.masks import mask
from search.lexicon.packed import encodable
from search.reading.extras import NONE, Extras
from search.reading.model import Meaning
from search.vocabulary import Kind

_SWAPPED = 0.95
"""How sure a surface remains when its words come in another order."""


class Match(msgspec.Struct, frozen=True):
    """Words from ``start`` up to ``end`` (exclusive) that say ``surface``."""

    start: int
    end: int
    surface: str
    meanings: tuple[Meaning, ...]


class _Candidate(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    said: str
    listed: int | None


class Automaton:
    """Recognises whole words of some kinds of concepts only; the longest match wins, then the leftmost.

    What other kinds say does not exist for it: a longer surface of theirs takes no words away.
    """

    def __init__(self, lexicon: Lexicon, kinds: Iterable[Kind] = tuple(Kind)) -> None:
        """Find in ``lexicon`` what is of ``kinds``."""
        self._lexicon = lexicon
        self._wanted = mask(kinds)

    def meanings(self, surface: str, extras: Extras = NONE) -> tuple[Meaning, ...]:
        """Return what exactly these words may mean, the surest first."""
        listed = self._lexicon.listed(surface, self._wanted)
        return extras.meanings(surface) if listed is None else self._meant(listed, surface)

    def find(self, words: Sequence[str], extras: Extras = NONE) -> tuple[Match, ...]:
        """Return the matches in ``words``, left to right, without overlap. One surface may have several meanings.

        What the lexicon and ``extras`` both list means what the lexicon says.
        """
        taken = [False] * len(words)
        chosen = []
        every = [*self._all(words), *_added(words, extras)]
        for found in sorted(every, key=lambda found: (found.start - found.end, found.start)):
            if not any(taken[found.start : found.end]):
                taken[found.start : found.end] = [True] * (found.end - found.start)
                chosen.append(found)
        return tuple(self._match(found, extras) for found in sorted(chosen, key=lambda found: found.start))

    def _all(self, words: Sequence[str]) -> Iterator[_Candidate]:
        text, at = encodable(" ".join([*words, ""])), 0
        for start, word in enumerate(words):
            for found in self._lexicon.beginnings(text[at : at + self._lexicon.longest], self._wanted):
                yield _Candidate(start, start + found.key.count(" "), found.key[:-1], found.listed)
            at += len(word) + 1

    def _match(self, found: _Candidate, extras: Extras) -> Match:
        if found.listed is None:
            return Match(found.start, found.end, found.said, extras.meanings(found.said))
        surface = self._lexicon.surface(found.listed)
        return Match(found.start, found.end, surface, self._meant(found.listed, found.said))

    def _meant(self, listed: int, said: str) -> tuple[Meaning, ...]:
        factor = 1.0 if said == self._lexicon.surface(listed) else _SWAPPED
        return tuple(
            Meaning(saying.kind, self._lexicon.code(saying.concept), saying.weight * factor)
            for saying in self._lexicon.sayings(listed, self._wanted)
        )


def _added(words: Sequence[str], extras: Extras) -> Iterator[_Candidate]:
    for start in range(len(words) if extras.longest else 0):
        for end, surface in extras.begun(words, start):
            yield _Candidate(start, end, surface, None)
