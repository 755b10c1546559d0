"""Reading takes work in proportion to the text: counted in calls, so that a busy machine changes nothing."""

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.reading.cleaning import LONGEST_TEXT
from search.reading.pieces import MOST_WORDS
from search.reading.recogniser import MOST_PARTS, Recogniser
from tests.search.vocabulary import small_vocabulary

LEXICON = Lexicon.of(small_vocabulary())
_CEILING = 120_000
"""More calls than any text of the longest that is read has taken; a square of its length would be nine million."""
_PATIENCE = 3.0
"""Seconds of the processor. What patterns do inside is no call; one that goes back over the text takes a minute."""
HOSTILE = (
    "5 ", "5jt ", "rp ", "gaji ", "gaji 5 - ", "-", "+", '"', '-"', "- ", '""', "'a' ", "bukan ", "tidak harus ", "di ",
    "atau ", "di di dekat ", ",", "a,", "kasir/", "1.000.000", "0812 ", "2 tahun ", "pengalaman ", "jaga2 ", "aaaaab ",
    "dataanalyst ", "sals ", "kasir ", "sopir truk ", "x", "كاشير ", "\u202e", "🙂", "\x00", "１", "\ufdfa", "kasir\n",
    "customer -customer ", "no ", "umr ", "s1 tidak wajib ", "@", "a@b.c ", "& ", "kasir & ", "kasir&admin", "luar ",
    "ada ga ", "jam 8-", "walk ", "2026 ", "5-an ",
)  # fmt: skip


def calls(work: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, ``work`` calls."""
    counted = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def reading(text: str) -> int:
    """Return the work of reading ``text`` with nothing kept from before."""
    recogniser = Recogniser(LEXICON)
    recogniser.read("kasir")
    return calls(lambda: recogniser.read(text))


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = (reading(unit * (length // len(unit))) for length in (LONGEST_TEXT // 4, LONGEST_TEXT // 2))
    assert long <= 2.2 * short + 500


@pytest.mark.parametrize("unit", HOSTILE)
def test_beyond_the_longest_text_that_is_read_there_is_no_more_work(unit: str) -> None:
    most, more = (reading(unit * (length // len(unit) + 1)) for length in (LONGEST_TEXT + 50, 10 * LONGEST_TEXT))
    assert more <= 1.1 * most + 500
    assert more < _CEILING


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=12).map("".join))
def test_any_mixture_repeated_is_read_with_bounded_work(unit: str) -> None:
    begun = time.process_time()
    assert reading(unit * (2 * LONGEST_TEXT // len(unit) + 1)) < _CEILING
    assert time.process_time() - begun < _PATIENCE


@pytest.mark.parametrize("unit", HOSTILE)
def test_no_pattern_tries_again_and_again(unit: str) -> None:
    begun = time.process_time()
    Recogniser(LEXICON).read(unit * (2 * LONGEST_TEXT // len(unit)))
    assert time.process_time() - begun < _PATIENCE


@pytest.mark.parametrize("words", [1_000, 10_000])
@pytest.mark.parametrize("word", ["kasir", "kata{}", "depok{}", "-kata{}", '"kata {}"', "+kata{}"])
def test_a_thousand_and_ten_thousand_words_are_simplified(word: str, words: int) -> None:
    query = Recogniser(LEXICON).read(" ".join(word.format(at) for at in range(words)))
    assert query.simplified
    assert len(query.wanted) <= MOST_PARTS
    assert len(query.must) <= MOST_PARTS
    assert len(query.must_not) <= MOST_WORDS


def test_of_too_many_words_those_that_mean_something_are_kept_in_order() -> None:
    query = Recogniser(LEXICON).read(" ".join([*(f"kata{at}" for at in range(40)), "kasir", "depok", "python"]))
    assert query.simplified
    assert [part.words for part in query.wanted][-3:] == ["kasir", "depok", "python"]
    assert len(query.wanted) == MOST_PARTS
