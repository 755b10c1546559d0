"""Partners that sign with hmac-sha256: the secret is told once, stored sealed, and gone when it is revoked."""

import base64
import json
from types import SimpleNamespace

import pytest

from chalicelib import aws, partners, settings
from chalicelib.errors import Conflict, NotFound, Unauthenticated
from chalicelib.identifiers import new_identifier
from chalicelib.tables import physical_name
from local.cli.keyring import load_key, save_key
from local.development.guard import LOCAL_HEADER
from local.development.routes import DevelopmentRoutes
from local.http.types import LocalRequest, LocalResponse
from security import shared_secrets
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("customer_key")]
URL = "https://padan.test/v1/partner/vacancies"


@pytest.fixture(scope="module")
def customer_key(stores):
    with pytest.MonkeyPatch.context() as patch:
        made = aws.client("kms").create_key(Description="partners")["KeyMetadata"]["KeyId"]
        patch.setenv("PADAN_VAULT_KEY_ID", made)
        settings.forget()
        shared_secrets.forget()
        yield made
    settings.forget()
    shared_secrets.forget()


def signing_key(issued: partners.IssuedSecret) -> SigningKey:
    secret = base64.b64decode(issued.secret, validate=True)
    return SigningKey(key_id=issued.key_id, algorithm=Algorithm.HMAC_SHA256, private=secret)


def authenticate(key: SigningKey, body: bytes = b"{}\n") -> str:
    headers = {"content-type": "application/x-ndjson"}
    signed = sign(SignedRequest(method="POST", url=URL, headers=headers, body=body), key)
    return partners.authenticate("POST", URL, {name.lower(): value for name, value in signed.items()}, body).id


def test_a_partner_signs_with_its_secret():
    partner = partners.add_partner("Rahasia Bersama")
    assert authenticate(signing_key(partners.issue_secret(partner.id))) == partner.id


def test_another_secret_does_not_serve():
    partner = partners.add_partner("Rahasia Lain")
    issued = partners.issue_secret(partner.id)
    other = SigningKey(key_id=issued.key_id, algorithm=Algorithm.HMAC_SHA256, private=shared_secrets.new_secret())
    with pytest.raises(Unauthenticated) as caught:
        authenticate(other)
    assert caught.value.errors[0].code == "bad_signature"


def test_a_public_key_is_no_shared_secret():
    """Who knows an ed25519 public key cannot use it as if it were the secret of an HMAC."""
    partner = partners.add_partner("Kunci Publik")
    _, public = generate_ed25519()
    registered = partners.add_key(partner.id, public)
    forged = SigningKey(key_id=registered.key_id, algorithm=Algorithm.HMAC_SHA256, private=public)
    with pytest.raises(Unauthenticated) as caught:
        authenticate(forged)
    assert caught.value.errors[0].code == "bad_signature"


def test_nothing_that_is_stored_or_shown_holds_the_secret():
    partner = partners.add_partner("Tersegel")
    issued = partners.issue_secret(partner.id)
    stored = aws.client("dynamodb").get_item(TableName=physical_name("partners"), Key={"pk": {"S": partner.id}})
    text = json.dumps(stored["Item"])
    raw = base64.b64decode(issued.secret)
    assert issued.key_id in text
    for form in (issued.secret, raw.hex(), base64.urlsafe_b64encode(raw).decode()):
        assert form not in text
    assert issued.secret not in repr(issued) + repr(partners.partner(partner.id)) + repr(partners.key_of(issued.key_id))


def test_revoking_ends_the_key_and_forgets_the_secret():
    partner = partners.add_partner("Dicabut")
    issued = partners.issue_secret(partner.id)
    partners.revoke_key(partner.id, issued.key_id)
    (kept,) = partners.partner(partner.id).keys
    assert kept.revoked_at is not None
    assert kept.secret is None
    assert kept.algorithm is Algorithm.HMAC_SHA256
    with pytest.raises(Unauthenticated):
        authenticate(signing_key(issued))


def test_secrets_count_among_the_two_keys():
    partner = partners.add_partner("Dua Rahasia")
    first = partners.issue_secret(partner.id)
    partners.add_key(partner.id, generate_ed25519()[1])
    with pytest.raises(Conflict):
        partners.issue_secret(partner.id)
    assert authenticate(signing_key(first)) == partner.id


def test_an_unknown_partner_gets_no_secret():
    with pytest.raises(NotFound):
        partners.issue_secret(new_identifier("par"))


def dev_partners(**wish: object) -> LocalResponse:
    headers = {"host": "127.0.0.1:8000", LOCAL_HEADER: "1", "accept-language": "en"}
    request = LocalRequest(method="POST", path="/dev/partners", headers=headers, body=json.dumps(wish).encode())
    return DevelopmentRoutes(SimpleNamespace()).serve(request)


def test_the_local_platform_tells_a_secret_once_and_the_keyring_keeps_it(tmp_path):
    made = json.loads(dev_partners(name="Portal Lokal", algorithm="hmac-sha256").body)
    secret = base64.b64decode(made["secret"])
    path = save_key(tmp_path, "Portal Lokal", made["key_id"], secret, Algorithm.HMAC_SHA256)
    assert path.stat().st_mode & 0o077 == 0
    assert authenticate(load_key(tmp_path, "portal lokal")) == made["partner_id"]


def test_the_local_platform_takes_a_public_key_and_tells_no_secret():
    made = json.loads(dev_partners(name="Portal Kunci", public_key=generate_ed25519()[1].decode()).body)
    assert set(made) == {"partner_id", "key_id"}


@pytest.mark.parametrize(
    "wish",
    [
        {"algorithm": "ed25519"},
        {},
        {"algorithm": "hmac-sha256", "public_key": "x"},
    ],
)
def test_a_public_key_belongs_to_ed25519_alone(wish):
    refused = dev_partners(name="Portal Salah", **wish)
    assert refused.status == 400
    assert json.loads(refused.body)["errors"][0]["pointer"] == "/public_key"
    with pytest.raises(NotFound):
        partners.partner_named("Portal Salah")


def test_an_unknown_algorithm_is_named():
    refused = dev_partners(name="Portal Salah", algorithm="md5")
    assert json.loads(refused.body)["errors"][0]["pointer"] == "/algorithm"
