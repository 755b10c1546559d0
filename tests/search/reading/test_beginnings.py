"""Beginnings one edit from what is typed, held against trying them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.lexicon.words import Words
from search.reading.beginnings import Beginnings
from search.vocabulary import Kind

KNOWN = ("kasir", "akuntan", "perawat", "perawatan", "programmer", "gudang", "guru", "satpam", "satuan")
NEAR = Beginnings(Words.of(KNOWN), tuple(Kind))
_BEGINNINGS = {word[:length] for word in KNOWN if len(word) >= 5 for length in range(1, len(word) + 1)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kaisr", "kasir"),
        ("akutan", "akuntan"),
        ("preawa", "perawa"),
        ("gudagn", "gudang"),
        ("satpma", "satpam"),
        ("jasir", "kasir"),
        ("asir", "kasir"),
        ("progre", "progra"),
    ],
)
def test_one_slip_leads_to_the_beginning(typed: str, meant: str) -> None:
    assert meant in NEAR.near(typed)


@given(st.text("aegiknprstuw", min_size=4, max_size=9))
def test_all_are_one_edit_away_and_begin_a_known_word(typed: str) -> None:
    found = NEAR.near(typed)
    assert all(OSA.distance(typed, each) == 1 and each in _BEGINNINGS for each in found)
    assert set(found) == {each for each in _BEGINNINGS if OSA.distance(typed, each) == 1}


@pytest.mark.parametrize("typed", ["", "kas", "k4sir", "x" * 31, "kasir!", "кассир"])
def test_short_long_and_foreign_words_are_let_be(typed: str) -> None:
    assert NEAR.near(typed) == ()


def test_the_same_first_letter_comes_first() -> None:
    both = Beginnings(Words.of(("pasir", "kasir")), tuple(Kind))
    assert both.near("kasor")[0].startswith("kasir"[:4])
    assert [each[0] for each in both.near("kasiq")] == ["k"] * len(both.near("kasiq"))


@given(st.sampled_from([word for word in KNOWN if len(word) >= 6]), st.data())
def test_a_changed_letter_is_found_whichever_it_is(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    typed = word[:at] + "z" + word[at + 1 :]
    assert word in NEAR.near(typed)
