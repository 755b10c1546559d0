"""How much each feature counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.coding.grams import blocks_of, words_of
from search.coding.weighing import having, rarity, weighed


def test_what_all_have_counts_least_and_the_unknown_most():
    assert rarity(10, 10) == pytest.approx(1)
    assert rarity(0, 10) > rarity(1, 10) > rarity(9, 10) > rarity(10, 10)


def test_a_phrase_has_a_feature_once():
    assert having([blocks_of(("a", "a")), blocks_of(("a",))])["a"] == 2


def test_a_phrase_of_nothing_weighs_nothing():
    assert weighed(blocks_of(()), lambda _: 1.0) == {}


@given(st.text("abcde ", min_size=1, max_size=40).filter(str.strip))
def test_every_phrase_has_length_one_and_both_blocks_half_of_it(text):
    blocks = blocks_of(words_of(text))
    weights = weighed(blocks, lambda feature: 1 + len(feature))
    assert sum(weight**2 for weight in weights.values()) == pytest.approx(1)
    for block in blocks:
        assert sum(weights[feature] ** 2 for feature in block) == pytest.approx(0.5)


def test_a_rare_word_counts_more_than_a_common_one():
    weights = weighed(blocks_of(("operator", "bogger")), lambda feature: 3.0 if "bogger" in feature else 1.0)
    assert weights["bogger"] > weights["operator"]
    assert math.isfinite(weights["operator"])
