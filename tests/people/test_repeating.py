"""After a restore whoever had their data erased is erased again, by what the tombstones or the audit tell."""

import pytest

from chalicelib import people
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.people import erasure, pending, registration, store
from chalicelib.people.model import PersonState
from chalicelib.people.personal import hashes_of, holder_of
from chalicelib.people.registration import Registration, register
from chalicelib.people.table import PersonalItem, PersonItem
from chalicelib.rights import erasing
from infra_cdk.drills.erasing import repeat
from security import audit
from security.sealed import Kind
from tests import samples
from tests.people.fakes import FakeAccounts

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]


@pytest.fixture(autouse=True)
def provider(monkeypatch):
    fake = FakeAccounts()
    for module in (registration, pending, erasure):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    return fake


def _registered(address):
    return register(Registration(email=address, name="Tono", password=samples.PASSWORD))


def _restored(model, person_id):
    """Return what puts the stored item back as a restore does, whatever happened to it since."""
    description = {"TableName": model.Meta.table_name, "Key": {"pk": {"S": person_id}}}
    connection = model._get_connection().connection.client
    item = connection.get_item(**description)["Item"]
    return lambda: connection.put_item(TableName=description["TableName"], Item=item)


def _back():
    """Return who lives although the audit tells of their erasure; erasures that failed in other tests leave some."""
    living = {person.id for person, _ in people.stored() if person.state is not PersonState.ERASED}
    return living & set(audit.subjects_of("erase"))


@pytest.mark.parametrize("models", [(PersonItem,), (PersonalItem,), (PersonItem, PersonalItem)])
def test_somebody_who_is_back_is_erased_again(models):
    address = samples.email()
    person_id = _registered(address)
    restores = [_restored(model, person_id) for model in models]
    erasure.erase(person_id, actor=person_id)
    for restore in restores:
        restore()
    back = _back()
    found = repeat()
    assert store.get(person_id)[0].state is PersonState.ERASED
    assert store.find_personal(person_id) is None
    assert holder_of(Kind.EMAIL, hashes_of({Kind.EMAIL: address})[Kind.EMAIL]) is None
    assert (person_id in back) is (PersonItem in models)
    assert (found.back, _back()) == (len(back), set())


def test_memberships_end_as_well(monkeypatch):
    person_id = _registered(samples.email())
    erasure.erase(person_id, actor=person_id)
    ended = []
    monkeypatch.setattr(erasing, "STEPS", {**erasing.STEPS, "memberships": ended.append})
    repeat()
    assert person_id in ended


def test_the_living_stay_and_the_unknown_are_told():
    living, unknown = _registered(samples.email()), new_identifier("per")
    audit.record(actor=unknown, action="erase", subject=unknown, purpose="erasure")
    found = repeat()
    assert store.load(living).person.state is not PersonState.ERASED
    assert unknown in found.nobody


def test_a_step_that_fails_is_told_to_the_operator(provider):
    person_id = _registered(samples.email())
    erasure.erase(person_id, actor=person_id)
    provider.failing.add("delete")
    with pytest.raises(Unavailable):
        repeat()
