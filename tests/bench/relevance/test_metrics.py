"""Metrics against tables worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.relevance.metrics import DEPTH, interval, ndcg, reciprocal_rank, scores

GAINS = st.lists(st.sampled_from([0, 1, 3]), max_size=12)


@pytest.mark.parametrize(
    ("gains", "ideal", "worth"),
    [
        ([3, 1], [3, 1], 1.0),
        ([3], [3, 3], 3 / (3 + 3 / math.log2(3))),
        ([0, 3], [3], 1 / math.log2(3)),
        ([0, 0, 1], [3, 1], 0.5 / (3 + 1 / math.log2(3))),
        ([1, 3], [3, 1], (1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))),
        ([], [3], 0.0),
        ([0, 0], [], 0.0),
    ],
)
def test_ndcg(gains: list[int], ideal: list[int], worth: float) -> None:
    assert ndcg(gains, ideal) == pytest.approx(worth)


@given(GAINS)
def test_ndcg_is_one_for_the_ideal_and_never_more(gains: list[int]) -> None:
    ideal = sorted(gains, reverse=True)
    assert ndcg(ideal, ideal) == pytest.approx(1.0 if any(gains) else 0.0)
    assert 0.0 <= ndcg(gains, ideal) <= 1.0 + 1e-12


@given(GAINS.filter(lambda gains: len(gains) > 1), st.data())
def test_a_better_one_further_up_is_worth_more(gains: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(gains) - 2))
    swapped = [*gains[:at], gains[at + 1], gains[at], *gains[at + 2 :]]
    ideal = sorted(gains, reverse=True)
    assert (ndcg(swapped, ideal) > ndcg(gains, ideal)) == (gains[at + 1] > gains[at])


@pytest.mark.parametrize(("right", "worth"), [([True], 1.0), ([False, True, True], 0.5), ([False] * 3, 0.0), ([], 0.0)])
def test_reciprocal_rank(right: list[bool], worth: float) -> None:
    assert reciprocal_rank(right) == worth


def test_scores_of_a_list() -> None:
    found = scores(["b", "x", "a"], {"a": 3, "b": 1, "c": 3}, right=3)
    assert found.ndcg == pytest.approx((1 + 3 / 2) / (3 + 3 / math.log2(3) + 1 / 2))
    assert found.reciprocal == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.zero == 0.0


def test_scores_of_nothing() -> None:
    found = scores([], {"a": 3}, right=3)
    assert (found.ndcg, found.reciprocal, found.recall, found.zero) == (0.0, 0.0, 0.0, 1.0)


def test_recall_is_of_what_fits_into_the_depth() -> None:
    gains = {str(number): 3 for number in range(4 * DEPTH)}
    assert scores(list(gains)[:DEPTH], gains, right=3).recall == 1.0
    assert scores(list(gains)[: DEPTH // 2], gains, right=3).recall == 0.5


def test_beyond_the_depth_nothing_counts() -> None:
    late = [*(f"x{number}" for number in range(DEPTH)), "a"]
    found = scores(late, {"a": 3}, right=3)
    assert (found.reciprocal, found.recall) == (0.0, 0.0)


def test_an_interval_holds_its_mean_and_is_the_same_every_time() -> None:
    values = [0.0, 0.2, 0.9, 1.0, 0.4] * 20
    found = interval(values)
    assert found == interval(values)
    assert found.low < found.mean < found.high
    assert found.mean == pytest.approx(0.5)
    assert found.high - found.low == pytest.approx(4 * 0.397 / 10, abs=0.04)


def test_more_queries_tell_more_surely() -> None:
    few, many = interval([0.0, 1.0] * 10), interval([0.0, 1.0] * 500)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("values", "all_three"), [([], 0.0), ([0.3] * 9, 0.3)])
def test_intervals_without_spread(values: list[float], all_three: float) -> None:
    found = interval(values)
    assert (found.mean, found.low, found.high) == pytest.approx((all_three,) * 3)
