"""Signing in and out through the interface."""

import pytest

from chalicelib.errors import Unauthenticated
from chalicelib.people import codes, sessions
from local.engines.polling import wait_until
from security.accounts import accounts
from tests import samples
from tests.functions.people_fixtures import active, api, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator


def test_unknown_account_and_wrong_password_look_alike(api, someone):
    wrong = api("POST", "/v1/sessions", {"email": someone.email, "password": "salah-sekali-12"})
    unknown = api("POST", "/v1/sessions", {"email": samples.email(), "password": "salah-sekali-12"})
    assert wrong.status == unknown.status == 401
    assert wrong.body == unknown.body


def test_repeated_failures_lock_known_and_unknown_accounts_alike(api, someone):
    for address in (someone.email, samples.email()):
        replies = [
            api("POST", "/v1/sessions", {"email": address, "password": "salah-sekali-12"}).status for _ in range(6)
        ]
        assert replies == [401] * 5 + [429]
    locked = api("POST", "/v1/sessions", {"email": someone.email, "password": samples.PASSWORD})
    assert locked.status == 429
    assert int(locked.headers["retry-after"]) > 0


def test_a_success_forgets_the_failures(api, someone):
    good = {"email": someone.email, "password": samples.PASSWORD}
    for _ in range(2):
        for _ in range(4):
            assert api("POST", "/v1/sessions", {**good, "password": "salah-sekali-12"}).status == 401
        assert api("POST", "/v1/sessions", good).status == 201


def test_signs_in_with_a_code_and_keeps_the_password(api, active):
    sent = api("POST", "/v1/sessions/codes", {"email": active.email})
    assert sent.status == 202
    proof = {"code_id": sent.body["code_id"], "code": codes.code_of(sent.body["code_id"])}
    session = api("POST", "/v1/sessions", proof)
    assert session.status == 201
    assert api.as_bearer(session.body["access_token"])("GET", "/v1/people/me").body["id"] == active.id
    assert api("POST", "/v1/sessions", proof).status == 401
    assert api("POST", "/v1/sessions", {"email": active.email, "password": samples.PASSWORD}).status == 201


def test_a_code_opens_a_session_in_a_pool_that_has_lost_everybody(api, active):
    accounts().delete(active.id)
    password = {"email": active.email, "password": samples.PASSWORD}
    assert api("POST", "/v1/sessions", password).status == 401
    entered = _with_code(api, active)
    assert entered.status == 201
    assert api.as_bearer(entered.body["access_token"])("GET", "/v1/people/me").body["id"] == active.id


def test_a_person_who_is_erased_meanwhile_does_not_come_back(api, active, monkeypatch):
    answers = iter((True, True, False))
    monkeypatch.setattr(sessions, "_lives", lambda *_: next(answers))
    accounts().delete(active.id)
    assert _with_code(api, active).status == 401
    with pytest.raises(Unauthenticated):
        accounts().sign_in_verified(active.id)


def _with_code(api, person):
    sent = api("POST", "/v1/sessions/codes", {"email": person.email})
    return api("POST", "/v1/sessions", {"code_id": sent.body["code_id"], "code": codes.code_of(sent.body["code_id"])})


def test_a_code_request_does_not_tell_who_has_an_account(api, active, someone):
    known, unproven, unknown = (
        api("POST", "/v1/sessions/codes", {"email": address})
        for address in (active.email, someone.email, samples.email())
    )
    assert {known.status, unproven.status, unknown.status} == {202}
    assert known.body.keys() == unproven.body.keys() == unknown.body.keys()
    for reply in (unproven, unknown):
        code_id = reply.body["code_id"]
        assert api("POST", "/v1/sessions", {"code_id": code_id, "code": codes.code_of(code_id)}).status == 401


def test_a_code_for_a_contact_opens_no_session(api, someone):
    started = someone.api("POST", "/v1/people/me/verifications", {"channel": "email"}).body["id"]
    assert api("POST", "/v1/sessions", {"code_id": started, "code": codes.code_of(started)}).status == 401


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "a@contoh.invalid"},
        {"password": "kuda-laut-biru-12"},
        {"email": "a@contoh.invalid", "phone": "+6281234567890", "password": "kuda-laut-biru-12"},
        {"code_id": "ver_x"},
        {"email": "a@contoh.invalid", "code_id": "ver_x", "code": "123456"},
        {"email": "salah", "password": "kuda-laut-biru-12"},
        {"email": "a@contoh.invalid", "password": 5},
    ],
)
def test_a_malformed_sign_in_is_explained(api, body):
    reply = api("POST", "/v1/sessions", body)
    assert reply.status == 400
    assert reply.pointers


@pytest.mark.parametrize("code_id", ["", "x", "ver_00000000000000000000000000", "per_" + "0" * 26, "ver_' OR 1=1"])
def test_an_unknown_code_is_refused_like_a_wrong_one(api, code_id):
    assert api("POST", "/v1/sessions", {"code_id": code_id, "code": "123456"}).status == 401


def test_refreshes_and_ends_a_session(api, someone):
    session = api("POST", "/v1/sessions", {"email": someone.email, "password": samples.PASSWORD}).body
    renewed = api("POST", "/v1/sessions/refresh", {"refresh_token": session["refresh_token"]})
    assert renewed.status == 200
    me = api.as_bearer(renewed.body["access_token"])
    assert me("DELETE", "/v1/sessions/current", {"refresh_token": session["refresh_token"]}).status == 204
    assert api("POST", "/v1/sessions/refresh", {"refresh_token": session["refresh_token"]}).status == 401


def test_ends_all_sessions_without_a_body(api, someone):
    session = api("POST", "/v1/sessions", {"email": someone.email, "password": samples.PASSWORD}).body

    def is_over():
        # The emulator ends the refreshing of what began in an earlier second, so it may take a second try.
        other = api("POST", "/v1/sessions", {"email": someone.email, "password": samples.PASSWORD}).body
        assert api.as_bearer(other["access_token"])("DELETE", "/v1/sessions/current").status == 204
        return api("POST", "/v1/sessions/refresh", {"refresh_token": session["refresh_token"]}).status == 401

    wait_until(is_over, 5, "the end of the session")


@pytest.mark.parametrize("token", ["", "x", "a" * 9000])
def test_a_broken_refresh_token_is_refused(api, token):
    assert api("POST", "/v1/sessions/refresh", {"refresh_token": token}).status in (400, 401)


def test_signing_out_needs_a_session(api):
    assert api("DELETE", "/v1/sessions/current").status == 401
    assert api.as_bearer("broken")("DELETE", "/v1/sessions/current").status == 401
