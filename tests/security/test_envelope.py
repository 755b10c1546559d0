"""Boxes open in their own place and nowhere else; secrets of partners go through the key service."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import aws, settings
from chalicelib.errors import Unavailable
from security import shared_secrets
from security.datakeys import KmsDataKeys
from security.envelope import Box, Envelope, UnsealError
from security.sealed import DataKeyUse
from security.shared_secrets import SECRET_BYTES, new_secret, open_secret, seal_secret
from tests.security.test_vault import MemoryKeys


@given(st.binary(max_size=100), st.binary(max_size=20))
def test_what_is_sealed_opens_in_its_context(plain, context):
    envelope = Envelope(MemoryKeys())
    box = envelope.seal(plain, context)
    assert envelope.open_box(msgspec.json.decode(msgspec.json.encode(box), type=Box), context) == plain
    assert envelope.seal(plain, context).box != box.box


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_in_another_context_it_does_not_open(context, other):
    envelope = Envelope(MemoryKeys())
    if context != other:
        with pytest.raises(UnsealError):
            envelope.open_box(envelope.seal(b"secret", context), other)


@pytest.mark.parametrize("change", [{"box": ""}, {"box": "?"}, {"data_key": "AAAA"}, {"data_key": "?"}])
def test_a_damaged_box_does_not_open(change):
    envelope = Envelope(MemoryKeys())
    with pytest.raises(UnsealError):
        envelope.open_box(msgspec.structs.replace(envelope.seal(b"secret", b""), **change), b"")


def test_a_key_service_that_is_down_is_told():
    keys = MemoryKeys()
    keys.down = True
    with pytest.raises(Unavailable):
        Envelope(keys).seal(b"secret", b"")


@pytest.fixture
def customer_key(platform, monkeypatch) -> str:
    made: str = aws.client("kms").create_key(Description="secrets")["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("PADAN_VAULT_KEY_ID", made)
    settings.forget()
    shared_secrets.forget()
    yield made
    shared_secrets.forget()


@pytest.mark.emulator
def test_a_secret_opens_for_its_own_key_alone(customer_key):
    secret = new_secret()
    assert len(secret) == SECRET_BYTES
    box = seal_secret(secret, "key_1")
    shared_secrets.forget()
    assert open_secret(box, "key_1") == secret
    with pytest.raises(UnsealError):
        open_secret(box, "key_2")


@pytest.mark.emulator
def test_data_keys_of_secrets_and_of_the_vault_do_not_mix(customer_key):
    made = KmsDataKeys(aws.client("kms"), customer_key, DataKeyUse.PARTNER_KEYS).new()
    with pytest.raises(ValueError, match="not a data key"):
        KmsDataKeys(aws.client("kms"), customer_key).unwrap(made.wrapped)
