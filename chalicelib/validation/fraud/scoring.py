"""Signs become one score.

The score is a noisy or: 1 − (1 − w₁)(1 − w₂)…, where wᵢ is the weight of each sign that was seen, once however often it
stands there. It lies in 0..1, grows with every sign, does not depend on their order, and each sign's share can be told.
It takes the signs for independent reasons to doubt (Pearl, *Probabilistic Reasoning in Intelligent Systems*, 1988,
section 4.3.2), which is why signs that tend to come together have small weights.
"""

import functools
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from chalicelib.validation.fraud.model import Assessment, Sighting, Signal, Weights
from chalicelib.validation.subject import Subject

FOLDER = Path(__file__).parent / "data"
NEWEST = 1
"""The version of the weights that is used unless another is asked for."""

_DIGITS = 4


@functools.cache
def weights(version: int = NEWEST) -> Weights:
    """Return a version of the weights; raises ``FileNotFoundError`` or ``msgspec.ValidationError``."""
    text = (FOLDER / f"weights.{version}.toml").read_text(encoding="utf-8")
    return msgspec.convert({"version": version, **tomllib.loads(text)}, Weights)


def combined(shares: Iterable[float]) -> float:
    """Return the noisy or of ``shares``, rounded so that a sum of the same signs is the same number everywhere."""
    left = 1.0
    for share in sorted(shares):
        left *= 1.0 - share
    return round(1.0 - left, _DIGITS)


def assess(subject: Subject, signals: Sequence[Signal], given: Weights) -> Assessment:
    """Return the assessment of one vacancy. Pure; raises ``KeyError`` for a signal that ``given`` has no weight for."""
    sightings = []
    for signal in signals:
        seen = next(iter(signal.observe(subject)), None)
        if seen is not None:
            weight = given.weights[signal.code]
            sightings.append(Sighting(signal=signal.code, weight=weight, name=signal.named(seen), seen=seen))
    sightings.sort(key=lambda sighting: (-sighting.weight, sighting.signal))
    score = combined(sighting.weight for sighting in sightings)
    return Assessment(score=score, level=given.level(score), sightings=tuple(sightings))
