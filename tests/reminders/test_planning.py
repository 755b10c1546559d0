"""Two reminders come before every end, on time or late."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import settings
from chalicelib.clock import day_of
from chalicelib.reminders import Next, Pace, Reminder, Stage, is_open, next_step, next_step_before, notice, pace
from chalicelib.reminders.planning import postponed
from chalicelib.settings import Upkeep

END = datetime(2026, 6, 18, 3, 0, tzinfo=UTC)
PACE = Pace(first=timedelta(days=14), last=timedelta(days=3))
FIRST_AT, LAST_AT = datetime(2026, 6, 4, 2, tzinfo=UTC), datetime(2026, 6, 15, 2, tzinfo=UTC)
PACES = st.builds(
    Pace,
    first=st.integers(7, 28).map(lambda days: timedelta(days=days)),
    last=st.integers(1, 6).map(lambda days: timedelta(days=days)),
)
MOMENTS = st.datetimes(datetime(2026, 3, 1), datetime(2027, 8, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone


def given_at(stage: Stage, at: datetime, end: datetime = END) -> Reminder:
    return Reminder(stage=stage, end=end, at=at)


def test_first_the_one_then_the_other_then_the_end():
    first, last = given_at(Stage.FIRST, FIRST_AT), given_at(Stage.LAST, LAST_AT)
    assert next_step(END, (), PACE) == Next(stage=Stage.FIRST, at=FIRST_AT)
    assert next_step(END, (first,), PACE) == Next(stage=Stage.LAST, at=LAST_AT)
    assert next_step(END, (first, last), PACE) == Next(stage=None, at=END)
    assert next_step(END, (last, first), PACE) == Next(stage=None, at=END)


def test_reminders_of_an_earlier_end_say_nothing():
    old = tuple(given_at(stage, FIRST_AT, END - timedelta(days=90)) for stage in Stage)
    assert next_step(END, old, PACE) == next_step(END, (), PACE)


def test_a_late_first_reminder_leaves_a_working_day_before_the_last():
    friday = datetime(2026, 6, 12, 5, tzinfo=UTC)
    step = next_step(END, (given_at(Stage.FIRST, friday + timedelta(days=3)),), PACE)
    assert step == Next(stage=Stage.LAST, at=datetime(2026, 6, 17, 2, tzinfo=UTC))


def test_an_end_that_waits_for_nothing_leaves_out_what_was_before_it_began():
    assert next_step_before(END, (), PACE, FIRST_AT) == Next(stage=Stage.FIRST, at=FIRST_AT)
    assert next_step_before(END, (), PACE, FIRST_AT + timedelta(hours=1)) == Next(stage=Stage.LAST, at=LAST_AT)
    assert next_step_before(END, (), PACE, LAST_AT + timedelta(hours=1)) == Next(stage=None, at=END)
    done = (given_at(Stage.FIRST, FIRST_AT),)
    assert next_step_before(END, done, PACE, FIRST_AT) == Next(stage=Stage.LAST, at=LAST_AT)


@pytest.mark.parametrize(
    ("at", "end"),
    [(LAST_AT, END), (LAST_AT + timedelta(hours=5), END), (END, END + timedelta(days=3))],
    ids=["on time", "hours later", "late"],
)
def test_a_late_reminder_leaves_time_to_answer(at, end):
    assert postponed(END, at, PACE) == end


@given(MOMENTS, PACES, st.integers(0, 40), st.integers(0, 40))
def test_nothing_ends_before_two_reminders_and_time_to_answer(end, pace, late_first, late_last):
    given: tuple[Reminder, ...] = ()
    for late in (late_first, late_last):
        step = next_step(end, given, pace)
        assert step.stage is not None
        assert is_open(step.at)
        at = step.at + timedelta(days=late)
        later = postponed(end, at, pace)
        given = (*(msgspec.structs.replace(one, end=later) for one in given), given_at(step.stage, at, later))
        end = later
    assert [one.stage for one in given] == list(Stage)
    assert next_step(end, given, pace) == Next(stage=None, at=end)
    assert day_of(given[0].at) < day_of(given[1].at)
    assert day_of(end) - day_of(given[1].at) >= pace.last


@given(MOMENTS, PACES, st.integers(0, 5))
def test_on_its_day_a_reminder_moves_nothing(end, pace, hours):
    for before in (pace.first, pace.last):
        assert postponed(end, notice(end, before) + timedelta(hours=hours), pace) == end


def test_the_pace_is_the_deployments(monkeypatch):
    monkeypatch.setenv("PADAN_FIRST_REMINDER_DAYS", "21")
    settings.forget()
    try:
        assert pace() == Pace(first=timedelta(days=21), last=timedelta(days=3))
    finally:
        monkeypatch.undo()
        settings.forget()


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("vacancy_days", 30, 365), ("person_days", 60, 730), ("first_reminder_days", 7, 28), ("last_reminder_days", 1, 6)],
)
def test_settings_have_bounds(name, least, most):
    variable = f"PADAN_{name.upper()}"
    for value in (least, most):
        assert getattr(settings.parse(Upkeep, {variable: str(value)}), name) == value
    for value in (least - 1, most + 1, 0, -1, "often"):
        with pytest.raises(settings.SettingsError, match=name):
            settings.parse(Upkeep, {variable: str(value)})


def test_any_allowed_settings_fit_together():
    bounds = {field.name: msgspec.inspect.type_info(Upkeep).fields for field in msgspec.structs.fields(Upkeep)}
    types = {field.name: field.type for field in bounds["vacancy_days"]}
    assert types["last_reminder_days"].le < types["first_reminder_days"].ge
    assert types["first_reminder_days"].le < min(types["vacancy_days"].ge, types["person_days"].ge)
