"""Misspellings of longer words: one edit, from nine letters on two (Damerau's edits)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 5
LONG = 9
_LONGEST = 30
_TWO_EDITS_APART = 4
"""Two edits change the set of a word's letters by at most this many."""


class Speller:
    """Known words by their first letter and length: the first letter is seldom wrong, other words begin otherwise."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index ``words``; the earlier ones win between equals."""
        self._rank = {word: rank for rank, word in enumerate(dict.fromkeys(words))}
        self._known: dict[tuple[str, int], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for word in self._rank:
            if _correctable(word):
                self._known[word[0], len(word)].append((word, frozenset(word)))

    def __contains__(self, word: object) -> bool:
        return word in self._rank

    def correct(self, word: str) -> str | None:
        """Return the known word that ``word`` most likely is, ``None`` if it is known, short or too far from any."""
        if word in self._rank or not _correctable(word):
            return None
        allowed = 2 if len(word) >= LONG else 1
        ranked = sorted((edits(word, known), self._rank[known], known) for known in self._near(word, allowed))
        return ranked[0][2] if ranked and ranked[0][0] <= allowed else None

    def _near(self, word: str, allowed: int) -> Iterator[str]:
        letters = frozenset(word)
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for known, its in self._known.get((word[0], length), ()):
                if len(letters ^ its) <= _TWO_EDITS_APART:
                    yield known


def _correctable(word: str) -> bool:
    return SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def edits(one: str, other: str) -> int:
    """Return the optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        last, row = row, [i]
        for j, its in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != its))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]
