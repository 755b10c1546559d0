"""The everyday names of places: what they mean, and that they take no word away from occupations and skills."""

import pytest

from chalicelib import reference
from chalicelib.reference import files
from chalicelib.reference.places import PlaceName
from chalicelib.reference.regions import NAMES
from chalicelib.reference.shares import shares
from chalicelib.reference.words import ORDINARY

ROWS = files.typed("region_names", NAMES, PlaceName)
BEFORE = {row.name for row in files.typed("region_names", "2025", PlaceName)}
ADDED = {row.name for row in ROWS} - BEFORE
DOUBTFUL = 0.3
"""The weight at most of a new name that is a word of some job title too."""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Kawasan Industri MM2100", "32.16"),
        ("KIIC Karawang", "32.15"),
        ("Modern Cikande", "36.04"),
        ("NIP Mojokerto", "35.16"),
        ("Maspion Gresik", "35.25"),
        ("Kabil, Batam", "21.71"),
        ("KIM Medan", "12.71"),
        ("kawasan industri medan", "12.71"),
        ("KIT Batang", "33.25"),
        ("KIPI Bulungan", "65.01"),
        ("KIE Bontang", "64.74"),
        ("KIMA", "73.71"),
        ("Kawasan IWIP", "82.02"),
        ("PIK 2", "36.03"),
        ("Kota Baru Parahyangan", "32.17"),
        ("Mega Kuningan", "31.74"),
        ("Glodok", "31.73"),
        ("tangkab", "36.03"),
        ("Oedjoeng Pandang", "73.71"),
        ("Modung", "35.26"),
        ("Kuala Kencana", "94.04"),
        ("Gondokusuman", "34.71"),
    ],
)
def test_vacancies_name_places_so(words, code):
    assert reference.regions().resolve(words)[0].code == code


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Kuningan", {"32.08", "31.74"}),
        ("Kuningan, Jawa Barat", {"32.08"}),
        ("Cibubur", {"31.75", "32.76", "32.01", "32.75"}),
        ("Plered", {"32.09", "32.14"}),
    ],
)
def test_a_shared_name_keeps_its_readings(words, codes):
    assert codes <= {reading.code for reading in reference.regions().resolve(words)}


def test_the_street_of_a_general_leaves_the_city_beside_it_sure():
    assert reference.regions().resolve("Jl. Gatot Subroto, Bandung")[0].code == "32.73"


@pytest.mark.parametrize(("words", "count"), [("tapal kuda", 9), ("Tangerang Raya", 3), ("jateng diy", 2)])
def test_an_area_means_all_its_parts(words, count):
    readings = reference.regions().resolve(words)
    assert len(readings) == count
    assert all(reading.together for reading in readings)


def test_no_name_of_before_is_lost():
    assert {row.name for row in ROWS} | shares().keys() >= BEFORE
    assert len(ADDED) >= 400


def test_the_shares_of_a_shared_name_are_at_most_one():
    shares: dict[str, float] = {}
    for row in ROWS:
        if not row.together:
            shares[row.name] = shares.get(row.name, 0.0) + row.weight
    assert not [name for name, share in shares.items() if share > 1.0001]


def test_no_new_name_is_an_occupation_or_a_skill():
    taken = {
        surface for table in (reference.occupations(), reference.skills()) for surface, _ in table.surfaces.entries()
    }
    assert not ADDED & taken


def test_a_new_name_that_is_a_word_of_a_title_is_not_sure():
    ordinary = {word: float(weight) for word, weight in files.read("ordinary_words", ORDINARY).lines}
    words = {word for surface, _ in reference.occupations().surfaces.entries() for word in surface.split()}
    official = {"kuningan"}
    assert not {name for name in (ADDED - official) & words if ordinary.get(name, 1.0) > DOUBTFUL}


def test_ordinary_words_of_before_stay():
    before, now = (dict(files.read("ordinary_words", version).lines) for version in ("1", ORDINARY))
    assert before.items() <= now.items()
