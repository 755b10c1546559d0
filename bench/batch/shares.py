"""The counted shares, read for drawing."""

import random
from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

TABLE = Path(__file__).with_name("shares.tsv")


class Urn:
    """Values to draw from, each as often as it was counted."""

    def __init__(self, counted: Mapping[str, float]) -> None:
        """Hold ``counted``, which is not empty."""
        self.values = tuple(counted)
        self._sums = tuple(accumulate(counted.values()))

    def draw(self, chance: random.Random) -> str:
        """Return one value."""
        return chance.choices(self.values, cum_weights=self._sums)[0]

    def several(self, chance: random.Random, count: int) -> frozenset[str]:
        """Return up to ``count`` different values, the frequent ones sooner."""
        found: set[str] = set()
        for _ in range(3 * count):
            if len(found) >= min(count, len(self.values)):
                break
            found.add(self.draw(chance))
        return frozenset(found)


class Shares:
    """Urns by kind and group."""

    def __init__(self, table: Path = TABLE) -> None:
        """Read the table."""
        counted: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        whole: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        occupations: dict[str, float] = defaultdict(float)
        for line in table.read_text(encoding="utf-8").splitlines():
            kind, *rest = line.split("\t")
            if line.startswith("#") or kind == "kind":
                continue
            group, value, count = rest
            counted[kind, group][value] = float(count)
            whole[kind][value] += float(count)
            if kind == "place":
                occupations[group] += float(count)
        self._urns = {key: Urn(values) for key, values in counted.items()}
        self._whole = {kind: Urn(values) for kind, values in whole.items()}
        self.occupations = Urn(occupations)

    def urn(self, kind: str, group: str) -> Urn:
        """Return what was counted for ``group``, or for all groups when it was not seen."""
        return self._urns.get((kind, group), self._whole[kind])
