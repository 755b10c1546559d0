"""Windows in the table, on the emulator and on DynamoDB's own implementation: one writer's laws hold for many."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib import aws
from chalicelib.errors import Unavailable
from chalicelib.limits import table
from chalicelib.limits.model import SLICES, Limit
from chalicelib.limits.table import RateItem, take
from chalicelib.limits.windows import fresh, rolled, spent

LIMIT = Limit(name="try", most=20, seconds=60)
_keys = itertools.count()


@pytest.fixture
def key(any_store, monkeypatch):
    """A subject that nobody has asked for. The table is waited for: a busy machine is no table that is down."""
    monkeypatch.setattr(aws, "hasty_client", aws.client)
    return f"try#{next(_keys)}"


def test_the_first_who_asks_begins_a_window(key):
    number, window = take(key, LIMIT, 100, 3)
    assert (number, window) == (3, spent(fresh(LIMIT, 100), 3))
    assert RateItem.get(key).expires == 101 * LIMIT.slice + LIMIT.seconds


def test_the_table_does_what_the_arithmetic_says(key):
    window = fresh(LIMIT, 100)
    for slot, wanted in ((100, 7), (100, 1), (101, 4), (103, 9), (103, 2), (106, 5), (107, 30), (130, 30)):
        window = rolled(window, slot, LIMIT)
        expected = min(wanted, window.room)
        window = spent(window, expected)
        assert take(key, LIMIT, slot, wanted) == (expected, window)


def test_what_is_left_is_given_when_less_is_left_than_wanted(key):
    take(key, LIMIT, 100, 15)
    assert take(key, LIMIT, 100, 15)[0] == 5
    assert take(key, LIMIT, 100, 1) == (0, rolled(spent(fresh(LIMIT, 100), 20), 100, LIMIT))


def test_there_is_room_again_when_the_window_has_passed(key):
    take(key, LIMIT, 100, 20)
    for slot in range(101, 100 + SLICES + 1):
        assert take(key, LIMIT, slot, 1)[0] == 0
    assert take(key, LIMIT, 100 + SLICES + 1, 1)[0] == 1


def test_a_clock_that_is_behind_takes_from_the_slice_that_has_begun(key):
    take(key, LIMIT, 105, 2)
    number, window = take(key, LIMIT, 104, 2)
    assert (number, window.slot, window.room) == (2, 105, 16)


def test_a_refusal_writes_nothing(key, monkeypatch):
    take(key, LIMIT, 100, 20)
    before = RateItem.get(key).serialize()
    assert take(key, LIMIT, 101, 5)[0] == 0
    assert RateItem.get(key).serialize() == before


def test_many_at_once_are_given_the_limit_and_no_more(key):
    barrier = threading.Barrier(8)

    def work(_):
        barrier.wait()
        return sum(take(key, LIMIT, 100, 2)[0] for _ in range(4))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == LIMIT.most


def test_many_who_turn_a_slice_at_once_turn_it_once(key):
    take(key, LIMIT, 100, 12)
    barrier = threading.Barrier(6)

    def work(_):
        barrier.wait()
        return take(key, LIMIT, 103, 1)[0]

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(work, range(6))) == 6
    stored = RateItem.get(key)
    assert (int(stored.slot), int(stored.quota), int(stored.room)) == (103, 8, 2)
    assert [int(each) for each in stored.past] == [0, 0, 12, 0, 0, 0]


def test_who_always_comes_too_late_is_told_so(key, monkeypatch):
    late = itertools.count()
    monkeypatch.setattr(table, "_update", lambda *_: (False, spent(fresh(LIMIT, 100), next(late) % 5)))
    with pytest.raises(Unavailable):
        take(key, LIMIT, 100, 1)


def test_one_write_is_enough_for_who_is_new_and_within_a_slice(key):
    asked = []
    client = aws.hasty_client("dynamodb")
    client.meta.events.register("before-call.dynamodb", lambda model, **_: asked.append(model.name), unique_id="limits")
    try:
        take(key, LIMIT, 100, 1)
        take(key, LIMIT, 100, 1)
        assert asked == ["UpdateItem"] * 2
        take(key, LIMIT, 101, 1)
        assert asked == ["UpdateItem"] * 4
    finally:
        client.meta.events.unregister("before-call.dynamodb", unique_id="limits")
