"""Which regencies lie beside each other, read from a table that was made from their boundaries."""

import math
from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

import msgspec

from chalicelib.reference import files
from chalicelib.reference.model_places import Region

VERSION = "2025"
_KM_A_DEGREE = 111.2


class BorderKind(StrEnum):
    """Whether two regencies meet on land, or only water lies between them."""

    LAND = "land"
    SEA = "sea"


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """A regency beside another; ``km`` is the distance of their points. Every pair is there both ways."""

    region: str
    neighbour: str
    kind: BorderKind
    km: float


def distance_km(one: Region, other: Region) -> float:
    """Return the distance in kilometres (equirectangular, within 0.5 % at Indonesian latitudes and ranges)."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return _KM_A_DEGREE * math.hypot(north, east)


def borders(version: str = VERSION) -> tuple[Neighbour, ...]:
    """Return every regency with each one beside it. Raises BadTable when there is no such version."""
    return files.typed("region_neighbours", version, Neighbour)


@cache
def neighbours(version: str = VERSION) -> Mapping[str, tuple[Neighbour, ...]]:
    """Return for each regency those beside it, the nearest first."""
    beside: dict[str, list[Neighbour]] = defaultdict(list)
    for row in borders(version):
        beside[row.region].append(row)
    return {code: tuple(sorted(rows, key=lambda row: (row.km, row.neighbour))) for code, rows in beside.items()}
