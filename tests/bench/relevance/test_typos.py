"""Typing errors."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.relevance.typos import SHORTEST, mistyped
from tests.search.lexicon.plain import edits

WORDS = st.lists(st.sampled_from(["kasir", "staf", "administrasi", "it", "pramuniaga", "toko", "c++"]), max_size=4)


@given(WORDS.map(" ".join), st.integers())
def test_one_error_in_one_longer_word(words: str, seed: int) -> None:
    wrong = mistyped(words, random.Random(seed))
    if wrong is None:
        assert all(len(word) < SHORTEST for word in words.split())
        return
    differing = [pair for pair in zip(words.split(), wrong.split(), strict=True) if pair[0] != pair[1]]
    ((right, made),) = differing
    assert len(right) >= SHORTEST
    assert edits(right, made) == 1
    assert made[0] == right[0]


@given(st.integers())
def test_the_same_seed_errs_alike(seed: int) -> None:
    assert mistyped("staf administrasi", random.Random(seed)) == mistyped("staf administrasi", random.Random(seed))


def test_all_kinds_of_errors_occur() -> None:
    made = {mistyped("kasir", random.Random(seed)) or "" for seed in range(200)}
    assert {len(word) for word in made} == {4, 5, 6}
    assert any(sorted(word) == sorted("kasir") for word in made)


@pytest.mark.parametrize("words", ["", "it", "ob hr", "c++ 2024", "кассир"])
def test_what_is_too_short_or_no_plain_word_stays(words: str) -> None:
    assert mistyped(words, random.Random(1)) is None
