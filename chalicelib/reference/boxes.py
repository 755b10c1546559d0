"""The box around each province: a point outside it does not lie in the province."""

from collections.abc import Mapping
from functools import cache

import msgspec

from chalicelib.reference import files

VERSION = "2025"


class ProvinceBox(msgspec.Struct, frozen=True, kw_only=True):
    """The farthest degrees (WGS 84) that a ``province`` reaches, its outlying islands included."""

    province: str
    north: float
    south: float
    west: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Return whether the point lies in the box, its edges included."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east

    def meets(self, other: "ProvinceBox") -> bool:
        """Return whether the boxes have a point in common."""
        apart = self.south > other.north or other.south > self.north or self.west > other.east or other.west > self.east
        return not apart


@cache
def boxes(version: str = VERSION) -> Mapping[str, ProvinceBox]:
    """Return the box of each province by its code. Raises BadTable when there is no such version."""
    return {box.province: box for box in files.typed("province_boxes", version, ProvinceBox)}
