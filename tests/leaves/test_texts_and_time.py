"""Languages, the clock, identifiers."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock, SystemClock, day_of, epoch_seconds, to_iso
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.texts import Language, Text, preferred_language

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_a_day_begins_at_midnight_in_jakarta():
    assert day_of(datetime(2026, 2, 28, 17, 0, tzinfo=UTC)).isoformat() == "2026-03-01"
    assert day_of(datetime(2026, 2, 28, 16, 59, tzinfo=UTC)).isoformat() == "2026-02-28"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "id"),
        ("", "id"),
        ("en", "en"),
        ("en-GB,en;q=0.9,id;q=0.8", "en"),
        ("id-ID,en;q=0.5", "id"),
        ("fr, en;q=0.2", "en"),
        ("en;q=0.3, id;q=0.9", "id"),
        ("en;q=zero", "id"),
        ("*;q=0.1", "id"),
        ("fr", "id"),
    ],
)
def test_language_by_preference(header, language):
    assert preferred_language(header) is Language(language)


@given(st.text(max_size=60))
def test_any_header_gives_a_language(header):
    assert preferred_language(header) in set(Language)


def test_text_in_both_languages():
    assert Text("kerja", "work").in_language(Language.ENGLISH) == "work"
    assert Text("kerja", "work").in_language(Language.INDONESIAN) == "kerja"


def test_fixed_clock_moves_only_when_told():
    clock = FixedClock(NOON.astimezone(timezone(timedelta(hours=7))))
    assert clock.now() == NOON
    assert clock.now().tzinfo is UTC
    clock.advance(timedelta(days=1))
    assert clock.now() == NOON + timedelta(days=1)


def test_times_are_written_in_utc():
    assert to_iso(NOON.astimezone(timezone(timedelta(hours=7)))) == "2026-03-01T12:00:00.000Z"
    assert epoch_seconds(NOON) == 1772366400
    assert SystemClock().now().tzinfo is UTC


def test_identifiers_sort_by_time():
    clock = FixedClock(NOON)
    made = []
    for _ in range(5):
        made.append(new_identifier("vac", clock))
        clock.advance(timedelta(milliseconds=1))
    assert made == sorted(made)
    assert len({new_identifier("vac", clock) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "wrong", ["", "vac_", "vac_0", "per_01j9z6k0w2e8m4p7q1r5t3v9xa", "vac_01j9z6k0w2e8m4p7q1r5t3v9xu"]
)
def test_other_forms_are_no_identifiers(wrong):
    assert is_identifier("vac_01j9z6k0w2e8m4p7q1r5t3v9xa", "vac")
    assert not is_identifier(wrong, "vac")
