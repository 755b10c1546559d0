"""How far two engines show the same in the same order."""

import statistics
from collections.abc import Mapping, Sequence

import msgspec

from bench.relevance.measuring import Answered

PERSISTENCE = 0.9
"""How likely a reader goes on to the next hit: ten hits hold 86 per cent of the weight (Webber, Moffat, Zobel 2010)."""
_CLOSE = 0.9


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Two engines over the same queries: the mean overlap and the least, the shares of same and of unlike lists."""

    queries: int
    mean: float
    least: float
    same: float
    unlike: float


def overlap(one: Sequence[str], other: Sequence[str], persistence: float = PERSISTENCE) -> float:
    """Return the rank-biased overlap of two lists up to the end of the longer one, in 0..1; 1 for equal lists.

    Both engines let identifiers decide between equals, so ties are no matter; two hits that change places because their
    scores differ in a late decimal count against it.
    """
    total, weighted, seen, shared = 0.0, 0.0, set[str](), 0
    for depth in range(max(len(one), len(other))):
        for each in {*one[depth : depth + 1], *other[depth : depth + 1]}:
            in_both = each in one[: depth + 1] and each in other[: depth + 1] and each not in seen
            shared += in_both
            seen |= {each} if in_both else set()
        weight = persistence**depth
        weighted += weight * shared / (depth + 1)
        total += weight
    return weighted / total if total else 1.0


def agreement(one: Sequence[Answered], other: Sequence[Answered]) -> Agreement | None:
    """Return how far the last way of both shows the same for each query; None without a query that both were asked."""
    mine, theirs = _shown(one), _shown(other)
    each = [overlap(mine[query], theirs[query]) for query in mine if query in theirs]
    if not each:
        return None
    return Agreement(
        queries=len(each),
        mean=statistics.fmean(each),
        least=min(each),
        same=sum(value == 1.0 for value in each) / len(each),
        unlike=sum(value < _CLOSE for value in each) / len(each),
    )


def _shown(found: Sequence[Answered]) -> Mapping[tuple[str, str], Sequence[str]]:
    last = found[-1].way if found else ""
    return {(each.asked.family.value, each.asked.words): each.shown for each in found if each.way == last}
