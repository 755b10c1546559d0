"""The vault of a deployment, on the emulator's key service and audit table."""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib import aws, settings
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from security import vault
from security.audit import entries_of
from security.audit_table import AuditItem
from security.datakeys import KmsDataKeys
from security.envelope import Envelope
from security.owner_keys import OwnerKeys
from security.owner_keys_table import OwnerKeyItem, TableShelf
from security.principal import Audience, Principal
from security.purposes import Purpose
from security.sealed import Kind, Sealed

pytestmark = pytest.mark.emulator


@pytest.fixture
def key_id(platform, monkeypatch) -> str:
    made: str = aws.client("kms").create_key(Description="vault")["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("PADAN_VAULT_KEY_ID", made)
    monkeypatch.setenv("PADAN_LOOKUP_SECRET", base64.b64encode(bytes(range(32))).decode())
    settings.forget()
    for table in (AuditItem, OwnerKeyItem):
        if not table.exists():
            table.create_table(wait=True)
    return made


def test_personal_data_goes_through_the_key_service_and_the_audit(key_id):
    owner = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
    sealed = vault.seal("0812-3456-7890", Kind.PHONE, owner.id)
    assert vault.open_sealed(sealed, Purpose.SHOW_OWNER, owner) == "+6281234567890"
    (entry,) = entries_of(owner.id)
    assert (entry.actor, entry.action, entry.purpose) == (owner.id, "read_phone", "show_owner")
    assert "81234" not in str(entry)


def test_another_process_opens_what_this_one_sealed(key_id):
    owner = Principal(id=new_identifier("per"))
    sealed = vault.seal("ani@contoh.test", Kind.EMAIL, owner.id)
    vault.forget()
    assert vault.open_sealed(sealed, Purpose.SHOW_OWNER, owner) == "ani@contoh.test"
    assert vault.lookup_hash(Kind.EMAIL, "ANI@contoh.test") == vault.lookup_hash(Kind.EMAIL, "ani@contoh.test")


def test_a_key_that_the_service_did_not_wrap_does_not_open(key_id):
    owner = Principal(id=new_identifier("per"))
    sealed = vault.seal("ani@contoh.test", Kind.EMAIL, owner.id)
    item = OwnerKeyItem.get(owner.id)
    foreign = msgspec.structs.replace(item.key.box, data_key=base64.b64encode(b"x" * 120).decode())
    item.key = msgspec.structs.replace(item.key, box=foreign)
    item.save()
    vault.forget()
    with pytest.raises(vault.UnsealError):
        vault.open_sealed(sealed, Purpose.SHOW_OWNER, owner)


def test_what_an_older_form_holds_opens_and_moves_under_the_owners_key(key_id):
    owner = Principal(id=new_identifier("per"))
    envelope = Envelope(KmsDataKeys(aws.client("kms"), key_id))
    box = envelope.seal(b"ani@contoh.test", f"padan/1\nemail\n{owner.id}".encode())
    old = Sealed(kind=Kind.EMAIL, owner=owner.id, data_key=box.data_key, box=box.box)
    assert vault.open_sealed(old, Purpose.SHOW_OWNER, owner) == "ani@contoh.test"
    new = vault.vault().reseal(old)
    assert (new.form, new.data_key) == (2, "")
    assert vault.open_sealed(new, Purpose.SHOW_OWNER, owner) == "ani@contoh.test"
    vault.shred(owner.id)
    with pytest.raises(vault.KeyGoneError):
        vault.open_sealed(new, Purpose.SHOW_OWNER, owner)


def test_of_many_processes_that_make_a_key_at_once_one_wins(key_id):
    owner, shelf = new_identifier("per"), TableShelf()
    processes = [OwnerKeys(Envelope(KmsDataKeys(aws.client("kms"), key_id)), shelf) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda each: each.for_sealing(owner), processes))
    assert len(keys) == 1


def test_after_a_new_customer_key_old_boxes_open_and_new_ones_are_under_the_new(key_id, monkeypatch):
    owner, other = (Principal(id=new_identifier("per")) for _ in range(2))
    before = vault.seal("ani@contoh.test", Kind.EMAIL, owner.id)
    fresh = aws.client("kms").create_key(Description="the next vault")["KeyMetadata"]["KeyId"]
    _use(monkeypatch, f"{fresh} {key_id}")
    assert vault.open_sealed(before, Purpose.SHOW_OWNER, owner) == "ani@contoh.test"
    after = vault.seal("budi@contoh.test", Kind.EMAIL, other.id)
    assert vault.vault().rewrap(owner.id, SYSTEM_CLOCK.now())
    assert not vault.vault().rewrap(owner.id, SYSTEM_CLOCK.now() - timedelta(minutes=1))
    _use(monkeypatch, fresh)
    aws.client("kms").disable_key(KeyId=key_id)
    assert vault.open_sealed(after, Purpose.SHOW_OWNER, other) == "budi@contoh.test"
    assert vault.open_sealed(before, Purpose.SHOW_OWNER, owner) == "ani@contoh.test"


def test_without_wrapping_anew_the_old_customer_key_is_still_needed(key_id, monkeypatch):
    owner = Principal(id=new_identifier("per"))
    sealed = vault.seal("ani@contoh.test", Kind.EMAIL, owner.id)
    _use(monkeypatch, aws.client("kms").create_key(Description="the next vault")["KeyMetadata"]["KeyId"])
    with pytest.raises(vault.UnsealError):
        vault.open_sealed(sealed, Purpose.SHOW_OWNER, owner)


def _use(monkeypatch, key_ids):
    monkeypatch.setenv("PADAN_VAULT_KEY_ID", key_ids)
    settings.forget()
    vault.forget()


def test_a_key_wrapped_for_something_else_does_not_open(key_id):
    other = aws.client("kms").generate_data_key(KeyId=key_id, KeySpec="AES_256", EncryptionContext={"use": "other"})
    with pytest.raises(ValueError, match="not a data key"):
        KmsDataKeys(aws.client("kms"), key_id).unwrap(other["CiphertextBlob"])


def test_a_key_service_that_is_down_is_unavailable():
    class Down:
        def generate_data_key(self, **parameters: object) -> None:
            raise EndpointConnectionError(endpoint_url="http://127.0.0.1:1")

    with pytest.raises(Unavailable):
        KmsDataKeys(Down(), "key").new()


def test_a_disabled_key_is_unavailable(key_id):
    keys = KmsDataKeys(aws.client("kms"), key_id)
    aws.client("kms").disable_key(KeyId=key_id)
    with pytest.raises(Unavailable):
        keys.new()


def test_a_key_is_needed():
    with pytest.raises(RuntimeError, match="PADAN_VAULT_KEY_ID"):
        KmsDataKeys(object(), "")
