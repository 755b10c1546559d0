"""Creates that are repeated, and values that are claimed, on the emulator: one of many wins, all learn who."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import idempotency, outbox, tables, uniqueness
from chalicelib.clock import FixedClock, epoch_seconds
from chalicelib.errors import IdempotencyMismatch
from chalicelib.idempotency import IdempotencyKey, earlier_result, once, remember
from chalicelib.identifiers import new_identifier
from chalicelib.observability import correlated

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
MANY = 12
NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def _key(**changes):
    fresh = {"operation": "create", "owner": "per_1", "key": new_identifier("key"), "digest": "d1"}
    return IdempotencyKey(**{**fresh, **changes})


def _same(other, /, **changes):
    return msgspec.structs.replace(other, **changes)


class Creating:
    """A create that claims a value and remembers its key, as use cases do."""

    def __init__(self, key, value=None) -> None:
        self.key, self.value, self.made = key, value or new_identifier("val"), []

    def __call__(self):
        made = new_identifier("thg")

        def build(transaction):
            uniqueness.claim(transaction, "thing", f"{self.value}-{made}", made)
            remember(transaction, self.key, made)

        tables.write(build)
        self.made.append(made)
        return made


def test_the_same_key_and_body_return_the_first_result():
    create = Creating(_key())
    first = once(create.key, create)
    assert once(create.key, create) == first
    assert create.made == [first]
    assert earlier_result(create.key) == first


def test_the_same_key_with_another_body_is_refused():
    create = Creating(_key())
    once(create.key, create)
    with pytest.raises(IdempotencyMismatch):
        once(_same(create.key, digest="d2"), create)
    assert len(create.made) == 1


@pytest.mark.parametrize("changes", [{"owner": "per_2"}, {"operation": "other"}, {"key": "another"}])
def test_keys_of_others_and_for_other_operations_are_other_keys(changes):
    create = Creating(_key())
    first = once(create.key, create)
    other = Creating(_same(create.key, **changes, digest="d2"))
    assert once(other.key, other) != first


def test_parts_of_a_key_do_not_run_into_each_other():
    one, other = _key(operation="a", owner="b", key="c"), _key(operation="a\nb", owner="", key="c")
    assert one.place != other.place


def test_without_a_key_each_call_creates():
    create = Creating(None)
    assert once(None, create) != once(None, create)
    assert earlier_result(None) is None


def test_concurrent_twins_create_one():
    create = Creating(_key())
    gate = threading.Barrier(MANY)

    def call(_):
        gate.wait()
        return once(create.key, create)

    with ThreadPoolExecutor(MANY) as pool:
        results = set(pool.map(call, range(MANY)))
    assert len(results) == 1
    assert create.made == list(results)


def test_a_refusal_that_has_nothing_to_do_with_the_key_is_raised():
    taken = new_identifier("val")
    tables.write(lambda transaction: uniqueness.claim(transaction, "thing", taken, "someone"))
    key = _key()

    def create():
        tables.write(lambda transaction: uniqueness.claim(transaction, "thing", taken, "me"))
        return "never"

    with pytest.raises(tables.ConditionRefused):
        once(key, create)
    assert earlier_result(key) is None


def test_a_key_is_remembered_for_two_days():
    key, clock = _key(), FixedClock(NOW)
    tables.write(lambda transaction: remember(transaction, key, "thg_1", clock))
    marker = idempotency.IdempotencyMarker.get(key.place)
    assert marker.expires == epoch_seconds(clock.now() + idempotency.REMEMBERED)
    assert key.key not in marker.pk


def _claim(value, owner):
    tables.write(lambda transaction: uniqueness.claim(transaction, "email", value, owner))


def test_of_many_claims_at_once_one_wins_and_holds():
    value, gate = new_identifier("val"), threading.Barrier(MANY)

    def attempt(number):
        gate.wait()
        try:
            _claim(value, f"per_{number}")
        except tables.ConditionRefused:
            return None
        return f"per_{number}"

    with ThreadPoolExecutor(MANY) as pool:
        winners = [winner for winner in pool.map(attempt, range(MANY)) if winner]
    assert winners == [uniqueness.holder("email", value)]


def test_only_the_holder_gives_a_value_back():
    value = new_identifier("val")
    _claim(value, "per_1")
    with pytest.raises(tables.ConditionRefused):
        tables.write(lambda transaction: uniqueness.release(transaction, "email", value, "per_2"))
    assert uniqueness.holder("email", value) == "per_1"
    tables.write(lambda transaction: uniqueness.release(transaction, "email", value, "per_1"))
    assert uniqueness.holder("email", value) is None
    _claim(value, "per_2")
    assert uniqueness.holder("email", value) == "per_2"


def test_kinds_are_apart_and_many_are_read_at_once():
    values = [new_identifier("val") for _ in range(130)]
    for number, value in enumerate(values[::13]):
        _claim(value, f"per_{number}")
    found = uniqueness.holders("email", values)
    assert found == {value: f"per_{number}" for number, value in enumerate(values[::13])}
    assert uniqueness.holders("phone", values) == {}
    assert uniqueness.holders("email", []) == {}


def test_an_event_leaves_with_its_write_or_not_at_all():
    value, clock = new_identifier("val"), FixedClock(NOW)

    def build(transaction):
        uniqueness.claim(transaction, "email", value, "per_1")
        outbox.add(transaction, topic="registered", subject=value, details={"kind": "email"}, clock=clock)

    with correlated("request-7"):
        tables.write(build)
        with pytest.raises(tables.ConditionRefused):
            tables.write(build)
    (item,) = [item for item in outbox.OutboxItem.scan(consistent_read=True) if item.event.subject == value]
    event = item.event
    assert (event.topic, event.correlation_id, event.details) == ("registered", "request-7", {"kind": "email"})
    assert (item.pk, event.at) == (event.id, clock.now())
    assert item.expires == epoch_seconds(clock.now() + outbox.KEPT)
