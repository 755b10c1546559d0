"""How often step 1 and 2 published wrongly, with 95 % intervals. Pure.

- Of the sample itself: Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22:209).
- Of everything published: the ratio of the two Horvitz-Thompson totals (Hajek 1971) with its linearised variance under
  Poisson sampling, sum of (1 - p) / p^2 * (y - R)^2 over the squared estimated size (Saerndal, Swensson and Wretman
  1992, *Model Assisted Survey Sampling*, section 5.7), and a normal interval cut at 0 and 1.

With few judged samples, or no wrong one among them, the second interval is too narrow; then it is the union with
Wilson's.
"""

from math import sqrt

import msgspec

Z = 1.959964
"""The 97.5 % point of the normal distribution."""
FEW = 30
"""Below so many judged samples the normal interval is not trusted alone."""


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be added up: numbers, weights 1/p, and (1 - p)/p^2; each of all and of the wrong ones."""

    judged: float = 0
    wrong: float = 0
    weight: float = 0
    weight_wrong: float = 0
    spread: float = 0
    spread_wrong: float = 0


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A share between 0 and 1 with its 95 % interval."""

    share: float
    low: float
    high: float


def of_one(probability: float, *, wrong: bool) -> Sums:
    """Return the sums of one judged sample that was drawn with ``probability``."""
    weight, spread = 1 / probability, (1 - probability) / probability**2
    return Sums(
        judged=1,
        wrong=int(wrong),
        weight=weight,
        weight_wrong=weight * wrong,
        spread=spread,
        spread_wrong=spread * wrong,
    )


def added(one: Sums, other: Sums) -> Sums:
    """Return the sums of both."""
    return Sums(**{name: getattr(one, name) + getattr(other, name) for name in Sums.__struct_fields__})


def wilson(wrong: float, judged: float) -> Rate | None:
    """Return the share in a simple random sample, ``None`` of nothing."""
    if judged <= 0:
        return None
    share, square = wrong / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z * sqrt(share * (1 - share) / judged + square / (4 * judged**2)) / (1 + square / judged)
    return Rate(share=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


def weighted(sums: Sums) -> Rate | None:
    """Return the share in everything that was published, ``None`` of nothing."""
    simple = wilson(sums.wrong, sums.judged)
    if simple is None or sums.weight <= 0:
        return None
    share = sums.weight_wrong / sums.weight
    variance = sums.spread_wrong * (1 - 2 * share) + sums.spread * share**2
    half = Z * sqrt(max(0.0, variance)) / sums.weight
    low, high = max(0.0, share - half), min(1.0, share + half)
    if sums.judged < FEW or sums.wrong in (0, sums.judged):
        low, high = min(low, simple.low), max(high, simple.high)
    return Rate(share=share, low=low, high=high)
