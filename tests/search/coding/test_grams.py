"""What phrases are compared by."""

from hypothesis import given
from hypothesis import strategies as st

from search.coding.grams import LONGEST, MOST_WORDS, SHORTEST, blocks_of, gram_features, word_features, words_of


def test_words_are_normalised():
    assert words_of("  Sopir TRUK, (Bekasi)!") == ("sopir", "truk", "bekasi")


def test_a_title_without_end_is_cut():
    assert len(words_of("kata " * 10_000)) == MOST_WORDS
    assert max(map(len, words_of("a" * 10_000))) < 100


def test_words_and_neighbours_are_counted():
    assert word_features(("guru", "guru", "tari")) == {"guru": 2, "tari": 1, "guru guru": 1, "guru tari": 1}


def test_runs_tell_where_a_word_begins_and_ends():
    found = gram_features(("las",))
    assert {"_ la", "_as ", "_ las", "_las ", "_las"} <= set(found)


def test_a_word_shorter_than_a_run_is_one_run():
    assert gram_features(("c",)) == {"_ c ": 1}


@given(st.lists(st.text("abcxyz#", min_size=1, max_size=12), max_size=6))
def test_runs_have_their_sizes_and_never_cross_words(words):
    for feature in gram_features(words):
        assert feature.startswith("_")
        assert SHORTEST <= len(feature) - 1 <= LONGEST
        assert any(feature[1:] in f" {word} " for word in words)


@given(st.text(max_size=60))
def test_no_feature_of_one_block_is_in_the_other(text):
    by_word, by_run = blocks_of(words_of(text))
    assert not by_word.keys() & by_run.keys()
