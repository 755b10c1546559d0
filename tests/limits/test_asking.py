"""What stands for a subject, and whether anything is limited at all."""

from datetime import UTC, datetime

import pytest

from chalicelib import limits, settings
from chalicelib.clock import FixedClock
from chalicelib.limits import asking
from chalicelib.limits.limiter import Limiter
from chalicelib.limits.model import Caller, RouteClass
from tests.limits.counting import Counted

CLOCK = FixedClock(datetime(2026, 5, 4, 3, tzinfo=UTC))


@pytest.fixture
def store(monkeypatch):
    """A limiter of this test over a store that it sees."""
    counted = Counted()
    monkeypatch.setenv("PADAN_LIMITING", "true")
    settings.forget()
    own = Limiter(counted.take)
    monkeypatch.setattr(asking, "limiter", lambda: own)
    yield counted
    monkeypatch.undo()
    settings.forget()


def test_nothing_is_limited_unless_it_is_asked_for(store, monkeypatch):
    monkeypatch.setenv("PADAN_LIMITING", "false")
    settings.forget()
    assert limits.ask(RouteClass.READ, Caller.PERSON, "per_1", CLOCK) is None
    assert store.writes == 0


def test_health_is_not_counted(store):
    assert limits.ask(RouteClass.FREE, Caller.ADDRESS, "203.0.113.7", CLOCK) is None
    assert store.writes == 0


def test_neither_people_nor_addresses_are_in_the_table(store):
    for subject in ("per_0000000000", "203.0.113.7 198.51.100.2"):
        assert limits.ask(RouteClass.READ, Caller.PERSON, subject, CLOCK).admitted
    for key in store.windows:
        assert key.startswith("read-person#")
        assert not any(part in key for part in ("per_", "203.0.113", "198.51"))
    assert len(store.windows) == 2


def test_a_share_of_the_settings_is_counted_with(store, monkeypatch):
    one = limits.ask(RouteClass.SEARCH, Caller.PERSON, "per_1", CLOCK)
    monkeypatch.setenv("PADAN_LIMITS_TIMES", "100")
    settings.forget()
    many = limits.ask(RouteClass.SEARCH, Caller.PERSON, "per_2", CLOCK)
    assert many.limit.most == 100 * one.limit.most


def test_the_limiter_of_the_process_is_one_until_it_is_forgotten():
    first = asking.limiter()
    assert asking.limiter() is first
    limits.forget()
    assert asking.limiter() is not first
    limits.forget()
