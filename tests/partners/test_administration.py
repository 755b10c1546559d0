"""Administrators add partners, change keys, suspend; nobody else does, and each act is told of."""

import base64

import pytest

from chalicelib import aws, partners, settings
from chalicelib.errors import Forbidden, Unauthenticated
from chalicelib.identifiers import new_identifier
from security import audit, shared_secrets
from security.principal import Audience
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign

pytestmark = pytest.mark.emulator
URL = "https://padan.test/v1/partner/vacancies"


@pytest.fixture(scope="module", autouse=True)
def customer_key(store):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_VAULT_KEY_ID", aws.client("kms").create_key(Description="admin")["KeyMetadata"]["KeyId"])
        settings.forget()
        shared_secrets.forget()
        yield
    settings.forget()
    shared_secrets.forget()


@pytest.fixture
def admin(caller):
    return caller.sign_in(Audience.ADMIN)


def add(admin, name: str) -> str:
    made = admin.send("POST", "/v1/partners", {"name": name})
    assert made.status == 201, made.text
    return str(made.json["id"])


def entered(key: SigningKey) -> str:
    request = SignedRequest(method="POST", url=URL, headers={"content-type": "application/x-ndjson"}, body=b"{}\n")
    headers = {name.lower(): value for name, value in sign(request, key).items()}
    return partners.authenticate("POST", URL, headers, b"{}\n").id


def test_a_partner_is_added_once_and_read(admin):
    partner_id = add(admin, "Kerja Bersama")
    assert add(admin, "kerja  BERSAMA") == partner_id
    found = admin.send("GET", f"/v1/partners/{partner_id}")
    assert (found.status, found.json["name"], found.json["keys"]) == (200, "Kerja Bersama", [])
    assert found.headers["cache-control"] == "no-store"
    assert admin.send("GET", f"/v1/partners/{new_identifier('par')}").status == 404


def test_keys_come_and_go_and_sign_meanwhile(admin):
    partner_id = add(admin, "Putar Kunci")
    place = f"/v1/partners/{partner_id}/keys"
    private, public = generate_ed25519()
    first = admin.send("POST", place, {"public_key": public.decode()})
    assert (first.status, first.json["algorithm"], "secret" in first.json) == (201, "ed25519", False)
    assert admin.send("POST", place, {"public_key": public.decode()}).json == first.json
    second = admin.send("POST", place, {})
    assert (second.status, second.json["algorithm"]) == (201, "hmac-sha256")
    old = SigningKey(key_id=first.json["key_id"], algorithm=Algorithm.ED25519, private=private)
    new = SigningKey(
        key_id=second.json["key_id"],
        algorithm=Algorithm.HMAC_SHA256,
        private=base64.b64decode(second.json["secret"], validate=True),
    )
    assert entered(old) == entered(new) == partner_id
    assert admin.send("POST", place, {}).status == 409
    gone = admin.send("DELETE", f"{place}/{old.key_id}")
    assert gone.status == 200
    assert [("revoked_at" in key, key["key_id"]) for key in gone.json["keys"]] == [
        (True, old.key_id),
        (False, new.key_id),
    ]
    assert second.json["secret"] not in gone.text
    assert entered(new) == partner_id
    with pytest.raises(Unauthenticated):
        entered(old)
    assert admin.send("DELETE", f"{place}/{new_identifier('key')}").status == 404


def test_a_suspension_stops_and_its_end_lets_go_on(admin):
    partner_id = add(admin, "Berhenti Sejenak")
    private, public = generate_ed25519()
    made = admin.send("POST", f"/v1/partners/{partner_id}/keys", {"public_key": public.decode()}).json
    key = SigningKey(key_id=made["key_id"], algorithm=Algorithm.ED25519, private=private)
    place = f"/v1/partners/{partner_id}/suspension"
    stopped = admin.send("POST", place, {"reason": "Lowongan palsu"})
    assert (stopped.status, stopped.json["reason"]) == (200, "Lowongan palsu")
    with pytest.raises(Forbidden):
        entered(key)
    again = admin.send("DELETE", place)
    assert "suspended_at" not in again.json
    assert entered(key) == partner_id


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("", {"name": ""}, "/name"),
        ("", {"name": "x" * 101}, "/name"),
        ("", {"name": "x", "keys": []}, "/keys"),
        ("/{id}/keys", {"public_key": "x"}, "/public_key"),
        ("/{id}/keys", {"algorithm": "rsa"}, "/algorithm"),
        ("/{id}/suspension", {"reason": ""}, "/reason"),
        ("/{id}/suspension", {"reason": "   "}, "/reason"),
        ("/{id}/suspension", {}, "/reason"),
    ],
)
def test_what_is_wrong_is_named(admin, path, body, pointer):
    partner_id = add(admin, "Salah Isi")
    refused = admin.send("POST", "/v1/partners" + path.replace("{id}", partner_id), body)
    assert refused.status == 400
    assert pointer in refused.pointers()


@pytest.mark.parametrize("role", [each for each in Audience if each not in (Audience.ADMIN, Audience.PUBLIC)])
def test_nobody_else_may(admin, caller, role):
    partner_id = add(admin, "Bukan Urusan")
    before = admin.send("GET", f"/v1/partners/{partner_id}").json
    person = caller.sign_in(role, regions=("32",) if role is Audience.OFFICER else ())
    for method, path, body in (
        ("POST", "", {"name": "Mitra Gelap"}),
        ("GET", f"/{partner_id}", None),
        ("POST", f"/{partner_id}/keys", {}),
        ("DELETE", f"/{partner_id}/keys/{new_identifier('key')}", None),
        ("POST", f"/{partner_id}/suspension", {"reason": "x"}),
        ("DELETE", f"/{partner_id}/suspension", None),
    ):
        assert person.send(method, f"/v1/partners{path}", body).status == 403, (method, path)
        assert caller.send(method, f"/v1/partners{path}", body).status == 401, (method, path)
    assert admin.send("GET", f"/v1/partners/{partner_id}").json == before


def test_the_audit_names_who_did_it(admin, caller):
    partner_id = add(admin, "Diaudit")
    other = caller.sign_in(Audience.ADMIN)
    made = other.send("POST", f"/v1/partners/{partner_id}/keys", {}).json
    other.send("DELETE", f"/v1/partners/{partner_id}/keys/{made['key_id']}")
    acts = [(entry.action, entry.actor) for entry in reversed(audit.entries_of(partner_id))]
    changes = [act for act in acts if act[0] in {"add_partner", "issue_secret", "revoke_key"}]
    assert changes == [("add_partner", admin.id), ("issue_secret", other.id), ("revoke_key", other.id)]
