"""Names of places mean what people mean by them, and shared names keep every reading."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.places import bare_name
from chalicelib.reference.shares import NameShare, name_shares, shares, shares_of

REGIONS = reference.regions()
NAMES = tuple(
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "place_names.tsv").read_text(encoding="utf-8").splitlines()
)
"""What vacancies and people call a place, and the region that is meant first."""
SHARED = sorted(shares())


def _readings(text):
    return {match.code: match.confidence for match in REGIONS.resolve(text)}


def test_the_table_of_names_is_long_and_says_nothing_twice():
    assert len(NAMES) >= 400
    assert len({name for name, _ in NAMES}) == len(NAMES)


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_a_name_means_its_place(name, code):
    first, *_ = REGIONS.resolve(name)
    assert first.code == code
    assert first.confidence >= 0.5


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Kuningan", {"32.08", "31.74"}),
        ("Bandung", {"32.73", "32.04"}),
        ("Alam Sutera", {"36.74", "36.71"}),
        ("Sudirman", {"31.71", "31.74"}),
        ("Cibubur", {"31.75", "32.76", "32.01", "32.75"}),
        ("Danau Toba", {"12.02", "12.06", "12.08", "12.12"}),
        ("Jambi", {"15", "15.71"}),
        ("Bengkulu", {"17", "17.71"}),
        ("Gorontalo", {"75", "75.01", "75.71"}),
        ("Yogyakarta", {"34", "34.71"}),
        ("jogja", {"34", "34.71"}),
        ("Kupang", {"53.01", "53.71"}),
        ("Banjar", {"32.79", "63.03"}),
        ("Gunung Bromo", {"35.13", "35.14", "35.07"}),
    ],
)
def test_a_name_with_several_meanings_keeps_them(name, codes):
    assert codes <= _readings(name).keys()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kuningan, Jakarta Selatan", "31.74"),
        ("Kuningan Jakarta", "31.74"),
        ("Kuningan, Jawa Barat", "32.08"),
        ("Kabupaten Kuningan", "32.08"),
        ("Kota Bandung", "32.73"),
        ("Kab. Bandung", "32.04"),
        ("Kabupaten Bekasi", "32.16"),
        ("Kota Bekasi", "32.75"),
        ("Provinsi Jambi", "15"),
        ("Kota Jambi", "15.71"),
        ("Kota Gorontalo", "75.71"),
        ("Kab Gorontalo", "75.01"),
        ("Provinsi Gorontalo", "75"),
        ("Kota Yogyakarta", "34.71"),
        ("DI Yogyakarta", "34"),
        ("Kab. Kupang", "53.01"),
        ("Banjar, Kalimantan Selatan", "63.03"),
        ("Banjar, Jawa Barat", "32.79"),
    ],
)
def test_what_stands_beside_a_shared_name_settles_it(text, code):
    assert REGIONS.resolve(text)[0].code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Jambi, Jambi", "15.71"), ("Bengkulu, Bengkulu", "17.71"), ("Kota Yogyakarta, Yogyakarta", "34.71")],
)
def test_a_capital_beside_its_province_of_the_same_name_is_sure(text, code):
    assert _readings(text) == {code: 1.0}


def test_a_province_beside_its_name_leaves_the_shares_of_the_rest():
    found = _readings("Gorontalo, Gorontalo")
    assert found.keys() == {"75.01", "75.71"}
    assert sum(found.values()) == pytest.approx(1, abs=0.002)
    assert found["75.01"] / found["75.71"] == pytest.approx(
        shares()["gorontalo"]["75.01"] / shares()["gorontalo"]["75.71"], rel=0.01
    )


def test_a_place_elsewhere_takes_from_a_name_and_adds_nothing():
    assert _readings("Jambi, Surabaya")["15"] < _readings("Jambi")["15"]
    assert max(_readings("Jambi, Surabaya").values()) <= 1


@pytest.mark.parametrize("name", ["Jabodetabek", "jabodetabekjur", "Bandung Raya", "Solo Raya", "Barelang Batam"])
def test_an_area_or_a_place_in_it_resolves(name):
    assert _readings(name)


@pytest.mark.parametrize("name", SHARED)
def test_the_readings_of_a_shared_name_sum_to_one(name):
    found = REGIONS.surfaces.get(name)
    assert {reading.code for reading in found} == shares()[name].keys()
    assert sum(reading.weight for reading in found) == pytest.approx(1, abs=0.002)
    assert min(reading.weight for reading in found) > 0.01


def test_every_name_that_a_city_shares_with_a_regency_has_shares():
    bare: dict[str, set[str]] = {}
    for region in REGIONS:
        bare.setdefault(bare_name(region), set()).add(region.code)
    borne = {name: codes for name, codes in bare.items() if len(codes) > 1}
    assert len(borne) >= 25
    assert {name: shares()[name].keys() for name in borne} == borne


def test_no_phrase_means_alternatives_with_more_than_certainty():
    sure = {
        phrase: sum(reading.weight for reading in readings)
        for phrase, readings in REGIONS.surfaces.entries()
        if not any(reading.together for reading in readings)
    }
    assert not {phrase: total for phrase, total in sure.items() if total > 1.002}


def _row(region, meant=0, placed=0, population=1):
    return NameShare(name="x", region=region, meant=meant, placed=placed, population=population)


def test_without_counts_people_decide():
    assert shares_of([_row("a", population=300), _row("b", population=100)]) == {"a": 0.75, "b": 0.25}


def test_where_vacancies_are_placed_outweighs_people():
    found = shares_of([_row("a", population=300), _row("b", placed=90, population=100)])
    assert found["b"] == pytest.approx(0.925)


def test_what_was_meant_outweighs_both():
    found = shares_of([_row("a", meant=190, population=100), _row("b", placed=1000, population=300)])
    assert found["a"] > 0.9


COUNTS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(1, 10_000_000)), min_size=2, max_size=4
)


@given(COUNTS)
def test_shares_are_shares(counts):
    rows = [
        _row(str(at), meant=meant, placed=placed, population=population)
        for at, (meant, placed, population) in enumerate(counts)
    ]
    found = shares_of(rows)
    assert sum(found.values()) == pytest.approx(1)
    assert all(0 < share < 1 for share in found.values())


@given(COUNTS, st.integers(1, 50))
def test_one_who_is_meant_more_often_has_no_smaller_share(counts, more):
    rows = [
        _row(str(at), meant=meant, placed=placed, population=population)
        for at, (meant, placed, population) in enumerate(counts)
    ]
    first, *others = rows
    raised = _row("0", meant=first.meant + more, placed=first.placed, population=first.population)
    assert shares_of([raised, *others])["0"] >= shares_of(rows)["0"]


@pytest.mark.parametrize(("name", "leading"), [("bandung", "32.73"), ("semarang", "33.74"), ("bekasi", "32.16")])
def test_the_reading_that_vacancies_mean_leads(name, leading):
    """The counts of the table decide: of Bekasi, vacancies mostly mean the industrial estates of the regency."""
    counted = {row.region: row.meant + row.placed for row in name_shares() if row.name == name}
    assert max(counted, key=counted.__getitem__) == leading
    assert REGIONS.resolve(name)[0].code == leading
