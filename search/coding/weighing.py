"""How much each feature of a phrase counts: rare ones more, both blocks alike, the whole of length one.

The weights are those of TF-IDF with logarithmic counts (Salton and Buckley 1988), so that the product of two phrases'
weights is the cosine of the angle between them.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from search.coding.grams import Blocks

Rarity = Callable[[str], float]


def rarity(having: int, phrases: int) -> float:
    """Return the weight of a feature that ``having`` of ``phrases`` have: at least 1, that of an unknown one most."""
    return math.log((1 + phrases) / (1 + having)) + 1


def having(every: Iterable[Blocks]) -> Counter[str]:
    """Return how many phrases have each feature."""
    found: Counter[str] = Counter()
    for blocks in every:
        for block in blocks:
            found.update(block.keys())
    return found


def weighed(blocks: Blocks, rare: Rarity) -> dict[str, float]:
    """Return the weight of each feature; the squares of all weights sum to 1, and to 0 for a phrase of nothing."""
    told = [block for block in blocks if block]
    share = 1 / math.sqrt(len(told)) if told else 0.0
    return {feature: share * weight for block in told for feature, weight in _of_length_one(block, rare).items()}


def _of_length_one(block: Mapping[str, int], rare: Rarity) -> dict[str, float]:
    weights = {feature: (1 + math.log(count)) * rare(feature) for feature, count in block.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {feature: weight / length for feature, weight in weights.items()}
