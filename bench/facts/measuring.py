"""Precision, recall and F1 of what is read, with how far they would differ with other vacancies."""

import random
from collections.abc import Sequence

import msgspec

RESAMPLES, SEED = 1_000, 2026
_OUTSIDE = 0.025


class Case(msgspec.Struct, frozen=True):
    """What one vacancy states of a kind, and what was read."""

    stated: frozenset[str]
    read: frozenset[str]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are read rightly, how many are read, how many are stated."""
        return len(self.stated & self.read), len(self.read), len(self.stated)


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Shares in 0..1 over ``count`` vacancies; 95 of 100 values of F1 lie from ``low`` to ``high``."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    count: int
    stated: int


def case(stated: Sequence[str], read: Sequence[str]) -> Case:
    """Return the case of two lists."""
    return Case(frozenset(stated), frozenset(read))


def score(cases: Sequence[Case]) -> Score:
    """Return the scores of all values together; bootstrap over vacancies with a fixed seed. All 0 for none."""
    counts = [each.counts for each in cases]
    if not counts:
        return Score(precision=0.0, recall=0.0, f1=0.0, low=0.0, high=0.0, count=0, stated=0)
    draw = random.Random(SEED)
    drawn = sorted(_f1(draw.choices(counts, k=len(counts))) for _ in range(RESAMPLES))
    outside = round(_OUTSIDE * RESAMPLES)
    right, read, stated = _sums(counts)
    return Score(
        precision=right / read if read else 0.0,
        recall=right / stated if stated else 0.0,
        f1=_f1(counts),
        low=drawn[outside],
        high=drawn[-outside - 1],
        count=len(counts),
        stated=stated,
    )


def _sums(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    return sum(each[0] for each in counts), sum(each[1] for each in counts), sum(each[2] for each in counts)


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    right, read, stated = _sums(counts)
    return 2 * right / (read + stated) if read + stated else 0.0
