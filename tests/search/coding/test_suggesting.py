"""A dictionary's word and near phrases, weighed together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.coding import suggesting
from search.coding.confidence import Weights, Word
from search.coding.suggesting import Named, choices, suggested
from tests.search.coding.samples import DRIVER, MANAGER, SAILOR, WEAVER, phrases

WEIGHTS = Weights(base=-3, whole=3, part=1, led=3, against=-2, silent=-1, share=5, likeness=4, both=-4)
PHRASES = phrases()
WORDS = ("sopir", "truk", "kapal", "mesin", "tenun", "operator", "driver")


def named(code=DRIVER, word=Word.WHOLE, sure=0.9, matched="sopir truk"):
    return Named(code=code, sure=sure, matched=matched, word=word)


def coded(title, by=None):
    return suggested(choices(title.split(), by, PHRASES), by, WEIGHTS)


def test_near_phrases_alone_tell_a_group():
    found = coded("sopir truk besar")
    assert found[0].code == DRIVER
    assert found[0].matched is None
    assert found[0].nearest[0].text == "sopir truk"


def test_the_dictionary_and_near_phrases_together_are_surer():
    assert coded("sopir truk", named())[0].confidence > coded("sopir truk")[0].confidence


def test_the_words_that_the_dictionary_knows_are_shown_with_its_group_only():
    found = coded("sopir truk", named())
    assert [each.matched for each in found if each.code == DRIVER] == ["sopir truk"]
    assert all(each.matched is None for each in found if each.code != DRIVER)


def test_a_whole_known_title_speaks_against_the_others():
    before = {each.code: each.confidence for each in coded("operator mesin tenun")}
    after = {each.code: each.confidence for each in coded("operator mesin tenun", named(SAILOR))}
    assert after[WEAVER] < before[WEAVER]
    part = {each.code: each.confidence for each in coded("operator mesin tenun", named(SAILOR, Word.PART))}
    assert part[WEAVER] > after[WEAVER]


def test_what_the_dictionary_names_is_weighed_though_no_phrase_is_near():
    found = coded("sopir truk", named("2211"))
    assert "2211" in [each.code for each in found]


def test_it_is_weighed_also_when_there_are_more_near_ones_than_are_kept(monkeypatch):
    monkeypatch.setattr(suggesting, "MOST", 1)
    found = coded("sopir truk", named(MANAGER))
    assert [each.code for each in found] == [MANAGER]


def test_a_title_like_nothing_has_no_group():
    assert coded("") == ()
    assert coded("qqq") == ()


def test_the_dictionary_alone_is_heard():
    found = coded("qqq", named())
    assert [each.code for each in found] == [DRIVER]
    assert found[0].nearest == ()


@pytest.mark.parametrize("word", Word)
@given(st.lists(st.sampled_from(WORDS), max_size=5))
def test_the_likeliest_come_first_and_sum_to_one_at_most(word, words):
    found = coded(" ".join(words), named(word=word) if words else None)
    likely = [each.confidence for each in found]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) <= 1 + 1e-9
    assert len({each.code for each in found}) == len(found)
