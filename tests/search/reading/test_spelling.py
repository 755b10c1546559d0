"""Misspellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.lexicon.words import Words
from search.reading.recogniser import Recogniser
from search.reading.spelling import KEYS_BESIDE, Speller
from search.vocabulary import Kind, Term
from tests.search.lexicon.plain import corrected, edits, vocabulary_of

KNOWN = ("kasir", "perawat", "programmer", "administrasi", "sopir")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kasirr", "kasir"),
        ("perawt", "perawat"),
        ("perwaat", "perawat"),
        ("progammer", "programmer"),
        ("programar", "programmer"),
        ("adminstrasi", "administrasi"),
        ("admnistrsi", "administrasi"),
    ],
)
def test_near_words_are_corrected(typed: str, meant: str) -> None:
    assert Speller(Words.of(KNOWN)).correct(typed) == meant


@pytest.mark.parametrize("typed", ["kasir", "kasr", "pasir", "kasur1", "perahu", "tokopedia", "xx"])
def test_known_short_and_far_words_stay(typed: str) -> None:
    assert Speller(Words.of(KNOWN)).correct(typed) is None


@pytest.mark.parametrize(("one", "other", "distance"), [("", "abc", 3), ("ab", "ba", 1), ("kitten", "sitting", 3)])
def test_edits(one: str, other: str, distance: int) -> None:
    assert edits(one, other) == distance


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_edits_are_symmetric_and_zero_only_for_equals(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)


@given(st.sampled_from(["perawat", "programmer", "administrasi"]), st.integers(1, 30))
def test_any_lost_letter_but_the_first_is_found(word: str, at: int) -> None:
    place = 1 + at % (len(word) - 1)
    typed = word[:place] + word[place + 1 :]
    assert Speller(Words.of(KNOWN)).correct(typed) == word


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("enginer", ("engine", "engineer"), "engineer"),
        ("technican", ("technical", "technician"), "technician"),
        ("sumtera", ("sutera", "sumatera"), "sumatera"),
        ("planinng", ("plainning", "planning"), "planning"),
        ("perawt", ("perawa", "perawat"), "perawat"),
    ],
)
def test_of_equally_near_words_that_of_the_same_letters_is_meant(typed: str, known: list[str], meant: str) -> None:
    assert Speller(Words.of(known)).correct(typed) == meant
    assert corrected(known, typed) == meant


LETTERS = st.text("abcd", min_size=4, max_size=11)


@given(st.lists(LETTERS, max_size=25), LETTERS)
def test_it_corrects_as_every_known_word_tried_in_turn(known: list[str], typed: str) -> None:
    distinct = list(dict.fromkeys(known))
    assert Speller(Words.of(known)).correct(typed) == corrected(distinct, typed)


@given(st.sampled_from(["administrasi", "perawat", "programmer"]), st.data())
def test_one_changed_letter_is_corrected_as_by_trying_every_word(word: str, data: st.DataObject) -> None:
    at, letter = data.draw(st.integers(1, len(word) - 1)), data.draw(st.sampled_from("aeiourstz"))
    typed = word[:at] + letter + word[at + 1 :]
    assert Speller(Words.of(KNOWN)).correct(typed) == corrected(KNOWN, typed)


def test_between_equally_near_words_the_earlier_one_wins() -> None:
    assert Speller(Words.of(["kasur", "kasar"])).correct("kasir") == "kasur"
    assert Speller(Words.of(["kasar", "kasur"])).correct("kasir") == "kasar"
    assert Speller(Words.of(["kasurr", "kasar"])).correct("kasur") == "kasurr", "whatever their lengths"


def test_words_of_other_kinds_are_neither_known_nor_corrected_to() -> None:
    terms = (
        Term(surface="perawat", kind=Kind.OCCUPATION, code="2221"),
        Term(surface="asuransi", kind=Kind.SKILL, code="sk_asuransi"),
    )
    words = Lexicon.of(vocabulary_of(*terms)).words
    jobs = Speller(words, [Kind.OCCUPATION])
    assert "asuransi" not in jobs
    assert jobs.correct("asuransii") is None
    assert Speller(words).correct("asuransii") == "asuransi"


@pytest.mark.parametrize("typed", ["\ud800asir", "", "p\0rawat", "ラーメンラーメン", 7])
def test_anything_may_be_asked_for(typed: object) -> None:
    assert typed not in Speller(Words.of(KNOWN))
    assert Speller(Words.of(KNOWN)).correct(str(typed)) is None


def _speller(*terms: Term) -> Speller:
    return Speller(Lexicon.of(vocabulary_of(*terms)).words)


def test_a_job_is_nearer_than_a_place() -> None:
    place = Term(surface="sleman", kind=Kind.REGION, code="34.04")
    job = Term(surface="salesman", kind=Kind.OCCUPATION, code="3322")
    assert _speller(place, job).correct("slesman") == "salesman"
    assert _speller(place).correct("slesman") == "sleman"


def test_a_place_is_corrected_to_when_it_is_nearer() -> None:
    place = Term(surface="sleman", kind=Kind.REGION, code="34.04")
    job = Term(surface="salesman", kind=Kind.OCCUPATION, code="3322")
    assert _speller(place, job).correct("slemam") == "sleman"


def test_what_is_listed_as_a_misspelling_is_no_known_word() -> None:
    right = Term(surface="marketing", kind=Kind.OCCUPATION, code="2431")
    wrong = Term(surface="digital marekting", kind=Kind.OCCUPATION, code="2431", misspelt=True)
    speller = _speller(right, wrong)
    assert "marekting" not in speller
    assert speller.correct("marekting") == "marketing"


def test_a_misspelt_listing_is_recognised_all_the_same() -> None:
    wrong = Term(surface="sefety offiser", kind=Kind.OCCUPATION, code="3257", misspelt=True)
    recogniser = Recogniser(Lexicon.of(vocabulary_of(wrong)))
    (part,) = recogniser.read("sefety offiser").wanted
    assert [meaning.code for meaning in part.meanings] == ["3257"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aksir", ["kasir"]),
        ("erawat", ["perawat"]),
        ("jasir", ["kasir"]),
        ("ooerawat", []),
        ("masir", []),
        ("asir", []),
        ("kasir", []),
        ("1asir", []),
        ("", []),
    ],
)
def test_slips_at_the_beginning_are_a_swap_a_lost_letter_or_the_key_beside(typed: str, meant: list[str]) -> None:
    assert [*Speller(Words.of(KNOWN)).begun_otherwise(typed)] == meant


def test_keys_lie_beside_each_other_both_ways() -> None:
    assert KEYS_BESIDE["k"] == "jl"
    assert KEYS_BESIDE["q"] == "w"
    assert set(KEYS_BESIDE) == set("abcdefghijklmnopqrstuvwxyz")
    assert all(key in KEYS_BESIDE[other] for key, others in KEYS_BESIDE.items() for other in others)


@given(st.sampled_from(KNOWN), st.data())
def test_any_slip_of_the_first_key_is_found(word: str, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from(KEYS_BESIDE[word[0]])) + word[1:]
    assert word in Speller(Words.of(KNOWN)).begun_otherwise(typed)
