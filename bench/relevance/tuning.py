"""A small search for weights that does not believe in luck.

One weight after the other, in drawn order, is tried at a few other values. The best is kept only if it is better on the
same queries, if its bootstrap interval over queries excludes a loss, and if no fold of employers becomes worse. Nothing
is random but the order, and that is drawn by a seed: two runs give the same to the digit.
"""

import math
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec

from bench.relevance.metrics import Interval, interval

Settings = Mapping[str, float]
"""Weights by name."""
Measure = Callable[[Settings], Sequence[Sequence[float]]]
"""Returns for each fold the worth (nDCG@10) of every query, in the same order each time."""
FACTORS = (0.5, 0.75, 1.5)
BEGINNINGS = (0.25, 0.5, 1.0)
"""What is tried of a weight that is nothing yet."""
DIGITS = 3


class Bounds(msgspec.Struct, frozen=True):
    """What a weight may be."""

    lowest: float
    highest: float


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A change that was kept: the weight, from what to what, and what it gained."""

    name: str
    before: float
    after: float
    gained: Interval


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """What a search ended with, and by which changes."""

    settings: Settings
    kept: tuple[Kept, ...]


def learned(
    start: Settings, bounds: Mapping[str, Bounds], measure: Measure, folds: Collection[int], seed: int, passes: int
) -> Learned:
    """Return the weights of ``bounds`` that the search ends with, looking at ``folds`` alone.

    It ends after ``passes``, or after one that changed nothing.
    """
    draw, current, kept = random.Random(seed), dict(start), list[Kept]()
    for _ in range(passes):
        names = draw.sample(sorted(bounds), len(bounds))
        changes = [change for name in names if (change := _better(name, current, bounds[name], measure, folds))]
        kept.extend(changes)
        if not changes:
            break
    return Learned(settings=current, kept=tuple(kept))


def _better(
    name: str, current: dict[str, float], bounds: Bounds, measure: Measure, folds: Collection[int]
) -> Kept | None:
    """Set ``name`` to the best of its other values if that may be believed."""
    before, now = current[name], measure(current)
    best: Kept | None = None
    for value in values(before, bounds):
        there = measure({**current, name: value})
        gained = believed(now, there, folds)
        if gained is not None and (best is None or gained.mean > best.gained.mean):
            best = Kept(name=name, before=before, after=value, gained=gained)
    if best is not None:
        current[name] = best.after
    return best


def values(value: float, bounds: Bounds) -> Iterator[float]:
    """Yield other values of a weight within its ``bounds``, the least first."""
    others = [value * factor for factor in FACTORS] if value else list(BEGINNINGS)
    allowed = {round(min(bounds.highest, max(bounds.lowest, other)), DIGITS) for other in others}
    yield from sorted(allowed - {value})


def believed(
    now: Sequence[Sequence[float]], there: Sequence[Sequence[float]], folds: Collection[int]
) -> Interval | None:
    """Return the gain from ``now`` to ``there`` over the queries of ``folds``; None for one that may be luck."""
    each = [differences(now[fold], there[fold]) for fold in folds]
    over_all = interval([difference for fold in each for difference in fold])
    if over_all.mean <= 0 or over_all.low < 0 or any(math.fsum(fold) < 0 for fold in each):
        return None
    return over_all


def differences(now: Sequence[float], there: Sequence[float]) -> list[float]:
    """Return what each query gains."""
    return [after - before for before, after in zip(now, there, strict=True)]
