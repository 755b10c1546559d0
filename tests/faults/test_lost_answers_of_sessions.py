"""Whoever asks again with the handle that they have keeps the session, whatever was lost; nobody is accused."""

import random
from datetime import timedelta

import pytest
from pynamodb.exceptions import PynamoDBException

from bench.faults.proxy import Fate, first_of
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import Unauthenticated, Unavailable
from chalicelib.outbox import OutboxItem
from chalicelib.people import open_session_store as kept
from chalicelib.people import open_sessions, rotating
from chalicelib.people.open_session_model import GRACE
from chalicelib.people.refresh_handles import read_handle
from security import audit, identity, session_ends, vault
from tests.people.provider import Provider
from tests.people.samples import stored

pytestmark = pytest.mark.emulator
FATES = (Fate.LOSE_ANSWER, Fate.LOSE_REQUEST, Fate.TWICE)
_TRANSACTION = "TransactWriteItems"


@pytest.fixture
def clock():
    return FixedClock(SYSTEM_CLOCK.now() + timedelta(days=1))


@pytest.fixture
def provider(store, clock, monkeypatch):
    fake = Provider(clock)
    for module in (open_sessions, rotating):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    monkeypatch.setattr(identity, "proven", fake.proven)
    session_ends.forget()
    return fake


@pytest.fixture
def person_id(provider):
    made = stored()
    # Its key is made while nothing fails: that is for the tests of the vault.
    open_sessions.keep(made, provider.open(made), "", provider.clock)
    return made


def opened(provider, person_id):
    return open_sessions.keep(person_id, provider.open(person_id), "", provider.clock).refresh


def told(person_id):
    events = [item.event.topic for item in OutboxItem.scan() if item.event.subject == person_id]
    return events, [each.action for each in audit.entries_of(person_id) if each.action == "end_replayed_session"]


def is_for_tables(request):
    return request.service == "dynamodb"


def written(request):
    return request.operation == _TRANSACTION


def asked_until_answered(provider, handle, clock, most=20):
    """What a client does: the same again, soon, until there is an answer."""
    for _ in range(most):
        try:
            return rotating.refresh(handle, clock).refresh
        except (PynamoDBException, Unavailable):
            clock.advance(timedelta(seconds=2))
    raise AssertionError("no answer at all")


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("times", [1, 3, 6])
def test_a_write_of_which_nobody_heard_moves_the_handle_on_once(provider, person_id, clock, way, fate, times):
    handle = opened(provider, person_id)
    way.judge = first_of(fate, written, times=times)
    following = asked_until_answered(provider, handle, clock)
    assert read_handle(following).generation == 1
    assert rotating.refresh(handle, clock).refresh == following
    assert told(person_id) == ([], [])


@pytest.mark.parametrize("seed", range(2))
def test_thirty_refreshes_in_the_worst_of_networks_keep_the_session(provider, person_id, clock, way, seed):
    """Every fifth answer to the platform is lost, and every third to the client, who asks again with what it has."""
    drawn, handle, lost, before = random.Random(seed), opened(provider, person_id), 0, way.met[Fate.LOSE_ANSWER]
    way.judge = lambda request: Fate.LOSE_ANSWER if is_for_tables(request) and drawn.random() < 0.2 else Fate.PASS
    for generation in range(1, 31):
        following = asked_until_answered(provider, handle, clock)
        while drawn.random() < 0.33:
            lost += 1
            clock.advance(timedelta(seconds=1))
            assert asked_until_answered(provider, handle, clock) == following
        assert read_handle(following).generation == generation
        handle = following
        clock.advance(timedelta(hours=1))
    way.judge = lambda request: Fate.PASS
    assert lost > 3
    assert way.met[Fate.LOSE_ANSWER] - before > 15
    assert told(person_id) == ([], [])
    assert rotating.refresh(handle, clock)


@pytest.mark.parametrize("fate", FATES)
def test_a_replay_is_told_of_once_whatever_is_lost(provider, person_id, clock, way, fate):
    old = opened(provider, person_id)
    present = rotating.refresh(old, clock).refresh
    clock.advance(GRACE + timedelta(seconds=1))
    way.judge = first_of(fate, lambda request: request.operation in {_TRANSACTION, "UpdateItem"}, times=2)
    for _ in range(4):
        with pytest.raises((Unauthenticated, PynamoDBException, Unavailable)):
            rotating.refresh(old, clock)
    way.judge = lambda request: Fate.PASS
    with pytest.raises(Unauthenticated):
        rotating.refresh(present, clock)
    assert told(person_id) == (["session_replayed"], ["end_replayed_session"])


@pytest.mark.parametrize("fate", FATES)
def test_an_end_that_was_lost_is_asked_for_again_and_told_the_same(provider, person_id, clock, way, fate):
    handle = opened(provider, person_id)
    said = read_handle(handle)
    way.judge = first_of(fate, lambda request: request.operation in {_TRANSACTION, "UpdateItem"}, times=2)
    for _ in range(3):
        try:
            open_sessions.end(person_id, said.session_id, clock)
        except (PynamoDBException, Unavailable):
            continue
    way.judge = lambda request: Fate.PASS
    open_sessions.end(person_id, said.session_id, clock)
    assert kept.find(person_id, said.session_id).opened.sealed is None
    with pytest.raises(Unauthenticated):
        rotating.refresh(handle, clock)


@pytest.mark.parametrize("fate", FATES)
def test_signing_in_is_kept_once_or_not_at_all(provider, person_id, clock, way, fate):
    before = len(kept.of_person(person_id))
    way.judge = first_of(fate, written)
    handle = opened(provider, person_id)
    assert len(kept.of_person(person_id)) == before + 1
    assert rotating.refresh(handle, clock)


def test_a_key_service_that_is_down_costs_nobody_the_session(provider, person_id, clock, monkeypatch):
    handle = opened(provider, person_id)

    def down(sealed):
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(vault, "open_secret", down)
        with pytest.raises(Unavailable):
            rotating.refresh(handle, clock)
    assert rotating.refresh(handle, clock)
    assert told(person_id) == ([], [])
