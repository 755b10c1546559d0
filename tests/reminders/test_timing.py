"""Reminders go out in working hours of working days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import WESTERN_TIME, day_of
from chalicelib.reference.days import calendar, is_working_day
from chalicelib.reminders import following, is_open, notice
from chalicelib.reminders.timing import CLOSING, OPENING, opening_of, works

MOMENTS = st.datetimes(datetime(2026, 1, 20), datetime(2027, 11, 30), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone


def western(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WESTERN_TIME)


@pytest.mark.parametrize(
    ("moment", "open_then"),
    [
        ("2026-05-04T08:59", False),
        ("2026-05-04T09:00", True),
        ("2026-05-04T14:59", True),
        ("2026-05-04T15:00", False),
        ("2026-05-04T23:00", False),
        ("2026-05-02T10:00", False),
        ("2026-05-03T10:00", False),
        ("2026-05-01T10:00", False),
        ("2026-08-17T10:00", False),
        ("2026-03-20T10:00", False),
        ("2026-03-23T10:00", False),
        ("2026-03-25T10:00", True),
    ],
)
def test_hours_weekends_holidays_and_collective_leave(moment, open_then):
    assert is_open(western(moment)) is open_then


def test_open_hours_are_office_hours_in_the_east_and_the_west():
    east = 2
    assert OPENING.hour >= 8
    assert CLOSING.hour + east <= 17


@pytest.mark.parametrize(
    ("end", "days", "told"),
    [
        ("2026-05-21T10:00", 14, "2026-05-07T09:00"),
        ("2026-05-18T10:00", 1, "2026-05-13T09:00"),
        ("2026-04-01T10:00", 14, "2026-03-17T09:00"),
        ("2026-03-26T10:00", 3, "2026-03-17T09:00"),
    ],
    ids=["an ordinary day", "ascension, its leave and a weekend", "the leave of the feast", "most of the feast's week"],
)
def test_a_notice_moves_to_the_working_day_before(end, days, told):
    assert notice(western(end), timedelta(days=days)) == western(told)


@given(MOMENTS, st.integers(1, 28))
def test_a_notice_is_in_open_hours_and_never_later_than_its_day(end, days):
    told = notice(end, timedelta(days=days))
    assert is_open(told)
    assert day_of(told) <= day_of(end - timedelta(days=days))
    between = (day_of(told) + timedelta(days=1) * n for n in range(1, (day_of(end) - day_of(told)).days - days + 1))
    assert not any(works(day) for day in between)


@given(MOMENTS)
def test_what_follows_is_the_very_next_working_morning(moment):
    after = following(moment)
    assert is_open(after)
    skipped = range(1, (day_of(after) - day_of(moment)).days)
    assert not any(is_working_day(day_of(moment) + timedelta(days=n)) for n in skipped)
    assert day_of(after) > day_of(moment)


def test_no_holiday_of_a_known_year_is_open():
    days = [day.date for year in (2026, 2027) for day in calendar(year)]
    assert len(days) > 30
    assert not any(is_open(opening_of(day) + timedelta(hours=1)) for day in days)


def test_of_a_year_without_a_calendar_weekends_are_known():
    assert [works(date(2031, 8, day)) for day in (14, 15, 16, 17)] == [True, True, False, False]
