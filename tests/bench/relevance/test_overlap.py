"""Rank-biased overlap, and what it says of two engines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.relevance.measuring import Answered
from bench.relevance.metrics import Scores
from bench.relevance.model import TUNE, Asked, Family, Wanted
from bench.relevance.overlap import agreement, overlap
from bench.relevance.page import Measured, agreements

LISTS = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=10)


@given(LISTS)
def test_equal_lists_overlap_wholly(one: list[str]) -> None:
    assert overlap(one, one) == 1.0


@given(LISTS, LISTS)
def test_it_is_the_definition_and_goes_both_ways(one: list[str], other: list[str]) -> None:
    depths = range(1, max(len(one), len(other)) + 1)
    shares = [(0.9 ** (depth - 1), len({*one[:depth]} & {*other[:depth]}) / depth) for depth in depths]
    weighed = sum(weight * share for weight, share in shares)
    expected = weighed / sum(weight for weight, _ in shares) if shares else 1.0
    assert overlap(one, other) == pytest.approx(expected)
    assert overlap(one, other) == pytest.approx(overlap(other, one))


def test_what_differs_at_the_top_counts_more() -> None:
    same = list("abcdefgh")
    assert overlap(same, list("bacdefgh")) < overlap(same, list("abcdefhg")) < 1


@pytest.mark.parametrize(("one", "other"), [("abc", "xyz"), ("abc", ""), ("", "x")])
def test_lists_without_a_common_hit_do_not_overlap(one: str, other: str) -> None:
    assert overlap(list(one), list(other)) == 0.0


def _answered(way: str, words: str, shown: str) -> Answered:
    asked = Asked(words=words, family=Family.ROLE, part=TUNE, wanted=Wanted())
    return Answered(way, asked, Scores(ndcg=0, reciprocal=0, recall=0, zero=0), tuple(shown))


def test_engines_are_compared_by_their_last_way_on_the_same_queries() -> None:
    one = [_answered("first", "kasir", "zzz"), _answered("last", "kasir", "abc"), _answered("last", "koki", "ab")]
    other = [_answered("last", "kasir", "abc"), _answered("last", "koki", "xy"), _answered("last", "sopir", "a")]
    found = agreement(one, other)
    assert found is not None
    assert (found.queries, found.mean, found.least, found.same, found.unlike) == (2, 0.5, 0.0, 0.5, 0.5)


def test_without_common_queries_nothing_is_said() -> None:
    assert agreement([_answered("last", "kasir", "a")], [_answered("last", "koki", "a")]) is None
    assert agreements([Measured("embedded", TUNE, [_answered("last", "kasir", "a")])]) == ""


def test_the_page_tells_the_agreement_of_two_engines() -> None:
    answers = [_answered("last", "kasir", "abc")]
    told = agreements([Measured("embedded", TUNE, answers), Measured("opensearch", TUNE, answers)])
    assert "| tune part | 1 | 1.0000 | 1.000 | 100.0% | 0.0% |" in told
