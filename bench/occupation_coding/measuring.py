"""Shares with their bootstrap intervals, and the same suggestions counted in several ways."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from bench.report import figure

RESAMPLES, SEED = 1_000, 2026
_LOW, _HIGH = 0.025, 0.975


class Share(msgspec.Struct, frozen=True):
    """A share of ``count`` things in percent, and between which percents it lies 95 times of 100."""

    percent: float
    low: float
    high: float
    count: int


class Ranked(msgspec.Struct, frozen=True):
    """A title's right group, the groups suggested for it, the likeliest first, and the confidence of the first."""

    code: str
    codes: tuple[str, ...]
    confidence: float

    def within(self, most: int, digits: int = 4) -> bool:
        """Whether one of the first ``most`` suggestions is the right group by its first ``digits``."""
        return any(code[:digits] == self.code[:digits] for code in self.codes[:most])


def share(hits: Sequence[bool]) -> Share:
    """Return the share of ``hits``; resampled with a fixed seed (Efron 1979). All 0 for none."""
    count = len(hits)
    if not count:
        return Share(0.0, 0.0, 0.0, 0)
    draw = random.Random(SEED)
    drawn = sorted(sum(draw.choices(hits, k=count)) for _ in range(RESAMPLES))
    low, high = (100 * drawn[int(at * (RESAMPLES - 1))] / count for at in (_LOW, _HIGH))
    return Share(100 * sum(hits) / count, low, high, count)


def calibration(found: Iterable[tuple[float, bool]], tenths: int = 10) -> tuple[tuple[float, float, int], ...]:
    """Return by tenths of confidence: its mean, the share that is right, both in percent, and how many there are."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in found:
        bins.setdefault(min(tenths - 1, int(confidence * tenths)), []).append((confidence, right))
    return tuple(
        (100 * sum(c for c, _ in part) / len(part), 100 * sum(r for _, r in part) / len(part), len(part))
        for _, part in sorted(bins.items())
    )


def calibration_error(tenths: Iterable[tuple[float, float, int]]) -> float:
    """Return by how much confidence and share differ on average, in points (expected calibration error)."""
    parts = tuple(tenths)
    total = sum(count for _, _, count in parts)
    return sum(abs(mean - right) * count for mean, right, count in parts) / total if total else 0.0


def confusions(found: Iterable[Ranked]) -> tuple[tuple[str, str, int], ...]:
    """Return how often a title of one major group is first coded in another, the commonest first."""
    pairs = Counter((each.code[0], each.codes[0][0]) for each in found if each.codes and not each.within(1, 1))
    return tuple((right, given, count) for (right, given), count in sorted(pairs.items(), key=lambda each: -each[1]))


def show(name: str, hits: Sequence[bool]) -> None:
    """Print a share with its interval."""
    found = share(hits)
    figure(name, found.percent, "%", f"{found.low:.1f} to {found.high:.1f}, of {found.count}")


def show_ranked(name: str, found: Sequence[Ranked]) -> None:
    """Print how often the right group is first, and among the first three and five."""
    for most in (1, 3, 5):
        show(f"{name}, @{most}", [each.within(most) for each in found])


Coder = Callable[[str], Sequence[tuple[str, float]]]
"""Returns the groups for a title with their confidences, the likeliest first."""


def ranked(titles: Iterable[tuple[str, str]], coder: Coder) -> tuple[Ranked, ...]:
    """Return the suggestions for titles with their right groups."""
    every = ((code, coder(title)) for title, code in titles)
    return tuple(
        Ranked(code, tuple(group for group, _ in found), found[0][1] if found else 0.0) for code, found in every
    )
