"""A person's own data through the interface."""

import pytest

from chalicelib.applications import Application, ApplicationLetter, ApplicationState, table
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from functions import profile_export
from tests import samples
from tests.functions.people_fixtures import active, api, registered, someone, verified
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator
PROFILE = "/v1/people/me/profile"
KNOWN = {"current_password": samples.PASSWORD}


@pytest.mark.parametrize(
    ("profile", "pointer", "code"),
    [
        ({"region": "99"}, "/region", "unknown_region"),
        ({"wishes": {"regions": ["31", "32.99"]}}, "/wishes/regions/1", "unknown_region"),
        ({"skills": ["no-such-skill"]}, "/skills/0", "unknown_skill"),
        ({"wishes": {"occupations": ["0000"]}}, "/wishes/occupations/0", "unknown_occupation"),
        (
            {"experiences": [{"title": "Kasir", "occupation": "99"}]},
            "/experiences/0/occupation",
            "unknown_occupation",
        ),
        ({"educations": [{"level": "s9"}]}, "/educations/0/level", "unknown_education"),
        ({"languages": ["klingon"]}, "/languages/0", "unknown_language"),
        ({"licences": ["sim-z"]}, "/licences/0", "unknown_licence"),
        ({"wishes": {"employment_types": ["FOREVER"]}}, "/wishes/employment_types/0", "unknown_employment_type"),
        ({"experiences": [{"title": "Kasir", "since": "2999-01-01"}]}, "/experiences/0/since", "future_date"),
        ({"experiences": [{"title": "Kasir", "months": -1}]}, "/experiences/0/months", "invalid"),
        ({"wishes": {"pay_minimum": -5}}, "/wishes/pay_minimum", "invalid"),
        ({"wishes": {"pay_minimum": 10**15}}, "/wishes/pay_minimum", "invalid"),
        ({"religion": "any"}, "/religion", "unknown_field"),
        ({"wishes": {"age": 3}}, "/wishes/age", "unknown_field"),
        ({"skills": "x"}, "/skills", "invalid"),
    ],
)
def test_names_the_wrong_code(someone, profile, pointer, code):
    reply = someone.api("PUT", PROFILE, profile, if_match=someone.version)
    assert reply.status == 400
    assert reply.pointers == {pointer: code}


def test_names_every_wrong_code_at_once(someone):
    profile = {"region": "99", "wishes": {"regions": ["98", "31"], "employment_types": ["X"]}}
    reply = someone.api("PUT", PROFILE, profile, if_match=someone.version)
    assert set(reply.pointers) == {"/region", "/wishes/regions/0", "/wishes/employment_types/0"}


def test_keeps_a_whole_profile(someone):
    profile = {
        "headline": "Kasir dan pramuniaga",
        "region": "32.75",
        "experiences": [{"title": "Kasir", "months": 24, "since": "2020-01-01"}],
        "educations": [{"level": "sma", "field": "IPS", "year": 2013}],
        "wishes": {"regions": ["32.75", "31"], "pay_minimum": 5_000_000, "employment_types": ["FULL_TIME"]},
    }
    reply = someone.api("PUT", PROFILE, profile, if_match=someone.version)
    assert reply.status == 200, reply.text
    shown = someone.api("GET", "/v1/people/me")
    assert shown.body["profile"] == profile
    assert shown.headers["etag"] == reply.headers["etag"] != someone.version


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", PROFILE, {}),
        ("PATCH", "/v1/people/me", {"name": "Budi"}),
        ("PUT", "/v1/people/me/consents", {"consents": {}}),
    ],
)
def test_changes_need_the_present_version(someone, method, path, body):
    assert someone.api(method, path, body).status == 428
    assert someone.api(method, path, body, if_match="nonsense").status == 400
    assert someone.api(method, path, body, if_match='"999"').status == 412
    assert someone.api(method, path, body, if_match=someone.version).status == 200
    assert someone.api(method, path, body, if_match=someone.version).status == 412


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/people/me"),
        ("DELETE", "/v1/people/me"),
        ("GET", "/v1/people/me/export"),
        ("GET", "/v1/people/me/consents"),
        ("GET", "/v1/people/me/documents"),
    ],
)
def test_nothing_without_signing_in(api, method, path):
    assert api(method, path).status == 401


def test_changes_contacts_and_asks_for_new_proof(api, active):
    number = samples.phone()
    wanted = {"phone": number, "name": "Dewi", **KNOWN}
    added = active.api("PATCH", "/v1/people/me", wanted, if_match=active.version)
    assert (added.body["phone"], added.body["name"], added.body["verified"]) == (number, "Dewi", ["email"])
    address = samples.email()
    moved = active.api("PATCH", "/v1/people/me", {"email": address, **KNOWN}, if_match=added.headers["etag"])
    assert (moved.body["verified"], moved.body["state"]) == ([], "unverified")
    assert api("POST", "/v1/sessions", {"email": address, "password": samples.PASSWORD}).status == 201
    freed = api("POST", "/v1/people", {"email": active.email, "password": samples.PASSWORD})
    assert freed.status == 201


def test_a_contact_of_somebody_else_is_refused_and_changes_nothing(api, active):
    other = registered(api)
    reply = active.api("PATCH", "/v1/people/me", {"email": other.email, **KNOWN}, if_match=active.version)
    assert reply.status == 409
    assert active.api("GET", "/v1/people/me").body["email"] == active.email


def test_keeps_one_contact_and_the_national_id(someone):
    last = someone.api("PATCH", "/v1/people/me", {"email": None}, if_match=someone.version)
    assert last.pointers == {"": "last_contact"}
    added = someone.api("PATCH", "/v1/people/me", {"nik": samples.nik()}, if_match=someone.version)
    assert added.body["has_nik"] is True
    other = someone.api("PATCH", "/v1/people/me", {"nik": samples.nik()}, if_match=added.headers["etag"])
    assert (other.status, other.body["has_nik"]) == (200, True)
    none = someone.api("PATCH", "/v1/people/me", {"nik": None}, if_match=other.headers["etag"])
    assert none.pointers == {"/nik": "invalid"}
    assert someone.api("PATCH", "/v1/people/me", {"state": "active"}, if_match=other.headers["etag"]).status == 400


def test_consents_are_given_and_withdrawn(someone):
    given = someone.api(
        "PUT", "/v1/people/me/consents", {"consents": {"research": 1, "contact_by_sms": 1}}, if_match=someone.version
    )
    assert given.body["consents"]["research"] == {"current_version": 1, "given": True, "version": 1}
    version = given.headers["etag"]
    withdrawn = someone.api("PUT", "/v1/people/me/consents", {"consents": {"contact_by_sms": 1}}, if_match=version)
    assert withdrawn.body["consents"]["research"]["given"] is False
    assert someone.api("GET", "/v1/people/me").body["consents"] == {"contact_by_sms": 1}
    history = someone.api("GET", "/v1/people/me/export").body["about"]["consents"]
    assert [entry["type"] for entry in history if "withdrawn_at" in entry] == ["research"]
    wrong = someone.api("PUT", "/v1/people/me/consents", {"consents": {"x": 1}}, if_match=withdrawn.headers["etag"])
    assert wrong.pointers == {"/consents/x": "unknown_consent"}


def test_the_export_has_everything_and_who_read_it(api):
    nik = samples.nik()
    person = registered(api, nik=nik, name="Budi")
    body = person.api("GET", "/v1/people/me/export").body
    about = body["about"]
    assert about["personal"] == {"nik": nik, "email": person.email}
    assert (about["name"], about["person"]["id"]) == ("Budi", person.id)
    assert {"read_email", "read_nik"} <= {entry["action"] for entry in about["readings"]}
    assert body["documents"] == []


def test_the_export_has_every_application(someone, monkeypatch):
    monkeypatch.setattr(profile_export, "MAXIMUM_LIMIT", 2)
    now = SYSTEM_CLOCK.now()
    sent = [
        Application(
            id=new_identifier("app"),
            vacancy_id=f"vac_{number}",
            employer_id="emp_1",
            person_id=someone.id,
            title="Kasir",
            employer_name="Toko Contoh",
            letter=ApplicationLetter(message="Saya tertarik."),
            state=ApplicationState.SUBMITTED,
            created_at=now,
            updated_at=now,
            history=(),
        )
        for number in range(5)
    ]
    for application in sent:
        table.item_of(application).save()
    found = someone.api("GET", "/v1/people/me/export").body["applications"]
    assert sorted(entry["id"] for entry in found) == sorted(application.id for application in sent)


def test_erases_everything_and_may_be_repeated(api, platform):
    nik, number = samples.nik(), samples.phone()
    person = verified(api, nik=nik, phone=number, name="Rudi")
    assert person.api("DELETE", "/v1/people/me", if_match='"99"').status == 412
    assert person.api("DELETE", "/v1/people/me").status == 204
    for call in (("DELETE", "/v1/people/me"), ("GET", "/v1/people/me")):
        assert person.api(*call).status == 401, "every session ended with the person"
    assert person.api("PUT", PROFILE, {}, if_match=person.version).status == 401
    assert api("POST", "/v1/sessions", {"email": person.email, "password": samples.PASSWORD}).status == 401
    again = {"email": person.email, "phone": number, "nik": nik, "password": samples.PASSWORD}
    assert api("POST", "/v1/people", again).status == 201
    dynamodb = platform.client("dynamodb")
    assert "Item" not in dynamodb.get_item(TableName="padan-personal", Key={"pk": {"S": person.id}})
    tombstone = dynamodb.get_item(TableName="padan-people", Key={"pk": {"S": person.id}})["Item"]["person"]["M"]
    assert tombstone["state"]["S"] == "erased"
