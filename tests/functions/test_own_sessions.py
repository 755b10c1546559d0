"""One's own sessions through the interface: refreshed by handles, listed, ended one by one, gone with their person."""

from datetime import datetime

import pytest

from chalicelib.people import open_session_store as kept
from chalicelib.people import open_sessions
from chalicelib.people.refresh_handles import read_handle
from security.accounts import accounts
from tests import samples
from tests.functions.people_fixtures import active, api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator
MINE = "/v1/people/me/sessions"
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


def signed_in(api, person, agent=""):
    reply = api("POST", "/v1/sessions", {"email": person.email, "password": samples.PASSWORD}, user_agent=agent)
    assert reply.status == 201, reply.text
    return reply.body


def refreshed(api, handle):
    return api("POST", "/v1/sessions/refresh", {"refresh_token": handle})


def over(reply):
    return reply.status == 401 and reply.body["errors"][0]["code"] == "session_over"


def listed(client, query=""):
    reply = client("GET", MINE + query)
    assert reply.status == 200, reply.text
    assert reply.headers["cache-control"] == "no-store"
    return reply.body


def test_people_see_their_sessions_and_end_one(api, active):
    phone, laptop = signed_in(api, active, PHONE), signed_in(api, active, LAPTOP)
    client = api.as_bearer(laptop["access_token"])
    items = listed(client)["items"]
    assert sorted(each["device"] for each in items) == ["", "Android, Chrome", "Windows, Firefox"]
    assert [each["device"] for each in items if each["current"]] == ["Windows, Firefox"]
    for each in items:
        began, used, ends = (datetime.fromisoformat(each[name]) for name in ("began_at", "last_used_at", "ends_at"))
        assert began <= used < ends
    (theirs,) = [each["id"] for each in items if each["device"] == "Android, Chrome"]
    for _ in range(2):
        assert client("DELETE", f"{MINE}/{theirs}").status == 204
    assert over(refreshed(api, phone["refresh_token"]))
    assert api.as_bearer(phone["access_token"])("GET", "/v1/people/me").status == 401
    assert theirs not in {each["id"] for each in listed(client)["items"]}
    assert refreshed(api, laptop["refresh_token"]).status == 200


def test_the_session_that_asks_can_end_itself(api, active):
    (mine,) = [each["id"] for each in listed(active.api)["items"] if each["current"]]
    assert active.api("DELETE", f"{MINE}/{mine}").status == 204
    assert active.api("GET", MINE).status == 401


def test_sessions_of_others_are_not_found_and_go_on(api, active, someone):
    (theirs,) = listed(someone.api)["items"]
    assert active.api("DELETE", f"{MINE}/{theirs['id']}").status == 404
    assert active.api("DELETE", f"{MINE}/nobody").status == 404
    assert someone.api("GET", "/v1/people/me").status == 200
    assert theirs["id"] not in {each["id"] for each in listed(active.api)["items"]}


def test_the_list_comes_in_pages_and_takes_no_other_parameters(api, active, someone):
    for _ in range(3):
        signed_in(api, active)
    seen, query = [], "?limit=2"
    for _ in range(5):
        page = listed(active.api, query)
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        query = f"?limit=2&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == 4
    cursor = listed(active.api, "?limit=1")["next"]
    for path in ("?limit=0", "?limit=101", "?cursor=x", "?of=all"):
        assert active.api("GET", MINE + path).status == 400
    assert someone.api("GET", f"{MINE}?cursor={cursor}").pointers == {"cursor": "unknown_cursor"}


def test_nobody_sees_sessions_without_one(api):
    assert api("GET", MINE).status == 401
    assert api("DELETE", f"{MINE}/ses_{'0' * 26}").status == 401


def test_the_handle_changes_with_each_refresh_and_the_session_stays(api, active):
    session = signed_in(api, active, PHONE)
    handle, handles = session["refresh_token"], set()
    for _ in range(3):
        handles.add(handle)
        handle = refreshed(api, handle).body["refresh_token"]
    assert len(handles | {handle}) == 4
    assert len({read_handle(each).session_id for each in handles}) == 1
    assert len(listed(active.api)["items"]) == 2


def test_an_answer_that_was_lost_is_told_again_and_an_old_handle_ends_the_session(api, active):
    first = signed_in(api, active)
    second = refreshed(api, first["refresh_token"]).body
    again = refreshed(api, first["refresh_token"])
    assert again.body["refresh_token"] == second["refresh_token"]
    third = refreshed(api, second["refresh_token"]).body
    assert over(refreshed(api, first["refresh_token"]))
    assert over(refreshed(api, third["refresh_token"]))
    for tokens in (first, second, third):
        assert api.as_bearer(tokens["access_token"])("GET", "/v1/people/me").status == 401
    assert active.api("GET", "/v1/people/me").status == 200
    assert "ended a session of yours because an old key of it was used again" in [
        each["what"] for each in active.api("GET", "/v1/people/me/readings", accept_language="en").body["items"]
    ]


def test_the_providers_own_token_is_worth_nothing_here(api, active):
    theirs = accounts().sign_in(active.id, samples.PASSWORD).refresh
    assert over(refreshed(api, theirs))
    handle = signed_in(api, active)["refresh_token"]
    sealed = kept.find(active.id, read_handle(handle).session_id).opened.sealed
    assert over(refreshed(api, kept.secrets_of(sealed).token))
    assert refreshed(api, handle).status == 200


def test_signing_out_takes_the_session_of_the_handle_and_the_callers_from_the_list(api, active):
    one, other = signed_in(api, active, PHONE), signed_in(api, active, LAPTOP)
    client = api.as_bearer(one["access_token"])
    assert client("DELETE", "/v1/sessions/current", {"refresh_token": other["refresh_token"]}).status == 204
    assert [each["device"] for each in listed(active.api)["items"]] == [""]
    assert over(refreshed(api, one["refresh_token"]))
    assert over(refreshed(api, other["refresh_token"]))


def test_nobody_signs_another_out_with_their_handle(api, active, someone):
    theirs = signed_in(api, someone)
    client = api.as_bearer(signed_in(api, active)["access_token"])
    assert client("DELETE", "/v1/sessions/current", {"refresh_token": theirs["refresh_token"]}).status == 204
    assert refreshed(api, theirs["refresh_token"]).status == 200


def _everywhere(api, person):
    return api.as_bearer(signed_in(api, person)["access_token"])("DELETE", "/v1/sessions/current")


def _new_password(api, person):
    body = {"current_password": samples.PASSWORD, "new_password": "hujan sore di beranda"}
    return person.api("PUT", "/v1/people/me/password", body)


def _by_administrator(api, person):
    admin = registered(api)
    accounts().add_to_group(admin.id, "admin")
    client = api.as_bearer(signed_in(api, admin)["access_token"])
    return client("DELETE", f"/v1/people/{person.id}/sessions")


def _erased(api, person):
    return person.api("DELETE", "/v1/people/me", if_match=person.version)


ENDS = {"everywhere": _everywhere, "password": _new_password, "administrator": _by_administrator, "erasure": _erased}


@pytest.mark.parametrize("way", ENDS)
def test_whatever_ends_all_sessions_takes_them_from_the_table(api, active, way):
    handles = [signed_in(api, active)["refresh_token"] for _ in range(2)]
    reply = ENDS[way](api, active)
    assert reply.status in (200, 204), reply.text
    for handle in handles:
        assert over(refreshed(api, handle))
    left = [each.id for each in kept.of_person(active.id)]
    assert left == ([read_handle(reply.body["refresh_token"]).session_id] if way == "password" else [])


def test_a_new_password_opens_a_session_that_is_listed_and_refreshed(api, active):
    body = {"current_password": samples.PASSWORD, "new_password": "hujan sore di beranda"}
    fresh = active.api("PUT", "/v1/people/me/password", body, user_agent=PHONE).body
    client = api.as_bearer(fresh["access_token"])
    assert [(each["device"], each["current"]) for each in listed(client)["items"]] == [("Android, Chrome", True)]
    assert refreshed(api, fresh["refresh_token"]).status == 200


def test_registering_opens_a_session_that_is_listed(api, someone):
    assert [each["current"] for each in listed(someone.api)["items"]] == [True]
    assert [each.id for each in open_sessions.living(someone.id)] == [listed(someone.api)["items"][0]["id"]]


def test_the_copy_of_ones_data_has_the_sessions_without_their_keys(api, active):
    signed_in(api, active, LAPTOP)
    export = active.api("GET", "/v1/people/me/export").body
    assert sorted(each["device"] for each in export["sessions"]) == ["", "Windows, Firefox"]
    assert {name for each in export["sessions"] for name in each} == {
        *("id", "device", "began_at", "last_used_at", "ends_at", "current")
    }
