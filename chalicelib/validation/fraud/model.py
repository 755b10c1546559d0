"""What a sign of fraud is, where one was seen, and what a vacancy's signs amount to."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

import msgspec

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.subject import Subject


class Level(StrEnum):
    """How far a vacancy is suspected; the policy says what follows."""

    CLEAN = "clean"
    MARKED = "marked"
    SUSPECTED = "suspected"


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """One sign of fraud: a small pure function, and its name as it stands in messages.

    ``name`` may hold ``{phrase}`` and the names of an observation's values.
    """

    code: str
    name: Text
    observe: Callable[[Subject], Iterable[Observation]]

    def named(self, seen: Observation) -> Text:
        """Return the sign's name with what was seen."""
        values = {"phrase": seen.phrase or "", **seen.values}
        return Text(self.name.id.format_map(values), self.name.en.format_map(values))


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One sign as it was seen first in a vacancy, with its weight."""

    signal: str
    weight: float
    name: Text
    seen: Observation


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What the signs of one vacancy amount to: a score from 0 to 1 and its level; the heaviest sign first."""

    score: float
    level: Level
    sightings: tuple[Sighting, ...]


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the weights, and the scores from which a vacancy is marked and suspected."""

    version: int
    since: str
    marked: float
    suspected: float
    weights: Mapping[str, float]

    def level(self, score: float) -> Level:
        """Return the level of ``score``."""
        if score >= self.suspected:
            return Level.SUSPECTED
        return Level.MARKED if score >= self.marked else Level.CLEAN
