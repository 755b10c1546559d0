"""What the head of a title tells of its kind: operators and technicians work differently on the same machine.

Indonesian puts the head first (``operator mesin tenun``), English last (``loom operator``), and titles of both kinds
meet in one labour market; so both ends of a title are asked, each counted in the phrases that have their head there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.coding.phrases import Phrase
from search.lexicon import packed
from search.lexicon.container import Container

KIND = 2
"""Digits of a group's code that a head tells."""
FLOOR = 0.2
"""The share that is dealt evenly to all kinds: no head excludes any."""
_SMOOTHING = 2.0
_SCALE = 1_000
_FIRST, _LAST = "<", ">"


def compile_heads(phrases: Iterable[tuple[Sequence[str], Phrase]]) -> Mapping[str, bytes]:
    """Return the sections of `Heads` for phrases with their words: how much weight of which kind each head has."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for words, phrase in phrases:
        ends = [key for key, has in zip(_ends(words), (phrase.head_first, phrase.head_last), strict=True) if has]
        for key in ends:
            counted[key][phrase.code[:KIND]] += round(phrase.weight * _SCALE)
        total[phrase.code[:KIND]] += round(phrase.weight * _SCALE) if ends else 0
    kinds, trie = sorted(total), packed.make_trie(counted)
    rows = [sorted(counted[key].items()) for key in sorted(counted, key=trie.key_id)]
    return {
        "heads": trie.tobytes(),
        "kinds": "\n".join(kinds).encode(),
        "kinds.weight": packed.numbers((total[kind] for kind in kinds), "Q"),
        **packed.lists("heads.kind", [[kinds.index(kind) for kind, _ in row] for row in rows]),
        "heads.weight": packed.numbers(weight for row in rows for _, weight in row),
    }


class Heads:
    """The heads of the known phrases, read in place."""

    def __init__(self, container: Container) -> None:
        """Read ``container`` in place. Raises BadLexicon when it lacks a section."""
        self._trie, self._kinds = packed.read_trie(container, "heads"), container.lines("kinds")
        self._kind, self._starts = container.numbers("heads.kind"), container.numbers("heads.kind.starts")
        self._weight = container.numbers("heads.weight")
        weights = container.numbers("kinds.weight", "Q")
        total = sum(weights) or 1
        self._usual = {kind: weight / total for kind, weight in zip(self._kinds, weights, strict=True)}

    def likely(self, words: Sequence[str]) -> Mapping[str, float] | None:
        """Return how likely each kind is after the heads at both ends of ``words``; None where neither is known."""
        told = self._told(words)
        weight = sum(told.values()) / _SCALE
        if not weight:
            return None
        even = FLOOR / len(self._kinds)
        return {
            kind: even + (1 - FLOOR) * (told[kind] / _SCALE + _SMOOTHING * usual) / (weight + _SMOOTHING)
            for kind, usual in self._usual.items()
        }

    def _told(self, words: Sequence[str]) -> Counter[str]:
        told: Counter[str] = Counter()
        for key in _ends(words) if words else ():
            at = self._trie.get(packed.encodable(key))
            for place in range(self._starts[at], self._starts[at + 1]) if at is not None else ():
                told[self._kinds[self._kind[place]]] += self._weight[place]
        return told


def _ends(words: Sequence[str]) -> tuple[str, str]:
    return f"{_FIRST}{words[0]}", f"{_LAST}{words[-1]}"
