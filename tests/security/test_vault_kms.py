"""The vault of a deployment, on the emulator's key service and audit table."""

import base64

import msgspec
import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib import aws, settings
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from security import vault
from security.audit import entries_of
from security.audit_table import AuditItem
from security.datakeys import KmsDataKeys
from security.principal import Audience, Principal
from security.purposes import Purpose
from security.sealed import Kind

pytestmark = pytest.mark.emulator


@pytest.fixture
def key_id(platform, monkeypatch) -> str:
    made: str = aws.client("kms").create_key(Description="vault")["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("PADAN_VAULT_KEY_ID", made)
    monkeypatch.setenv("PADAN_LOOKUP_SECRET", base64.b64encode(bytes(range(32))).decode())
    settings.forget()
    if not AuditItem.exists():
        AuditItem.create_table(wait=True)
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
    foreign = msgspec.structs.replace(sealed, data_key=base64.b64encode(b"x" * 120).decode())
    with pytest.raises(vault.UnsealError):
        vault.open_sealed(foreign, Purpose.SHOW_OWNER, owner)


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
