"""Erasure stops at each of its steps and is finished when the tombstone comes through the stream again."""

import pytest

from chalicelib import documents
from chalicelib.errors import NotFound, PreconditionFailed, Unavailable
from chalicelib.people import erasure, pending, registration, store
from chalicelib.people.model import PersonState
from chalicelib.people.personal import hashes_of, holder_of
from chalicelib.people.registration import Registration, register
from security.audit import entries_of
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
def address():
    return samples.email()


@pytest.fixture
def person_id(provider, address):
    return register(Registration(email=address, name="Tono", password=samples.PASSWORD))


def fail(*_arguments, **_options):
    raise Unavailable


def nothing_is_left(provider, person_id, address):
    held = holder_of(Kind.EMAIL, hashes_of({Kind.EMAIL: address})[Kind.EMAIL])
    return provider.passwords == {} and held is None and store.find_personal(person_id) is None


STEPS = {
    "account": lambda patch, fake: fake.failing.add("delete"),
    "after the account": lambda patch, fake: fake.late.add("delete"),
    "documents": lambda patch, fake: patch.setattr(documents, "erase_all", fail),
    "markers": lambda patch, fake: patch.setattr(erasure, "_release", fail),
}


@pytest.mark.parametrize("step", STEPS)
def test_goes_on_where_it_stopped(step, provider, person_id, address, monkeypatch):
    with monkeypatch.context() as patch:
        STEPS[step](patch, provider)
        erasure.erase(person_id, actor=person_id)
        assert store.get(person_id)[0].state is PersonState.ERASED
        assert not nothing_is_left(provider, person_id, address)
        with pytest.raises(Unavailable):
            erasure.finish(person_id)
    provider.failing.clear()
    provider.late.clear()
    erasure.finish(person_id)
    assert nothing_is_left(provider, person_id, address)
    erasure.finish(person_id)


def test_the_tombstone_holds_nothing_of_the_person(provider, person_id):
    erasure.erase(person_id, actor=person_id)
    tombstone, _ = store.get(person_id)
    assert (tombstone.profile.skills, tombstone.verified, tombstone.consents) == ((), (), {})
    assert [entry.action for entry in entries_of(person_id)] == ["erase"]


def test_a_living_person_is_left_alone(provider, person_id, address):
    erasure.finish(person_id)
    erasure.finish("per_never")
    assert not nothing_is_left(provider, person_id, address)


def test_an_erased_contact_that_somebody_else_took_stays_theirs(provider, person_id, address, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(documents, "erase_all", fail)
        erasure.erase(person_id, actor=person_id)
    successor = register(Registration(email=address, password=samples.PASSWORD))
    erasure.finish(person_id)
    held = holder_of(Kind.EMAIL, hashes_of({Kind.EMAIL: address})[Kind.EMAIL])
    assert held == successor
    assert set(provider.passwords) == {successor}


def test_refuses_a_stale_version_and_a_stranger(provider, person_id):
    with pytest.raises(PreconditionFailed):
        erasure.erase(person_id, actor=person_id, expected=99)
    with pytest.raises(NotFound):
        erasure.erase("per_never", actor="per_never")
