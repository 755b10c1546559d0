"""A person's identity and certificates over the interface: consent first, then registers, then the profile shows it."""

import pytest

from chalicelib.linkage import requesting, table
from chalicelib.people import erasure
from functions.applications import forget
from local.http.context import LambdaContext
from tests.functions.linkage_fixtures import answering, resolve
from tests.functions.people_fixtures import api, registered
from tests.platform_fixtures import platform

__all__ = ["api", "platform"]
pytestmark = pytest.mark.emulator
PLACE = "/v1/people/me/confirmations"
LICENCE = {"what": "licence:sim_a", "kind": "permit"}
_serials = iter(range(1, 999))


@pytest.fixture
def sandboxes(monkeypatch, platform):
    yield from answering(monkeypatch)


def somebody(api, ending=None, *, consents=True, **more):
    """Somebody new whose NIK ends in what chooses the sandbox's behaviour."""
    serial = ending or f"{next(_serials):04d}"
    agreed = {"consents": {"check_in_registers": 1}} if consents else {}
    nik = f"3273{next(_serials) % 30 + 1:02d}010190{serial}"
    return registered(api, **{"name": "Sari Contoh", "nik": nik, **agreed, **more})


def states(person):
    return {entry["about"]: entry["state"] for entry in person.api("GET", "/v1/confirmations").body["items"]}


def confirmed(person):
    return person.api("GET", "/v1/people/me").body["confirmed"]


def stating(person, **profile):
    reply = person.api("PUT", "/v1/people/me/profile", profile, if_match=person.version)
    assert reply.status == 200, reply.text


def test_an_identity_is_confirmed_with_consent(api, sandboxes):
    person = somebody(api)
    reply = person.api("POST", PLACE, {"what": "identity"})
    assert (reply.status, reply.body["state"]) == (202, "pending")
    resolve()
    assert states(person) == {"identity": "confirmed"}
    assert confirmed(person) == ["identity"]


@pytest.mark.parametrize(
    ("ending", "state", "differences"),
    [("9001", "unknown", None), ("9002", "contradicted", ["name"]), ("9003", "contradicted", ["deceased"])],
)
def test_what_the_register_does_not_confirm_is_not_shown_as_confirmed(api, sandboxes, ending, state, differences):
    person = somebody(api, ending)
    person.api("POST", PLACE, {"what": "identity"})
    resolve()
    (found,) = person.api("GET", "/v1/confirmations").body["items"]
    assert (found["state"], found.get("differences")) == (state, differences)
    assert confirmed(person) == []


CONSENT, NAME, NIK = "/consents/check_in_registers", "/name", "/nik"


@pytest.mark.parametrize(
    ("missing", "pointers"),
    [
        ({"consents": False}, {CONSENT: "consent_needed"}),
        ({"name": None}, {NAME: "required"}),
        ({"nik": None}, {NIK: "required"}),
        ({"name": None, "nik": None}, {NAME: "required", NIK: "required"}),
        (
            {"consents": False, "name": None, "nik": None},
            {CONSENT: "consent_needed", NAME: "required", NIK: "required"},
        ),
    ],
)
def test_without_consent_name_or_number_nothing_is_asked_and_each_is_named(api, sandboxes, missing, pointers):
    given = {key: value for key, value in missing.items() if key != "consents"}
    person = somebody(api, consents=missing.get("consents", True), **given)
    reply = person.api("POST", PLACE, {"what": "identity"})
    assert (reply.status, reply.pointers) == (409, pointers)
    for pointer, word in ((CONSENT, "pemeriksaan"), (NAME, "nama"), (NIK, "NIK")):
        assert (word in reply.body["detail"]) is (pointer in pointers)
    assert states(person) == {}


@pytest.mark.parametrize("missing", [{}, {"nik": None}, {"consents": False}])
def test_what_is_not_stated_is_told_before_anything_that_is_lacking(api, sandboxes, missing):
    given = {key: value for key, value in missing.items() if key != "consents"}
    person = somebody(api, consents=missing.get("consents", True), **given)
    reply = person.api("POST", PLACE, {"what": "abc"})
    assert (reply.status, reply.pointers) == (400, {"/what": "not_stated"})


def test_too_many_at_once_are_refused_by_name(api, sandboxes, monkeypatch):
    monkeypatch.setattr(requesting, "MOST", 1)
    person = somebody(api)
    stating(person, licences=["sim_a"])
    assert person.api("POST", PLACE, {"what": "identity"}).status == 202
    more = person.api("POST", PLACE, {**LICENCE, "number": "SIP/2024/77000009"})
    assert (more.status, more.pointers) == (409, {"/what": "too_many"})
    assert person.api("POST", PLACE, {"what": "identity"}).status == 202


def test_the_export_has_what_registers_said_and_no_number(api, sandboxes):
    person = somebody(api, "9002")
    stating(person, licences=["sim_a"])
    person.api("POST", PLACE, {"what": "identity"})
    person.api("POST", PLACE, {**LICENCE, "number": "SIP/2024/77000008"})
    resolve()
    taken = person.api("GET", "/v1/people/me/export", accept_language="en")
    found = {entry["about"]: entry for entry in taken.body["confirmations"]}
    assert {about: entry["state"] for about, entry in found.items()} == {
        "identity": "contradicted",
        "permit/licence:sim_a": "confirmed",
    }
    assert found["identity"]["differences"] == ["name"]
    assert "the name differs" in found["identity"]["text"]
    assert "77000008" not in taken.text


def test_the_export_of_who_asked_nothing_has_no_confirmation(api):
    assert somebody(api).api("GET", "/v1/people/me/export").body["confirmations"] == []


def test_a_consent_that_is_withdrawn_stops_what_is_pending(api, sandboxes):
    person = somebody(api)
    person.api("POST", PLACE, {"what": "identity"})
    withdrawn = person.api("PUT", "/v1/people/me/consents", {"consents": {}}, if_match=person.version)
    assert withdrawn.status == 200, withdrawn.text
    resolve()
    assert states(person) == {}
    assert not sandboxes.asked


def test_a_certificate_confirms_what_the_profile_states_and_its_number_is_shown_to_nobody(api, sandboxes):
    person = somebody(api)
    stating(person, licences=["sim_a"])
    number = "SIP/2024/77000001"
    reply = person.api("POST", PLACE, {**LICENCE, "number": number})
    assert (reply.status, reply.body["state"]) == (202, "pending"), reply.text
    resolve()
    shown = person.api("GET", "/v1/confirmations")
    assert states(person) == {"permit/licence:sim_a": "confirmed"}
    assert confirmed(person) == ["licence:sim_a"]
    stored = platform_text(person.id)
    assert number not in shown.text + reply.text + stored
    assert "77000001" not in stored


def platform_text(person_id):
    from chalicelib.linkage.table import ConfirmationItem

    return "".join(str(item.to_dynamodb_dict()) for item in ConfirmationItem.query(person_id, consistent_read=True))


def test_what_leaves_the_profile_is_not_shown_any_more(api, sandboxes):
    person = somebody(api)
    stating(person, licences=["sim_a"])
    person.api("POST", PLACE, {**LICENCE, "number": "SIP/2024/77000002"})
    resolve()
    version = person.api("GET", "/v1/people/me").headers["etag"]
    person.api("PUT", "/v1/people/me/profile", {"licences": []}, if_match=version)
    assert confirmed(person) == []


def test_a_revoked_certificate_is_a_contradiction(api, sandboxes):
    person = somebody(api)
    stating(person, licences=["sim_a"])
    person.api("POST", PLACE, {**LICENCE, "number": "SIP/2024/9003"})
    resolve()
    (found,) = person.api("GET", "/v1/confirmations").body["items"]
    assert (found["state"], found["differences"]) == ("contradicted", ["revoked"])
    assert confirmed(person) == []


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"what": "licence:sim_c", "kind": "permit", "number": "ABC-123"}, "/what", "not_stated"),
        ({"what": "licence:sim_a", "number": "ABC-123"}, "/kind", "required"),
        ({"what": "licence:sim_a", "kind": "permit"}, "/number", "required"),
        ({"what": "licence:sim_a", "kind": "permit", "number": "ABC_123!"}, "/number", "malformed"),
        ({"what": "licence:sim_a", "kind": "rumour", "number": "ABC-123"}, "/kind", "invalid"),
        ({"what": "licence:sim_a", "nik": "1"}, "/nik", "unknown_field"),
    ],
)
def test_a_wrong_field_is_named(api, sandboxes, body, pointer, code):
    person = somebody(api)
    stating(person, licences=["sim_a"])
    reply = person.api("POST", PLACE, body)
    assert (reply.status, reply.body["errors"][0]["pointer"], reply.body["errors"][0]["code"]) == (400, pointer, code)


def test_an_erased_person_leaves_no_confirmation(api, platform, sandboxes):
    person = somebody(api)
    person.api("POST", PLACE, {"what": "identity"})
    assert person.api("DELETE", "/v1/people/me").status == 204
    items = platform.client("dynamodb").scan(TableName="padan-outbox", ConsistentRead=True)["Items"]
    records = [
        {"eventName": "INSERT", "dynamodb": {"SequenceNumber": str(place), "NewImage": item}}
        for place, item in enumerate(items)
        if item["event"]["M"]["subject"]["S"] == person.id
    ]
    for _ in range(2):
        assert forget({"Records": records}, LambdaContext("forget_people", 60)) == {"batchItemFailures": []}
    assert platform_text(person.id) == ""
    resolve()
    assert not sandboxes.asked


@pytest.mark.parametrize("body", [{"what": "identity"}, LICENCE | {"number": "1234567890"}])
def test_whoever_is_erased_while_asking_leaves_no_question_behind(api, sandboxes, monkeypatch, body):
    person = somebody(api)
    stating(person, licences=["sim_a"])
    real = table.of_subject

    def erased_meanwhile(subject):
        found = list(real(subject))
        erasure.erase(subject, actor=subject)
        return found

    monkeypatch.setattr(table, "of_subject", erased_meanwhile)
    reply = person.api("POST", PLACE, body)
    assert reply.status == 404, reply.text
    assert list(real(person.id)) == []
