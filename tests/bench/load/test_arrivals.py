"""Arrivals are drawn as independent people arrive, at the rate and in the shares that were asked for."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.load.arrivals import PROFILE, Kind, arrivals


def test_the_same_seed_gives_the_same_people():
    assert list(arrivals(50, 10, seed=3)) == list(arrivals(50, 10, seed=3))
    assert list(arrivals(50, 10, seed=3)) != list(arrivals(50, 10, seed=4))


@pytest.mark.parametrize("rate", [5, 100])
def test_as_many_come_as_the_rate_says(rate):
    count = len(list(arrivals(rate, 200)))
    assert count == pytest.approx(rate * 200, rel=0.1)


def test_kinds_come_in_their_shares():
    found = Counter(each.kind for each in arrivals(1_000, 60))
    whole, count = sum(PROFILE.values()), sum(found.values())
    for kind, share in PROFILE.items():
        assert found[kind] / count == pytest.approx(share / whole, rel=0.15)
    assert Kind.REGISTRATION not in found


def test_a_ramp_begins_with_few_and_ends_with_all():
    found = [each.at for each in arrivals(100, 60, ramp=40)]
    parts = [sum(1 for at in found if low <= at < low + 10) for low in range(0, 60, 10)]
    assert parts[0] < 200 < parts[2] < parts[4]
    assert parts[4] == pytest.approx(1_000, rel=0.15)
    assert parts[0] == pytest.approx(125, rel=0.35)


@given(st.floats(1, 300), st.floats(0.1, 5), st.floats(0, 5))
def test_nobody_comes_before_the_beginning_or_after_the_end(rate, seconds, ramp):
    found = [each.at for each in arrivals(rate, seconds, ramp=ramp)]
    assert found == sorted(found)
    assert all(0 <= at < seconds for at in found)


def test_gaps_are_those_of_independent_people():
    """Evenly spaced arrivals would never meet: the variation of the gaps is that of their mean."""
    found = [each.at for each in arrivals(100, 100)]
    gaps = [later - earlier for earlier, later in itertools.pairwise(found)]
    mean = sum(gaps) / len(gaps)
    spread = (sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) ** 0.5
    assert spread / mean == pytest.approx(1, rel=0.1)
