"""MinHash sketches of texts: how many word sequences two texts share, told from 256 bytes each.

One-permutation hashing (Li, Owen, Zhang 2012) with optimal densification (Shrivastava 2017): every shingle is hashed
once and falls into one of `BINS`; the least value of each bin is kept, and an empty bin takes that of another, in an
order that is the same for all texts. The share of equal bins estimates the Jaccard similarity of the two sets.

A stored sketch is compared with new ones: nothing here may change without a new `EDITION`.
"""

import random
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from operator import eq

from search.normalise import normalise

EDITION = "1"
"""Stands in every key that is made of a sketch, so that sketches of different making never meet."""
BINS = 128
WORDS = 3
"""Words in a shingle."""
BANDS = 8
ROWS = 6
"""Texts that are alike by J share a band with probability 1-(1-J^6)^8: 12 % at 0.5, 63 % at 0.7, 98 % at 0.85."""
FEWEST = 8
"""A text of fewer shingles says too little to be compared."""

_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_ABOVE = 1 << 16
_WIDTH = 2


def _orders() -> tuple[tuple[int, ...], ...]:
    """For each bin the order in which it looks for a value elsewhere."""
    draw = random.Random(1)  # noqa: S311 - a fixed order, not a secret
    return tuple(tuple(draw.sample(range(BINS), BINS)) for _ in range(BINS))


_ORDERS = _orders()


def shingles(text: str) -> frozenset[str]:
    """Return the sequences of `WORDS` words of a text; of a shorter one the whole."""
    words = normalise(text).split()
    if len(words) < WORDS:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(map(" ".join, zip(*(words[start:] for start in range(WORDS)), strict=False)))


def sketch(found: Iterable[str]) -> bytes:
    """Return the sketch of a set of shingles, two bytes for each bin; empty for the empty set."""
    bins: dict[int, int] = {}
    for shingle in found:
        mixed = zlib.crc32(shingle.encode()) * _MIX & _MASK
        place, value = mixed >> 57, mixed >> 41 & 0xFFFF
        if value < bins.get(place, _ABOVE):
            bins[place] = value
    if not bins:
        return b""
    made = array("H", [bins[place] if place in bins else _borrowed(bins, place) for place in range(BINS)])
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def alike(first: bytes, second: bytes) -> float:
    """Return the estimated Jaccard similarity; its standard error is at most 0.045."""
    if not first or not second:
        return 0.0
    equal: int = sum(map(eq, memoryview(first).cast("H"), memoryview(second).cast("H")))
    return equal / BINS


def bands(made: bytes) -> tuple[str, ...]:
    """Return the keys of which texts that are alike share at least one."""
    wide = ROWS * _WIDTH
    return tuple(f"{EDITION}{band}{made[band * wide : (band + 1) * wide].hex()}" for band in range(BANDS) if made)


def _borrowed(bins: Mapping[int, int], place: int) -> int:
    for other in _ORDERS[place]:
        if other in bins:
            return bins[other]
    raise ValueError("no bin is filled")
