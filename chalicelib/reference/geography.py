"""Whether regions lie where they can: in the country, under their province, near its other regencies."""

import re
from collections.abc import Iterator, Sequence

from chalicelib.reference.adjacency import distance_km
from chalicelib.reference.model_places import Region, RegionKind

NORTH, SOUTH, WEST, EAST = 6.1, -11.1, 94.9, 141.1
"""Degrees between which Indonesia lies: Rondo, Ndana, Benggala, the border on New Guinea."""
FAR_KM = 400.0
"""No regency is farther from the nearest other one of its province (Maluku Barat Daya comes closest)."""
FIRST_CITY = 71
"""The ministry numbers regencies from 01 and cities from 71."""
_CODE = re.compile(r"\d{2}(\.\d{2})?")


def problems(regions: Sequence[Region]) -> Iterator[tuple[str, str]]:
    """Yield the code of each region that is not well placed, and why."""
    codes = {region.code for region in regions}
    for region in regions:
        if not _CODE.fullmatch(region.code):
            yield region.code, "is no code of a province or regency"
        elif region.province not in codes:
            yield region.code, f"lies in province {region.province}, which does not exist"
        elif region.kind is not _kind(region.code):
            yield region.code, f"is called a {region.kind}"
        if not (SOUTH <= region.latitude <= NORTH and WEST <= region.longitude <= EAST):
            yield region.code, f"lies at {region.latitude}, {region.longitude}, outside the country"
        elif _is_astray(region, regions):
            yield region.code, f"is more than {FAR_KM:.0f} km from the rest of its province"


def _kind(code: str) -> RegionKind:
    _, dot, number = code.partition(".")
    if not dot:
        return RegionKind.PROVINCE
    return RegionKind.CITY if int(number) >= FIRST_CITY else RegionKind.REGENCY


def _is_astray(region: Region, regions: Sequence[Region]) -> bool:
    others = [other for other in regions if other.province == region.province and other is not region]
    return bool(others) and min(distance_km(region, other) for other in others) > FAR_KM
