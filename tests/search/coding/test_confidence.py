"""How likely each of several groups is the right one."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.coding.confidence import FEATURES, Evidence, Weights, Word, chances, features, weights_of

ROW = st.lists(st.floats(-20, 20), min_size=3, max_size=3)


def test_nothing_to_choose_from_is_no_choice():
    assert chances((), (1.0, 2.0)) == ()


def test_one_choice_that_says_nothing_is_as_likely_as_none():
    assert chances([(0.0,)], (3.0,)) == (0.5,)


def test_the_scores_are_weighed():
    low, high = chances([(1.0, 0.0), (1.0, 1.0)], (-1.0, 2.0))
    assert high / low == pytest.approx(7.389, abs=0.001)


@given(st.lists(ROW, max_size=6), ROW)
def test_what_is_likely_sums_to_one_with_none_of_them(choices, weights):
    likely = chances(choices, weights)
    assert all(0 <= each <= 1 for each in likely)
    assert sum(likely) <= 1 + 1e-9


def test_no_score_is_too_large():
    assert chances([(1e6,), (-1e6,)], (1.0,)) == (1.0, 0.0)


@pytest.mark.parametrize("word", [*Word, None])
def test_only_what_the_dictionary_knows_counts(word):
    found = dict(zip(FEATURES, features(Evidence(word=word, sure=0.7, share=0.5, likeness=0.4)), strict=True))
    told = {name: value for name, value in found.items() if name in list(Word) and value}
    assert told == ({} if word is None else {word: 1.0 if word is Word.WHOLE else 0.7})
    assert (found["share"], found["likeness"], found["both"]) == (0.5, 0.4, 0.2)
    assert found["base"] == 1


def test_what_speaks_against_a_group_is_told():
    assert dict(zip(FEATURES, features(Evidence(against=True)), strict=True))["against"] == 1


@pytest.mark.parametrize("silent", [True, False])
def test_a_dictionary_that_knows_no_word_is_told(silent):
    assert dict(zip(FEATURES, features(Evidence(silent=silent)), strict=True))["silent"] == silent


def test_the_weights_stand_in_the_order_of_the_features():
    weights = Weights(**{name: float(at) for at, name in enumerate(FEATURES)})
    assert weights_of(weights) == tuple(map(float, range(len(FEATURES))))
    assert len(features(Evidence())) == len(FEATURES) == len(msgspec.structs.fields(Weights))
