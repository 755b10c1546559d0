"""A stolen access token is not enough to change the contacts that codes go to."""

import pytest

from chalicelib.people import codes
from tests import samples
from tests.functions.people_fixtures import active, api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator
ME = "/v1/people/me"
KNOWN = {"current_password": samples.PASSWORD}
BOTH = {"/current_password": "one_proof", "/code": "one_proof"}


def _change(person, wanted, version=None):
    return person.api("PATCH", ME, wanted, if_match=version or person.api("GET", ME).headers["etag"])


def _code(api, contact):
    sent = api("POST", "/v1/sessions/codes", contact).body["code_id"]
    return {"code_id": sent, "code": codes.code_of(sent)}


@pytest.mark.parametrize(
    ("proof", "pointers"),
    [
        ({}, BOTH),
        ({"code": "123456"}, BOTH),
        ({"code_id": "ver_0"}, BOTH),
        ({**KNOWN, "code_id": "ver_0", "code": "123456"}, BOTH),
        ({"current_password": "salah-sekali-12"}, {"/current_password": "wrong_password"}),
        ({"code_id": "ver_0", "code": "123456"}, {"/code": "wrong_code"}),
    ],
)
def test_without_a_right_proof_no_contact_is_touched(active, proof, pointers):
    before = active.api("GET", ME)
    for wanted in ({"phone": samples.phone()}, {"email": samples.email()}):
        refused = _change(active, {**wanted, **proof})
        assert (refused.status, refused.pointers) == (400, pointers)
    after = active.api("GET", ME)
    assert (after.body, after.headers["etag"]) == (before.body, before.headers["etag"])


def test_a_contact_is_not_removed_without_a_proof_either(active):
    assert _change(active, {"phone": samples.phone(), **KNOWN}).status == 200
    assert _change(active, {"phone": None}).pointers == BOTH
    assert _change(active, {"phone": None, **KNOWN}).body.get("phone") is None


def test_a_code_to_the_proven_contact_changes_it_and_serves_once(api, active):
    proof = _code(api, {"email": active.email})
    number = samples.phone()
    assert _change(active, {"phone": number, **proof}).body["phone"] == number
    again = _change(active, {"phone": samples.phone(), **proof})
    assert (again.status, again.pointers) == (400, {"/code": "wrong_code"})
    assert api("POST", "/v1/sessions", proof).status == 401


def test_a_change_that_fails_for_another_reason_does_not_cost_the_code(api, active):
    other, proof = registered(api), _code(api, {"email": active.email})
    assert _change(active, {"email": other.email, **proof}).status == 409
    assert _change(active, {"phone": samples.phone(), **proof}).status == 200


def test_the_code_of_an_unproven_contact_or_of_another_person_proves_nothing(api, active):
    number = samples.phone()
    assert _change(active, {"phone": number, **KNOWN}).status == 200
    stranger = registered(api)
    for proof in (_code(api, {"phone": number}), _code(api, {"email": stranger.email})):
        refused = _change(active, {"email": samples.email(), **proof})
        assert (refused.status, refused.pointers) == (400, {"/code": "wrong_code"})


def test_a_code_to_a_contact_that_was_given_up_since_proves_nothing(api, active):
    proof = _code(api, {"email": active.email})
    started = _change(active, {"phone": samples.phone(), **KNOWN})
    assert started.status == 200
    sent = active.api("POST", f"{ME}/verifications", {"channel": "phone"}).body["id"]
    proven = active.api("POST", f"{ME}/verifications/{sent}/confirm", {"code": codes.code_of(sent)})
    assert set(proven.body["verified"]) == {"email", "phone"}
    assert _change(active, {"email": samples.email(), **KNOWN}).body["verified"] == ["phone"]
    refused = _change(active, {"phone": samples.phone(), **proof})
    assert (refused.status, refused.pointers) == (400, {"/code": "wrong_code"})


def test_guessing_the_password_here_is_slowed_down_as_where_it_is_changed(active):
    guess = {"phone": samples.phone(), "current_password": "salah-sekali-12"}
    assert [_change(active, guess).status for _ in range(6)] == [400] * 5 + [429]


def test_who_has_no_proven_contact_yet_mends_it_freely(someone):
    address = samples.email()
    assert _change(someone, {"email": address, "phone": samples.phone()}).body["email"] == address


def test_what_is_no_contact_and_a_contact_that_stays_need_no_proof(active):
    wanted = {"name": "Dewi", "nik": samples.nik(), "email": active.email.upper()}
    assert _change(active, wanted).status == 200
    assert active.api("GET", ME).body["verified"] == ["email"]
