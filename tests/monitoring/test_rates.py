"""Intervals against published values, against simulation, and as properties."""

import random
from fractions import Fraction
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.rates import Sums, added, effective_size, of_one, weighted, wilson

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


# Four judged samples with p and whether wrong, worked through by hand in fractions.
# Weights 1/p: 2, 10, 5, 1; N = 18, wrong 2 + 5 = 7, R = 7/18. (1-p)/p^2: 2, 90, 20, 0; sum 112.
# N^2 V = 2 (11/18)^2 + 90 (7/18)^2 + 20 (11/18)^2 + 0 = (242 + 4410 + 2420) / 324 = 7072/324.
BY_HAND = [(0.5, True), (0.1, False), (0.2, True), (1.0, False)]


def test_the_estimate_and_its_variance_are_those_worked_out_by_hand():
    sums = total(BY_HAND)
    assert (sums.weight, sums.weight_wrong, sums.spread, sums.spread_wrong) == pytest.approx((18, 7, 112, 22))
    assert weighted(sums).share == pytest.approx(7 / 18)
    designed = Fraction(7, 18) * Fraction(11, 18) / (Fraction(7072, 324) / 18**2)
    assert designed == Fraction(77 * 324, 7072)
    plain = Fraction(18**2, 112)
    assert effective_size(sums) == pytest.approx(float(min(designed, plain)))


def by_definition(judged: list[tuple[float, bool]]) -> tuple[float, float]:
    """The ratio and its linearised variance term by term, in fractions, without the sums that the platform keeps."""
    exact = [(Fraction(chance), int(wrong)) for chance, wrong in judged]
    size = sum(1 / chance for chance, _ in exact)
    ratio = sum(wrong / chance for chance, wrong in exact) / size
    variance = sum((1 - chance) / chance**2 * (wrong - ratio) ** 2 for chance, wrong in exact) / size**2
    return float(ratio), float(variance)


@given(samples)
def test_the_kept_sums_give_what_the_definition_says(judged):
    ratio, variance = by_definition(judged)
    sums = total(judged)
    assert weighted(sums).share == pytest.approx(ratio)
    if variance > 1e-9 and 1e-9 < ratio < 1 - 1e-9:
        assert effective_size(sums) <= ratio * (1 - ratio) / variance * (1 + 1e-6)


def test_a_smaller_effective_size_is_a_wider_interval():
    widths = []
    for chance in (1.0, 0.9, 0.5, 0.1, 0.02):
        found = weighted(total([(chance, number % 10 == 0) for number in range(200)]))
        widths.append(found.high - found.low)
    assert all(one < other for one, other in pairwise(widths))


def test_equal_probabilities_are_a_simple_sample_but_for_what_was_seen_of_the_whole():
    """With p for all, n judged: N = n / p and the effective size n / (1 - p), the finite population correction."""
    for chance in (0.01, 0.25, 0.8):
        sums = total([(chance, number < 5) for number in range(50)])
        assert effective_size(sums) == pytest.approx(50 / (1 - chance))
    assert effective_size(total([(1.0, False)] * 9)) == inf


def test_no_error_among_heavy_weights_leaves_much_room():
    """Of 100 judged 90 weigh little: the upper end is that of about ten, and not of a hundred."""
    found = weighted(total([(0.9, False)] * 90 + [(0.01, False)] * 10))
    assert (found.share, found.low) == (0, 0)
    assert found.high > wilson(0, 15).high > 2 * wilson(0, 100).high


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


# Chances of a risky and a plain one to be drawn, how often each is wrong, the share of risky ones, how many there are.
WORLDS = [
    (0.5, 0.05, 0.6, 0.02, 0.1, 4_000),
    (0.5, 0.05, 0.05, 0.002, 0.1, 4_000),
    (0.3, 0.02, 0.1, 0.01, 0.1, 1_500),
    (0.1, 0.005, 0.1, 0.01, 0.2, 3_000),
    (0.5, 0.02, 0.02, 0.05, 0.2, 4_000),
    (0.2, 0.02, 0.05, 0.01, 0.1, 1_000),
]


@pytest.mark.parametrize("world", WORLDS)
def test_the_interval_holds_the_truth_also_when_errors_are_rare(world):
    """Of 300 draws 92.5 % are two standard errors below 95 %. A normal interval fails in most of these worlds."""
    often, seldom, risky_wrong, plain_wrong, risky, size = world
    chance = random.Random(3)
    people = [
        (often, chance.random() < risky_wrong) if number < size * risky else (seldom, chance.random() < plain_wrong)
        for number in range(size)
    ]
    truth = sum(wrong for _, wrong in people) / size
    draws = [[one for one in people if chance.random() < one[0]] for _ in range(300)]
    rates = [weighted(summed(drawn)) for drawn in draws if drawn]
    assert sum(rate.low <= truth <= rate.high for rate in rates) / len(rates) > 0.925


def summed(judged: list[tuple[float, bool]]) -> Sums:
    """As `total`, at once."""
    ones = [of_one(chance, wrong=wrong) for chance, wrong in judged]
    return Sums(**{name: sum(getattr(one, name) for one in ones) for name in Sums.__struct_fields__})
