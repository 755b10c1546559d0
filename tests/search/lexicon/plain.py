"""What the compiled forms must agree with, written plainly: dictionaries, all windows, edits letter by letter."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from chalicelib.texts import Text
from search.vocabulary import Concept, Kind, Term, Vocabulary

SWAPPED = 0.95


def vocabulary_of(*terms: Term) -> Vocabulary:
    """A vocabulary of exactly these terms, with the concepts that they mean."""
    meant = dict.fromkeys((term.kind, term.code) for term in terms)
    concepts = tuple(Concept(kind=kind, code=code, label=Text(f"nama {code}", f"name {code}")) for kind, code in meant)
    return Vocabulary(version="test", concepts=concepts, terms=terms)


def jobs(*surfaces: str) -> Vocabulary:
    """A vocabulary in which each surface is an occupation of its own."""
    return vocabulary_of(*(Term(surface=surface, kind=Kind.OCCUPATION, code=surface) for surface in surfaces))


Meant = tuple[Kind, str, float]


def readings(terms: Iterable[Term]) -> dict[str, tuple[str, tuple[Meant, ...]]]:
    """Every surface in every order of up to three words: how it is listed, and what it means, the surest first."""
    listed: dict[str, dict[tuple[Kind, str], float]] = defaultdict(dict)
    for term in terms:
        key = (term.kind, term.code)
        listed[term.surface][key] = max(term.weight, listed[term.surface].get(key, 0.0))
    found = {surface: (surface, _sorted(said, 1.0)) for surface, said in listed.items() if surface}
    for surface in list(found):
        words = surface.split()
        for order in itertools.permutations(words) if 1 < len(words) <= 3 else ():
            found.setdefault(" ".join(order), (surface, _sorted(listed[surface], SWAPPED)))
    return found


def _sorted(said: dict[tuple[Kind, str], float], factor: float) -> tuple[Meant, ...]:
    kinds = list(Kind)
    scaled = [(kind, code, weight * factor) for (kind, code), weight in said.items()]
    return tuple(sorted(scaled, key=lambda meant: (-meant[2], kinds.index(meant[0]), meant[1])))


def longest(known: dict[str, tuple[str, tuple[Meant, ...]]], words: Sequence[str]) -> list[tuple[int, int, str]]:
    """The longest windows that are known, then the leftmost, without overlap; left to right."""
    windows = [(start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    chosen: list[tuple[int, int, str]] = []
    for start, end in sorted(windows, key=lambda window: (window[0] - window[1], window[0])):
        said = known.get(" ".join(words[start:end]))
        if said and all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, said[0]))
    return sorted(chosen)


def edits(one: str, other: str) -> int:
    """The optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours."""
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


def corrected(known: Sequence[str], word: str) -> str | None:
    """The nearest of ``known`` with the same first letter within the edits allowed; of equals the same letters."""
    if word in known or not _long_enough(word):
        return None
    allowed = 2 if len(word) >= 9 else 1
    near = [
        (edits(word, other), set(word) != set(other), rank, other)
        for rank, other in enumerate(known)
        if _comparable(word, other)
    ]
    best = min(near, default=None)
    return best[-1] if best and best[0] <= allowed else None


def _comparable(word: str, other: str) -> bool:
    return _long_enough(other) and other[0] == word[0]


def _long_enough(word: str) -> bool:
    return 5 <= len(word) <= 30 and word.isalpha()
