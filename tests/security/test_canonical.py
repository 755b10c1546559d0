"""One spelling for each piece of personal data; refusals name the field and never repeat what was written."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.reference import regions
from chalicelib.reference.model_places import RegionKind
from security.canonical import canonical, lookup_form
from security.masking import masked
from security.sealed import Kind
from tests.security.strategies import addresses, emails, mobiles, niks

VALID = st.one_of(
    st.tuples(st.just(Kind.NIK), niks()),
    st.tuples(st.just(Kind.PHONE), mobiles()),
    st.tuples(st.just(Kind.EMAIL), emails()),
    st.tuples(st.just(Kind.ADDRESS), addresses),
)


def refused(kind: Kind, plain: str, pointer: str = "") -> str:
    with pytest.raises(InvalidInput) as caught:
        canonical(kind, plain, pointer)
    (error,) = caught.value.errors
    assert error.pointer == (pointer or f"/{kind.value}")
    return error.code


@given(VALID)
def test_a_canonical_form_is_its_own_canonical_form(valid):
    kind, plain = valid
    assert canonical(kind, canonical(kind, plain)) == canonical(kind, plain)


@given(st.sampled_from(Kind), st.text(max_size=80))
def test_any_text_has_a_form_or_is_refused_without_being_repeated(kind, plain):
    try:
        spelled = canonical(kind, plain)
    except InvalidInput as error:
        text = f"{error.detail.id} {error.detail.en}"
        assert len(plain.strip()) < 6 or plain.strip() not in text
    else:
        assert canonical(kind, spelled) == spelled


@given(niks(), st.sampled_from([" ", ".", "-"]))
def test_separators_do_not_change_a_nik(nik, mark):
    assert canonical(Kind.NIK, mark.join(re.findall("....", nik)) + " ") == nik


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("", "wrong_length"),
        ("320401010190000", "wrong_length"),
        ("32040101019000011", "wrong_length"),
        ("320401010190000a", "wrong_length"),
        ("٣٢٠٤٠١٠١٠١٩٠٠٠٠١", "wrong_length"),
        ("2004010101900001", "impossible_nik"),
        ("9704010101900001", "impossible_nik"),
        ("3200010101900001", "impossible_nik"),
        ("3204000101900001", "impossible_nik"),
        ("3204010001900001", "impossible_nik"),
        ("3204013201900001", "impossible_nik"),
        ("3204014001900001", "impossible_nik"),
        ("3204017201900001", "impossible_nik"),
        ("3204013102900001", "impossible_nik"),
        ("3204012902900001", "impossible_nik"),
        ("3204010113900001", "impossible_nik"),
        ("3204010100900001", "impossible_nik"),
        ("3204010101900000", "impossible_nik"),
    ],
)
def test_a_nik_that_cannot_be_is_refused(nik, code):
    assert refused(Kind.NIK, nik, "/identity/nik") == code


@pytest.mark.parametrize("nik", ["3204010101900001", "3204014101900001", "3204017101900001", "3204012902960001"])
def test_birth_days_of_women_and_men_and_leap_years_are_taken(nik):
    assert canonical(Kind.NIK, nik) == nik


@pytest.mark.parametrize(
    "plain",
    ["0812-3456-7890", "+62 812 3456 7890", "62 812 3456 7890", "(0812) 3456 7890", "081234567890", "812 3456 7890"],
)
def test_everyday_spellings_of_a_phone_number_are_one(plain):
    assert canonical(Kind.PHONE, plain) == "+6281234567890"


def test_numbers_of_other_countries_keep_theirs():
    assert canonical(Kind.PHONE, "+65 8123 4567") == "+6581234567"


@pytest.mark.parametrize(
    "plain", ["", "123", "0812", "+62812345678901234", "0812 3456 7890 ext 5", "telepon saya", "+0"]
)
def test_what_is_no_phone_number_is_refused(plain):
    assert refused(Kind.PHONE, plain) == "invalid_phone"


@pytest.mark.parametrize(
    ("plain", "spelled"),
    [
        (" Budi.Santoso@CONTOH.ID ", "Budi.Santoso@contoh.id"),
        ("a+kerja@contoh.co.id", "a+kerja@contoh.co.id"),
        ("a@Bücher.example", "a@xn--bcher-kva.example"),
    ],
)
def test_the_domain_of_an_address_is_in_lower_case_and_ascii(plain, spelled):
    assert canonical(Kind.EMAIL, plain) == spelled


@pytest.mark.parametrize(
    "plain",
    [
        "",
        "budi",
        "@contoh.id",
        "budi@",
        "budi@localhost",
        "budi@10.0.0.1",
        "budi@contoh..id",
        "budi@-contoh.id",
        "budi@contoh.i",
        "bu di@contoh.id",
        ".budi@contoh.id",
        "budi.@contoh.id",
        "budi@contoh.id\nbcc: x@contoh.id",
        "budi@@contoh.id",
        "x" * 65 + "@contoh.id",
        "x@" + "y" * 64 + ".id",
        "x@" + "abcdefgh." * 30 + "id",
    ],
)
def test_what_is_no_address_is_refused(plain):
    assert refused(Kind.EMAIL, plain) == "invalid_email"


@pytest.mark.parametrize(
    ("plain", "code"), [("Jl.", "wrong_length"), ("x" * 501, "wrong_length"), ("Jalan\x00Mawar", "malformed")]
)
def test_an_address_has_a_length_and_no_control_characters(plain, code):
    assert refused(Kind.ADDRESS, plain) == code


def test_an_address_has_single_spaces():
    assert canonical(Kind.ADDRESS, "  Jalan Mawar\n Nomor 3 ") == "Jalan Mawar Nomor 3"


@given(emails())
def test_mailboxes_are_looked_up_without_case(email):
    assert lookup_form(Kind.EMAIL, email.upper()) == lookup_form(Kind.EMAIL, email.lower())


@given(VALID)
def test_what_is_shown_hides_nearly_everything(valid):
    kind, plain = valid
    spelled = canonical(kind, plain)
    shown = masked(kind, spelled)
    if kind is Kind.EMAIL:
        local, _, domain = spelled.rpartition("@")
        assert shown == f"{local[0] if len(local) > 2 else ''}***@{domain}"
    else:
        assert spelled not in shown
        assert sum(sign.isdigit() for sign in shown) <= 7


@pytest.mark.parametrize(
    ("kind", "plain", "shown"),
    [
        (Kind.EMAIL, "ani@contoh.id", "a***@contoh.id"),
        (Kind.PHONE, "+6281234561234", "+62 8** **** 1234"),
        (Kind.PHONE, "+6581234567", "+6** **** 4567"),
        (Kind.NIK, "3204010101900001", "**** **** **** 0001"),
        (Kind.ADDRESS, "Jalan Mawar Nomor 3", "***"),
    ],
)
def test_how_it_is_shown(kind, plain, shown):
    assert masked(kind, plain) == shown


def test_a_nik_begins_with_a_province_that_there_is():
    provinces = {region.code for region in regions() if region.kind is RegionKind.PROVINCE}
    taken = set()
    for code in (f"{number:02}" for number in range(100)):
        with contextlib.suppress(InvalidInput):
            canonical(Kind.NIK, f"{code}04010101900001")
            taken.add(code)
    assert taken == provinces
    assert len(taken) == 38
