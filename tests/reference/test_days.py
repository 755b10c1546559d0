"""Holidays, collective leave, working days and Ramadan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import add_working_days, days, is_working_day, working_days
from chalicelib.reference.model_calendar import DayKind

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def _leave(year):
    return {day.date for day in reference.calendar(year) if day.kind is DayKind.COLLECTIVE_LEAVE}


def test_the_decree_of_2026():
    year = reference.calendar(2026)
    assert (len(year.holidays), len(_leave(2026))) == (17, 8)
    assert year.on(date(2026, 8, 17)).label.id == "Hari Kemerdekaan"
    assert year.on(date(2026, 3, 20)).kind is DayKind.COLLECTIVE_LEAVE
    assert year.on(date(2026, 8, 18)) is None


@pytest.mark.parametrize("year", reference.calendar_years())
def test_days_fixed_by_law_are_holidays_in_every_year(year):
    fixed = {date(year, month, day) for month, day in ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25))}
    assert fixed <= {day.date for day in reference.calendar(year).holidays}


def test_collective_leave_falls_on_weekdays_of_their_own():
    for year in reference.calendar_years():
        days = reference.calendar(year)
        assert all(day.isoweekday() <= 5 for day in _leave(year))
        assert not _leave(year) & {day.date for day in days.holidays}


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 8, 17), False),
        (date(2026, 12, 24), False),
    ],
    ids=["Friday", "Saturday", "Sunday", "holiday", "collective leave"],
)
def test_a_working_day(day, works):
    assert is_working_day(day) is works


def test_a_company_may_work_on_collective_leave_but_not_on_holidays():
    eve, day = date(2026, 12, 24), date(2026, 12, 25)
    assert is_working_day(eve, works_on_collective_leave=True)
    assert not is_working_day(day, works_on_collective_leave=True)
    assert add_working_days(date(2026, 12, 23), 1, works_on_collective_leave=True) == eve


def test_the_feast_is_jumped_and_so_is_the_turn_of_the_year():
    assert add_working_days(date(2026, 3, 17), 3) == date(2026, 3, 27)
    assert add_working_days(date(2026, 12, 23), 4) == date(2026, 12, 31)
    assert add_working_days(date(2026, 12, 23), 5) == date(2027, 1, 4)


def test_a_year_has_its_weekdays_less_those_that_are_free():
    whole = working_days(date(2026, 1, 1), date(2026, 12, 31))  # the first of January is a holiday
    weekdays = sum((date(2026, 1, 1) + timedelta(days=number)).isoweekday() <= 5 for number in range(365))
    free = sum(day.date.isoweekday() <= 5 for day in reference.calendar(2026))
    assert whole == weekdays - free


@given(DAYS, DAYS, DAYS, st.booleans())
def test_working_days_add_up(one, two, three, works):
    def count(start, end):
        return working_days(start, end, works_on_collective_leave=works)

    assert count(one, two) + count(two, three) == count(one, three)
    assert count(one, one) == 0


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 60))
def test_adding_is_the_inverse_of_counting(start, days):
    end = add_working_days(start, days)
    assert working_days(start, end) == days
    assert end == start if days == 0 else is_working_day(end)


@given(DAYS)
def test_who_works_on_collective_leave_works_on_every_other_working_day_too(day):
    assert is_working_day(day) <= is_working_day(day, works_on_collective_leave=True)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: reference.calendar(1998),
        lambda: is_working_day(date(1998, 5, 21)),
        lambda: add_working_days(date(max(reference.calendar_years()), 12, 31), 1),
    ],
)
def test_a_year_without_a_table_is_an_error_that_names_it_and_the_known_ones(ask):
    with pytest.raises(reference.UnknownYear, match=r"of \d{4} are not known.*2026, 2027"):
        ask()


def test_a_later_decree_of_a_year_replaces_the_earlier_ones():
    held = days._editions(("2026.10", "2025", "2026.9", "2026"))
    assert list(held.items()) == [(2025, "2025"), (2026, "2026.10")]


def test_working_days_are_not_subtracted():
    with pytest.raises(ValueError, match="-1 working days"):
        add_working_days(date(2026, 1, 5), -1)


def test_ramadan_of_1447_ends_on_the_eve_of_the_feast():
    fast = next(month for month in reference.ramadans() if month.hijri == 1447)
    feast = next(day.date for day in reference.calendar(2026) if "1447 H, hari pertama" in day.label.id)
    assert (fast.first, fast.last + timedelta(days=1)) == (date(2026, 2, 19), feast)
    assert reference.is_ramadan(fast.first)
    assert reference.is_ramadan(fast.last)
    assert not reference.is_ramadan(feast)
    assert not reference.is_ramadan(fast.first - timedelta(days=1))


@pytest.mark.parametrize("day", [date(2020, 5, 1), date(2027, 2, 20)])
def test_ramadan_of_an_unknown_year_is_not_guessed(day):
    with pytest.raises(reference.UnknownYear, match=str(day.year)):
        reference.is_ramadan(day)
