"""Classes of time, their median, and where a vacancy is counted."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reviewing.counting import BOUNDS, CLASSES, class_of, keys, regions_of
from chalicelib.reviewing.counting import median as grouped

hours = st.floats(0, 479.9).map(lambda number: timedelta(hours=number))


def counted(times: list[timedelta]) -> dict[str, int]:
    return {name: sum(class_of(time) == name for time in times) for name in CLASSES}


def test_without_decisions_there_is_no_median():
    assert grouped({}) is None
    assert grouped({"publish": 3}) is None


@given(st.lists(hours, min_size=1, max_size=40))
def test_the_median_is_right_within_its_class(times):
    found = grouped(counted(times))
    below = max(bound for bound in BOUNDS if bound <= sorted(times)[(len(times) - 1) // 2])
    above = min(bound for bound in BOUNDS if bound > sorted(times)[len(times) // 2])
    assert below <= found <= above


@given(hours, hours)
def test_a_longer_time_is_in_no_earlier_class(one, other):
    shorter, longer = sorted((one, other))
    assert CLASSES.index(class_of(shorter)) <= CLASSES.index(class_of(longer))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"within0": 2}, timedelta(minutes=30)),
        ({"within0": 1, "within1": 1}, timedelta(hours=1)),
        ({"within6": 4}, timedelta(hours=30)),
        ({"within0": 1, "within13": 5}, BOUNDS[-1]),
    ],
)
def test_the_median_is_interpolated(counts, expected):
    assert grouped(counts) == expected


@pytest.mark.parametrize(
    ("region", "expected"),
    [("32.73", ("32.73", "32")), ("32", ("32",)), (None, ("00",)), ("32.73.01", ("32.73.01", "32"))],
)
def test_a_place_counts_for_itself_and_its_province(region, expected):
    assert regions_of(region) == expected


def test_the_counts_of_a_month_fit_into_one_reading():
    names = ("publish", "correct", "reject", "late", "left", *CLASSES)
    assert len(keys("32", "2026-05", names)) <= 100
