"""How well a place of work suits where somebody lives, would like to work, or would move to."""

import math
from collections.abc import Iterator

from chalicelib.matching.knowledge import Knowledge
from chalicelib.matching.model import Demand, Place, Seeker

EARTH_KM = 6371.0
COMMUTES = (
    (5, 1_000_000),
    (10, 950_000),
    (20, 800_000),
    (30, 600_000),
    (40, 450_000),
    (60, 250_000),
    (100, 100_000),
)
"""Fit of a commute by kilometres as the crow flies. Classes, because homes are known by their regency's point alone."""
BESIDE = 600_000
"""Fit at least of a regency next to the one at home or wished for."""
MOVE = 600_000
"""Fit of a place beyond reach for somebody who would move."""
SOMEWHERE = 500_000
"""Fit where one side names the province alone in which the other lies."""
REMOTE_UNASKED = 900_000
"""Fit of work from home for somebody who did not ask for it."""
_ALL = 1_000_000
_PROVINCE = 2


def place(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> int | None:
    """Best of: remote work, a wished region, the commute from home, the will to move."""
    if demand.place is None and not demand.remote:
        return None
    return max(_ways(seeker, demand, knowledge), default=0)


def _ways(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Iterator[int]:
    if demand.remote:
        yield _ALL if seeker.remote else REMOTE_UNASKED
    if demand.place is None:
        return
    if seeker.willing_to_move:
        yield MOVE
    for code in seeker.wished_regions:
        yield _ALL if demand.place.code.startswith(code) else _near(code, demand.place.code, knowledge)
    if seeker.place is not None:
        yield commute(seeker.place, demand.place, knowledge)


def commute(home: Place, work: Place, knowledge: Knowledge) -> int:
    """Return the fit of working at ``work`` and living at ``home``."""
    if home.code == work.code and len(home.code) > _PROVINCE:
        return _ALL
    distance = kilometres(home, work)
    return max(_near(home.code, work.code, knowledge), 0 if distance is None else by_distance(distance))


def by_distance(distance: float) -> int:
    """Return the fit of a commute of ``distance`` kilometres."""
    return next((fit for within, fit in COMMUTES if distance <= within), 0)


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance by the haversine formula, ``None`` without both points or for the point of a province."""
    if min(len(one.code), len(other.code)) <= _PROVINCE:
        return None
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    half_width = math.radians(other.lon - one.lon) / 2
    half_height = (south - north) / 2
    chord = math.sin(half_height) ** 2 + math.cos(north) * math.cos(south) * math.sin(half_width) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def _near(mine: str, theirs: str, knowledge: Knowledge) -> int:
    if mine in knowledge.neighbours(theirs):
        return BESIDE
    same_province = mine[:_PROVINCE] == theirs[:_PROVINCE]
    return SOMEWHERE if same_province and min(len(mine), len(theirs)) == _PROVINCE else 0
