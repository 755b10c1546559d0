"""The table did what it was asked and nobody told: who asks again is not told that somebody else was faster."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from pynamodb.exceptions import TransactWriteError

from bench.faults.proxy import Fate, first_of
from chalicelib import idempotency, outbox, tables, uniqueness
from chalicelib.alerts import table as alerts_table
from chalicelib.alerts.model import Match
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import IdempotencyMismatch, TooManyRequests
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.people import limits, pending
from chalicelib.people.table import PendingAccountItem
from security import audit
from security.nonces_table import NonceItem, NonceTable

pytestmark = pytest.mark.emulator
MANY = 16


def _writes(request):
    return request.operation in {"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem"}


def _transactions(request):
    return request.operation == "TransactWriteItems"


@pytest.fixture(params=[Fate.LOSE_ANSWER, Fate.LOSE_REQUEST, Fate.TWICE])
def fate(request):
    """What becomes of the first write."""
    return request.param


@pytest.fixture
def failing(way, fate):
    """Let the first write meet its fate; the value tells whether it did."""
    before = way.met[fate]
    way.judge = first_of(fate, _writes)
    yield way
    assert way.met[fate] == before + 1, "the fault did not happen"


def _claimed(value, owner="per_1"):
    return uniqueness.UniquenessMarker(f"thing#{value}", owner=owner)


def test_who_added_an_item_is_told_so(failing):
    value = new_identifier("val")
    assert tables.saved(_claimed(value)) is True
    assert tables.saved(_claimed(value, "per_2")) is False
    stored = uniqueness.UniquenessMarker.get(f"thing#{value}", consistent_read=True)
    assert (stored.owner, stored.version) == ("per_1", 1)


def test_who_replaced_an_item_is_told_so_and_its_version_grew_once(way, fate):
    value = new_identifier("val")
    item = _claimed(value)
    assert tables.saved(item)
    twin = uniqueness.UniquenessMarker.get(item.pk, consistent_read=True)
    way.judge = first_of(fate, _writes)
    item.owner = "per_3"
    assert tables.saved(item) is True
    assert tables.saved(twin) is False
    assert uniqueness.UniquenessMarker.get(item.pk, consistent_read=True).version == 2


def test_a_nonce_is_taken_once_by_who_was_first(failing):
    until, nonce = SYSTEM_CLOCK.now(), new_identifier("non")
    assert NonceTable().claim("key", nonce, until) is True
    assert NonceTable().claim("key", nonce, until) is False
    assert NonceItem.count(_place(nonce)) == 1


def _place(nonce):
    import hashlib

    return hashlib.sha256(f"key\n{nonce}".encode()).hexdigest()


@pytest.mark.parametrize("lost", range(1, 4))
def test_a_limit_counts_once_however_often_its_answer_is_lost(way, lost):
    """Counted by each try of the SDK, three of three would be gone with the first code, and the first one refused."""
    subject, before = new_identifier("sub"), way.met[Fate.LOSE_ANSWER]
    way.judge = first_of(Fate.LOSE_ANSWER, _writes, times=lost)
    limits.take(limits.CODES_SOON, subject)
    assert way.met[Fate.LOSE_ANSWER] == before + lost
    for _ in range(limits.CODES_SOON.most - 1):
        limits.take(limits.CODES_SOON, subject)
    with pytest.raises(TooManyRequests) as refused:
        limits.take(limits.CODES_SOON, subject)
    assert 1 <= refused.value.retry_after <= limits.CODES_SOON.seconds


def test_a_note_of_an_account_under_way_is_written(failing):
    """A registration begins with it: refused because of itself, nobody could register while answers are lost."""
    person = new_identifier("per")
    pending.begin(person)
    assert PendingAccountItem.get(person, consistent_read=True).swept is False


def test_what_was_read_is_recorded_once_and_the_reading_goes_on(failing):
    """Who may read only what is recorded would otherwise be refused because it was."""
    subject = new_identifier("per")
    entry = audit.record(actor=subject, action="read", subject=subject, purpose="show_owner")
    assert [each.id for each in audit.entries_of(subject)] == [entry.id]


def test_a_match_is_new_to_who_notes_it_first(failing):
    person, match = new_identifier("per"), Match(found_at=SYSTEM_CLOCK.now(), searches=("ssr_1",))
    assert alerts_table.add_match(person, "vac_1", match) is True
    assert alerts_table.add_match(person, "vac_1", match) is False


def test_a_transaction_is_done_once_with_its_event(failing):
    value = new_identifier("val")

    def build(transaction):
        uniqueness.claim(transaction, "thing", value, "per_1")
        outbox.add(transaction, topic="tried", subject=value)

    tables.write(build)
    assert uniqueness.holder("thing", value) == "per_1"
    assert [item.event.subject for item in outbox.OutboxItem.scan() if item.event.subject == value] == [value]


def test_a_create_under_a_key_is_done_once(failing):
    key, made = _key(), []
    first = idempotency.once(key, lambda: _made(key, made))
    assert idempotency.once(key, lambda: _made(key, made)) == first
    assert [owner for owner in _owners() if owner in made] == [first]


def _key(digest="d1", name=None):
    return IdempotencyKey(operation="create", owner="per_1", key=name or new_identifier("key"), digest=digest)


def _made(key, made):
    name = new_identifier("thg")

    def build(transaction):
        uniqueness.claim(transaction, "made", name, name)
        idempotency.remember(transaction, key, name)

    made.append(name)
    tables.write(build)
    return name


def _owners():
    return [item.owner for item in uniqueness.UniquenessMarker.scan(consistent_read=True)]


class Heard:
    """Passes everything on, after some answers to transactions were lost, and remembers their tokens."""

    def __init__(self, lost) -> None:
        self.lost, self.tokens = lost, []

    def __call__(self, request):
        if not _transactions(request):
            return Fate.PASS
        body = json.loads(request.raw.partition(b"\r\n\r\n")[2])
        self.tokens.append(body["ClientRequestToken"])
        return Fate.LOSE_ANSWER if len(self.tokens) <= self.lost else Fate.PASS


def test_a_lost_answer_is_asked_for_under_the_same_token(way):
    way.judge = heard = Heard(2)
    value = new_identifier("val")
    tables.write(lambda transaction: uniqueness.claim(transaction, "thing", value, "per_1"))
    assert len(heard.tokens) == 3
    assert len(set(heard.tokens)) == 1
    assert re.fullmatch(r"[0-9a-f-]{36}", heard.tokens[0])


def test_when_no_answer_comes_at_all_it_is_not_said_to_have_failed(way):
    way.judge = Heard(100)
    value = new_identifier("val")
    with pytest.raises(TransactWriteError):
        tables.write(lambda transaction: uniqueness.claim(transaction, "thing", value, "per_1"))
    assert uniqueness.holder("thing", value) == "per_1"


def test_the_key_tells_what_nobody_answered(way):
    way.judge = Heard(tables.TableMeta.max_retry_attempts + 1)
    key, made = _key(), []
    assert idempotency.once(key, lambda: _made(key, made)) == made[0]
    assert len(made) == 1


def test_without_a_mark_of_the_key_what_nobody_answered_stays_open(way):
    way.judge = lambda request: Fate.LOSE_REQUEST if _transactions(request) else Fate.PASS
    key, made = _key(), []
    with pytest.raises(TransactWriteError):
        idempotency.once(key, lambda: _made(key, made))
    assert made[0] not in _owners()


def test_a_step_under_a_key_is_taken_once(failing):
    key, made = _key(), []
    first = idempotency.repeatable(key, lambda: _made(key, made), lambda: "before")
    assert first == made[0]
    assert idempotency.repeatable(key, lambda: _made(key, made), lambda: "before") == "before"
    assert len(made) == 1


def test_a_step_that_a_twin_takes_meanwhile_is_taken(way):
    key, made = _key(), []

    def late():
        _made(key, made)
        return _made(key, made)

    assert idempotency.repeatable(key, late, lambda: "the twin's") == "the twin's"


def test_a_step_that_fails_for_its_own_reason_fails(way):
    key = _key()

    def refused():
        tables.write(lambda transaction: uniqueness.claim(transaction, "thing", "taken", "per_1"))
        raise AssertionError("the second is refused")

    tables.write(lambda transaction: uniqueness.claim(transaction, "thing", "taken", "per_2"))
    with pytest.raises(tables.ConditionRefused):
        idempotency.repeatable(key, refused, lambda: "never")


@pytest.mark.parametrize("late", [False, True], ids=["at-once", "while-the-first-is-on-its-way"])
def test_of_many_bodies_under_one_key_one_counts(way, late):
    """Sixteen at once: those with the body that came first get its result, all others are told of the mismatch."""
    way.judge = first_of(Fate.LATE, _transactions, times=MANY if late else 0)
    name, made, gate = new_identifier("key"), [], threading.Barrier(MANY)

    def call(number):
        key = _key(f"body {number % 2}", name)
        gate.wait()
        try:
            return number % 2, idempotency.once(key, lambda: _made(key, made))
        except IdempotencyMismatch:
            return number % 2, None

    with ThreadPoolExecutor(MANY) as pool:
        results = list(pool.map(call, range(MANY)))
    winners = {body for body, result in results if result}
    assert len(winners) == 1
    assert {result for body, result in results if body in winners} == {*(owner for owner in _owners() if owner in made)}
    assert all(result is None for body, result in results if body not in winners)
