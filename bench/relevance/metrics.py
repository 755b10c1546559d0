"""Metrics of ranked lists, and how far they would differ with other queries of the same kind.

Written out here, in the form of trec_eval: the libraries that have them bring compilers (ranx: numba) or compiled
extensions (ir-measures: pytrec-eval) for forty lines of arithmetic (docs/decisions/0196).
"""

import math
import random
import statistics
from collections.abc import Mapping, Sequence

import msgspec

DEPTH = 50
"""How many of a list are looked at."""
SHOWN = 10
"""How many of a list nDCG looks at."""
_RESAMPLES = 1_000
_SEED = 2024


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """What one list is worth; each in 0..1."""

    ndcg: float
    reciprocal: float
    recall: float
    zero: float


class Interval(msgspec.Struct, frozen=True):
    """A mean, and where 95 of 100 means of queries drawn anew lie."""

    mean: float
    low: float
    high: float


def scores(shown: Sequence[str], gains: Mapping[str, int], right: int) -> Scores:
    """Return the scores of a list of identifiers.

    ``gains`` has every document that is not wrong; those with ``right`` are what a searcher hopes for.
    """
    hoped = {identifier for identifier, gain in gains.items() if gain >= right}
    return Scores(
        ndcg=ndcg([gains.get(each, 0) for each in shown[:SHOWN]], sorted(gains.values(), reverse=True)[:SHOWN]),
        reciprocal=reciprocal_rank([each in hoped for each in shown[:DEPTH]]),
        recall=len(hoped & set(shown[:DEPTH])) / min(DEPTH, len(hoped)) if hoped else 0.0,
        zero=float(not shown),
    )


def ndcg(gains: Sequence[int], ideal: Sequence[int]) -> float:
    """Return the discounted gain (Järvelin and Kekäläinen 2002, linear gain, logarithm to base 2) against the ideal."""
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def reciprocal_rank(right: Sequence[bool]) -> float:
    """Return 1 / the rank of the first right one, 0 without any."""
    return next((1 / rank for rank, is_right in enumerate(right, 1) if is_right), 0.0)


def interval(values: Sequence[float], seed: int = _SEED) -> Interval:
    """Return the mean and its interval by bootstrap over queries (percentiles of `_RESAMPLES` resamples, seeded)."""
    if not values:
        return Interval(0.0, 0.0, 0.0)
    draw, count = random.Random(seed), len(values)
    means = sorted(math.fsum(draw.choices(values, k=count)) / count for _ in range(_RESAMPLES))
    outside = round(0.025 * _RESAMPLES)
    return Interval(statistics.fmean(values), means[outside], means[-outside - 1])


def _discounted(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
