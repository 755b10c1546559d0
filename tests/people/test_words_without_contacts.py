"""Words of a profile hold no contact and no national id: those belong into their sealed fields."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.people.checking import check
from chalicelib.people.model import Profile

PLACES = ("/headline", "/experiences/0/title", "/experiences/1/title", "/educations/0/field")


def worded(text: str, place: str) -> Profile:
    """A profile with ``text`` at one place and harmless words at the others."""
    words = dict.fromkeys(PLACES, "Kasir") | {place: text}
    return msgspec.convert(
        {
            "headline": words["/headline"],
            "experiences": [{"title": words["/experiences/0/title"]}, {"title": words["/experiences/1/title"]}],
            "educations": [{"level": "sma", "field": words["/educations/0/field"]}],
        },
        Profile,
    )


def refused(profile: Profile) -> list[tuple[str, str]]:
    try:
        check(profile)
    except InvalidInput as error:
        found = [(each.pointer, each.code) for each in error.errors]
        return [each for each in found if each[1].endswith("_in_text")]
    return []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kasir, NIK 3273010101900001", "nik_in_text"),
        ("NIK 3273 0101 0190 0001", "nik_in_text"),
        ("Kasir, hubungi 0812-3456-7890", "phone_in_text"),
        ("wa 81234567890", "phone_in_text"),
        ("+62 812 3456 7890 Kasir", "phone_in_text"),
        ("(021) 555-0199", "phone_in_text"),
        ("Kasir 0812-3456-2019", "phone_in_text"),
        ("surel ani.rekaan@contoh.invalid", "email_in_text"),
        ("ANI@CONTOH.INVALID", "email_in_text"),
    ],
)
def test_a_contact_in_words_is_refused_at_its_field(place, text, code):
    assert refused(worded(text, place)) == [(place, code)]


def test_everything_that_is_wrong_is_named_at_once():
    text = "ani@contoh.invalid, 0812 3456 7890, 3273010101900001"
    assert refused(worded(text, "/headline")) == [
        ("/headline", "email_in_text"),
        ("/headline", "nik_in_text"),
        ("/headline", "phone_in_text"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kasir dengan 5 tahun pengalaman, 2 toko, 1.500 pelanggan",
        "Kasir (2019-2021)",
        "Kasir 2019 – 2021",
        "Operator, sejak 01/02/2019",
        "Operator 01/02/2019 - 03/04/2020",
        "Teknik Mesin 2008/2009",
        "IPA, kelas 8 (2019-2021)",
        "Staf administrasi @ Toko Contoh",
        "Kasir@TokoContoh",
        "TOEFL 550, IPK 3.75, omzet Rp 1.250.000.000",
        "K3 Umum SKKNI 038-2019",
    ],
)
def test_honest_words_with_numbers_are_taken(text):
    for place in PLACES:
        assert refused(worded(text, place)) == []


@given(st.from_regex(r"\A(0|\+?62)8[1-9][0-9]{7,9}\Z"), st.sampled_from(["Kasir ", "", "hp: ", "2019 "]))
def test_no_mobile_number_is_taken_whatever_stands_before_it(number, before):
    assert refused(worded(before + number, "/headline"))


@given(st.integers(1950, 2049), st.integers(1950, 2049), st.sampled_from([" - ", "-", "/", " – ", "–"]))
def test_spans_of_years_are_taken(first, last, between):
    assert refused(worded(f"Kasir {first}{between}{last}", "/headline")) == []
