"""Misspellings of longer words: one edit, from nine letters on two (Damerau's edits, none of them twice in a place)."""

import functools
from collections.abc import Iterable, Sequence

from search.lexicon.masks import mask
from search.lexicon.words import Words, correctable
from search.vocabulary import Kind

LONG = 9
_KEPT = 8_192
"""How many misspelt words are kept with what they were read as: a megabyte."""


class Speller:
    """Corrects to known words with the same first letter: it is seldom wrong, and other words begin otherwise."""

    def __init__(self, words: Words, kinds: Iterable[Kind] = tuple(Kind)) -> None:
        """Correct to those of ``words`` that occur in what concepts of ``kinds`` are called."""
        self._words = words
        self._wanted = mask(kinds)
        self._bucket = functools.cache(self._read_bucket)
        self._corrected = functools.lru_cache(maxsize=_KEPT)(self._correct)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and bool(self._words.mask(word) & self._wanted)

    def correct(self, word: str) -> str | None:
        """Return the known word that ``word`` most likely is, ``None`` if it is known, short or too far from any.

        Between equally near ones the earlier in the vocabulary wins.
        """
        return self._corrected(word) if correctable(word) and word not in self else None

    def _correct(self, word: str) -> str | None:
        allowed = 2 if len(word) >= LONG else 1
        found = [
            entry
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for entry in self._near(word, length, allowed)
        ]
        return min(found)[2] if found else None

    def _near(self, word: str, length: int, allowed: int) -> Iterable[tuple[float, int, str]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        known, ranks = self._bucket(word[0], length)
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return ((edits, ranks[at], found) for found, edits, at in near)

    def _read_bucket(self, letter: str, length: int) -> tuple[Sequence[str], Sequence[int]]:
        held = [entry for entry in self._words.near(letter, length) if entry.mask & self._wanted]
        return [entry.word for entry in held], [entry.rank for entry in held]
