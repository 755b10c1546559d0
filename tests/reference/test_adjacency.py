"""Regencies beside each other, as their boundaries say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.adjacency import BorderKind, borders, distance_km, neighbours
from chalicelib.reference.files import BadTable

TABLE = reference.regions()
REGENCIES = [region.code for region in TABLE if "." in region.code]
SOME = st.sampled_from(REGENCIES)


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("32.73", {"32.04", "32.17", "32.77"}),
        ("31.74", {"31.71", "31.73", "31.75", "32.76", "36.71", "36.74"}),
        ("33.72", {"33.09", "33.11", "33.13"}),
        ("34.71", {"34.02", "34.04"}),
        ("35.79", {"35.07"}),
        ("33.71", {"33.08"}),
        ("51.71", {"51.03", "51.04"}),
        ("36.74", {"36.03", "36.71", "31.74", "32.01", "32.76"}),
    ],
)
def test_a_city_has_these_on_land(code, beside):
    on_land = {row.neighbour for row in neighbours()[code] if row.kind is BorderKind.LAND}
    assert beside <= on_land
    assert len(on_land) <= len(beside) + 2


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("32.76", "32.01 31.74 31.75 32.75 36.74"),  # Depok
        ("32.75", "31.75 32.16 32.76 32.01"),  # Kota Bekasi
        ("51.03", "51.02 51.71 51.04 51.06 51.08"),  # Badung
        ("34.04", "34.71 34.02 33.08 34.01 33.10 33.09 34.03"),  # Sleman
        ("35.07", "35.73 35.79 35.05 35.14 35.06 35.16 35.08 35.17 35.13"),  # Malang
        ("33.13", "33.72 33.11 33.14 33.12 33.09 35.20 35.21"),  # Karanganyar
        ("32.08", "32.09 32.10 32.07 33.29 33.01"),  # Kuningan
        ("33.74", "33.22 33.24 33.21"),  # Kota Semarang
        ("71.71", "71.06 71.02"),  # Manado
        ("64.72", "64.02"),  # Samarinda lies within Kutai Kartanegara
        ("12.71", "12.07"),  # Medan within Deli Serdang
        ("36.73", "36.04"),  # Kota Serang within Serang
    ],
)
def test_a_regency_has_these_on_land_and_no_others(code, beside):
    on_land = {row.neighbour for row in neighbours()[code] if row.kind is BorderKind.LAND}
    assert on_land == set(beside.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("35.78", "35.26"),  # Surabaya and Bangkalan: the bridge
        ("35.10", "51.01"),  # Ketapang and Gilimanuk
        ("36.72", "18.01"),  # Merak and Bakauheni
        ("21.71", "21.01"),  # Batam and Bintan
        ("31.72", "31.01"),  # Jakarta and its islands
        ("11.71", "11.72"),  # Banda Aceh and Sabang
        ("82.71", "82.72"),  # Ternate and Tidore
        ("12.73", "12.78"),  # Sibolga and Gunungsitoli
        ("13.71", "13.09"),  # Padang and Mentawai
        ("53.06", "53.13"),  # Flores Timur and Lembata
    ],
)
def test_water_is_crossed_where_people_cross_it(one, other):
    kinds = {row.neighbour: row.kind for row in neighbours()[one]}
    assert kinds[other] is BorderKind.SEA
    assert one in TABLE.neighbours(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("31.74", "32.16"), ("32.73", "32.05"), ("33.74", "33.72"), ("35.78", "35.07"), ("64.71", "64.74")],
)
def test_what_is_near_but_does_not_touch(one, other):
    assert other not in TABLE.neighbours(one)


def test_every_regency_has_a_neighbour_and_only_regencies_do():
    assert set(neighbours()) == set(REGENCIES)
    assert TABLE.neighbours("32") == ()
    assert TABLE.neighbours("99.99") == ()


@given(SOME)
def test_neighbours_are_mutual_known_and_nearest_first(code):
    beside = TABLE.neighbours(code)
    assert beside
    assert code not in beside
    assert len(set(beside)) == len(beside)
    assert all(code in TABLE.neighbours(other) for other in beside)
    away = [distance_km(TABLE.get(code), TABLE.get(other)) for other in beside]
    assert all(before <= after + 0.11 for before, after in pairwise(away))


def test_islands_are_reached_by_sea_alone():
    for code in ("11.09", "21.03", "31.01", "53.14", "65.71", "81.07"):
        assert {row.kind for row in neighbours()[code]} == {BorderKind.SEA}


def test_the_country_hangs_together_within_each_large_island():
    """From one regency of Java all others of Java are reached over land."""
    java = {code for code in REGENCIES if code[0] == "3"} - {"31.01"}
    reached, ahead = set(), ["33.74"]
    while ahead:
        code = ahead.pop()
        if code in reached:
            continue
        reached.add(code)
        ahead += [row.neighbour for row in neighbours()[code] if row.kind is BorderKind.LAND]
    assert java - reached == {"35.26", "35.27", "35.28", "35.29"}, "Madura alone is not reached"
    assert reached <= java


def test_there_is_no_other_version():
    with pytest.raises(BadTable):
        borders("1999")
