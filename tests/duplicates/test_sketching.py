"""Sketches estimate what texts have in common, whatever their length and order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.duplicates.sketching import BANDS, BINS, alike, bands, shingles, sketch
from tests.duplicates.samples import OTHER_TEXT, TEXT


@given(st.sets(st.text(max_size=20), max_size=200), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(words, draw) -> None:
    shuffled = list(words) * 2
    draw.shuffle(shuffled)
    assert sketch(shuffled) == sketch(words)


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_of_one_size_or_none(text) -> None:
    made = sketch(shingles(text))
    assert len(made) in (0, 2 * BINS)
    assert (len(made) == 0) == (not shingles(text))


@pytest.mark.parametrize("size", [20, 60, 200])
def test_estimates_stay_near_the_truth(size) -> None:
    draw = random.Random(3)
    errors = []
    for _ in range(200):
        common = draw.randrange(size)
        left = [f"kiri {draw.random()}" for _ in range(size - common)]
        right = [f"kanan {draw.random()}" for _ in range(size - common)]
        both = [f"bersama {draw.random()}" for _ in range(common)]
        truth = common / (2 * size - common)
        errors.append(alike(sketch([*left, *both]), sketch([*right, *both])) - truth)
    assert abs(sum(errors)) / len(errors) < 0.01
    assert (sum(error**2 for error in errors) / len(errors)) ** 0.5 < 0.05


def test_the_same_text_is_wholly_alike_and_another_is_not() -> None:
    here, there = sketch(shingles(TEXT)), sketch(shingles(OTHER_TEXT))
    assert alike(here, here) == 1.0
    assert alike(here, there) < 0.1


def test_nothing_is_like_no_text() -> None:
    assert alike(b"", sketch(shingles(TEXT))) == 0.0
    assert bands(b"") == ()


def test_case_signs_and_spaces_change_nothing() -> None:
    assert sketch(shingles(TEXT)) == sketch(shingles(TEXT.upper().replace(",", " ;\n").replace(" ", "  ")))


def test_a_light_edit_keeps_a_band() -> None:
    edited = TEXT.replace("jujur", "disiplin")
    before, after = sketch(shingles(TEXT)), sketch(shingles(edited))
    assert len(bands(before)) == BANDS
    assert set(bands(before)) & set(bands(after))
    assert not set(bands(before)) & set(bands(sketch(shingles(OTHER_TEXT))))


def test_a_stored_sketch_stays_comparable() -> None:
    """What is stored was made by an earlier version: a change of it needs a new edition."""
    assert sketch(["kasir toko bandung", "toko bandung raya"])[:6].hex() == "c65c5d725d72"


def test_a_text_of_few_words_is_one_shingle() -> None:
    assert shingles("Kasir toko") == {"kasir toko"}
    assert shingles("  ") == frozenset()
