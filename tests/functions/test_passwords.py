"""Changing a password through the interface."""

import pytest

from chalicelib.outbox import OutboxItem
from chalicelib.people import codes
from security import audit
from tests import samples
from tests.functions.people_fixtures import active, api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator
PATH = "/v1/people/me/password"
NEW = "hujan sore di beranda"


def _signs_in(api, person, password):
    return api("POST", "/v1/sessions", {"email": person.email, "password": password})


def _code(api, person):
    sent = api("POST", "/v1/sessions/codes", {"email": person.email}).body["code_id"]
    return {"code_id": sent, "code": codes.code_of(sent)}


def test_who_knows_the_old_one_changes_it_and_every_other_session_ends(api, active):
    other = _signs_in(api, active, samples.PASSWORD).body
    changed = active.api("PUT", PATH, {"current_password": samples.PASSWORD, "new_password": NEW})
    assert (changed.status, changed.headers["cache-control"]) == (200, "no-store")
    assert api.as_bearer(changed.body["access_token"])("GET", "/v1/people/me").status == 200
    assert api.as_bearer(other["access_token"])("GET", "/v1/people/me").status == 401
    assert active.api("GET", "/v1/people/me").status == 401
    assert api("POST", "/v1/sessions/refresh", {"refresh_token": other["refresh_token"]}).status == 401
    assert _signs_in(api, active, samples.PASSWORD).status == 401
    assert _signs_in(api, active, NEW).status == 201
    assert [entry.actor for entry in audit.entries_of(active.id) if entry.action == "change_password"] == [active.id]


def test_the_person_is_told_of_a_new_password_once_and_of_a_refused_one_never(api, active):
    def told():
        events = [item.event for item in OutboxItem.scan() if item.event.subject == active.id]
        return [event.details for event in events if event.topic == "password_changed"]

    active.api("PUT", PATH, {"current_password": "salah-sekali-12", "new_password": NEW})
    assert told() == []
    active.api("PUT", PATH, {"current_password": samples.PASSWORD, "new_password": NEW})
    assert told() == [{}]


def test_who_has_forgotten_it_proves_a_contact_and_a_code_serves_once(api, active):
    entered = api("POST", "/v1/sessions", _code(api, active)).body["access_token"]
    proof = _code(api, active)
    changed = api.as_bearer(entered)("PUT", PATH, {**proof, "new_password": NEW})
    assert changed.status == 200
    again = api.as_bearer(changed.body["access_token"])("PUT", PATH, {**proof, "new_password": "lain lagi kata kita"})
    assert (again.status, again.body["errors"][0]["pointer"]) == (400, "/code")
    assert _signs_in(api, active, NEW).status == 201


def test_a_code_of_another_person_proves_nothing(api, active, someone):
    theirs = _code(api, active)
    refused = someone.api("PUT", PATH, {**theirs, "new_password": NEW})
    assert (refused.status, refused.body["errors"][0]["code"]) == (400, "wrong_code")
    assert _signs_in(api, someone, samples.PASSWORD).status == 201
    assert api("POST", "/v1/sessions", theirs).status == 201


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"current_password": "salah-sekali-12"}, "/current_password", "wrong_password"),
        ({"current_password": "x"}, "/current_password", "wrong_password"),
        ({"code_id": "ver_0", "code": "123456"}, "/code", "wrong_code"),
        ({"current_password": samples.PASSWORD, "new_password": "pendek"}, "/new_password", "weak_password"),
        ({"current_password": samples.PASSWORD, "new_password": "password123"}, "/new_password", "guessable_password"),
        ({}, "/current_password", "one_proof"),
        ({"code": "123456"}, "/current_password", "one_proof"),
        ({"current_password": samples.PASSWORD, "code_id": "v", "code": "1"}, "/current_password", "one_proof"),
    ],
)
def test_names_what_is_wrong_and_changes_nothing(api, someone, change, pointer, code):
    refused = someone.api("PUT", PATH, {"new_password": NEW} | change)
    told = refused.body["errors"][0]
    assert (refused.status, told["pointer"], told["code"]) == (400, pointer, code)
    assert someone.api("GET", "/v1/people/me").status == 200
    assert _signs_in(api, someone, samples.PASSWORD).status == 201


@pytest.mark.parametrize("new", ["{email}", "Sekar Ayuningtyas 1990", "+62{digits}", "0{digits}"])
def test_what_others_know_of_one_is_no_new_password_either(api, new):
    phone = samples.phone()
    person = registered(api, name="Sekar Ayuningtyas", phone=phone)
    chosen = new.format(email=person.email, digits=phone.removeprefix("+62"))
    change = {"current_password": samples.PASSWORD, "new_password": chosen}
    refused = person.api("PUT", PATH, change)
    told = refused.body["errors"][0]
    assert (refused.status, told["pointer"], told["code"]) == (400, "/new_password", "guessable_password")


def test_guessing_the_old_one_is_slowed_down_and_locks_nobody_out(api, someone):
    guess = {"current_password": "salah-sekali-12", "new_password": NEW}
    statuses = [someone.api("PUT", PATH, guess).status for _ in range(6)]
    assert statuses == [400] * 5 + [429]
    assert _signs_in(api, someone, samples.PASSWORD).status == 201
