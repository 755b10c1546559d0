import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clock import FixedClock
from chalicelib.errors import TooManyRequests
from chalicelib.identifiers import new_identifier
from chalicelib.people import limits
from chalicelib.people.limits import Limit
from chalicelib.people.table import CounterItem

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


def test_a_use_counts_for_as_long_as_the_limit_says_from_then_on(subject):
    clock = FixedClock(START + timedelta(seconds=100))
    limits.take(LIMIT, subject, clock)
    clock.advance(timedelta(seconds=200))
    limits.take(LIMIT, subject, clock)
    assert refused(lambda: limits.take(LIMIT, subject, clock)) == 400
    limits.take(LIMIT, subject + "x", clock)
    clock.advance(timedelta(milliseconds=399_999))
    assert refused(lambda: limits.take(LIMIT, subject, clock)) == 1
    clock.advance(timedelta(milliseconds=1))
    limits.take(LIMIT, subject, clock)
    assert refused(lambda: limits.take(LIMIT, subject, clock)) == 200


@pytest.mark.parametrize("limit", [limits.CODES_SOON, limits.CODES_DAY, limits.CODES_PERSON, limits.REGISTRATIONS])
def test_around_no_border_does_more_pass(subject, limit):
    """Counted by windows of the clock, twice the limit passed within two seconds."""
    border = (int(START.timestamp()) // limit.seconds + 1) * limit.seconds
    clock = FixedClock(datetime.fromtimestamp(border - 1, UTC))
    for _ in range(limit.most):
        limits.take(limit, subject, clock)
    clock.advance(timedelta(seconds=2))
    assert refused(lambda: limits.take(limit, subject, clock)) == limit.seconds - 2


def test_what_is_kept_is_bounded_and_has_an_end(subject):
    clock = FixedClock(START)
    for _ in range(3 * LIMIT.most):
        limits.take(LIMIT, subject, clock)
        clock.advance(timedelta(seconds=LIMIT.seconds / LIMIT.most))
    item = CounterItem.get(f"{LIMIT.name}#{subject}")
    assert len(item.moments) == LIMIT.most
    assert item.expires == max(item.moments) // 1000 + LIMIT.seconds + 60


def test_one_clock_behind_another_gives_nothing_more(subject):
    limits.take(LIMIT, subject, FixedClock(START + timedelta(seconds=5)))
    limits.take(LIMIT, subject, FixedClock(START))
    assert refused(lambda: limits.take(LIMIT, subject, FixedClock(START + timedelta(seconds=1)))) == 599


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


def together(action, many):
    """What came of ``many`` who do the same at once."""
    start = threading.Barrier(many)

    def one(_):
        start.wait(20)
        try:
            action()
        except TooManyRequests:
            return False
        return True

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_of_many_guesses_at_once_no_more_than_the_free_ones_are_judged(subject):
    clock = FixedClock(START)
    assert together(lambda: limits.begin_attempt(subject, clock), 24).count(True) == limits.FREE_FAILURES
    clock.advance(timedelta(seconds=30))
    assert together(lambda: limits.begin_attempt(subject, clock), 24).count(True) == 1, "and one when the lock ends"
    assert refused(lambda: limits.begin_attempt(subject, clock)) == 60
