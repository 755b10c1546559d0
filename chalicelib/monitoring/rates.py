"""How often step 1 and 2 published wrongly, with 95 % intervals. Pure.

- Of the sample itself: Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22:209).
- Of everything published: the ratio R of the two Horvitz-Thompson totals (Hajek 1971) with its linearised variance V
  under Poisson sampling, sum of (1 - p) / p^2 * (y - R)^2 over the squared estimated size N^2 (Saerndal, Swensson and
  Wretman 1992, *Model Assisted Survey Sampling*, section 5.7). The interval is Wilson's with an effective size in the
  place of the number judged, as Korn and Graubard (1998, Survey Methodology 24:193) do with Clopper's and Pearson's.

A normal interval does not serve here: errors are rare, and few samples hold one of the many that are seldom drawn and
weigh much, so that V is estimated too small together with R; then it holds the truth in 57 to 90 of 100 samples and not
in 95 (`tests/monitoring/test_rates.py`). The effective size is the smaller of R (1 - R) / V and of N^2 over the sum of
(1 - p) / p^2, which is what the former would be if errors had nothing to do with p. Where everything was judged (p = 1)
the share is known without doubt.
"""

from math import inf, isinf, sqrt

import msgspec

Z = 1.959964
"""The 97.5 % point of the normal distribution."""


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
    return _score(wrong / judged, judged) if judged > 0 else None


def weighted(sums: Sums) -> Rate | None:
    """Return the share in everything that was published, ``None`` of nothing."""
    if sums.judged <= 0 or sums.weight <= 0:
        return None
    share = min(1.0, sums.weight_wrong / sums.weight)
    return _score(share, effective_size(sums))


def effective_size(sums: Sums) -> float:
    """Return how large a simple random sample would be that says as much: infinite when everything was judged.

    ``sums.weight`` must not be 0.
    """
    share = sums.weight_wrong / sums.weight
    spread = sums.spread_wrong * (1 - 2 * share) + sums.spread * share**2
    square = sums.weight**2
    plain = square / sums.spread if sums.spread > 0 else inf
    designed = square * share * (1 - share) / spread if 0 < share < 1 and spread > 0 else inf
    return min(plain, designed)


def _score(share: float, size: float) -> Rate:
    if isinf(size):
        return Rate(share=share, low=share, high=share)
    square = Z * Z
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = Z * sqrt(share * (1 - share) / size + square / (4 * size**2)) / (1 + square / size)
    return Rate(share=share, low=max(0.0, middle - half), high=min(1.0, middle + half))
