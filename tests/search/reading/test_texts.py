"""Reading running text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.normalise import normalise
from search.reading.spelling import CORRECTED
from search.reading.texts import TextRecogniser
from search.vocabulary import Kind, Term
from tests.search.lexicon.plain import vocabulary_of

TERMS = (
    Term(surface="administrasi", kind=Kind.OCCUPATION, code="4110"),
    Term(surface="sopir truk", kind=Kind.OCCUPATION, code="8332"),
    Term(surface="sopir", kind=Kind.OCCUPATION, code="8322", weight=0.8),
    Term(surface="truk", kind=Kind.SKILL, code="sk_truk"),
    Term(surface="c++", kind=Kind.SKILL, code="sk_cpp"),
    Term(surface="sim b1 umum", kind=Kind.LICENCE, code="sim_b1_umum"),
    Term(surface="sim b1", kind=Kind.LICENCE, code="sim_b1"),
    Term(surface="coblong", kind=Kind.DISTRICT, code="32.73.02", weight=0.6),
    Term(surface="sukajadi", kind=Kind.DISTRICT, code="32.73.07", weight=0.1),
    Term(surface="sukajadi", kind=Kind.DISTRICT, code="14.71.01", weight=0.1),
    Term(surface="sukajadi", kind=Kind.REGION, code="32.73", weight=0.5),
    Term(surface="bojongloa kaler", kind=Kind.DISTRICT, code="32.73.04", weight=0.6),
)
RECOGNISER = TextRecogniser(Lexicon.of(vocabulary_of(*TERMS)))
EVERY = tuple(Kind)


def _said(text: str, kinds: tuple[Kind, ...] = EVERY) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.surface, m.meanings[0].code) for m in RECOGNISER.read(text, kinds)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dibutuhkan: SOPIR—TRUK, punya SIM B1 (umum)!", ["SOPIR—TRUK", "SIM B1 (umum"]),
        ("SIM B1; umum untuk semua", ["SIM B1"]),
        ("- Sopir\n- Truk", ["Sopir", "Truk"]),
        ("Sopir, truk", ["Sopir", "truk"]),
        ("Sopir - truk", ["Sopir", "truk"]),
        ("Sopir/truk", ["Sopir/truk"]),
        ("• Sopir • truk", ["Sopir", "truk"]),
        ("Kami mencari sopir. Truk disediakan", ["sopir", "Truk"]),
        ("Bojongloa. Kaler", []),
        ("SIM. B1", ["SIM. B1"]),
        ("Sopir\u2028Truk", ["Sopir", "Truk"]),
        ("Truk dan sopir", ["Truk", "sopir"]),
        ("truk sopir", ["truk sopir"]),
        ("kami mencari C++-Developer", ["C++"]),
        ("Ádministrasi", ["Ádministrasi"]),
        ("ＡＤＭＩＮＩＳＴＲＡＳＩ 😀 sopir", ["ＡＤＭＩＮＩＳＴＲＡＳＩ", "sopir"]),
        ("sopirs trukk", []),
        ("", []),
    ],
)
def test_names_are_found_where_they_are_written(text: str, said: list[str]) -> None:
    assert [text[mention.start : mention.end] for mention in RECOGNISER.read(text)] == said


def test_the_longest_name_of_the_wanted_kinds_is_taken() -> None:
    assert _said("sopir truk")[0][2] == "8332"
    assert _said("sopir truk", (Kind.SKILL,)) == [("truk", "truk", "sk_truk")]
    assert _said("sopir truk", (Kind.LICENCE,)) == []
    assert _said("sopir truk", ()) == []


def test_a_long_word_with_one_wrong_letter_is_corrected_less_surely() -> None:
    (mention,) = RECOGNISER.read("bagian adminstrasi, Depok")
    assert mention.corrected == mention.surface == "administrasi"
    assert mention.meanings[0].confidence == CORRECTED
    (exact,) = RECOGNISER.read("bagian administrasi, Depok")
    assert exact.corrected is None
    assert exact.meanings[0].confidence == 1.0


@pytest.mark.parametrize("text", ["sopirr", "admnistrsi", "coblongg", "bojongloaa kaler"])
def test_short_words_two_edits_and_districts_are_not_corrected(text: str) -> None:
    assert RECOGNISER.read(text) == ()


def test_a_word_that_names_something_of_another_kind_is_no_misspelling() -> None:
    terms = (
        Term(surface="administrasi", kind=Kind.OCCUPATION, code="4110"),
        Term(surface="administrast", kind=Kind.SKILL, code="sk_x"),
    )
    recogniser = TextRecogniser(Lexicon.of(vocabulary_of(*terms)))
    assert recogniser.read("administrast", (Kind.OCCUPATION,)) == ()
    assert recogniser.read("administrasu", (Kind.OCCUPATION,))[0].surface == "administrasi"


@pytest.mark.parametrize("text", ["Kecamatan Sukajadi", "Kec. Sukajadi", "distrik sukajadi"])
def test_after_the_word_for_district_a_name_is_that_of_one(text: str) -> None:
    (mention,) = RECOGNISER.read(text)
    assert {(meaning.kind, meaning.confidence) for meaning in mention.meanings} == {(Kind.DISTRICT, 0.5)}
    assert len(mention.meanings) == 2


def test_without_it_a_region_comes_first_and_all_readings_are_kept() -> None:
    (mention,) = RECOGNISER.read("penempatan Sukajadi")
    assert [meaning.kind for meaning in mention.meanings] == [Kind.REGION, Kind.DISTRICT, Kind.DISTRICT]


@settings(max_examples=200)
@given(
    st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from(["Sopir", "TRUK", "administrasi", "Kec.", "SIM", "b1", "é"]))
    ).map(" ".join)
)
def test_mentions_lie_in_order_within_the_text_and_say_what_is_written(text: str) -> None:
    mentions = RECOGNISER.read(text)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.meanings
        written = sorted(normalise(text[mention.start : mention.end]).split())
        assert written == sorted(mention.surface.split()) or mention.corrected
    for one, other in pairwise(mentions):
        assert one.end <= other.start
    assert RECOGNISER.read(text) == mentions
