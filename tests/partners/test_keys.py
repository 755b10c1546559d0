"""Partners and keys: two at a time, revocation at once, names once."""

import pytest

from chalicelib import partners
from chalicelib.errors import Conflict, InvalidInput, NotFound
from chalicelib.identifiers import new_identifier
from security.signatures import generate_ed25519

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("stores")]


def new_public() -> bytes:
    return generate_ed25519()[1]


def test_a_partner_is_registered_once_under_its_name():
    first = partners.add_partner("Kerja Cepat")
    assert partners.add_partner("  kerja   CEPAT ") == first
    assert partners.partner_named("KERJA CEPAT").id == first.id
    with pytest.raises(NotFound):
        partners.partner_named("Kerja Lambat")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "!!!"])
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(InvalidInput):
        partners.add_partner(name)


def test_two_keys_at_a_time_and_a_third_after_revoking_one():
    partner = partners.add_partner("Dua Kunci")
    first = partners.add_key(partner.id, new_public())
    second = partners.add_key(partner.id, new_public().decode())
    with pytest.raises(Conflict):
        partners.add_key(partner.id, new_public())
    assert partners.key_of(first.key_id) == first
    partners.revoke_key(partner.id, first.key_id)
    assert partners.key_of(first.key_id) is None
    assert partners.key_of(second.key_id) == second
    third = partners.add_key(partner.id, new_public())
    assert partners.key_of(third.key_id) == third
    assert len(partners.partner(partner.id).keys) == 3


def test_revoking_twice_keeps_the_first_moment():
    partner = partners.add_partner("Cabut Dua Kali")
    key = partners.add_key(partner.id, new_public())
    once = partners.revoke_key(partner.id, key.key_id)
    assert partners.revoke_key(partner.id, key.key_id) == once
    with pytest.raises(NotFound):
        partners.revoke_key(partner.id, new_identifier("key"))


@pytest.mark.parametrize("key", ["", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", b"\xff\xfe"])
def test_what_is_no_key_is_refused(key):
    partner = partners.add_partner("Salah Kunci")
    with pytest.raises(InvalidInput) as caught:
        partners.add_key(partner.id, key)
    assert caught.value.errors[0].pointer == "/public_key"


def test_a_private_key_is_not_taken():
    partner = partners.add_partner("Kunci Rahasia")
    with pytest.raises(InvalidInput):
        partners.add_key(partner.id, generate_ed25519()[0])


@pytest.mark.parametrize(
    "key_id", ["", "key_x", "par_01m80q96rs35474xj7wxpy1e1e", new_identifier("key"), "key_" + "0" * 26]
)
def test_an_unknown_key_is_none(key_id):
    assert partners.key_of(key_id) is None


def test_an_unknown_partner_gets_no_key():
    with pytest.raises(NotFound):
        partners.add_key(new_identifier("par"), new_public())
