"""The days that a report is asked for: those that are left out, and those that are refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput
from chalicelib.periods import Bounds, days_asked

TODAY = date(2026, 11, 22)
BOUNDS = Bounds(years=range(2000, 2200), usual=timedelta(days=27), longest=timedelta(days=91), days=92)
CLOCK = FixedClock(datetime(2026, 11, 22, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, (date(2026, 10, 26), TODAY)),
        (date(2026, 11, 1), None, (date(2026, 11, 1), TODAY)),
        (None, date(2026, 3, 31), (date(2026, 3, 4), date(2026, 3, 31))),
        (date(2026, 3, 31), date(2026, 3, 31), (date(2026, 3, 31), date(2026, 3, 31))),
        (date(2026, 1, 1), date(2026, 4, 2), (date(2026, 1, 1), date(2026, 4, 2))),
    ],
)
def test_what_is_left_out_is_the_usual(first: date | None, last: date | None, expected: tuple[date, date]) -> None:
    assert days_asked(first, last, BOUNDS, CLOCK) == expected


@pytest.mark.parametrize(
    ("first", "last", "pointer", "code"),
    [
        (date(1999, 12, 31), None, "from", "out_of_range"),
        (None, date(2200, 1, 1), "to", "out_of_range"),
        (date(2026, 4, 1), date(2026, 3, 31), "from", "after_end"),
        (date(2026, 1, 1), date(2026, 4, 3), "from", "too_long"),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(first: date | None, last: date | None, pointer: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        days_asked(first, last, BOUNDS, CLOCK)
    assert [(error.pointer, error.code) for error in caught.value.errors] == [(pointer, code)]
