"""Near phrases vote for their groups."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from search.coding.heads import KIND
from search.coding.nearest import Near

VOTERS = 40
SHARPNESS = 8
"""The power of its likeness that a phrase votes with: the likest outvote many that are half as like."""
NOBODY = 0.35
"""The likeness of a phrase of no group that votes too: where none is liker, no group has many votes."""
SHOWN = 3


class Vote(msgspec.Struct, frozen=True):
    """A group, its ``share`` of all votes, and the likest phrases that voted for it, the likest first.

    The shares of all groups sum to less than 1.
    """

    code: str
    share: float
    nearest: tuple[Near, ...]


def votes(near: Iterable[Near], likely: Mapping[str, float] | None = None) -> tuple[Vote, ...]:
    """Return every group that a phrase voted for, the most voted first; of equal ones the lower code.

    With ``likely``, what the title's heads tell of its kind, votes count with the root of how likely their kind is.
    """
    by_code: dict[str, list[Near]] = defaultdict(list)
    for phrase in near:
        by_code[phrase.code].append(phrase)
    cast = {code: sum(map(_strength, phrases)) * _root(code, likely) for code, phrases in by_code.items()}
    total = sum(cast.values()) + NOBODY**SHARPNESS
    ordered = sorted(by_code, key=lambda code: (-cast[code], code))
    return tuple(Vote(code, cast[code] / total, _shown(by_code[code])) for code in ordered)


def _root(code: str, likely: Mapping[str, float] | None) -> float:
    return math.sqrt(likely.get(code[:KIND], 0.0)) if likely is not None else 1.0


def _strength(phrase: Near) -> float:
    return float(phrase.likeness**SHARPNESS) * phrase.weight


def _shown(phrases: list[Near]) -> tuple[Near, ...]:
    return tuple(sorted(phrases, key=lambda each: (each.described, -each.likeness))[:SHOWN])
