"""Misspellings of longer words: one edit, from nine letters on two (Damerau's edits)."""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST = 5
LONG = 9


class Speller:
    """Known words under each form that lacks one letter: two words at most two edits apart share such a form."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index ``words``; the earlier ones win between equals."""
        self._rank = {word: rank for rank, word in enumerate(dict.fromkeys(words))}
        self._forms: dict[str, list[str]] = defaultdict(list)
        for word in self._rank:
            if len(word) >= SHORTEST and word.isalpha():
                for form in _forms(word):
                    self._forms[form].append(word)

    def __contains__(self, word: object) -> bool:
        return word in self._rank

    def correct(self, word: str) -> str | None:
        """Return the known word that ``word`` most likely is, ``None`` if it is known, short or too far from any.

        The first letter must be right: it seldom is wrong, and other words begin otherwise.
        """
        if word in self._rank or len(word) < SHORTEST or not word.isalpha():
            return None
        allowed = 2 if len(word) >= LONG else 1
        near = {known for form in _forms(word) for known in self._forms.get(form, ()) if known[0] == word[0]}
        ranked = sorted((edits(word, known), self._rank[known], known) for known in near)
        return ranked[0][2] if ranked and ranked[0][0] <= allowed else None


def _forms(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


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
