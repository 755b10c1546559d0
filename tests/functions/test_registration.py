"""Registration and verification through the interface, with everything that can be wrong in what is sent."""

import pytest

from chalicelib.people import codes, limits
from tests import samples
from tests.functions.people_fixtures import active, api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator


def complete(**more):
    return {"email": samples.email(), "password": samples.PASSWORD, **more}


def test_answers_the_person_and_a_session(api):
    address, number, nik = samples.email(), samples.phone(), samples.nik()
    body = complete(email=address, phone=number, nik=nik, name="  Siti   Aminah ", language="en")
    reply = api("POST", "/v1/people", body)
    person = reply.body["person"]
    assert reply.status == 201
    assert (person["email"], person["phone"], person["has_nik"]) == (address, number, True)
    assert (person["name"], person["state"], person["language"]) == ("Siti Aminah", "unverified", "en")
    assert nik not in reply.text
    assert api.as_bearer(reply.body["session"]["access_token"])("GET", "/v1/people/me").status == 200


def test_takes_consents_with_their_version(api):
    reply = api("POST", "/v1/people", complete(consents={"recommend_to_employers": 1}))
    assert reply.body["person"]["consents"] == {"recommend_to_employers": 1}


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"email": None}, "/email", "required"),
        ({"email": "bukan-alamat"}, "/email", "invalid_email"),
        ({"email": 7}, "/email", "invalid"),
        ({"phone": "123"}, "/phone", "invalid_phone"),
        ({"nik": "1234"}, "/nik", "wrong_length"),
        ({"nik": "3275014513950001"}, "/nik", "impossible_nik"),
        ({"password": "pendek"}, "/password", "weak_password"),
        ({"password": None}, "/password", "invalid"),
        ({"name": "12"}, "/name", "invalid_name"),
        ({"name": "Budi\u0000"}, "/name", "forbidden_character"),
        ({"language": "xx"}, "/language", "invalid"),
        ({"consents": {"nothing": 1}}, "/consents/nothing", "unknown_consent"),
        ({"consents": {"research": 99}}, "/consents/research", "outdated_consent"),
        ({"consents": {"research": "1"}}, "/consents/research", "invalid"),
        ({"age": 30}, "/age", "unknown_field"),
    ],
)
def test_names_the_wrong_field(api, change, pointer, code):
    reply = api("POST", "/v1/people", complete(**change))
    assert reply.status == 400
    assert reply.pointers.get(pointer) == code, reply.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"email": "a@contoh.invalid", ', b'"text"'])
def test_refuses_what_is_no_registration(api, body):
    reply = api("POST", "/v1/people", body)
    assert reply.status == 400
    assert reply.pointers


def test_refuses_another_media_type(api):
    assert api("POST", "/v1/people", b"email=a", content_type="application/x-www-form-urlencoded").status == 415


def test_refuses_parameters(api):
    reply = api("POST", "/v1/people?lang=id", complete())
    assert (reply.status, reply.pointers) == (400, {"lang": "unknown_field"})


def test_never_repeats_a_secret_in_a_refusal(api):
    nik = "3275014513950001"
    reply = api("POST", "/v1/people", complete(nik=nik, password="rahasia"))
    assert nik not in reply.text
    assert "rahasia" not in reply.text


@pytest.mark.parametrize("kind", ["email", "phone", "nik"])
def test_one_account_for_each_contact_and_national_id(api, kind):
    value = getattr(samples, kind)()
    assert api("POST", "/v1/people", complete(**{kind: value})).status == 201
    second = api("POST", "/v1/people", complete(**{kind: value}))
    assert (second.status, second.pointers) == (409, {"": "already_registered"})
    assert value not in second.text


def test_equal_contacts_in_another_spelling_are_equal(api):
    number = samples.phone()
    assert api("POST", "/v1/people", complete(phone=number)).status == 201
    assert api("POST", "/v1/people", complete(phone="0" + number.removeprefix("+62"))).status == 409


def test_a_refused_registration_leaves_its_other_contacts_free(api):
    taken, free = samples.email(), samples.phone()
    assert api("POST", "/v1/people", complete(email=taken)).status == 201
    assert api("POST", "/v1/people", complete(email=taken, phone=free)).status == 409
    assert api("POST", "/v1/people", complete(phone=free)).status == 201


def test_a_repeated_key_gives_the_same_person(api):
    body = complete()
    first = api("POST", "/v1/people", body, idempotency_key="once-" + body["email"])
    again = api("POST", "/v1/people", body, idempotency_key="once-" + body["email"])
    assert (first.status, again.status) == (201, 201)
    assert again.body["person"]["id"] == first.body["person"]["id"]
    assert again.body["session"]["access_token"]


def test_a_key_with_another_body_is_refused(api):
    key = samples.email()
    assert api("POST", "/v1/people", complete(), idempotency_key=key).status == 201
    assert api("POST", "/v1/people", complete(), idempotency_key=key).status == 409


def test_a_code_proves_the_contact(api, someone):
    started = someone.api("POST", "/v1/people/me/verifications", {"channel": "email"})
    assert started.status == 201
    path = f"/v1/people/me/verifications/{started.body['id']}/confirm"
    code = codes.code_of(started.body["id"])
    assert code not in started.text
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert someone.api("POST", path, {"code": wrong}).pointers == {"/code": "wrong_code"}
    confirmed = someone.api("POST", path, {"code": f"{code[:3]} {code[3:]}"})
    assert (confirmed.status, confirmed.body) == (200, {"state": "active", "verified": ["email"]})
    assert someone.api("POST", path, {"code": code}).status == 404
    assert someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}).status == 409


def test_five_wrong_codes_spend_it(api, someone):
    started = someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}).body["id"]
    path = f"/v1/people/me/verifications/{started}/confirm"
    for _ in range(5):
        assert someone.api("POST", path, {"code": "wrong"}).status == 400
    assert someone.api("POST", path, {"code": codes.code_of(started)}).status == 404


def test_somebody_elses_code_is_unknown(api, someone):
    other = registered(api)
    started = other.api("POST", "/v1/people/me/verifications", {"channel": "email"}).body["id"]
    reply = someone.api("POST", f"/v1/people/me/verifications/{started}/confirm", {"code": codes.code_of(started)})
    assert reply.status == 404
    unknown = "/v1/people/me/verifications/ver_unknown/confirm"
    assert someone.api("POST", unknown, {"code": "123456"}).status == 404


def test_codes_to_one_contact_are_limited(api, someone):
    for _ in range(3):
        assert someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}).status == 201
    refused = someone.api("POST", "/v1/people/me/verifications", {"channel": "email"})
    assert refused.status == 429
    assert 0 < int(refused.headers["retry-after"]) <= 900


def test_codes_to_one_number_after_the_other_are_limited_too(api, someone):
    """Whoever has proven nothing may name any number: not one stranger after the other is woken by a code."""
    statuses = []
    for _ in range(limits.CODES_PERSON.most + 1):
        here = someone.api("GET", "/v1/people/me").headers["etag"]
        named = someone.api("PATCH", "/v1/people/me", {"phone": samples.phone()}, if_match=here)
        assert named.status == 200, named.text
        sent = someone.api("POST", "/v1/people/me/verifications", {"channel": "phone"})
        statuses.append(sent.status)
    assert statuses == [201] * limits.CODES_PERSON.most + [429]
    assert int(sent.headers["retry-after"]) > 0
    assert someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}).status == 429
    other = registered(api)
    assert other.api("POST", "/v1/people/me/verifications", {"channel": "email"}).status == 201


def test_asking_too_often_for_one_contact_uses_up_nothing_of_the_others(someone):
    here = someone.api("GET", "/v1/people/me").headers["etag"]
    assert someone.api("PATCH", "/v1/people/me", {"phone": samples.phone()}, if_match=here).status == 200
    asked = [someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}).status for _ in range(25)]
    assert (asked[: limits.CODES_SOON.most], asked[-1]) == ([201] * limits.CODES_SOON.most, 429)
    assert someone.api("POST", "/v1/people/me/verifications", {"channel": "phone"}).status == 201


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"channel": "phone"}, "/channel", "no_such_contact"),
        ({"channel": "pigeon"}, "/channel", "invalid"),
        ({}, "/channel", "required"),
        ({"channel": "email", "to": "x@contoh.invalid"}, "/to", "unknown_field"),
    ],
)
def test_only_own_contacts_can_be_proven(someone, body, pointer, code):
    reply = someone.api("POST", "/v1/people/me/verifications", body)
    assert (reply.status, reply.pointers) == (400, {pointer: code})


def test_a_repeated_key_sends_one_code(someone):
    first, again = (
        someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}, idempotency_key="k-" + someone.id)
        for _ in range(2)
    )
    assert first.body == again.body
