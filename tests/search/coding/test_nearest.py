"""The known phrases that look most like some words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.coding import nearest
from search.coding.compiling import compile_phrases
from search.coding.grams import words_of
from search.coding.phrases import Phrase
from search.lexicon.container import BadLexicon, pack, unpack
from tests.search.coding.samples import DRIVER, KNOWN, SAILOR, phrases

WORDS = ("sopir", "truk", "kapal", "mesin", "tenun", "operator", "awak")


@pytest.mark.parametrize("phrase", KNOWN, ids=lambda phrase: phrase.text)
def test_a_known_phrase_is_nearest_to_itself(phrase):
    first = phrases().near(words_of(phrase.text), 3)[0]
    assert (first.text, first.code, first.described) == (phrase.text, phrase.code, phrase.described)
    assert first.likeness == pytest.approx(1, abs=0.05)
    assert first.weight == pytest.approx(phrase.weight, abs=0.01)


def test_a_misspelling_is_near_what_was_meant():
    assert phrases().near(("soppir", "truck"), 1)[0].code == DRIVER
    assert phrases().near(("nahkoda",), 1)[0].code == SAILOR


def test_words_like_nothing_are_near_nothing():
    assert phrases().near(("qqq", "zzz"), 5) == ()
    assert phrases().near((), 5) == ()
    assert phrases().near(("\ud800",), 5) == ()


def test_what_most_phrases_have_is_passed_over(monkeypatch):
    monkeypatch.setattr(nearest, "COMMON", 1)
    assert phrases().near(("sopir",), 5) == ()


def test_of_phrases_with_the_same_words_and_group_the_surer_is_kept():
    twice = (Phrase("Sopir", DRIVER, 0.3), Phrase("sopir", DRIVER, 0.8), Phrase("sopir", SAILOR, 0.2))
    found = phrases(twice)
    assert len(found) == 2
    assert {(near.code, round(near.weight, 1)) for near in found.near(("sopir",), 5)} == {(DRIVER, 0.8), (SAILOR, 0.2)}


def test_a_phrase_without_words_is_left_out():
    assert len(phrases((Phrase("!?", DRIVER, 1.0), Phrase("sopir", DRIVER, 1.0)))) == 1


def test_the_same_phrases_give_the_same_bytes():
    assert compile_phrases(KNOWN, "1", "d") == compile_phrases(KNOWN, "1", "d")


def test_a_file_without_its_sections_is_refused():
    with pytest.raises(BadLexicon):
        nearest.Phrases(unpack(pack({}, "1", "d")))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_likeness_lies_between_nothing_and_the_same_and_falls(words):
    found = [near.likeness for near in phrases().near(words, 8)]
    assert found == sorted(found, reverse=True)
    assert all(0 < likeness <= 1 for likeness in found)
