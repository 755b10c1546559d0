"""Whoever is erased stays unreadable: a dump from before, put back as a restore would, opens for nobody."""

from typing import Any

import pytest
from pynamodb.exceptions import DoesNotExist

from chalicelib import tables
from chalicelib.aws import client
from chalicelib.people import erasure, pending, registration, store
from chalicelib.people.registration import Registration, register
from chalicelib.people.table import PersonalItem
from security import vault
from security.owner_keys_table import OwnerKeyItem
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind
from security.vault import KeyGoneError
from tests import samples
from tests.people.fakes import FakeAccounts

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform", "provider")]
BACKED_UP = ("people", "personal", "uniqueness", "audit", "outbox", "applications", "confirmations")


@pytest.fixture
def provider(monkeypatch):
    fake = FakeAccounts()
    for module in (registration, pending, erasure):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    return fake


def somebody():
    given = {Kind.EMAIL: samples.email(), Kind.PHONE: samples.phone(), Kind.NIK: samples.nik(), Kind.NAME: "Tono Uji"}
    body = {kind.value: value for kind, value in given.items()}
    return register(Registration(password=samples.PASSWORD, **body)), given


def dump(*names: str) -> dict[str, list[Any]]:
    """What a backup of the tables holds."""
    pages = client("dynamodb").get_paginator("scan")
    physical = {name: tables.physical_name(name) for name in names}
    return {
        name: [item for page in pages.paginate(TableName=table) for item in page["Items"]]
        for name, table in physical.items()
    }


def put_back(backup: dict[str, list[Any]], person_id: str) -> None:
    """Write what the backup has of one person, as a restored table would hold it."""
    for name, items in backup.items():
        for item in items:
            if item["pk"]["S"] == person_id:
                client("dynamodb").put_item(TableName=tables.physical_name(name), Item=item)


def read(person_id: str, kind: Kind) -> str | None:
    found = store.find_personal(person_id)
    assert found is not None
    return found.personal.plain(kind, Purpose.EXPORT_OWNER, Principal(id=person_id))


def test_what_a_backup_holds_of_somebody_erased_does_not_open_any_more():
    person_id, given = somebody()
    other, others = somebody()
    assert {kind: read(person_id, kind) for kind in given} == given
    backup = dump(*BACKED_UP)
    erasure.erase(person_id, actor=person_id)
    assert store.find_personal(person_id) is None
    put_back(backup, person_id)
    for process in range(2):
        if process:
            vault.forget()
        for kind in given:
            with pytest.raises(KeyGoneError):
                read(person_id, kind)
    assert {kind: read(other, kind) for kind in others} == others


def test_the_key_is_in_one_table_alone_and_in_no_value():
    person_id, _ = somebody()
    key = OwnerKeyItem.get(person_id)
    wrapped = {key.key.box.box, key.key.box.data_key}
    everything = dump(*(model.Meta.logical_name for model in tables.all_tables()))
    holding = {name for name, items in everything.items() if any(part in str(items) for part in wrapped)}
    assert holding == {"owner-keys"}
    assert {sealed.data_key for sealed in PersonalItem.get(person_id).personal.sealed.values()} == {""}


def test_a_key_that_a_restore_brought_back_goes_again_with_the_erasure():
    person_id, given = somebody()
    backup = dump("owner-keys", *BACKED_UP)
    erasure.erase(person_id, actor=person_id)
    put_back({name: items for name, items in backup.items() if name != "people"}, person_id)
    vault.forget()
    assert read(person_id, Kind.NAME) == given[Kind.NAME]
    erasure.finish(person_id)
    with pytest.raises(DoesNotExist):
        OwnerKeyItem.get(person_id)
    put_back({"personal": backup["personal"]}, person_id)
    with pytest.raises(KeyGoneError):
        read(person_id, Kind.NAME)
    store.find_personal(person_id).delete(add_version_condition=False)


def test_a_registration_that_does_not_come_about_leaves_no_key(monkeypatch):
    before = {item.pk for item in OwnerKeyItem.scan()}
    address = samples.email()
    register(Registration(email=address, password=samples.PASSWORD))
    made = {item.pk for item in OwnerKeyItem.scan()} - before
    assert len(made) == 1
    monkeypatch.setattr(registration, "_make_room", lambda hashes, clock: None)
    with pytest.raises(Exception, match=r"terdaftar|registered"):
        register(Registration(email=address, password=samples.PASSWORD))
    assert {item.pk for item in OwnerKeyItem.scan()} - before == made
