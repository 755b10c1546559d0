from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clock import FixedClock
from chalicelib.errors import TooManyRequests
from chalicelib.identifiers import new_identifier
from chalicelib.people import limits
from chalicelib.people.limits import Limit

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
START = datetime(2026, 11, 22, 4, 0, 0, tzinfo=UTC)
LIMIT = Limit(name="test", most=2, seconds=600)


@pytest.fixture
def subject():
    return new_identifier("tst")


def refused(action):
    with pytest.raises(TooManyRequests) as caught:
        action()
    return caught.value.retry_after


def test_a_window_has_its_number_and_says_when_it_ends(subject):
    clock = FixedClock(START + timedelta(seconds=100))
    limits.take(LIMIT, subject, clock)
    limits.take(LIMIT, subject, clock)
    assert refused(lambda: limits.take(LIMIT, subject, clock)) == 500
    limits.take(LIMIT, subject + "x", clock)
    clock.advance(timedelta(seconds=500))
    limits.take(LIMIT, subject, clock)


def test_each_failure_after_the_free_ones_locks_twice_as_long(subject):
    clock = FixedClock(START)
    for _ in range(limits.FREE_FAILURES):
        limits.begin_attempt(subject, clock)
    waits = []
    for _ in range(9):
        waits.append(refused(lambda: limits.begin_attempt(subject, clock)))
        clock.advance(timedelta(seconds=waits[-1]))
        limits.begin_attempt(subject, clock)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_a_success_starts_anew(subject):
    clock = FixedClock(START)
    for _ in range(3):
        for _ in range(limits.FREE_FAILURES - 1):
            limits.begin_attempt(subject, clock)
        limits.succeeded(subject)
    limits.begin_attempt(subject, clock)


def test_trying_while_locked_does_not_lengthen_the_lock(subject):
    clock = FixedClock(START)
    for _ in range(limits.FREE_FAILURES):
        limits.begin_attempt(subject, clock)
    assert {refused(lambda: limits.begin_attempt(subject, clock)) for _ in range(5)} == {30}
