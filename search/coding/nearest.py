"""The known phrases that look most like some words, from their compiled form."""

import heapq
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from search.coding.compiling import STEPS
from search.coding.grams import blocks_of
from search.coding.heads import Heads
from search.coding.weighing import rarity, weighed
from search.lexicon import packed
from search.lexicon.container import Container

COMMON = 2_500
"""A feature that more phrases have than this tells nothing that the rarer ones do not, and is passed over."""


class Near(msgspec.Struct, frozen=True, gc=False):
    """A known phrase and how much it looks like what was asked, 0..1; its group, and how surely it means that."""

    text: str
    code: str
    likeness: float
    weight: float
    described: bool


class Phrases:
    """Known phrases, read in place."""

    def __init__(self, container: Container) -> None:
        """Read ``container`` in place. Raises BadLexicon when it lacks a section."""
        self.version = container.version
        self._texts, self._codes = container.lines("texts"), container.lines("codes")
        self._code, self._weight = container.numbers("code", "H"), container.numbers("weight", "B")
        self._described = container.numbers("described", "B")
        self.heads = Heads(container)
        self._features, self._starts = packed.read_trie(container, "features"), container.numbers("starts")
        self._numbers, self._weights = container.numbers("numbers"), container.numbers("weights", "B")

    def __len__(self) -> int:
        return len(self._code)

    def near(self, words: Sequence[str], most: int) -> tuple[Near, ...]:
        """Return up to ``most`` phrases that share a feature with ``words``, the likest first; of alike ones the first.

        ``words`` are as `search.coding.grams.words_of` gives them.
        """
        found = self._likeness(weighed(blocks_of(words), self._rarity))
        best = heapq.nsmallest(most, found.items(), key=lambda each: (-each[1], each[0]))
        return tuple(self._near(number, likeness) for number, likeness in best)

    def _likeness(self, wanted: dict[str, float]) -> dict[int, float]:
        found: dict[int, float] = defaultdict(float)
        for feature, weight in wanted.items():
            start, end = self._range(feature)
            if end - start > COMMON:
                continue
            share = weight / STEPS
            for number, step in zip(self._numbers[start:end], self._weights[start:end], strict=True):
                found[number] += share * step
        return found

    def _range(self, feature: str) -> tuple[int, int]:
        at = self._features.get(packed.encodable(feature))
        return (0, 0) if at is None else (self._starts[at], self._starts[at + 1])

    def _rarity(self, feature: str) -> float:
        start, end = self._range(feature)
        return rarity(end - start, len(self))

    def _near(self, number: int, likeness: float) -> Near:
        return Near(
            text=self._texts[number],
            code=self._codes[self._code[number]],
            likeness=min(1.0, likeness),
            weight=self._weight[number] / STEPS,
            described=bool(self._described[number]),
        )
