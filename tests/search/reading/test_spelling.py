"""Misspellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading.spelling import Speller, edits

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
    assert Speller(KNOWN).correct(typed) == meant


@pytest.mark.parametrize("typed", ["kasir", "kasr", "pasir", "kasur1", "perahu", "tokopedia", "xx"])
def test_known_short_and_far_words_stay(typed: str) -> None:
    assert Speller(KNOWN).correct(typed) is None


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
    assert Speller(KNOWN).correct(typed) == word
