"""How likely each of several groups is the right one, from what a dictionary and near phrases say for and against it.

A conditional logit (McFadden 1974) over a handful of numbers, so that its weights can be read. "None of these" is one
of the choices: words that are like nothing known make no group likely.
"""

import math
from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Word(StrEnum):
    """What a dictionary knows of a title that names a group."""

    WHOLE = "whole"
    """The whole title is a known one."""
    PART = "part"
    """Some words of it are: the others may mean another trade."""
    LED = "led"
    """A trade and a rank: those who lead it have a group of their own."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for one group.

    ``word`` is what a dictionary that names this group knows, and how ``sure`` it is, in 0..1; ``against`` whether
    it knows the whole title for another group; ``silent`` whether it knows no word of the title. ``share`` is the
    group's share of the votes of near phrases, and ``likeness`` that of the likest of them, in 0..1.
    """

    word: Word | None = None
    sure: float = 0.0
    against: bool = False
    silent: bool = False
    share: float = 0.0
    likeness: float = 0.0


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """What each evidence adds to a group's score; ``both`` is for share times likeness."""

    base: float
    whole: float
    part: float
    led: float
    against: float
    silent: float
    share: float
    likeness: float
    both: float


FEATURES = tuple(Weights.__struct_fields__)


def features(evidence: Evidence) -> tuple[float, ...]:
    """Return the numbers that `Weights` weigh, in its order."""
    word, share, likeness = evidence.word, evidence.share, evidence.likeness
    return (
        1.0,
        float(word is Word.WHOLE),
        evidence.sure if word is Word.PART else 0.0,
        evidence.sure if word is Word.LED else 0.0,
        float(evidence.against),
        float(evidence.silent),
        share,
        likeness,
        share * likeness,
    )


def chances(choices: Sequence[Sequence[float]], weights: Sequence[float]) -> tuple[float, ...]:
    """Return how likely each of ``choices``, given by its `features`, is the right one; what they lack to 1 is none."""
    scores = [sum(weight * value for weight, value in zip(weights, choice, strict=True)) for choice in choices]
    highest = max(0.0, *scores) if scores else 0.0
    raised = [math.exp(score - highest) for score in scores]
    total = math.exp(-highest) + sum(raised)
    return tuple(each / total for each in raised)


def weights_of(weights: Weights) -> tuple[float, ...]:
    """Return the weights in the order of `FEATURES`."""
    return tuple(getattr(weights, name) for name in FEATURES)
