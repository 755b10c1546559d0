"""Classes of time, their median, and where a vacancy is counted."""

from datetime import timedelta
from itertools import pairwise
from statistics import median as true_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reviewing.counting import BOUNDS, CLASSES, SECONDS, Median, class_of, key, keys, regions_of, shard_in
from chalicelib.reviewing.counting import median as grouped

hours = st.floats(0, 479.9).map(lambda number: timedelta(hours=number))


def counted(times: list[timedelta]) -> dict[str, int]:
    return {name: sum(class_of(time) == name for time in times) for name in CLASSES}


def test_without_decisions_there_is_no_median():
    assert grouped({}) is None
    assert grouped({"publish": 3}) is None


@given(st.lists(hours, min_size=1, max_size=40))
def test_the_true_median_lies_between_the_edges_and_so_does_the_interpolated_one(times):
    found = grouped(counted(times))
    truth = true_median(times)
    high = found.high or timedelta.max
    assert found.low <= truth <= high
    assert found.low <= found.about <= high


@given(st.lists(st.integers(1, 28_000), min_size=1, max_size=41).filter(lambda times: len(times) % 2 == 1))
def test_of_an_odd_number_of_times_from_a_minute_on_it_is_known_to_a_quarter(minutes):
    found = grouped(counted([timedelta(minutes=number) for number in minutes]))
    assert found.high / found.low == pytest.approx(1.25)


def test_decisions_within_minutes_are_not_told_as_half_an_hour():
    """What classes as wide as an hour made of them."""
    found = grouped(counted([timedelta(minutes=2), timedelta(minutes=3), timedelta(minutes=4)]))
    assert timedelta(minutes=2) < found.low < timedelta(minutes=3) < found.high < timedelta(minutes=4)


def test_edges_grow_up_to_twenty_days_and_the_first_is_a_minute():
    assert list(BOUNDS) == sorted(BOUNDS)
    assert (BOUNDS[0], BOUNDS[1]) == (timedelta(0), timedelta(minutes=1))
    assert timedelta(days=19) < BOUNDS[-1] < timedelta(days=21)
    assert all(later / earlier == pytest.approx(1.25) for earlier, later in pairwise(BOUNDS[1:]))


@given(hours, hours)
def test_a_longer_time_is_in_no_earlier_class(one, other):
    shorter, longer = sorted((one, other))
    assert CLASSES.index(class_of(shorter)) <= CLASSES.index(class_of(longer))


def edge(number: int) -> timedelta:
    return BOUNDS[number]


@pytest.mark.parametrize(
    ("counts", "about", "low", "high"),
    [
        ({"waited00": 2}, timedelta(seconds=30), edge(0), edge(1)),
        ({"waited00": 1, "waited01": 1}, edge(1), edge(0), edge(2)),
        ({"waited03": 4}, edge(3) + (edge(4) - edge(3)) / 2, edge(3), edge(4)),
        ({"waited03": 1, "waited09": 3}, edge(9) + (edge(10) - edge(9)) / 3, edge(9), edge(10)),
        ({"waited00": 1, "waited47": 5}, BOUNDS[-1], BOUNDS[-1], None),
    ],
)
def test_the_median_is_interpolated_and_says_between_what_it_lies(counts, about, low, high):
    assert grouped(counts) == Median(about=about, low=low, high=high)


@pytest.mark.parametrize(
    ("region", "expected"),
    [("32.73", ("32.73", "32")), ("32", ("32",)), (None, ("00",)), ("32.73.01", ("32.73.01", "32"))],
)
def test_a_place_counts_for_itself_and_its_province(region, expected):
    assert regions_of(region) == expected


def test_the_counts_of_a_month_fit_into_one_reading():
    names = ("publish", "correct", "reject", "late", "left", SECONDS, *CLASSES)
    assert len(keys("32", "2026-05", names)) <= 100


@given(st.sampled_from([*CLASSES, SECONDS, "publish"]), st.text(min_size=1, max_size=20))
def test_what_is_counted_is_read_again(name, vacancy):
    assert key("32", "2026-05", name, shard_in(name, vacancy)) in keys("32", "2026-05", [name])
