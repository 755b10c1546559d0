"""Reading whole queries."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.reading.model import Query
from search.reading.recogniser import MOST_PARTS, Recogniser
from search.vocabulary import Kind
from tests.search.vocabulary import small_vocabulary

RECOGNISER = Recogniser(Lexicon.of(small_vocabulary()))


def read(text: str) -> Query:
    return RECOGNISER.read(text)


def wanted(text: str) -> list[str]:
    return [part.words for part in read(text).wanted]


def test_everything_at_once() -> None:
    query = read("loker sopir truk bekasi gaji 5jt")
    assert [part.words for part in query.wanted] == ["sopir truk", "bekasi"]
    assert query.money is not None
    assert query.money.minimum == 5_000_000


@pytest.mark.parametrize("text", ["sopir truk bekasi gaji 5jt", "kasir " * 40 + "bekasi"])
def test_reading_again_says_the_same(text: str) -> None:
    recogniser = Recogniser(Lexicon.of(small_vocabulary()))
    first = recogniser.read(text)
    assert recogniser.read("kasir") != first
    assert recogniser.read(text) == first == read(text)


def test_prepositions_make_places_and_nearness() -> None:
    plain, placed, near = (read(text).wanted[0] for text in ("depok", "di depok", "dekat depok"))
    assert (plain.placed, placed.placed, near.placed) == (False, True, True)
    assert (plain.near, placed.near, near.near) == (False, False, True)


def test_a_preposition_does_not_reach_beyond_its_place() -> None:
    kasir = read("dekat depok kasir").wanted[1]
    assert not kasir.placed
    assert not kasir.near


@pytest.mark.parametrize("text", ["loker", "lowongan kerja terbaru", "cari kerja dong", "", "   ", "!!!"])
def test_noise_says_nothing(text: str) -> None:
    assert wanted(text) == []


@pytest.mark.parametrize("text", ["kasir bukan sales", "kasir selain sales", "kasir -sales", "kasir tanpa sales"])
def test_negation(text: str) -> None:
    query = read(text)
    assert [part.words for part in query.wanted] == ["kasir"]
    assert [part.words for part in query.must_not] == ["sales"]


def test_ambiguous_places_keep_both_meanings() -> None:
    (part,) = read("bandung").wanted
    assert [meaning.code for meaning in part.of(Kind.REGION)] == ["32.73", "32.04"]
    assert part.sureness(Kind.REGION) == 1.0


def test_a_teachers_school_is_not_the_searchers_level() -> None:
    guru, smk = read("guru smk").wanted
    assert guru.of(Kind.OCCUPATION)
    assert not smk.meanings
    assert read("kasir smk").wanted[1].of(Kind.EDUCATION)


def test_misspellings_are_corrected_and_told() -> None:
    query = read("progammer bekasii")
    assert [part.words for part in query.wanted] == ["programmer", "bekasi"]
    assert [part.typed for part in query.wanted] == ["progammer", "bekasii"]
    assert query.wanted[0].meanings[0].confidence < 1


def test_nothing_is_corrected_without_need() -> None:
    assert not any(part.typed for part in read("programmer tokopedia").wanted)


def test_quoted_concepts_stay_concepts() -> None:
    (part,) = read('"data analyst"').wanted
    assert part.quoted
    assert part.of(Kind.OCCUPATION)


def test_repeated_words_count_once() -> None:
    assert wanted("kasir kasir depok kasir") == ["kasir", "depok"]


def test_what_is_told_names_concepts_and_what_is_left() -> None:
    told = read("kasir senja di depok +shift -malam").reading()
    assert [(entry.words, entry.kind, entry.code) for entry in told.concepts] == [
        ("kasir", Kind.OCCUPATION, "5230"),
        ("depok", Kind.REGION, "32.76"),
    ]
    assert told.left == ("senja",)
    assert told.must == ("shift",)
    assert told.must_not == ("malam",)


@pytest.mark.parametrize("text", ["a" * 10_000, "kata unik " * 500, " ".join(f"kata{n}" for n in range(1_000))])
def test_long_queries_are_simplified_never_refused(text: str) -> None:
    query = read(text)
    assert query.simplified
    assert len(query.wanted) <= MOST_PARTS


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_anything_is_readable(text: str) -> None:
    query = read(text)
    assert all(part.words for part in (*query.wanted, *query.must, *query.must_not))
    query.reading()


@given(st.permutations(["kasir", "bekasi", "gudang", "python"]))
def test_word_order_changes_nothing_but_the_order(order: list[str]) -> None:
    assert sorted(wanted(" ".join(order))) == ["bekasi", "gudang", "kasir", "python"]
