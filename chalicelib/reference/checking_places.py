"""Whether the tables about places agree with each other: boxes, borders, and names that several regions bear."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from chalicelib.reference import geography
from chalicelib.reference.adjacency import BorderKind, Neighbour, borders, distance_km
from chalicelib.reference.boxes import ProvinceBox, boxes
from chalicelib.reference.model_places import Region, RegionKind
from chalicelib.reference.places import bare_name
from chalicelib.reference.shares import NameShare, name_shares

Problems = Iterator[tuple[str, str]]
FARTHEST_KM: Mapping[BorderKind, float] = {BorderKind.LAND: 450.0, BorderKind.SEA: 400.0}
"""No points of neighbours are farther apart: Malinau and Kutai Kartanegara, Tanimbar and Maluku Barat Daya."""
_ROUNDING_KM = 0.06


def place_checks(regions: Sequence[Region]) -> tuple[tuple[str, Callable[[], Problems]], ...]:
    """Return each table about places with what finds its problems."""
    return (
        ("regions", lambda: geography.problems(regions)),
        ("regions", lambda: outside(regions, boxes())),
        ("province_boxes", lambda: box_problems(boxes(), regions)),
        ("region_neighbours", lambda: border_problems(borders(), regions, boxes())),
        ("shared_names", lambda: share_problems(name_shares(), regions)),
    )


def outside(regions: Sequence[Region], held: Mapping[str, ProvinceBox]) -> Problems:
    """Yield regions whose point lies outside the box of their province."""
    for region in regions:
        box = held.get(region.province)
        if box and not box.holds(region.latitude, region.longitude):
            yield region.code, f"lies outside the box of province {region.province}"


def box_problems(held: Mapping[str, ProvinceBox], regions: Sequence[Region]) -> Problems:
    """Yield boxes of no province, turned around or beyond the country, and provinces without one."""
    provinces = {region.code for region in regions if region.kind is RegionKind.PROVINCE}
    yield from ((code, "has no box") for code in sorted(provinces - set(held)))
    for code, box in held.items():
        if code not in provinces:
            yield code, "is no province"
        if box.south >= box.north or box.west >= box.east:
            yield code, "has a box without inside"
        elif not (_in_country(box.north, box.west) and _in_country(box.south, box.east)):
            yield code, "reaches beyond the country"


def _in_country(latitude: float, longitude: float) -> bool:
    within = geography.SOUTH <= latitude <= geography.NORTH
    return within and geography.WEST <= longitude <= geography.EAST


def border_problems(rows: Sequence[Neighbour], regions: Sequence[Region], held: Mapping[str, ProvinceBox]) -> Problems:
    """Yield neighbours that cannot be, pairs that are there one way alone, and regencies without any."""
    regencies = {region.code: region for region in regions if region.kind is not RegionKind.PROVINCE}
    pairs = {(row.region, row.neighbour): row for row in rows}
    for row in rows:
        key = f"{row.region} {row.neighbour}"
        unknown = [code for code in (row.region, row.neighbour) if code not in regencies]
        if unknown:
            yield key, f"{', '.join(unknown)} is no regency"
        elif row.region == row.neighbour:
            yield key, "is beside itself"
        else:
            yield from ((key, problem) for problem in _border(row, pairs, regencies, held))
    beside = {row.region for row in rows}
    yield from ((code, "has nothing beside it") for code in regencies if code not in beside)


def _border(
    row: Neighbour,
    pairs: Mapping[tuple[str, str], Neighbour],
    regencies: Mapping[str, Region],
    held: Mapping[str, ProvinceBox],
) -> Iterator[str]:
    back = pairs.get((row.neighbour, row.region))
    if back is None or (back.kind, back.km) != (row.kind, row.km):
        yield "is not the same the other way"
    one, other = regencies[row.region], regencies[row.neighbour]
    distance = distance_km(one, other)
    if abs(distance - row.km) > _ROUNDING_KM:
        yield f"is said to be {row.km} km away; the points are {distance:.1f} km apart"
    if row.km > FARTHEST_KM[row.kind]:
        yield f"is too far away for a neighbour by {row.kind}"
    mine, theirs = held.get(one.province), held.get(other.province)
    if row.kind is BorderKind.LAND and mine and theirs and not mine.meets(theirs):
        yield "lies in a province that does not touch"


def share_problems(rows: Sequence[NameShare], regions: Sequence[Region]) -> Problems:
    """Yield shared names that are not shared, counts that cannot be, and official names that are missing."""
    known = {region.code for region in regions}
    stated: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        stated[row.name].add(row.region)
        if row.region not in known:
            yield row.name, f"means {row.region}, which does not exist"
        if row.meant < 0 or row.placed < 0 or row.population <= 0:
            yield row.name, f"has impossible counts for {row.region}"
    yield from ((name, "has one meaning alone") for name, codes in stated.items() if len(codes) == 1)
    for name, borne in _borne(regions).items():
        missing = sorted(borne - stated.get(name, set()))
        if len(borne) > 1 and missing:
            yield name, f"has no share for {', '.join(missing)}"


def _borne(regions: Sequence[Region]) -> Mapping[str, set[str]]:
    borne: dict[str, set[str]] = defaultdict(set)
    for region in regions:
        borne[bare_name(region)].add(region.code)
    return borne
