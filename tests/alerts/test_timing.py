"""When somebody is told: zones without summer time, quiet hours over midnight, borders of days, months and years."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.alerts.model import LONGEST_PAUSE, AlertSettings, Pace, QuietHours
from chalicelib.alerts.timing import CENTRAL_TIME, EASTERN_TIME, audible, is_quiet, next_slot, zone_of
from chalicelib.clock import WESTERN_TIME

ZONES = (WESTERN_TIME, CENTRAL_TIME, EASTERN_TIME)
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 16 * 366 * 86_400).map(lambda seconds: _FIRST + timedelta(seconds=seconds))
QUIET = st.builds(QuietHours, start=st.integers(0, 23), end=st.integers(0, 23))
SETTINGS = st.builds(
    AlertSettings,
    pace=st.sampled_from(Pace),
    quiet=QUIET,
    paused_until=st.none() | MOMENTS,
)


def local(text, zone=WESTERN_TIME):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("11.71", WESTERN_TIME),
        ("32.73", WESTERN_TIME),
        ("61.71", WESTERN_TIME),
        ("62", WESTERN_TIME),
        ("51.71", CENTRAL_TIME),
        ("53", CENTRAL_TIME),
        ("63.71", CENTRAL_TIME),
        ("64.72", CENTRAL_TIME),
        ("65", CENTRAL_TIME),
        ("73.71", CENTRAL_TIME),
        ("81.71", EASTERN_TIME),
        ("82", EASTERN_TIME),
        ("91.71", EASTERN_TIME),
        ("96.71", EASTERN_TIME),
        (None, WESTERN_TIME),
        ("", WESTERN_TIME),
    ],
)
def test_regions_have_the_time_of_their_province(region, zone):
    assert zone_of(region) is zone


def test_the_zones_name_provinces_that_there_are():
    provinces = {region.code for region in reference.regions() if "." not in region.code}
    zones = [zone_of(code) for code in sorted(provinces)]
    assert {zone: zones.count(zone) for zone in ZONES} == {WESTERN_TIME: 18, CENTRAL_TIME: 12, EASTERN_TIME: 8}


@pytest.mark.parametrize(
    ("quiet", "hour", "expected"),
    [
        ((21, 7), "20:59", False),
        ((21, 7), "21:00", True),
        ((21, 7), "23:59", True),
        ((21, 7), "00:00", True),
        ((21, 7), "06:59", True),
        ((21, 7), "07:00", False),
        ((0, 6), "00:00", True),
        ((0, 6), "23:59", False),
        ((12, 14), "13:30", True),
        ((12, 14), "14:00", False),
        ((8, 8), "08:00", False),
        ((0, 0), "00:00", False),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_quiet_hours_by_the_clock_of_the_place(quiet, hour, expected, zone):
    moment = local(f"2026-05-04T{hour}", zone)
    assert is_quiet(moment.astimezone(UTC), QuietHours(start=quiet[0], end=quiet[1]), zone) is expected


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2026-05-04T21:00", "2026-05-05T07:00"),
        ("2026-05-04T23:59:59", "2026-05-05T07:00"),
        ("2026-05-05T00:00", "2026-05-05T07:00"),
        ("2026-05-05T07:00", "2026-05-05T07:00"),
        ("2028-02-28T22:00", "2028-02-29T07:00"),
        ("2028-02-29T22:00", "2028-03-01T07:00"),
        ("2027-02-28T22:00", "2027-03-01T07:00"),
        ("2026-12-31T23:30", "2027-01-01T07:00"),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_quiet_hours_end_in_the_morning(moment, end, zone):
    assert audible(local(moment, zone), QuietHours(), zone) == local(end, zone)


@pytest.mark.parametrize(
    ("pace", "now", "last", "expected"),
    [
        (Pace.DAILY, "2026-05-04T07:59", None, "2026-05-04T08:00"),
        (Pace.DAILY, "2026-05-04T08:00", None, "2026-05-04T08:00"),
        (Pace.DAILY, "2026-05-04T08:01", None, "2026-05-05T08:00"),
        (Pace.DAILY, "2026-05-04T08:00", "2026-05-04T08:00", "2026-05-05T08:00"),
        (Pace.DAILY, "2026-05-04T00:00", "2026-05-03T23:59", "2026-05-04T08:00"),
        (Pace.DAILY, "2028-02-28T09:00", "2028-02-28T08:00", "2028-02-29T08:00"),
        (Pace.DAILY, "2028-02-29T09:00", "2028-02-29T08:00", "2028-03-01T08:00"),
        (Pace.DAILY, "2026-12-31T09:00", None, "2027-01-01T08:00"),
        (Pace.WEEKLY, "2026-05-04T07:00", None, "2026-05-04T08:00"),
        (Pace.WEEKLY, "2026-05-04T09:00", "2026-05-04T08:00", "2026-05-11T08:00"),
        (Pace.WEEKLY, "2028-02-28T09:00", None, "2028-03-06T08:00"),
        (Pace.IMMEDIATE, "2026-05-04T12:34", "2026-05-04T12:19", "2026-05-04T12:34"),
        (Pace.IMMEDIATE, "2026-05-04T22:00", None, "2026-05-05T07:00"),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_the_next_time_to_be_told(pace, now, last, expected, zone):
    settings = AlertSettings(pace=pace)
    told = local(last, zone) if last else None
    assert next_slot(settings, zone, local(now, zone), told) == local(expected, zone)


def test_a_pause_counts_from_its_end():
    settings = AlertSettings(paused_until=local("2026-05-20T12:00"))
    assert next_slot(settings, WESTERN_TIME, local("2026-05-04T12:00"), None) == local("2026-05-21T08:00")
    assert next_slot(settings, WESTERN_TIME, local("2026-06-01T07:00"), None) == local("2026-06-01T08:00")


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("offset", [-14, 0, 14])
@pytest.mark.parametrize("end", [(1, 1, 1), (9999, 12, 31, 23, 59, 59)])
def test_a_pause_until_the_end_of_time_runs_over_no_date(pace, zone, offset, end):
    settings = AlertSettings(pace=pace, paused_until=datetime(*end, tzinfo=timezone(timedelta(hours=offset))))
    now = local("2026-05-04T12:00")
    begin = now + LONGEST_PAUSE if end[0] == 9999 else now
    assert begin <= next_slot(settings, zone, now, None) <= begin + timedelta(days=8)


def test_quiet_hours_over_the_usual_hour_move_it():
    settings = AlertSettings(quiet=QuietHours(start=22, end=10))
    assert next_slot(settings, WESTERN_TIME, local("2026-05-04T10:01"), None) == local("2026-05-05T10:00")
    assert next_slot(settings, WESTERN_TIME, local("2026-05-04T07:00"), None) == local("2026-05-04T10:00")


@given(settings=SETTINGS, zone=st.sampled_from(ZONES), now=MOMENTS, ago=st.none() | st.integers(0, 20 * 24))
def test_never_in_the_past_never_in_quiet_hours_and_never_twice_a_day(settings, zone, now, ago):
    last = None if ago is None else now - timedelta(hours=ago)
    slot = next_slot(settings, zone, now, last)
    assert slot >= now
    assert not is_quiet(slot, settings.quiet, zone)
    paused = min(settings.paused_until or now, now + LONGEST_PAUSE)
    assert slot >= paused
    if last is not None and settings.pace is not Pace.IMMEDIATE:
        assert slot.astimezone(zone).date() > last.astimezone(zone).date()
    begin = max(now, paused)
    assert slot - begin <= timedelta(days={Pace.IMMEDIATE: 1, Pace.DAILY: 3, Pace.WEEKLY: 15}[settings.pace])


@given(settings=SETTINGS, zone=st.sampled_from(ZONES), now=MOMENTS, later=st.integers(0, 10_000))
def test_who_waits_longer_is_never_told_earlier(settings, zone, now, later):
    first = next_slot(settings, zone, now, None)
    assert next_slot(settings, zone, now + timedelta(minutes=later), None) >= first


@given(moment=MOMENTS, quiet=QUIET, zone=st.sampled_from(ZONES))
def test_waiting_for_quiet_hours_to_end_takes_less_than_a_day(moment, quiet, zone):
    end = audible(moment, quiet, zone)
    assert moment <= end < moment + timedelta(days=1)
    assert audible(end, quiet, zone) == end
