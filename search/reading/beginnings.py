"""Beginnings of known words that lie one edit from what is being typed: the word need not be finished."""

import functools
from collections.abc import Iterable, Sequence

from search.lexicon.masks import mask
from search.lexicon.words import Words
from search.vocabulary import Kind

SHORTEST, LONGEST = 4, 30
"""How many letters must be typed before a slip is thought of, and how many a word has at most."""
_MOST = 12
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Beginnings:
    """Finds what words begin with, a letter lost, added or changed or two neighbours swapped."""

    def __init__(self, words: Words, kinds: Iterable[Kind]) -> None:
        """Look among those of ``words`` that occur in what concepts of ``kinds`` are called."""
        self._words = words
        self._wanted = mask(kinds)
        self._listed = functools.cache(self._read_letter)
        self._known = functools.cache(self._read)
        self._found = functools.lru_cache(maxsize=4_096)(self._find)

    def near(self, typed: str) -> tuple[str, ...]:
        """Return beginnings one edit from ``typed`` (normalised, one word), the likelier first.

        Those with its first letter, then those with any other (few people mistype the first one), at most a dozen of
        either; among them those of the more usual words first.
        """
        return self._found(typed) if SHORTEST <= len(typed) <= LONGEST and typed.isalpha() else ()

    def _find(self, typed: str) -> tuple[str, ...]:
        own = self._among(typed, typed[0])
        others = [entry for letter in _LETTERS if letter != typed[0] for entry in self._among(typed, letter)]
        return tuple(begun for found in (own, others) for _, begun in sorted(found)[:_MOST])

    def _among(self, typed: str, letter: str) -> list[tuple[int, str]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near: list[tuple[int, str]] = []
        for length in range(len(typed) - 1, len(typed) + 2):
            begun, ranks = self._known(letter, length)
            found = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=1, limit=None)
            near.extend((ranks[at], text) for text, edits, at in found if edits)
        return near

    def _read(self, letter: str, length: int) -> tuple[Sequence[str], Sequence[int]]:
        """Return the beginnings of ``length`` letters with the rank of the most usual word that has each."""
        best: dict[str, int] = {}
        for word, rank in self._listed(letter):
            if len(word) >= length:
                best.setdefault(word[:length], rank)
        return list(best), list(best.values())

    def _read_letter(self, letter: str) -> Sequence[tuple[str, int]]:
        """Return the words that begin with ``letter`` and their ranks, the lower first."""
        words = (word for size in range(1, LONGEST + 1) for word in self._words.near(letter, size))
        return sorted(
            ((word.word, word.rank) for word in words if word.mask & self._wanted), key=lambda entry: entry[1]
        )
