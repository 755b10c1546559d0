"""Signing out ends access tokens too, with the next request; and whoever signs in again is in."""

from urllib.parse import quote

import pytest

from security import audit
from security.accounts import accounts
from security.identity import verify_bearer
from tests import samples
from tests.functions.api import Api, Reply
from tests.functions.people_fixtures import Someone, active, api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator


def signed_in(api: Api, person: Someone) -> tuple[Api, str]:
    """A new session: its client and its refresh token."""
    reply = api("POST", "/v1/sessions", {"email": person.email, "password": samples.PASSWORD})
    assert reply.status == 201, reply.text
    return api.as_bearer(reply.body["access_token"]), reply.body["refresh_token"]


def me(client: Api) -> Reply:
    return client("GET", "/v1/people/me")


def assert_over(client: Api) -> None:
    for method, path in (
        ("GET", "/v1/people/me"),
        ("GET", "/v1/vacancies?q=kasir"),
        ("DELETE", "/v1/sessions/current"),
    ):
        reply = client(method, path)
        assert (reply.status, reply.pointers) == (401, {"Authorization": "session_over"}), path


def test_one_session_ends_with_its_access_token(api, active):
    (first, refresh), (second, _) = signed_in(api, active), signed_in(api, active)
    assert me(first).status == me(second).status == 200
    assert first("DELETE", "/v1/sessions/current", {"refresh_token": refresh}).status == 204
    assert_over(first)
    assert me(second).status == 200
    assert api("POST", "/v1/sessions/refresh", {"refresh_token": refresh}).status == 401


def test_every_session_ends_and_the_next_begins_at_once(api, active):
    for _ in range(4):
        sessions = [signed_in(api, active)[0] for _ in range(2)]
        assert [me(each).status for each in sessions] == [200, 200]
        assert sessions[0]("DELETE", "/v1/sessions/current").status == 204
        for each in sessions:
            assert_over(each)
    assert me(signed_in(api, active)[0]).status == 200


def test_a_refreshed_token_of_an_ended_session_is_none(api, active):
    client, refresh = signed_in(api, active)
    renewed = api("POST", "/v1/sessions/refresh", {"refresh_token": refresh}).body["access_token"]
    assert me(api.as_bearer(renewed)).status == 200
    assert client("DELETE", "/v1/sessions/current").status == 204
    assert_over(api.as_bearer(renewed))


def test_erasure_ends_every_session(api):
    person = registered(api)
    other, _ = signed_in(api, person)
    assert person.api("DELETE", "/v1/people/me", if_match=person.version).status == 204
    assert_over(person.api)
    assert_over(other)


def test_strangers_sessions_go_on(api, active, someone):
    assert active.api("DELETE", "/v1/sessions/current").status == 204
    assert me(someone.api).status == 200


def test_losing_a_role_ends_the_tokens_that_name_it(api, active):
    accounts().add_to_group(active.id, "analyst")
    client, _ = signed_in(api, active)
    assert client("GET", "/v1/proposals").status == 200
    accounts().remove_from_group(active.id, "analyst")
    assert_over(client)
    again, _ = signed_in(api, active)
    assert again("GET", "/v1/proposals").status == 403


def test_the_caller_is_known_by_session(api, active):
    client, _ = signed_in(api, active)
    assert verify_bearer(client.token).session
    assert verify_bearer(client.token).session != verify_bearer(active.api.token).session


def admin_of(api: Api, person: Someone) -> Api:
    accounts().add_to_group(person.id, "admin")
    return signed_in(api, person)[0]


def test_an_administrator_ends_the_sessions_of_another_and_it_is_in_the_audit(api, active, someone):
    admin, (officer, _) = admin_of(api, active), signed_in(api, someone)
    assert admin("DELETE", f"/v1/people/{someone.id}/sessions").status == 204
    assert_over(officer)
    assert_over(someone.api)
    assert me(admin).status == 200
    assert me(signed_in(api, someone)[0]).status == 200
    asked = [entry.actor for entry in audit.entries_of(someone.id) if entry.action == "ask_sessions_end_all_of"]
    assert asked == [active.id]


def test_sessions_of_others_are_ended_by_administrators_alone(api, active, someone):
    for role in ("officer", "monitor", "analyst"):
        accounts().add_to_group(active.id, role)
    client = signed_in(api, active)[0]
    assert client("DELETE", f"/v1/people/{someone.id}/sessions").status == 403
    assert client("DELETE", f"/v1/people/{active.id}/sessions").status == 403
    assert me(someone.api).status == 200


@pytest.mark.parametrize("person_id", ["per_00000000000000000000000000", "nobody", "per_' OR 1=1"])
def test_nobodys_sessions_are_not_found(api, active, person_id):
    assert admin_of(api, active)("DELETE", f"/v1/people/{quote(person_id)}/sessions").status == 404
