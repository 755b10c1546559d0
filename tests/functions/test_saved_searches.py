"""Saved searches and alerts over HTTP: one's own alone, named faults, and nothing that leaks."""

import logging
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import alerts
from chalicelib.alerts import table
from chalicelib.alerts.model import LONGEST_PAUSE, MOST_SEARCHES, Alerts, AlertSettings, SearchParameters
from chalicelib.clock import SYSTEM_CLOCK, to_iso
from chalicelib.tables import saved
from functions.saved_searches_merge import ParametersChange, merged
from functions.saved_searches_types import MatchQuery
from functions.search_parameters import SearchQuery
from security.principal import Audience
from tests.alerts.world import erase, seeker

pytestmark = pytest.mark.emulator
PATH, SETTINGS = "/v1/people/me/saved-searches", "/v1/people/me/alerts"
PAGING = {"sort", "limit", "cursor", "facets"}
WANTED = {"q": "kasir depok", "region": ["32.76"], "salary_min": 4_000_000, "remote": False}


@pytest.fixture
def somebody(caller):
    return caller.sign_in(Audience.SEEKER, person=seeker(verified=()).id)


def made(owner, **parameters):
    reply = owner.send("POST", PATH, {"parameters": parameters or WANTED})
    assert reply.status == 201, reply.text
    return reply


def faults(reply):
    return {error["pointer"]: error["code"] for error in reply.json["errors"]}


def test_the_parameters_are_those_of_a_search():
    searched = {field for field in SearchQuery.__struct_fields__ if field not in PAGING}
    assert set(SearchParameters.__struct_fields__) == searched
    assert set(MatchQuery.__struct_fields__) < PAGING


def test_saved_shown_listed_and_searched_with(caller, somebody):
    reply = made(somebody)
    body = reply.json
    assert body["parameters"] == {**WANTED}
    assert body["name"].startswith("kasir depok")
    assert body["active"] is True
    assert reply.headers["etag"] == '"1"'
    assert somebody.send("GET", f"{PATH}/{body['id']}").json == body
    assert somebody.send("GET", PATH).json == {"items": [body]}
    assert body["search"] == "/v1/vacancies?q=kasir+depok&region=32.76&salary_min=4000000&remote=false"
    found = caller.send("GET", body["search"])
    assert found.status == 200, found.text


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"parameters": {"q": "kasir", "warna": "biru"}}, "/parameters/warna", "unknown_field"),
        ({"parameters": {"q": "kasir", "limit": 5}}, "/parameters/limit", "unknown_field"),
        ({"parameters": {"region": ["99.99"]}}, "/parameters/region", "unknown_code"),
        ({"parameters": {"occupation": ["kasir"]}}, "/parameters/occupation", "unknown_code"),
        ({"parameters": {"employer": ["emp_x"]}}, "/parameters/employer", "unknown_code"),
        ({"parameters": {"education": "doktor"}}, "/parameters/education", "unknown_code"),
        ({"parameters": {"near": "sini"}}, "/parameters/near", "malformed"),
        ({"parameters": {"radius_km": 5}}, "/parameters/near", "required"),
        ({"parameters": {"posted_since": "kemarin"}}, "/parameters/posted_since", "malformed"),
        ({"parameters": {}}, "/parameters/q", "too_wide"),
        ({"parameters": {"q": "yang di"}}, "/parameters/q", "too_wide"),
        ({"parameters": {"q": "kasir"}, "name": "  "}, "/name", "required"),
    ],
)
def test_what_is_wrong_is_named(somebody, body, pointer, code):
    reply = somebody.send("POST", PATH, body)
    assert reply.status == 400, reply.text
    assert faults(reply) == {pointer: code}
    assert somebody.send("GET", PATH).json == {"items": []}


def test_a_key_saves_once(somebody):
    first = somebody.send("POST", PATH, {"parameters": WANTED}, idempotency_key="k1")
    again = somebody.send("POST", PATH, {"parameters": WANTED}, idempotency_key="k1")
    assert first.json == again.json
    assert len(somebody.send("GET", PATH).json["items"]) == 1
    other = somebody.send("POST", PATH, {"parameters": {"q": "sopir"}}, idempotency_key="k1")
    assert other.status == 409


def test_changed_by_merge_and_only_at_the_version_that_was_read(somebody):
    path = f"{PATH}/{made(somebody).json['id']}"
    assert somebody.send("PATCH", path, {"name": "Kasir"}).status == 428
    renamed = somebody.send("PATCH", path, {"name": " Kasir  dekat rumah "}, if_match='"1"')
    assert (renamed.json["name"], renamed.json["parameters"]) == ("Kasir dekat rumah", WANTED)
    assert somebody.send("PATCH", path, {"active": False}, if_match='"1"').status == 412
    silent = somebody.send("PATCH", path, {"active": False, "parameters": {"q": "sopir"}}, if_match='"2"')
    assert (silent.json["active"], silent.json["parameters"]) == (False, {**WANTED, "q": "sopir"})
    assert silent.json["name"] == "Kasir dekat rumah", "what its owner called it"
    unnamed = somebody.send("PATCH", path, {"name": None}, if_match='"3"')
    assert unnamed.json["name"].startswith("sopir")
    same = somebody.send("PATCH", path, {"parameters": {}}, if_match='"4"')
    assert same.json["parameters"] == unnamed.json["parameters"]
    nothing = dict.fromkeys(WANTED)
    assert faults(somebody.send("PATCH", path, {"parameters": nothing}, if_match='"5"')) == {
        "/parameters/q": "too_wide"
    }
    assert somebody.send("GET", path).json == same.json


def test_what_is_changed_stands_beside_what_was_asked_for_before(somebody):
    body = made(somebody, q="barista").json
    path = f"{PATH}/{body['id']}"
    there = somebody.send("PATCH", path, {"parameters": {"region": ["32.73"]}}, if_match='"1"').json
    assert there["parameters"] == {"q": "barista", "region": ["32.73"]}
    assert there["name"] == "barista, Kota Bandung", "called anew by what it asks for"
    any_work = somebody.send("PATCH", path, {"parameters": {"q": None}}, if_match='"2"').json
    assert any_work["parameters"] == {"region": ["32.73"]}
    assert any_work["name"] == "Kota Bandung"
    assert any_work["search"] == "/v1/vacancies?region=32.73"


_PRESENT = SearchParameters(q="kasir", region=("32.76",), salary_min=4_000_000, remote=False, education="sma")
_VALUES = {
    "q": st.just("sopir"),
    "region": st.just(("32.73",)),
    "salary_min": st.integers(0, 9_000_000),
    "remote": st.booleans(),
    "education": st.just("s1"),
    "employer": st.just(("emp_1", "emp_2")),
}


@given(given_now=st.fixed_dictionaries({}, optional={name: st.none() | each for name, each in _VALUES.items()}))
def test_parameters_are_merged_as_the_standard_says(given_now):
    after = dict(msgspec.to_builtins(_PRESENT))
    for name, value in given_now.items():
        after.pop(name, None)
        if value is not None:
            after[name] = value
    change = msgspec.convert(msgspec.json.decode(msgspec.json.encode(given_now)), ParametersChange)
    assert merged(_PRESENT, change) == msgspec.convert(after, SearchParameters)


def test_a_change_may_hold_what_a_search_may_and_within_the_same_bounds():
    searched, changed = _bounds(SearchParameters), _bounds(ParametersChange)
    assert searched == changed
    assert "rahasia" not in repr(ParametersChange(q="rahasia"))


def _bounds(kind):
    """What each field may hold beside nothing, with its bounds."""
    nothing = (msgspec.inspect.NoneType, msgspec.inspect.CustomType)
    found = {}
    for field in msgspec.inspect.type_info(kind).fields:
        kinds = field.type.types if isinstance(field.type, msgspec.inspect.UnionType) else (field.type,)
        found[field.name] = {repr(each) for each in kinds if not isinstance(each, nothing)}
    return found


def test_removed_and_gone(somebody):
    path = f"{PATH}/{made(somebody).json['id']}"
    assert somebody.send("DELETE", path).status == 204
    assert somebody.send("DELETE", path).status == 404
    assert somebody.send("GET", path).status == 404
    assert somebody.send("GET", PATH).json == {"items": []}


def test_those_of_others_do_not_exist(caller, somebody):
    mine = made(somebody).json["id"]
    other = caller.sign_in(Audience.SEEKER, person=seeker().id)
    for method, body in (("GET", None), ("PATCH", {"name": "Saya"}), ("DELETE", None)):
        reply = other.send(method, f"{PATH}/{mine}", body, if_match='"1"')
        assert reply.status == 404, (method, reply.text)
    assert other.send("GET", PATH).json == {"items": []}
    assert somebody.send("GET", f"{PATH}/{mine}").status == 200


@pytest.mark.parametrize("role", [Audience.OFFICER, Audience.MONITOR, Audience.ADMIN, Audience.EMPLOYER])
def test_offices_have_none(caller, role):
    official = caller.sign_in(role)
    assert official.send("GET", PATH).status == 403
    assert official.send("GET", SETTINGS).status == 403
    assert caller.send("GET", PATH).status == 401


def test_at_most_fifty(somebody):
    saved(table.alerts_item(somebody.id, None, Alerts(searches=MOST_SEARCHES - 1)))
    made(somebody)
    reply = somebody.send("POST", PATH, {"parameters": WANTED})
    assert reply.status == 409
    assert str(MOST_SEARCHES) in reply.json["detail"]
    first = somebody.send("GET", PATH).json["items"][0]["id"]
    assert somebody.send("DELETE", f"{PATH}/{first}").status == 204
    made(somebody)


def test_settings_as_usual_and_replaced_as_a_whole(somebody):
    usual = somebody.send("GET", SETTINGS)
    assert usual.headers["etag"] == '"0"'
    assert usual.json["settings"] == {
        "channels": ["email", "sms", "in_app"],
        "pace": "daily",
        "quiet": {"start": 21, "end": 7},
        "paused_until": None,
        "stopped": False,
    }
    assert usual.json["reaches"] is None, "nobody proved a contact"
    assert somebody.send("PUT", SETTINGS, {"pace": "weekly"}).status == 428
    weekly = somebody.send("PUT", SETTINGS, {"pace": "weekly", "channels": ["in_app"]}, if_match='"0"')
    assert (weekly.status, weekly.json["settings"]["pace"]) == (200, "weekly")
    assert somebody.send("PUT", SETTINGS, {"pace": "daily"}, if_match='"0"').status == 412
    again = somebody.send("PUT", SETTINGS, {}, if_match=weekly.headers["etag"])
    assert again.json["settings"] == usual.json["settings"]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"channels": ["email", "email"]}, "/channels", "repeated"),
        ({"paused_until": "2026-12-01T08:00:00"}, "/paused_until", "malformed"),
        ({"paused_until": "9999-12-31T23:59:59Z"}, "/paused_until", "too_far"),
        ({"paused_until": "9999-12-31T23:59:59-14:00"}, "/paused_until", "too_far"),
        ({"paused_until": "2020-01-01T00:00:00+07:00"}, "/paused_until", "past"),
        ({"paused_until": "0001-01-01T00:00:00+14:00"}, "/paused_until", "past"),
    ],
)
def test_settings_that_say_too_little_are_named(somebody, body, pointer, code):
    assert faults(somebody.send("PUT", SETTINGS, body, if_match='"0"')) == {pointer: code}


def test_a_pause_ends_within_a_year_and_comes_back_with_the_rest_when_it_is_over(somebody):
    now = SYSTEM_CLOCK.now()
    end = to_iso(now + LONGEST_PAUSE - timedelta(hours=1))
    ahead = somebody.send("PUT", SETTINGS, {"paused_until": end}, if_match='"0"')
    assert ahead.status == 200, ahead.text
    beyond = to_iso(now + LONGEST_PAUSE + timedelta(hours=1))
    assert faults(somebody.send("PUT", SETTINGS, {"paused_until": beyond}, if_match='"1"')) == {
        "/paused_until": "too_far"
    }
    found = table.find_alerts(somebody.id)
    over = AlertSettings(paused_until=now - timedelta(days=3))
    assert saved(table.alerts_item(somebody.id, found, Alerts(settings=over)))
    shown = somebody.send("GET", SETTINGS)
    same = {**shown.json["settings"], "pace": "weekly"}
    assert somebody.send("PUT", SETTINGS, same, if_match=shown.etag).status == 200


@pytest.mark.parametrize("exists", [True, False], ids=["erased", "never there"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", PATH, {"parameters": {"q": "kasir"}}),
        ("PUT", SETTINGS, {"pace": "weekly"}),
        ("PATCH", "one", {"name": "Lain"}),
        ("DELETE", "one", None),
        ("GET", "one", None),
        ("GET", PATH, None),
        ("GET", SETTINGS, None),
        ("GET", f"{SETTINGS}/matches", None),
    ],
)
def test_the_token_of_who_was_erased_stores_and_shows_nothing(caller, somebody, exists, method, path, body):
    one = f"{PATH}/{made(somebody).json['id']}"
    if exists:
        erase(somebody.principal)
    else:
        somebody = caller.sign_in(Audience.SEEKER)
    before = (len(table.searches_of(somebody.id)), table.find_alerts(somebody.id) is not None)
    reply = somebody.send(
        method, one if path == "one" else path, body, if_match='"0"' if path == SETTINGS and not exists else '"1"'
    )
    assert reply.status == 404, reply.text
    assert (len(table.searches_of(somebody.id)), table.find_alerts(somebody.id) is not None) == before


@pytest.mark.parametrize(
    "body",
    [{"pace": "hourly"}, {"quiet": {"start": 24}}, {"quiet": {"begin": 1}}, {"channels": ["pos"]}, {"warna": 1}],
)
def test_settings_of_another_form_are_refused(somebody, body):
    reply = somebody.send("PUT", SETTINGS, body, if_match='"0"')
    assert reply.status == 400
    assert len(faults(reply)) == 1


def test_what_somebody_searches_for_is_in_no_log(somebody, caplog):
    with caplog.at_level(logging.DEBUG, logger="padan"):
        path = f"{PATH}/{made(somebody, q='bidan rahasia').json['id']}"
        somebody.send("PATCH", path, {"parameters": {"q": "perawat rahasia", "warna": 1}}, if_match='"1"')
        somebody.send("GET", path)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("padan")]
    assert not [line for line in ours if "rahasia" in line]


def test_the_export_holds_what_was_saved():
    from functions.profile_views import Export

    assert {"saved_searches", "alerts", "alert_matches"} <= set(Export.__struct_fields__)
    shown = repr(alerts.SearchParameters(q="bidan"))
    assert "bidan" not in shown


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"name": "Kasir 0812-3456-7890", "parameters": {"q": "kasir"}}, "/name", "phone_in_text"),
        ({"parameters": {"q": "kasir sari@contoh.invalid"}}, "/parameters/q", "email_in_text"),
        ({"parameters": {"q": "3275 0145 0788 0042"}}, "/parameters/q", "nik_in_text"),
    ],
)
def test_numbers_and_addresses_of_people_are_no_search(somebody, body, pointer, code):
    refused = somebody.send("POST", PATH, body)
    assert (refused.status, refused.pointers()) == (400, {pointer: code})
    made = somebody.send("POST", PATH, {"parameters": {"q": "kasir"}})
    changed = somebody.send("PATCH", f"{PATH}/{made.json['id']}", body, if_match='"1"')
    assert (changed.status, changed.pointers()) == (400, {pointer: code})
    assert somebody.send("GET", f"{PATH}/{made.json['id']}").json["parameters"] == {"q": "kasir"}
