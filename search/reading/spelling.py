"""Misspellings of longer words: a letter lost, added or changed, or two neighbours swapped (Damerau's edits)."""

import functools
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from search.lexicon.masks import mask
from search.lexicon.words import SHORTEST, Words, correctable
from search.vocabulary import Kind

CORRECTED = 0.8
"""How sure a concept remains when a word of it had to be corrected."""
_PLACES = mask((Kind.REGION, Kind.DISTRICT))
_SHORT = 4
"""Words of so many letters lie near too many others: a letter changed or added is not looked for in them."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEPT = 8_192
"""How many misspelt words are kept with what they were read as: a megabyte."""


def _beside() -> Mapping[str, str]:
    """Return for each letter those of the keys left and right of it."""
    return {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, key in enumerate(row)}


KEYS_BESIDE = _beside()
"""Letters beside each letter on the keyboard that is usual in Indonesia."""


class Tolerance(msgspec.Struct, frozen=True, kw_only=True):
    """How far words may be from what is meant: one edit from ``one_from`` letters on, two from ``two_from`` on."""

    one_from: int
    two_from: int

    def edits(self, word: str) -> int:
        """Return how many edits ``word`` may be away."""
        return (len(word) >= self.one_from) + (len(word) >= self.two_from)


QUERIES = Tolerance(one_from=SHORTEST, two_from=9)


class Speller:
    """Corrects to known words with the same first letter: it is seldom wrong, and other words begin otherwise."""

    def __init__(self, words: Words, kinds: Iterable[Kind] = tuple(Kind), tolerance: Tolerance = QUERIES) -> None:
        """Correct to those of ``words`` that occur in what concepts of ``kinds`` are called."""
        self._words = words
        self._tolerance = tolerance
        self._wanted = mask(kinds)
        self._bucket = functools.cache(self._read_bucket)
        self._corrected = functools.lru_cache(maxsize=_KEPT)(self._correct)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and bool(self._words.mask(word) & self._wanted)

    def correct(self, word: str) -> str | None:
        """Return the known word that ``word`` most likely is, ``None`` if it is known, short or too far from any.

        Between equally near ones that of the same letters wins: doubling, halving and swapping are the commonest
        slips. Then a word that is no mere place, then the earlier in the vocabulary.
        """
        return self._corrected(word) if correctable(word) and word not in self else None

    def one_lost(self, word: str) -> Sequence[str]:
        """Return the known words that ``word`` (unknown, four letters) is with one letter lost or two swapped."""
        if len(word) != _SHORT or not word.isalpha() or word in self:
            return ()
        longer = [found for *_, found in self._near(word, _SHORT + 1, 1)]
        swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(_SHORT - 1))
        return [*longer, *(each for each in dict.fromkeys(swapped) if each != word and each in self)]

    def begun_otherwise(self, word: str) -> Sequence[str]:
        """Return the known words that ``word`` (unknown, five letters and more) is but for a slip at its beginning.

        The first letter is lost or hit beside its key, or the first two are swapped.
        """
        if len(word) < self._tolerance.one_from or not correctable(word) or word in self:
            return ()
        lost = (letter + word for letter in _LETTERS)
        beside = (letter + word[1:] for letter in KEYS_BESIDE.get(word[0], ""))
        return [each for each in (word[1] + word[0] + word[2:], *lost, *beside) if each != word and each in self]

    def _correct(self, word: str) -> str | None:
        allowed = self._tolerance.edits(word)
        found = [
            entry
            for length in (range(len(word) - allowed, len(word) + allowed + 1) if allowed else ())
            for entry in self._near(word, length, allowed)
        ]
        return min(found)[-1] if found else None

    def _near(self, word: str, length: int, allowed: int) -> Iterable[tuple[float, bool, bool, int, str]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        known, ranks = self._bucket(word[0], length)
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        letters = set(word)
        return ((edits, set(found) != letters, self._is_place(found), ranks[at], found) for found, edits, at in near)

    def _is_place(self, word: str) -> bool:
        """Tell whether ``word`` names nothing but places: there are so many that one lies near most misspelt jobs."""
        return not self._words.mask(word) & self._wanted & ~_PLACES

    def _read_bucket(self, letter: str, length: int) -> tuple[Sequence[str], Sequence[int]]:
        held = [entry for entry in self._words.near(letter, length) if entry.mask & self._wanted]
        return [entry.word for entry in held], [entry.rank for entry in held]
