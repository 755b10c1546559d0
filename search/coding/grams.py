"""What two phrases are compared by: their words, pairs of words, and runs of letters within words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from search.normalise import normalise

SHORTEST, LONGEST = 3, 5
"""Signs in a run; a word counts with a blank before and after, so that its beginning and end are told."""
MOST_WORDS = 24
"""Words of a phrase that are read; titles have up to a dozen."""
_MOST_SIGNS = 24


def words_of(text: str) -> tuple[str, ...]:
    """Return the words by which ``text`` is compared: normalised, the first `MOST_WORDS`, cut when overlong."""
    return tuple(word[:_MOST_SIGNS] for word in normalise(text).split()[:MOST_WORDS])


def word_features(words: Sequence[str]) -> Counter[str]:
    """Return each word and each two neighbours, with how often they occur."""
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return Counter((*words, *pairs))


def gram_features(words: Sequence[str]) -> Counter[str]:
    """Return the runs of letters, with how often they occur. They begin with a sign that no word has."""
    found: Counter[str] = Counter()
    for word in words:
        found.update(_grams(word))
    return found


@lru_cache(maxsize=1 << 14)
def _grams(word: str) -> tuple[str, ...]:
    return tuple(_runs(f" {word} "))


def _runs(padded: str) -> Iterator[str]:
    for size in range(SHORTEST, LONGEST + 1):
        if size >= len(padded):
            yield f"_{padded}"
            return
        for at in range(len(padded) - size + 1):
            yield f"_{padded[at : at + size]}"


Blocks = tuple[Mapping[str, int], Mapping[str, int]]
"""Words and runs: each half of a comparison, whatever their number."""


def blocks_of(words: Sequence[str]) -> Blocks:
    """Return the features of ``words`` in their two blocks."""
    return word_features(words), gram_features(words)
