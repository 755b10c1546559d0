"""Which passwords are taken: long enough, and not among the first that anybody would try."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from security.guessing import WORDS, is_guessable
from security.passwords import LONGEST, SHORTEST, check_chosen, is_password


def _refused(text, personal=(), pointer="/password"):
    with pytest.raises(InvalidInput) as caught:
        check_chosen(text, personal, pointer)
    (field,) = caught.value.errors
    assert field.pointer == pointer
    return field.code


@pytest.mark.parametrize(
    "text",
    [
        *("password123", "qwertyuiop", "1234567890", "aaaaaaaaaa", "abcabcabcabc", "1q2w3e4r5t", "indonesia1945"),
        *("bismillah123", "lowongankerja", "Kata Sandi", "P4ssw0rd!!", "akucintakamu", "01-01-1999", "padanpadan"),
    ],
)
def test_what_everybody_chooses_is_refused(text):
    assert _refused(text) == "guessable_password"


@pytest.mark.parametrize(
    "text",
    ["kuda-laut-biru-12", "melati putih di taman", "Contoh-kata-sandi-panjang", "xK9#vB2$mQ7!", "nasi uduk jam tujuh"],
)
def test_uncommon_words_are_enough_without_any_kind_of_sign(text):
    check_chosen(text)


def test_what_others_know_of_one_is_no_secret():
    personal = ("sekar.ayuningtyas@contoh.example", "+628123450099")
    check_chosen("sekarayuningtyas", ())
    assert _refused("ayuningtyas1", personal) == "guessable_password"
    assert _refused("+628123450099", personal) == "guessable_password"


@pytest.mark.parametrize(
    "text",
    [
        *("Sekar Ayuningtyas 1990", "ayuningtyas.sekar", "SEKAR-AYUNINGTYAS-99", "sekar-1990 !", "sekar08123450099"),
        *("08123450099", "8123450099", "628123450099", "0812 345 0099", "3273014502900001", "sekar@contoh.example!"),
    ],
)
def test_names_and_numbers_of_ones_own_with_a_year_are_no_secret(text):
    personal = ("sekar.ayuningtyas@contoh.example", "+628123450099", "Sekar Ayuningtyas", "3273014502900001")
    assert _refused(text, personal) == "guessable_password"


@pytest.mark.parametrize("text", ["sekar naik kuda laut", "kuda-laut-08123450099-biru", "Ayuningtyas suka nasi uduk"])
def test_a_name_within_uncommon_words_does_no_harm(text):
    check_chosen(text, ("sekar.ayuningtyas@contoh.example", "+628123450099", "Sekar Ayuningtyas"))


@pytest.mark.parametrize("text", ["pendek", "x" * (LONGEST + 1), " kuda-laut-biru-12", "kuda-laut\tbiru", ""])
def test_what_no_password_can_be_is_told_first(text):
    assert _refused(text, pointer="/new_password") == "weak_password"


@pytest.mark.parametrize("length", [SHORTEST, 64, LONGEST])
def test_long_ones_are_taken_whole_and_judged_in_bounded_time(length):
    text = ("kuda-laut biru ungu jingga " * 20)[: length - 1] + "z"
    assert is_password(text)
    assert not is_guessable(text)


def test_the_platforms_own_words_are_all_known():
    assert len(WORDS) == len(set(WORDS))
    assert {"padan", "lowongan", "disnaker", "katasandi"} <= set(WORDS)
    for word in WORDS:
        assert is_guessable(word)


@given(st.text(min_size=1, max_size=300), st.lists(st.text(max_size=40), max_size=3))
def test_any_text_is_judged_without_failing(text, personal):
    assert is_guessable(text, personal) in (True, False)
