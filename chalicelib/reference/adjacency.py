"""Which regencies lie beside each other, derived from their points alone.

Two regencies of the same island (or group of islands) are taken as neighbours when no third one's point lies within
the circle whose diameter joins theirs: the Gabriel graph (K. R. Gabriel and R. R. Sokal, 1969). It agrees well with
common borders where seats of government are spread evenly, is symmetric, and needs no boundaries. Points within
``CLOSE_KM`` of each other count as well, because people commute across whole city regions. It is derived, not official:
use it to widen a search, never to decide a right.
"""

import math
from collections.abc import Mapping, Sequence

from chalicelib.reference.model import Region

FARTHEST_KM = 250.0
CLOSE_KM = 20.0
_NEAREST = 14
_KM_A_DEGREE = 111.2


def distance_km(one: Region, other: Region) -> float:
    """Return the distance in kilometres (equirectangular, within 0.5 % at Indonesian latitudes and ranges)."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return _KM_A_DEGREE * math.hypot(north, east)


def neighbours(regions: Sequence[Region]) -> Mapping[str, tuple[str, ...]]:
    """Return for each code of ``regions`` (of one island) the codes beside it, the nearest first."""
    edges = {(one.code, other.code) for one in regions for other in _beside(one, regions)}
    points = {region.code: region for region in regions}
    return {
        region.code: tuple(
            sorted(
                (code for code in points if (region.code, code) in edges or (code, region.code) in edges),
                key=lambda code: distance_km(points[code], region),
            )
        )
        for region in regions
    }


def _beside(one: Region, regions: Sequence[Region]) -> list[Region]:
    near = sorted((region for region in regions if region is not one), key=lambda region: distance_km(one, region))
    found = []
    for rank, other in enumerate(near[:_NEAREST]):
        if distance_km(one, other) > FARTHEST_KM:
            break
        # Whatever lies within the circle is nearer to ``one`` than ``other`` is, so only those can stand between.
        if distance_km(one, other) <= CLOSE_KM or not any(_between(one, third, other) for third in near[:rank]):
            found.append(other)
    return found


def _between(one: Region, third: Region, other: Region) -> bool:
    squares = distance_km(one, third) ** 2 + distance_km(third, other) ** 2
    return squares < distance_km(one, other) ** 2
