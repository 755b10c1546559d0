"""Which proofs are enough to sign in, where two are asked for and where they are not."""

import re

import pytest

from chalicelib import settings
from chalicelib.people import codes, devices, half_proven, verification
from chalicelib.people.table import DeviceItem
from chalicelib.people.verification_model import Channel
from functions.http import ENDPOINTS
from security import audit
from security.accounts import accounts
from security.principal import Audience
from tests import samples
from tests.functions.people_fixtures import api
from tests.functions.proving import Prover, outcome, prover, required
from tests.people.factors import code_now
from tests.platform_fixtures import platform

__all__ = ["api", "platform", "required"]
pytestmark = pytest.mark.emulator

CODE_TOO = "401 /code second_proof_needed"
PASSWORD_TOO = "401 /password second_proof_needed"
FACTOR_TOO = "401 /second_factor second_factor_needed"
REQUIRED = (
    ("usual", "P", CODE_TOO),
    ("usual", "C", PASSWORD_TOO),
    ("usual", "PC", "in"),
    ("usual", "PD", "in"),
    ("usual", "CD", "in"),
    ("usual", "PCD", "in"),
    ("usual", "PR", "in"),
    ("usual", "CR", "in"),
    ("usual", "PCDR", "in"),
    ("two contacts", "C", PASSWORD_TOO),
    ("two contacts", "CO", "in"),
    ("two contacts", "PO", "in"),
    ("two contacts", "PCO", "in"),
    ("no password", "C", "half"),
    ("no password", "CD", "in"),
    ("no password", "CR", "in"),
    ("no contact", "P", "half"),
    ("no contact", "PD", "in"),
    ("no contact", "PR", "in"),
    ("authenticator", "P", FACTOR_TOO),
    ("authenticator", "C", FACTOR_TOO),
    ("authenticator", "PD", FACTOR_TOO),
    ("authenticator", "PCDR", FACTOR_TOO),
    ("authenticator", "PF", "in"),
    ("authenticator", "CF", "in"),
    ("authenticator", "PCF", "in"),
)
OFF = (
    ("usual", "P", "in"),
    ("usual", "C", "in"),
    ("usual", "PC", "in"),
    ("no password", "C", "in"),
    ("no contact", "P", "in"),
    ("authenticator", "P", FACTOR_TOO),
    ("authenticator", "PC", FACTOR_TOO),
    ("authenticator", "CF", "in"),
)


@pytest.mark.parametrize(("kind", "signs", "expected"), REQUIRED)
def test_two_proofs_where_they_are_required(required, kind, signs, expected):
    person = prover(kind)
    reply = person.enters(signs)
    assert outcome(reply) == expected, reply.text
    assert ("device_token" in reply.body) is (expected == "in")
    if "D" in signs and expected == "in":
        assert reply.body["device_token"] == person.device


@pytest.mark.parametrize(("kind", "signs", "expected"), OFF)
def test_one_proof_where_one_is_enough(platform, kind, signs, expected):
    reply = prover(kind).enters(signs)
    assert outcome(reply) == expected, reply.text
    assert "limited" not in reply.body


@pytest.mark.parametrize(
    ("kind", "signs"),
    [
        ("usual", "P"),
        ("usual", "PD"),
        ("usual", "PC"),
        ("no password", "PC"),
        ("no contact", "PD"),
        ("authenticator", "PF"),
    ],
)
def test_a_wrong_password_tells_nothing(required, kind, signs):
    person, stranger = prover(kind), prover("usual")
    reply = person.enters(signs, password="salah-sekali-12")
    unknown = stranger.enters("P", email=samples.email(), password="salah-sekali-12")
    assert (reply.status, reply.body["errors"]) == (401, unknown.body["errors"])


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"code": "000000x"}, "401 /code second_proof_wrong"),
        ({"code_id": "ver_" + "0" * 26}, "401 /code second_proof_wrong"),
        ({"code_id": "what"}, "401 /code second_proof_wrong"),
        ({"other_code_id": "ver_" + "0" * 26, "other_code": "123456"}, "401 /other_code second_proof_wrong"),
        ({"recovery_code": "AAAAAA-BBBBBB-CCCCCC-DDDDDD"}, "401 /recovery_code second_proof_wrong"),
        ({"recovery_code": "?"}, "401 /recovery_code second_proof_wrong"),
    ],
)
@pytest.mark.parametrize("setting", ["required", "off"])
def test_a_second_proof_that_is_wrong_is_named_and_the_first_ones_stay_good(request, platform, setting, more, expected):
    if setting == "required":
        request.getfixturevalue("required")
    person = prover("usual")
    proofs = {**person.proof("P"), **person.proof("C")}
    assert outcome(person.api("POST", "/v1/sessions", {**proofs, **more})) == expected
    assert outcome(person.api("POST", "/v1/sessions", proofs)) == "in"


def test_a_code_that_was_not_enough_stays_good_and_serves_once(required):
    person = prover("usual")
    code = person.code()
    assert outcome(person.api("POST", "/v1/sessions", code)) == PASSWORD_TOO
    both = {**person.proof("P"), **code}
    assert outcome(person.api("POST", "/v1/sessions", both)) == "in"
    assert outcome(person.api("POST", "/v1/sessions", both)) == "401 /code second_proof_wrong"


def test_one_code_twice_is_one_proof(required):
    person = prover("two contacts")
    code = person.code()
    same = {f"other_{name}": value for name, value in code.items()}
    assert outcome(person.api("POST", "/v1/sessions", {**code, **same})) == PASSWORD_TOO
    again = {f"other_{name}": value for name, value in person.code().items()}
    assert outcome(person.api("POST", "/v1/sessions", {**code, **again})) == PASSWORD_TOO, "of the same contact"


def test_a_code_of_another_person_is_no_second_proof(required):
    person, other = prover("usual"), prover("usual")
    theirs = other.code()
    beside = {**person.proof("P"), **theirs}
    assert outcome(person.api("POST", "/v1/sessions", beside)) == "401 /code second_proof_wrong"
    mixed = {**person.code(), **{f"other_{name}": value for name, value in theirs.items()}}
    assert outcome(person.api("POST", "/v1/sessions", mixed)) == "401 /other_code second_proof_wrong"


def test_a_code_that_proves_a_contact_is_no_second_proof(required):
    person = prover("usual")
    started = verification.start(person.id, Channel.PHONE)
    sent = {"code_id": started.id, "code": codes.code_of(started.id)}
    assert outcome(person.api("POST", "/v1/sessions", {**person.proof("P"), **sent})) == "401 /code second_proof_wrong"
    other = {f"other_{name}": value for name, value in sent.items()}
    assert outcome(person.api("POST", "/v1/sessions", {**person.code(), **other})) == (
        "401 /other_code second_proof_wrong"
    )


@pytest.mark.parametrize(
    "body",
    [
        {"code_id": "ver_x", "password": samples.PASSWORD, "email": "a@contoh.invalid"},
        {"code": "123456", "password": samples.PASSWORD, "email": "a@contoh.invalid"},
        {"other_code": "123456", "password": samples.PASSWORD, "email": "a@contoh.invalid"},
        {"code_id": "ver_x", "code": "123456", "other_code_id": "ver_x"},
        {"code_id": "ver_x", "code": "123456", "password": samples.PASSWORD},
        {"recovery_code": "AAAAAA-BBBBBB-CCCCCC-DDDDDD"},
        {"recovery_code": "AAAAAA-BBBBBB-CCCCCC-DDDDDD", "email": "a@contoh.invalid"},
        {"device_token": "dev_x"},
        {"device_token": "x" * 129, "password": samples.PASSWORD, "email": "a@contoh.invalid"},
        {"device_token": 7, "password": samples.PASSWORD, "email": "a@contoh.invalid"},
    ],
)
def test_what_does_not_go_together_is_explained(api, body):
    reply = api("POST", "/v1/sessions", body)
    assert reply.status == 400
    assert reply.pointers


def half(person: Prover, signs: str):
    """A client in a session that began with one proof, and what was answered."""
    reply = person.enters(signs)
    assert outcome(reply) == "half", reply.text
    return person.api.as_bearer(reply.body["access_token"]), reply.body


NEEDED = (403, {"Authorization": "second_proof_required"})


def test_a_session_of_one_proof_opens_nothing_but_the_second(required):
    client, session = half(prover("no password"), "C")
    open_ones = set()
    for each in ENDPOINTS:
        path = re.sub(r"\{\w+\}", "x", each.path)
        if Audience.SEEKER not in each.audience or Audience.PUBLIC in each.audience:
            continue
        if half_proven.opens(path):
            open_ones.add(f"{each.method} {each.path}")
            continue
        reply = client(each.method, path)
        assert (reply.status, reply.pointers) == NEEDED, f"{each.method} {path}"
    assert open_ones == {
        "PUT /v1/people/me/password",
        "POST /v1/people/me/second-factor",
        "PUT /v1/people/me/second-factor",
        "DELETE /v1/people/me/second-factor",
        "POST /v1/people/me/verifications",
        "POST /v1/people/me/verifications/{id}/confirm",
        "DELETE /v1/sessions/current",
    }
    assert client("GET", "/v1/vacancies?q=kasir").status == 200, "what is public is public"
    renewed = client("POST", "/v1/sessions/refresh", {"refresh_token": session["refresh_token"]})
    assert renewed.status == 200
    client = client.as_bearer(renewed.body["access_token"])
    assert (client("GET", "/v1/people/me").status, client("GET", "/v1/people/me").pointers) == NEEDED
    assert client("DELETE", "/v1/sessions/current").status == 204


def test_a_first_password_opens_everything(required):
    person = prover("no password")
    client, _ = half(person, "C")
    changed = client("PUT", "/v1/people/me/password", {"new_password": "hujan sore di beranda", **person.code()})
    assert changed.status == 200, changed.text
    assert "limited" not in changed.body
    assert person.api.as_bearer(changed.body["access_token"])("GET", "/v1/people/me").status == 200
    person.password = "hujan sore di beranda"
    assert outcome(person.enters("P")) == CODE_TOO, "the password is there now, the device is not known"
    assert outcome(person.enters("PR")) == "in"


@pytest.mark.parametrize("forgetting", [False, True])
def test_naming_the_password_once_more_is_no_second_proof(required, forgetting):
    """Whoever has nothing but somebody's password makes it another one, and has still one proof."""
    person, new = prover("no contact"), "hujan sore di beranda"
    client, _ = half(person, "P")
    for old in (person.password, new):
        change = {"current_password": old, "new_password": f"{new}!" if old == new else new}
        changed = client("PUT", "/v1/people/me/password", {**change, "forget_devices": forgetting})
        assert (changed.status, changed.body["limited"]) == (200, True)
        client = client.as_bearer(changed.body["access_token"])
        assert (client("GET", "/v1/people/me").status, client("GET", "/v1/people/me").pointers) == NEEDED
    renewed = client("POST", "/v1/sessions/refresh", {"refresh_token": changed.body["refresh_token"]})
    fresh = client.as_bearer(renewed.body["access_token"])
    assert (fresh("GET", "/v1/people/me").status, fresh("GET", "/v1/people/me").pointers) == NEEDED
    started = fresh("POST", "/v1/people/me/verifications", {"channel": "email"}).body["id"]
    proof = {"code": codes.code_of(started)}
    assert fresh("POST", f"/v1/people/me/verifications/{started}/confirm", proof).status == 200
    assert fresh("GET", "/v1/people/me").status == 200


def test_who_is_in_with_two_proofs_stays_so_with_a_new_password(required):
    person = prover("no contact")
    whole = person.api.as_bearer(person.enters("PD").body["access_token"])
    change = {"current_password": person.password, "new_password": "hujan sore di beranda"}
    changed = whole("PUT", "/v1/people/me/password", change)
    assert changed.status == 200
    assert "limited" not in changed.body
    assert whole.as_bearer(changed.body["access_token"])("GET", "/v1/people/me").status == 200


def test_a_second_factor_opens_everything_in_the_session_that_confirms_it(required):
    person = prover("no password")
    other, _ = half(person, "C")
    client, _ = half(person, "C")
    secret = client("POST", "/v1/people/me/second-factor").body["secret"]
    assert (client("GET", "/v1/people/me").status, client("GET", "/v1/people/me").pointers) == NEEDED
    assert client("PUT", "/v1/people/me/second-factor", {"code": code_now(secret)}).status == 200
    assert client("GET", "/v1/people/me").status == 200
    assert other("GET", "/v1/people/me").status == 401, "other sessions ended"


def test_a_contact_that_is_proven_opens_everything_in_that_session_alone(required):
    person = prover("no contact")
    other, _ = half(person, "P")
    client, _ = half(person, "P")
    started = client("POST", "/v1/people/me/verifications", {"channel": "email"})
    assert started.status == 201, started.text
    path = f"/v1/people/me/verifications/{started.body['id']}/confirm"
    assert client("POST", path, {"code": "000000x"}).status == 400
    assert (client("GET", "/v1/people/me").status, client("GET", "/v1/people/me").pointers) == NEEDED
    assert client("POST", path, {"code": codes.code_of(started.body["id"])}).status == 200
    assert client("GET", "/v1/people/me").status == 200
    assert (other("GET", "/v1/people/me").status, other("GET", "/v1/people/me").pointers) == NEEDED
    assert outcome(person.enters("P")) == CODE_TOO


def test_half_a_session_is_asked_for_no_more_once_the_setting_is_off(required, monkeypatch):
    client, _ = half(prover("no password"), "C")
    monkeypatch.setenv("PADAN_SECOND_PROOF", "off")
    settings.forget()
    assert client("GET", "/v1/people/me").status == 200


def test_whoever_registers_is_on_a_known_device(api, required):
    address = samples.email()
    made = api("POST", "/v1/people", {"email": address, "password": samples.PASSWORD}, user_agent=PHONE)
    assert made.status == 201
    token = made.body["session"]["device_token"]
    signed = {"email": address, "password": samples.PASSWORD, "device_token": token}
    assert outcome(api("POST", "/v1/sessions", signed)) == "in"
    found = devices.of_person(made.body["person"]["id"])
    assert [(each.id, each.device) for each in found] == [(token.partition(".")[0], "Android, Chrome")]


PHONE = "Mozilla/5.0 (Linux; Android 12; M2101K7BG) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


def test_an_account_that_the_pool_lost_signs_in_by_code_and_chooses_a_password(required):
    person = prover("usual")
    accounts().delete(person.id)
    client, _ = half(person, "C")
    changed = client("PUT", "/v1/people/me/password", {"new_password": samples.PASSWORD, **person.code()})
    assert changed.status == 200
    assert outcome(person.enters("PD")) == "in", "the device is known in every region"


def test_a_recovery_code_serves_once_and_is_in_the_audit(required):
    person = prover("usual")
    handed = person.proof("R")
    assert outcome(person.api("POST", "/v1/sessions", {**person.code(), **handed})) == "in"
    assert outcome(person.api("POST", "/v1/sessions", {**person.code(), **handed})) == (
        "401 /recovery_code second_proof_wrong"
    )
    actions = [entry.action for entry in audit.entries_of(person.id)]
    assert (actions.count("give_recovery_code"), actions.count("use_recovery_code")) == (1, 1)
    assert not [item for item in DeviceItem.query(person.id) if item.sk == "office-code"]
