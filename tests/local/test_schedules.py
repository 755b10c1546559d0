"""Schedule expressions of EventBridge and the worker that keeps their times."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.events.schedules import ScheduleWorker, next_time
from local.events.sources import ScheduleSource

SUNDAY = datetime(2026, 11, 22, 4, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("rate(1 minute)", SUNDAY + timedelta(minutes=1)),
        ("rate(5 minutes)", SUNDAY + timedelta(minutes=5)),
        ("rate(2 hours)", SUNDAY + timedelta(hours=2)),
        ("rate(1 day)", SUNDAY + timedelta(days=1)),
        ("cron(0 18 * * ? *)", datetime(2026, 11, 22, 18, 0, tzinfo=UTC)),
        ("cron(0 4 * * ? *)", datetime(2026, 11, 23, 4, 0, tzinfo=UTC)),
        ("cron(0/15 * * * ? *)", datetime(2026, 11, 22, 4, 45, tzinfo=UTC)),
        ("cron(30 9 ? * MON-FRI *)", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("cron(30 9 ? * 1 *)", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        ("cron(0 0 1 JAN,JUL ? *)", datetime(2027, 1, 1, tzinfo=UTC)),
        ("cron(0 0 29 2 ? *)", datetime(2028, 2, 29, tzinfo=UTC)),
        ("cron(10 0 31 * ? 2027)", datetime(2027, 1, 31, 0, 10, tzinfo=UTC)),
    ],
)
def test_the_next_time(expression: str, expected: datetime) -> None:
    assert next_time(expression, SUNDAY) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "every day",
        "rate(x minutes)",
        "cron(* * *)",
        "cron(61 * * * ? *)",
        "cron(0 0 L * ? *)",
        "cron(0 0 31 2 ? *)",
    ],
)
def test_what_cannot_be_read_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        next_time(expression, SUNDAY)


@given(st.integers(0, 59), st.integers(0, 23), st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001
def test_a_daily_time_comes_within_a_day_and_is_kept(minute: int, hour: int, now: datetime) -> None:
    after = now.replace(tzinfo=UTC)
    found = next_time(f"cron({minute} {hour} * * ? *)", after)
    assert timedelta(0) < found - after <= timedelta(days=1)
    assert (found.minute, found.hour) == (minute, hour)


def test_the_worker_calls_when_it_is_due_and_not_before() -> None:
    events: list[dict[str, Any]] = []
    now = [SUNDAY]
    source = ScheduleSource(name="sweep", expression="rate(1 hour)", handler=lambda event, _: events.append(event))
    worker = ScheduleWorker(source, lambda: now[0])
    assert not worker.poll()
    now[0] += timedelta(hours=3)
    assert worker.poll()
    assert not worker.poll()
    now[0] += timedelta(minutes=61)
    assert worker.poll()
    assert [event["time"] for event in events] == ["2026-11-22T07:30:15Z", "2026-11-22T08:31:15Z"]
