"""The calendar of 2026 is that of the decree, and that of 2027 says which days are decided."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from chalicelib import reference
from chalicelib.reference import files
from chalicelib.reference.model_calendar import DayKind
from chalicelib.reference.rows import rows

HOLIDAYS = Path(__file__).resolve().parents[3] / "shared" / "data" / "holidays"
FIXED = {(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)}


def _of_file(name):
    if not HOLIDAYS.is_dir():
        pytest.skip(f"{HOLIDAYS} is absent: the development data is not beside the project")
    years = json.loads((HOLIDAYS / name).read_text(encoding="utf-8"))["years"]
    return {date.fromisoformat(day["date"]) for day in years["2026"]["holidays"]}


def test_the_holidays_of_2026_are_those_of_the_decree():
    found = {day.date for day in reference.calendar(2026).holidays}
    assert found == _of_file("libur-nasional.json")
    assert len(found) == 17


def _leave(year):
    return {day.date for day in reference.calendar(year) if day.kind is DayKind.COLLECTIVE_LEAVE}


def test_the_collective_leave_of_2026_is_that_of_the_decree():
    found = _leave(2026)
    assert found == _of_file("cuti-bersama.json")
    assert len(found) == 8


@pytest.mark.parametrize(
    ("month", "days"),
    # counted by hand from a wall calendar: weekdays less holidays and collective leave
    [(1, 20), (2, 18), (3, 17), (4, 21), (5, 16), (8, 19), (12, 21)],
)
def test_working_days_of_a_month_of_2026(month, days):
    first = date(2026, month, 1)
    last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    before = first - timedelta(days=1)
    if month == 1:
        before = first  # a holiday itself, and there is no table of 2025
    assert reference.working_days(before, last) == days


def test_no_day_of_2026_may_still_move_and_three_of_2027_may():
    assert reference.calendar(2026).estimated == ()
    feasts = [(day.date.isoformat(), day.label.en) for day in reference.calendar(2027).estimated]
    assert feasts == [
        ("2027-03-10", "Eid al-Fitr, first day"),
        ("2027-03-11", "Eid al-Fitr, second day"),
        ("2027-05-17", "Eid al-Adha"),
    ]


def _sources(version):
    table = files.read("calendar_days", version)
    return {row.code: row.source for row in rows("calendar_days", version).rows}, {
        source.key: source.text for source in table.sources
    }


def test_every_day_of_2026_rests_on_the_decree_with_its_numbers():
    origins, stated = _sources("2026.1")
    assert set(origins.values()) == {stated["decree"]}
    assert all(number in stated["decree"] for number in ("1497/2025", "2/2025", "5/2025"))


def test_each_day_of_2027_says_whether_it_is_decreed_fixed_computed_or_estimated():
    origins, stated = _sources("2027.1")
    days = {day.date.isoformat(): day for day in reference.calendar(2027)}
    assert origins.keys() == days.keys()
    leave = {day.isoformat() for day in _leave(2027)}
    assert {code for code, text in origins.items() if text == stated["leave"]} == leave
    assert {code for code, text in origins.items() if text == stated["sighting"]} == {
        code for code, day in days.items() if day.estimated
    }
    assert {
        (days[code].date.month, days[code].date.day) for code, text in origins.items() if text == stated["fixed"]
    } == FIXED
    easter = _easter(2027)
    assert {days[code].date - easter for code, text in origins.items() if text == stated["easter"]} == {
        timedelta(days=-2),
        timedelta(),
        timedelta(days=39),
    }


def _easter(year):
    """Gregorian Easter by the anonymous algorithm (Meeus, Jones and Butcher)."""
    century, place = divmod(year, 100)
    golden = year % 19
    leap, rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (place // 4) - moon - place % 4) % 7
    correction = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_correction_changes_no_day(year):
    before = files.read("calendar_days", str(year))
    after = files.read("calendar_days", f"{year}.1")
    assert [line[:4] for line in after.lines] == list(before.lines)


def test_feasts_of_the_same_calendar_are_a_lunar_year_apart():
    def on(year, words):
        return next(day.date for day in reference.calendar(year) if words in day.label.id)

    for words in ("Idul Fitri", "Idul Adha", "Maulid Nabi", "Tahun Baru Hijriah"):
        days = [
            next(day.date for day in reference.calendar(year).holidays if words in day.label.id)
            for year in (2026, 2027)
        ]
        assert 353 <= (days[1] - days[0]).days <= 356
    assert on(2027, "Imlek") > date(2027, 1, 20)


def test_collective_leave_lies_beside_a_holiday_or_a_weekend():
    for year in reference.calendar_years():
        calendar = reference.calendar(year)
        free = {day.date for day in calendar}
        for day in _leave(year):
            near = (day - timedelta(days=1), day + timedelta(days=1))
            assert any(other in free or other.isoweekday() > 5 for other in near)


def test_ramadan_of_2026_lies_before_the_feast_and_is_thirty_days_long():
    fast = next(month for month in reference.ramadans() if month.first.year == 2026)
    assert (fast.first, fast.last) == (date(2026, 2, 19), date(2026, 3, 20))
    assert (fast.last - fast.first).days + 1 == 30
    counted = Counter(reference.is_ramadan(date(2026, 1, 1) + timedelta(days=number)) for number in range(365))
    assert counted[True] == 30
