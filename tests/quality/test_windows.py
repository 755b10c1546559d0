"""Of which days is told: whole months where only months are kept, never less than was asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput
from chalicelib.quality.folding import KEPT, first_kept_day
from chalicelib.quality.windows import LONGEST, USUAL, YEARS, Asked, Step, Window, window_of

CLOCK = FixedClock(datetime(2026, 11, 22, 3, tzinfo=UTC))
TODAY = date(2026, 11, 22)
KEPT_FROM = date(2025, 10, 1)
DAYS = st.dates(date(YEARS.start, 1, 1), date(YEARS.stop - 1, 12, 31))


def asked(first=None, last=None, **more) -> Window:
    return window_of(Asked(first=first, last=last), CLOCK, **more)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (None, None, (TODAY - USUAL, TODAY)),
        (date(2026, 3, 5), date(2026, 3, 5), (date(2026, 3, 5), date(2026, 3, 5))),
        (None, date(2026, 3, 5), (date(2026, 3, 5) - USUAL, date(2026, 3, 5))),
        (KEPT_FROM, None, (KEPT_FROM, TODAY)),
        (date(2025, 9, 30), None, (date(2025, 9, 1), TODAY)),
        (date(2025, 2, 10), date(2025, 2, 10), (date(2025, 2, 1), date(2025, 2, 28))),
        (date(2024, 2, 10), date(2024, 2, 10), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2024, 12, 31), date(2024, 12, 31), (date(2024, 12, 1), date(2024, 12, 31))),
        (date(2027, 1, 1), date(2027, 1, 2), (date(2027, 1, 1), date(2027, 1, 2))),
    ],
)
def test_days_are_told_as_asked_and_months_whole(first, last, told):
    window = asked(first, last)
    assert (window.first, window.last) == told


def test_a_year_is_kept_by_day_and_the_month_in_which_it_begins_whole():
    assert first_kept_day(CLOCK) == KEPT_FROM
    assert timedelta() <= TODAY - KEPT - KEPT_FROM < timedelta(days=31)


@given(DAYS, st.integers(0, LONGEST.days), st.booleans())
def test_no_day_that_was_asked_for_is_left_out_and_months_are_never_cut(first, days, by_month):
    last = min(first + timedelta(days=days), date(YEARS.stop - 1, 12, 31))
    window = asked(first, last, by_month=by_month)
    assert window.first <= first <= last <= window.last
    assert first - window.first < timedelta(days=31)
    assert window.last - last < timedelta(days=31)
    if window.first < window.days_from:
        assert window.first.day == 1
    if window.last < window.days_from:
        assert (window.last + timedelta(days=1)).day == 1
    assert window.whole == window


@given(DAYS)
def test_by_month_every_day_belongs_to_its_month(day):
    window = asked(day, day, by_month=True)
    assert (window.first.day, window.step_of(day.isoformat(), Step.DAY)) == (1, day.isoformat()[:7])
    assert window.step_of(day.isoformat(), Step.MONTH) == day.isoformat()[:7]


@pytest.mark.parametrize(
    ("period", "step", "name"),
    [
        ("2026-03-05", Step.DAY, "2026-03-05"),
        ("2026-03-05", Step.MONTH, "2026-03"),
        ("2025-09-30", Step.DAY, "2025-09"),
        ("2025-09", Step.DAY, "2025-09"),
        ("2025-10-01", Step.DAY, "2025-10-01"),
    ],
)
def test_what_is_not_folded_yet_belongs_to_the_month_that_it_will_be_folded_into(period, step, name):
    assert asked().step_of(period, step) == name


@given(st.dates(), st.dates())
def test_any_two_days_are_told_or_refused_by_name(first, last):
    try:
        window = asked(first, last)
    except InvalidInput as error:
        (refused,) = error.errors
    else:
        assert window.first <= first
        assert window.last >= last
        return
    reasons = {
        "out_of_range": first.year not in YEARS or last.year not in YEARS,
        "after_end": first > last,
        "too_long": last - first > LONGEST,
    }
    assert reasons[refused.code]
    assert refused.pointer in ("from", "to")
