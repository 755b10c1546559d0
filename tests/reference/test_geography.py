"""Points, boxes and borders that cannot be are found; the published ones can be."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import checking_places as checks
from chalicelib.reference.adjacency import BorderKind, Neighbour, borders
from chalicelib.reference.boxes import ProvinceBox, boxes
from chalicelib.reference.files import DATA
from chalicelib.reference.importing import Request, examine
from chalicelib.reference.regions import VERSION
from chalicelib.reference.shares import NameShare, name_shares

REGIONS = tuple(reference.regions())
DEGREES = st.floats(-90, 90, allow_nan=False)


def _keys(problems):
    return [key for key, _ in problems]


def test_there_are_as_many_as_the_ministry_counts():
    kinds = [region.kind.value for region in REGIONS]
    assert (kinds.count("province"), kinds.count("regency") + kinds.count("city")) == (38, 514)
    assert (kinds.count("regency"), kinds.count("city")) == (416, 98)


def test_all_cities_of_jakarta_have_a_point_of_their_own():
    points = {region.code: (region.latitude, region.longitude) for region in REGIONS if region.code.startswith("31.")}
    assert points.keys() == {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
    assert len(set(points.values())) == 6


@pytest.mark.parametrize(("name", "run"), checks.place_checks(REGIONS), ids=lambda value: str(value)[:20])
def test_the_published_tables_are_sound(name, run):
    assert list(run()) == [], name


@given(st.sampled_from(REGIONS), st.sampled_from(["latitude", "longitude"]), st.sampled_from([-40.0, 40.0]))
def test_a_point_that_is_moved_out_of_its_province_is_found(region, axis, by):
    moved = msgspec.structs.replace(region, **{axis: getattr(region, axis) + by})
    assert _keys(checks.outside([moved], boxes())) == [region.code]


def test_a_point_just_over_the_edge_is_found():
    box = boxes()["51"]
    region = next(region for region in REGIONS if region.code == "51.08")
    assert _keys(checks.outside([msgspec.structs.replace(region, latitude=box.north)], boxes())) == []
    assert _keys(checks.outside([msgspec.structs.replace(region, latitude=box.north + 0.01)], boxes())) == ["51.08"]


def test_swapped_coordinates_are_found():
    swapped = [
        msgspec.structs.replace(region, latitude=region.longitude, longitude=region.latitude) for region in REGIONS
    ]
    assert len(_keys(checks.outside(swapped, boxes()))) == len(REGIONS)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"north": -9.0}, "without inside"),
        ({"east": 114.0}, "without inside"),
        ({"north": 16.0}, "beyond the country"),
        ({"west": 9.0}, "beyond the country"),
        ({"south": -40.0}, "beyond the country"),
    ],
    ids=str,
)
def test_a_box_that_cannot_be_is_found(changes, problem):
    bali = msgspec.structs.replace(boxes()["51"], **changes)
    found = list(checks.box_problems({**boxes(), "51": bali}, REGIONS))
    assert [key for key, _ in found] == ["51"]
    assert problem in found[0][1]


def test_a_province_without_box_and_a_box_without_province():
    held = {code: box for code, box in boxes().items() if code != "51"}
    assert list(checks.box_problems(held, REGIONS)) == [("51", "has no box")]
    extra = {**boxes(), "32.73": boxes()["32"]}
    assert list(checks.box_problems(extra, REGIONS)) == [("32.73", "is no province")]


@given(DEGREES, DEGREES, DEGREES, DEGREES)
def test_boxes_meet_both_ways_and_hold_their_corners(north, south, west, east):
    north, south, west, east = max(north, south), min(north, south), min(west, east), max(west, east)
    box = ProvinceBox(province="x", north=north, south=south, west=west, east=east)
    assert box.holds(north, west)
    assert box.holds(south, east)
    assert not box.holds(north + 1, west)
    java = boxes()["33"]
    assert box.meets(java) == java.meets(box)
    assert box.meets(box)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [("11", "12", True), ("34", "33", True), ("11", "91", False), ("71", "51", False), ("61", "64", True)],
)
def test_boxes_meet_where_provinces_are_near(one, other, met):
    assert boxes()[one].meets(boxes()[other]) is met


BORDERS = borders()
LEMBANG = next(row for row in BORDERS if (row.region, row.neighbour) == ("32.73", "32.17"))


def _border_keys(rows):
    return list(checks.border_problems(rows, REGIONS, boxes()))


def _changed(**changes):
    """Change the pair of Bandung and Bandung Barat both ways."""
    ends = {LEMBANG.region, LEMBANG.neighbour}
    return [msgspec.structs.replace(row, **changes) if {row.region, row.neighbour} == ends else row for row in BORDERS]


def test_a_border_one_way_alone_is_found():
    found = _border_keys([row for row in BORDERS if row is not LEMBANG])
    assert found == [("32.17 32.73", "is not the same the other way")]


@pytest.mark.parametrize("changes", [{"kind": BorderKind.SEA}, {"km": LEMBANG.km + 0.05}], ids=str)
def test_a_border_that_differs_by_direction_is_found(changes):
    rows = [msgspec.structs.replace(row, **changes) if row is LEMBANG else row for row in BORDERS]
    assert {problem for _, problem in _border_keys(rows)} >= {"is not the same the other way"}


def test_a_wrong_distance_is_found():
    found = _border_keys(_changed(km=LEMBANG.km + 1))
    assert [key for key, _ in found] == ["32.17 32.73", "32.73 32.17"]
    assert all("km apart" in problem for _, problem in found)


def _pair(one, other, kind, km):
    ends = ((one, other), (other, one))
    return [Neighbour(region=region, neighbour=beside, kind=kind, km=km) for region, beside in ends]


def test_a_border_across_the_country_is_found():
    found = _border_keys([*BORDERS, *_pair("11.71", "91.71", BorderKind.LAND, 5087.0)])
    problems = {problem for key, problem in found if key == "11.71 91.71"}
    assert {"is too far away for a neighbour by land", "lies in a province that does not touch"} <= problems


def test_a_border_of_what_is_no_regency_or_of_itself_is_found():
    rows = [*BORDERS, *_pair("32", "32.73", BorderKind.LAND, 1.0), *_pair("99.01", "32.73", BorderKind.SEA, 1.0)]
    assert sorted(_keys(_border_keys(rows))) == ["32 32.73", "32.73 32", "32.73 99.01", "99.01 32.73"]
    itself = Neighbour(region="32.73", neighbour="32.73", kind=BorderKind.LAND, km=0.0)
    assert _border_keys([*BORDERS, itself]) == [("32.73 32.73", "is beside itself")]


def test_a_regency_without_neighbour_is_found():
    rows = [row for row in BORDERS if "21.03" not in (row.region, row.neighbour)]
    assert ("21.03", "has nothing beside it") in _border_keys(rows)


SHARES = name_shares()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"meant": -1}, "impossible counts"),
        ({"placed": -1}, "impossible counts"),
        ({"population": 0}, "impossible counts"),
        ({"region": "32.99"}, "does not exist"),
    ],
    ids=str,
)
def test_a_share_that_cannot_be_is_found(changes, problem):
    rows = [msgspec.structs.replace(row, **changes) if row.region == "32.73" else row for row in SHARES]
    found = list(checks.share_problems(rows, REGIONS))
    assert {key for key, _ in found} == {"bandung"}
    assert any(problem in said for _, said in found)


def test_a_shared_name_without_one_of_its_regions_is_found():
    rows = [row for row in SHARES if row.region != "53.01"]
    found = list(checks.share_problems(rows, REGIONS))
    assert found == [("kupang", "has one meaning alone"), ("kupang", "has no share for 53.01")]


def test_a_name_of_one_region_is_no_shared_name():
    lone = NameShare(name="cimahi", region="32.77", meant=0, placed=0, population=1)
    assert list(checks.share_problems([*SHARES, lone], REGIONS)) == [("cimahi", "has one meaning alone")]


def test_an_import_refuses_a_point_outside_its_province():
    text = (DATA / "regions" / f"{VERSION}.tsv").read_text(encoding="utf-8")
    known = examine(text.encode(), Request(table="regions"), DATA)
    assert known.problems == ()
    denpasar = next(line for line in text.splitlines() if line.startswith("51.71\t"))
    afloat = denpasar.replace("\t-8.6", "\t-9.6")
    assert afloat != denpasar
    (problem,) = examine(text.replace(denpasar, afloat).encode(), Request(table="regions"), DATA).problems
    assert problem.key == "51.71"
    assert "outside the box of province 51" in str(problem)
