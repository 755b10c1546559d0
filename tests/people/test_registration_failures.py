"""Registration stops at each of its steps; nothing half done stays, and the same person can register afterwards."""

from datetime import timedelta

import pytest

from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import Conflict, Unavailable
from chalicelib.idempotency import IdempotencyKey
from chalicelib.people import erasure, pending, registration, store
from chalicelib.people.model import PersonState
from chalicelib.people.personal import hashes_of, holder_of
from chalicelib.people.registration import UNPROVEN_KEPT, Registration, register
from chalicelib.people.table import PendingAccountItem
from security.sealed import Kind
from tests import samples
from tests.people.fakes import FakeAccounts

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]


@pytest.fixture
def provider(monkeypatch):
    fake = FakeAccounts()
    for module in (registration, pending, erasure):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    return fake


@pytest.fixture
def request_():
    return Registration(email=samples.email(), phone=samples.phone(), nik=samples.nik(), password=samples.PASSWORD)


def key(name=None):
    return IdempotencyKey(operation="register", owner="", key=name or samples.email(), digest="d")


def holders(request):
    values = {Kind.EMAIL: request.email, Kind.PHONE: request.phone, Kind.NIK: request.nik}
    return {holder_of(kind, found) for kind, found in hashes_of(values).items()}


def stop_before(monkeypatch, module, name):
    def fail(*_arguments, **_options):
        raise Unavailable

    monkeypatch.setattr(module, name, fail)


STEPS = {
    "note": lambda patch, fake: stop_before(patch, pending, "begin"),
    "account": lambda patch, fake: fake.failing.add("create"),
    "after the account": lambda patch, fake: fake.late.add("create"),
    "commit": lambda patch, fake: stop_before(patch, pending, "complete"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_failing_step_leaves_nothing(step, provider, request_, monkeypatch):
    with monkeypatch.context() as patch:
        STEPS[step](patch, provider)
        with pytest.raises(Unavailable):
            register(request_, key())
    provider.failing.clear()
    provider.late.clear()
    assert provider.passwords == {}
    assert holders(request_) == {None}
    person_id = register(request_, key())
    assert provider.passwords == {person_id: samples.PASSWORD}
    assert holders(request_) == {person_id}


@pytest.mark.parametrize("step", ["after the account", "commit"])
def test_an_account_left_by_a_dead_process_is_swept(step, provider, request_, monkeypatch):
    with monkeypatch.context() as patch:
        STEPS[step](patch, provider)
        provider.failing.add("delete")
        with pytest.raises(Unavailable):
            register(request_, key())
    provider.failing.clear()
    provider.late.clear()
    (left,) = provider.passwords
    pending.sweep()
    assert left in provider.passwords, "a registration that is under way is left alone"
    pending.sweep(FixedClock(SYSTEM_CLOCK.now() + pending.ABANDONED_AFTER + timedelta(minutes=1)))
    assert provider.passwords == {}
    assert not list(PendingAccountItem.query(left))


def test_a_sweep_that_stops_is_taken_up_again(provider):
    pending.begin("per_left")
    provider.passwords["per_left"] = "x"
    late = FixedClock(SYSTEM_CLOCK.now() + timedelta(hours=1))
    provider.failing.add("delete")
    with pytest.raises(Unavailable):
        pending.sweep(late)
    provider.failing.clear()
    assert pending.sweep(late) == 1
    assert provider.passwords == {}


def test_a_registration_that_was_swept_away_cannot_commit(provider, request_, monkeypatch):
    def swept(person, password=None, groups=()):
        pending.sweep(FixedClock(SYSTEM_CLOCK.now() + timedelta(hours=1)))

    monkeypatch.setattr(provider, "create", swept)
    with pytest.raises(Conflict):
        register(request_)
    assert holders(request_) == {None}


def test_a_complete_registration_leaves_no_note(provider, request_):
    person_id = register(request_)
    assert not list(PendingAccountItem.query(person_id))


def test_twins_with_one_key_make_one_person(provider, request_, monkeypatch):
    shared = key()
    make = provider.create
    twins = []

    def create_after_the_twin(person, password=None, groups=()):
        monkeypatch.setattr(provider, "create", make)
        twins.append(register(request_, shared))
        make(person, password, groups)

    monkeypatch.setattr(provider, "create", create_after_the_twin)
    monkeypatch.setattr(registration, "_make_room", lambda hashes, clock: None)
    assert register(request_, shared) == twins[0]
    assert set(provider.passwords) == set(twins)


def test_a_race_for_one_contact_has_one_winner(provider, request_, monkeypatch):
    first = register(request_)
    monkeypatch.setattr(registration, "_make_room", lambda hashes, clock: None)
    with pytest.raises(Conflict):
        register(request_, key())
    assert set(provider.passwords) == {first}


def test_a_contact_that_nobody_proved_becomes_free(provider, request_):
    squatter = register(request_)
    with pytest.raises(Conflict):
        register(request_)
    owner = register(request_, None, FixedClock(SYSTEM_CLOCK.now() + UNPROVEN_KEPT + timedelta(minutes=1)))
    assert store.get(squatter)[0].state is PersonState.ERASED
    assert holders(request_) == {owner}
    assert set(provider.passwords) == {owner}


def test_the_stored_parts_hold_nothing_plain(provider, request_, platform):
    person_id = register(request_)
    dynamodb = platform.client("dynamodb")
    for table in ("padan-people", "padan-personal", "padan-uniqueness", "padan-outbox"):
        found = str(dynamodb.scan(TableName=table)["Items"])
        assert not [value for value in (request_.email, request_.phone, request_.nik) if value in found], table
    assert person_id in str(dynamodb.scan(TableName="padan-uniqueness")["Items"])
