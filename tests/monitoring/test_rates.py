"""Intervals against published values, against simulation, and as properties."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.rates import Sums, added, of_one, weighted, wilson

samples = st.lists(st.tuples(st.floats(0.01, 1), st.booleans()), min_size=1, max_size=60)


def total(judged: list[tuple[float, bool]]) -> Sums:
    sums = Sums()
    for chance, wrong in judged:
        sums = added(sums, of_one(chance, wrong=wrong))
    return sums


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"),
    # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(wrong, judged, low, high):
    found = wilson(wrong, judged)
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))
    assert found.share == wrong / judged


def test_of_nothing_there_is_no_rate():
    assert wilson(0, 0) is None
    assert weighted(Sums()) is None


@given(samples)
def test_a_rate_lies_within_its_interval_and_that_within_0_and_1(judged):
    for found in (weighted(total(judged)), wilson(sum(wrong for _, wrong in judged), len(judged))):
        assert -1e-9 <= found.low <= found.share + 1e-9
        assert found.share - 1e-9 <= found.high <= 1 + 1e-9


@given(samples)
def test_the_other_share_is_the_mirror_image(judged):
    one, other = weighted(total(judged)), weighted(total([(chance, not wrong) for chance, wrong in judged]))
    assert one.share + other.share == pytest.approx(1)
    assert one.low + other.high == pytest.approx(1)


@given(st.floats(0.01, 1), st.lists(st.booleans(), min_size=1, max_size=40))
def test_with_one_probability_for_all_weights_change_nothing(chance, outcomes):
    found = weighted(total([(chance, wrong) for wrong in outcomes]))
    assert found.share == pytest.approx(sum(outcomes) / len(outcomes))


def test_everything_judged_is_known_without_doubt():
    found = weighted(total([(1.0, number % 4 == 0) for number in range(100)]))
    assert (found.share, found.low, found.high) == (0.25, 0.25, 0.25)


def test_weighting_undoes_the_preference_for_risky_ones():
    """Of 4,000 vacancies a tenth is risky and mostly wrong; the sample prefers those, and the estimate does not."""
    chance = random.Random(7)
    people = [
        (0.5, chance.random() < 0.6) if number % 10 == 0 else (0.05, chance.random() < 0.02) for number in range(4_000)
    ]
    truth = sum(wrong for _, wrong in people) / len(people)
    covered, runs, shares = 0, 300, 0.0
    for _ in range(runs):
        drawn = [one for one in people if chance.random() < one[0]]
        found = weighted(total(drawn))
        covered += found.low <= truth <= found.high
        shares += found.share
        naive = sum(wrong for _, wrong in drawn) / len(drawn)
        assert naive > 2 * truth
    assert shares / runs == pytest.approx(truth, rel=0.05)
    assert covered / runs > 0.9
