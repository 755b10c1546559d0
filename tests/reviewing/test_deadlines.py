"""Working days at the place of the work."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reviewing.deadlines import OFFICE_ENDS, due, works, zone_of

moments = st.integers(0, 600 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
places = st.sampled_from([None, "32.73", "51.71", "81.71", "94.71", "62"])


@pytest.mark.parametrize(
    ("since", "region", "days", "expected"),
    [
        # Tuesday morning in Bandung: Thursday at four.
        ("2026-05-05T03:00Z", "32.73", 2, "2026-05-07T09:00Z"),
        # Friday after hours comes on Monday.
        ("2026-06-05T09:30Z", "32.73", 1, "2026-06-09T09:00Z"),
        # On Friday before four it is Monday, also for Saturday's it is Tuesday.
        ("2026-06-05T08:30Z", "32.73", 1, "2026-06-08T09:00Z"),
        ("2026-06-06T03:00Z", "32.73", 1, "2026-06-09T09:00Z"),
        # At half past eight UTC offices in Jayapura have closed an hour and a half ago.
        ("2026-06-04T08:30Z", "94.71", 1, "2026-06-08T07:00Z"),
        # Independence Day, a Monday, is none of work.
        ("2026-08-14T03:00Z", "51.71", 1, "2026-08-18T08:00Z"),
    ],
)
def test_a_decision_is_due_at_the_end_of_a_working_day(since, region, days, expected):
    assert due(datetime.fromisoformat(since), region, days) == datetime.fromisoformat(expected)


@given(moments, places, st.integers(1, 10))
def test_it_is_due_on_a_working_day_when_offices_close(since, region, days):
    local = due(since, region, days).astimezone(zone_of(region))
    assert works(local.date())
    assert local.time() == OFFICE_ENDS
    assert due(since, region, days) >= since + timedelta(days=days - 1)


@given(moments, moments, places, st.integers(1, 10))
def test_what_came_later_is_never_due_earlier(one, other, region, days):
    earlier, later = sorted((one, other))
    assert due(earlier, region, days) <= due(later, region, days)


@given(moments, places, st.integers(1, 10))
def test_one_day_more_is_due_later(since, region, days):
    assert due(since, region, days) < due(since, region, days + 1)


def test_a_year_without_a_decree_knows_weekends():
    assert works(date(2040, 1, 2))
    assert not works(date(2040, 1, 1))
    assert due(datetime.combine(date(2040, 1, 2), time(3), UTC), "32", 1) == datetime(2040, 1, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(("region", "hours"), [("11.71", 7), ("61.71", 7), ("64.72", 8), ("73.71", 8), ("81", 9)])
def test_the_zone_follows_the_province(region, hours):
    assert zone_of(region).utcoffset(None) == timedelta(hours=hours)
