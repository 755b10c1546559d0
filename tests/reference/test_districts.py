"""Districts, by code and by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference

TABLE = reference.districts()
REGIONS = reference.regions()
SOME = st.sampled_from(list(TABLE))


def test_there_are_as_many_as_the_ministry_counts():
    assert len(TABLE) == 7285


@given(SOME)
def test_a_district_lies_in_its_regency_and_is_found_by_its_name(district):
    assert district.regency in REGIONS
    assert district.code.startswith(f"{district.regency}.")
    assert district in TABLE.within(district.regency)
    assert district in TABLE.within(district.regency[:2])
    assert district in TABLE.resolve(district.name)
    assert district in TABLE.resolve(f"Kec. {district.name.upper()}", district.regency)
    assert TABLE.get(district.code) is district


def test_every_regency_has_districts_that_together_are_all():
    regencies = [region.code for region in REGIONS if "." in region.code]
    counts = [len(TABLE.within(code)) for code in regencies]
    assert min(counts) >= 1
    assert sum(counts) == len(TABLE)


def test_a_name_that_recurs_keeps_all_its_readings():
    everywhere = TABLE.resolve("Sukajadi")
    assert {district.code[:2] for district in everywhere} > {"32"}
    assert [district.regency for district in TABLE.resolve("Kecamatan Sukajadi", "32")] == ["32.73"]


@pytest.mark.parametrize("name", ["", "Kecamatan", "Xyzzy"])
def test_what_is_no_district(name):
    assert TABLE.resolve(name) == ()
    assert TABLE.within(name) == ()
    assert TABLE.get(name) is None
    assert name not in TABLE
