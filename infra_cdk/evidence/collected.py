"""What every piece of evidence may be made from, and what a piece is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from infra_cdk.properties.world import World

HOUSE = Path(__file__).parents[2]


class Collected(msgspec.Struct, frozen=True, kw_only=True):
    """The state that evidence is about.

    ``day``: on which exceptions are judged and with which the list of changes ends; ``results``: JUnit files of test
    runs; ``data``: a platform's data folder, whose audit is verified; ``asking``: whether advisories are asked for.
    """

    world: World
    day: date
    house: Path = HOUSE
    results: tuple[Path, ...] = ()
    data: Path | None = None
    asking: bool = True


class Missing(msgspec.Struct, frozen=True, kw_only=True, tag_field="made", tag="no"):
    """Evidence that could not be collected, and why: told rather than left out."""

    reason: str


class Incomplete(msgspec.Struct, frozen=True, kw_only=True, tag_field="made", tag="partly"):
    """Evidence of which a part could not be collected: what there is, and what is missing."""

    reason: str
    content: object


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence: ``name`` of its file without the ending, what it ``shows``, and what makes its content."""

    name: str
    shows: str
    make: Callable[[Collected], object]
