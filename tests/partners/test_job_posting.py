"""schema.org JobPosting in the forms that partners really send."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.partners.job_posting import convert, identifier_in
from chalicelib.partners.translation import Converted
from chalicelib.vacancies.model import EmploymentType, Point
from tests.partners.conftest import posting


def converted(**changes: object) -> Converted:
    return convert(msgspec.json.encode(posting(**changes)))


def refusals(raw: bytes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        convert(raw)
    return {error.pointer: error.code for error in caught.value.errors}


def refused(**changes: object) -> dict[str, str]:
    return refusals(msgspec.json.encode(posting(**changes)))


def pay(value: object, **more: object) -> dict[str, object]:
    return {"@type": "MonetaryAmount", "currency": "IDR", "value": value, **more}


def sums(**changes: object) -> tuple[int | None, int | None]:
    content = converted(**changes).content
    return content.pay_minimum, content.pay_maximum


def test_a_plain_posting():
    found = converted()
    assert found.external_id == "K-0001"
    assert found.employer_name == "PT Contoh Lumbung Rejeki"
    assert found.content.region == "33.74"
    assert found.notes == ()


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("abc/1", "abc/1"),
        (42, "42"),
        ({"@type": "PropertyValue", "value": "J-7"}, "J-7"),
        ({"value": 99}, "99"),
        (" x ", "x"),
    ],
)
def test_identifiers(identifier, expected):
    assert converted(identifier=identifier).external_id == expected
    assert identifier_in(msgspec.json.encode(posting(identifier=identifier))) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"value": 5_000_000, "unitText": "MONTH"}, (5_000_000, 5_000_000)),
        ({"minValue": 4_000_000, "maxValue": 6_000_000, "unitText": "MONTH"}, (4_000_000, 6_000_000)),
        ({"minValue": "4.500.000", "maxValue": "5,000,000"}, (4_500_000, 5_000_000)),
        ({"value": 30_000, "unitText": "HOUR"}, (5_190_000, 5_190_000)),
        ({"value": 200_000, "unitText": "DAY"}, (5_000_000, 5_000_000)),
        ({"value": 1_200_000, "unitText": "WEEK"}, (5_200_000, 5_200_000)),
        ({"value": 60_000_000, "unitText": "YEAR"}, (5_000_000, 5_000_000)),
        ({"minValue": 4_000_000}, (4_000_000, None)),
        ({"value": 0}, (None, None)),
        (5_000_000, (5_000_000, 5_000_000)),
        ("5000000", (5_000_000, 5_000_000)),
    ],
)
def test_pay_is_rupiah_a_month(value, expected):
    assert sums(baseSalary=pay(value)) == expected


def test_pay_may_stand_outside_the_value():
    assert sums(baseSalary={"currency": "IDR", "minValue": 3, "maxValue": 4, "unitText": "month"}) == (3, 4)


def test_part_time_hours_are_reckoned_with_their_own_divisor():
    hourly = pay({"value": 40_000, "unitText": "HOUR"})
    assert sums(baseSalary=hourly, employmentType="PART_TIME") == (5_040_000, 5_040_000)


def test_another_currency_is_not_used_and_told():
    found = converted(baseSalary={"currency": "USD", "value": 1000})
    assert found.content.pay_minimum is None
    assert [(note.code, note.pointer) for note in found.notes] == [("currency_not_used", "/baseSalary/currency")]


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("Jakarta Barat", "31.73"),
        ({"address": "Kota Bekasi, Jawa Barat"}, "32.75"),
        ({"address": {"addressLocality": "Kabupaten Bandung", "addressRegion": "Jawa Barat"}}, "32.04"),
        ({"address": {"addressRegion": "Bali", "addressCountry": "ID"}}, "51"),
        ([{"address": "Atlantis"}, {"address": "Kota Medan"}], "12.71"),
        ({"address": {"addressLocality": "32.73", "addressCountry": {"name": "Indonesia"}}}, "32.73"),
        ({"address": {"addressLocality": "Jakarta Barat", "addressCountry": "SG"}}, None),
        (None, None),
    ],
)
def test_places(place, region):
    assert converted(jobLocation=place).content.region == region


def test_an_unknown_place_is_told():
    notes = converted(jobLocation="Atlantis").notes
    assert [(note.code, note.pointer) for note in notes] == [("place_unknown", "/jobLocation")]
    assert "Atlantis" in notes[0].message.en


def test_coordinates_are_kept():
    place = {"address": "Kota Bekasi", "geo": {"latitude": "-6.23", "longitude": 106.99}}
    assert converted(jobLocation=place).content.point == Point(lat=-6.23, lon=106.99)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("FULL_TIME", EmploymentType.FULL_TIME),
        (["PART_TIME", "INTERN"], EmploymentType.PART_TIME),
        ("full time", EmploymentType.FULL_TIME),
        ([], None),
    ],
)
def test_employment_types(given, expected):
    assert converted(employmentType=given).content.employment_type is expected


def test_an_unknown_employment_type_is_told():
    found = converted(employmentType="SERABUTAN SEKALI")
    assert found.content.employment_type is None
    assert [note.code for note in found.notes] == ["employment_type_unknown"]


def test_dates_without_a_zone_are_read_in_jakarta():
    found = converted(datePosted="2026-03-01", validThrough="2026-04-01")
    assert found.posted_at == datetime(2026, 2, 28, 17, 0, tzinfo=UTC)
    assert found.content.expires_at == datetime(2026, 4, 1, 16, 59, 59, tzinfo=UTC)
    assert converted(validThrough="2026-04-01T10:00:00+08:00").content.expires_at == datetime(2026, 4, 1, 2, tzinfo=UTC)
    assert converted(validThrough="2026-04-01T10:00").content.expires_at == datetime(2026, 4, 1, 3, tzinfo=UTC)


def test_what_is_asked_for():
    content = converted(
        educationRequirements={"@type": "EducationalOccupationalCredential", "credentialCategory": "bachelor degree"},
        experienceRequirements={"monthsOfExperience": 24},
        totalJobOpenings="3",
        jobLocationType="TELECOMMUTE",
        qualifications=["Teliti", "Mau belajar"],
        responsibilities="Mencatat stok",
        jobBenefits="<b>BPJS</b>",
        url="https://karir.contoh.example/1",
        skills=["Microsoft Excel", {"@type": "DefinedTerm", "name": "SAP"}],
    ).content
    assert content.education is not None
    assert content.experience_months == 24
    assert content.openings == 3
    assert content.remote
    assert content.description.splitlines()[-3:] == ["Mencatat stok", "Teliti", "Mau belajar"]
    assert content.benefits == "BPJS"
    assert content.contact_url == "https://karir.contoh.example/1"
    assert len(content.skills) >= 1


def test_the_description_is_read_as_html_and_bounded():
    long = converted(description="<p>" + "kata " * 10_000 + "</p>")
    assert len(long.content.description) == 20_000
    assert [note.code for note in long.notes] == ["description_shortened"]
    assert converted(title="<b>Kasir</b> &amp; Pramuniaga").content.title == "Kasir & Pramuniaga"


def test_a_long_key_given_twice_is_told_in_short():
    with pytest.raises(InvalidInput) as caught:
        convert(b'{"' + b"k" * 50_000 + b'":1,"' + b"k" * 50_000 + b'":2}')
    assert len(caught.value.errors[0].pointer) <= 101


def test_other_properties_of_schema_org_are_ignored():
    assert converted(industry="Retail", jobImmediateStart=True, sameAs=[1, {"a": None}]).external_id == "K-0001"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": 3}, {"/title": "wrong_type"}),
        ({"title": "ab"}, {"/title": "length"}),
        ({"title": "x" * 201}, {"/title": "length"}),
        ({"title": None, "description": []}, {"/title": "wrong_type", "/description": "wrong_type"}),
        ({"identifier": ""}, {"/identifier": "invalid"}),
        ({"identifier": {"value": "a\nb"}}, {"/identifier/value": "invalid"}),
        ({"identifier": True}, {"/identifier": "wrong_type"}),
        ({"baseSalary": pay({"minValue": -1})}, {"/baseSalary/value/minValue": "negative"}),
        ({"baseSalary": pay({"value": "lima juta"})}, {"/baseSalary/value/value": "invalid"}),
        ({"baseSalary": pay({"value": 1e300})}, {"/baseSalary/value/value": "out_of_range"}),
        ({"baseSalary": pay({"value": 1, "unitText": "PIECE"})}, {"/baseSalary/value/unitText": "unknown_unit"}),
        ({"baseSalary": pay({"value": True})}, {"/baseSalary/value/value": "wrong_type"}),
        ({"datePosted": "kemarin"}, {"/datePosted": "invalid_date"}),
        ({"validThrough": "2026-13-01"}, {"/validThrough": "invalid_date"}),
        ({"validThrough": 20260101}, {"/validThrough": "wrong_type"}),
        ({"totalJobOpenings": 0}, {"/totalJobOpenings": "out_of_range"}),
        ({"totalJobOpenings": 1.5}, {"/totalJobOpenings": "out_of_range"}),
        (
            {"experienceRequirements": {"monthsOfExperience": 601}},
            {"/experienceRequirements/monthsOfExperience": "out_of_range"},
        ),
        ({"jobLocation": {"address": {"addressLocality": "99.99"}}}, {"/jobLocation": "unknown_region"}),
        ({"jobLocation": {"geo": {"latitude": 120, "longitude": 0}}}, {"/jobLocation/geo": "out_of_range"}),
        ({"jobLocation": {"address": {"addressLocality": 7}}}, {"/jobLocation/address/addressLocality": "wrong_type"}),
        ({"hiringOrganization": ["x"]}, {"/hiringOrganization": "wrong_type"}),
    ],
)
def test_what_is_wrong_is_named(changes, expected):
    assert refused(**changes) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'{"identifier":"1","title":"Kas', {"": "malformed_json"}),
        (b"[]", {"": "not_an_object"}),
        (b'"x"', {"": "not_an_object"}),
        (b'{"identifier":"1","title":"Kasir \xff"}', {"": "wrong_encoding"}),
        (b'{"identifier":"1","identifier":"2","title":"Kasir"}', {"/identifier": "repeated_key"}),
        (b'{"title":"Kasir"}', {"/identifier": "required"}),
        (b"{}", {"/identifier": "required", "/title": "required"}),
        (b'{"identifier":"1","title":"Kasir","x":' + b"[" * 5_000 + b"]" * 5_000 + b"}", {"": "nested_too_deeply"}),
        (b'{"identifier":"1","title":"Kasir","x":NaN}', {"": "malformed_json"}),
        (b'{"identifier":"1","title":"Kas\\ud800ir"}', {"": "malformed_json"}),
        (b'{"identifier":"1","title":"' + b"x" * 200_000 + b'"}', {"": "too_large"}),
    ],
)
def test_what_cannot_be_read_is_refused(raw, expected):
    assert refusals(raw) == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = """identifier title description hiringOrganization jobLocation baseSalary employmentType datePosted validThrough
educationRequirements experienceRequirements skills qualifications totalJobOpenings jobLocationType url"""
FIELDS = sorted(NAMES.split())


def pointers_or_identifier(raw: bytes) -> list[str]:
    try:
        return ["/" + convert(raw).external_id]
    except InvalidInput as error:
        return [entry.pointer for entry in error.errors]


@given(st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_value_anywhere_is_converted_or_refused_with_a_pointer(changes):
    found = pointers_or_identifier(json.dumps({**posting(), **changes}).encode())
    assert found
    assert all(pointer == "" or pointer.startswith("/") for pointer in found)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_as_input(raw):
    with pytest.raises(InvalidInput):
        convert(raw)
    assert identifier_in(raw) is None or isinstance(identifier_in(raw), str)
