"""How long to wait in plain words: true, near, and in both languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.texts import Text
from chalicelib.waiting import duration, with_wait

_SECONDS = {"detik": 1, "menit": 60, "jam": 3600, "hari": 86_400}
_ENGLISH = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (-3, "1 detik", "1 second"),
        (0, "1 detik", "1 second"),
        (1, "1 detik", "1 second"),
        (2, "2 detik", "2 seconds"),
        (59, "59 detik", "59 seconds"),
        (60, "1 menit", "1 minute"),
        (61, "61 detik", "61 seconds"),
        (119, "119 detik", "119 seconds"),
        (120, "2 menit", "2 minutes"),
        (121, "3 menit", "3 minutes"),
        (900, "15 menit", "15 minutes"),
        (3600, "1 jam", "1 hour"),
        (3601, "61 menit", "61 minutes"),
        (7199, "120 menit", "120 minutes"),
        (7201, "3 jam", "3 hours"),
        (86_400, "1 hari", "1 day"),
        (86_401, "25 jam", "25 hours"),
        (30 * 86_400, "30 hari", "30 days"),
    ],
)
def test_a_wait_is_said_as_a_person_would(seconds, indonesian, english):
    assert duration(seconds) == Text(indonesian, english)


@given(st.integers(1, 400 * 86_400))
def test_nobody_is_told_to_come_back_too_early_or_far_too_late(seconds):
    said = duration(seconds)
    number, unit = said.id.split()
    told = int(number) * _SECONDS[unit]
    assert seconds <= told < 1.5 * seconds or told == seconds
    assert unit == "hari" or int(number) <= 120, "nobody counts further in a smaller unit"
    in_english, english = said.en.split()
    assert (in_english, _ENGLISH[english.removesuffix("s")]) == (number, _SECONDS[unit])
    assert english.endswith("s") is (number != "1")


@given(st.integers(1, 10**6))
def test_a_longer_wait_is_never_said_as_a_shorter_one(seconds):
    sooner, later = (
        int(number) * _SECONDS[unit] for number, unit in (duration(n).id.split() for n in (seconds, seconds + 1))
    )
    assert sooner <= later


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Terlalu banyak", "Terlalu banyak. Coba lagi dalam 5 menit."),
        ("Sudah cukup.", "Sudah cukup. Coba lagi dalam 5 menit."),
        ("Sudah dicoba?", "Sudah dicoba? Coba lagi dalam 5 menit."),
    ],
)
def test_the_wait_is_a_sentence_of_its_own(said, wanted):
    found = with_wait(Text(said, "Enough"), 300)
    assert found == Text(wanted, "Enough. Try again in 5 minutes.")
    assert not re.search(r"\.\.", found.id)
