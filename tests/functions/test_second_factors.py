"""A second factor: setting it up, signing in with it, losing it, and roles of an office that need it."""

import threading
from datetime import timedelta

import pytest

from chalicelib import settings
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import PadanError, Unauthenticated
from chalicelib.people import codes, second_factor, store
from chalicelib.people.factor_store import change_factor
from security import audit
from security.accounts import accounts
from security.session_ends import KEPT
from security.session_lives import OFFICES
from security.totp import STEP_SECONDS
from tests import samples
from tests.functions.api import Api, Reply
from tests.functions.people_fixtures import Someone, active, api, someone
from tests.people.factors import code_now, enrolled
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator
MINE = "/v1/people/me/second-factor"
RECOVERY = ("AAAAAA-BBBBBB-CCCCCC-DDDDDD", "AAAAAA-BBBBBB-CCCCCC-EEEEEE")


@pytest.fixture
def required(platform, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a deployment."""
    monkeypatch.setenv("PADAN_SECOND_FACTOR", "required")
    settings.forget()


def by_password(api: Api, person: Someone, factor: str | None = None) -> Reply:
    body = {"email": person.email, "password": samples.PASSWORD}
    return api("POST", "/v1/sessions", body if factor is None else {**body, "second_factor": factor})


def by_code(api: Api, code_id: str, factor: str | None = None) -> Reply:
    body = {"code_id": code_id, "code": codes.code_of(code_id)}
    return api("POST", "/v1/sessions", body if factor is None else {**body, "second_factor": factor})


def in_office(api: Api, person: Someone, *groups: str) -> Api:
    for group in groups:
        accounts().add_to_group(person.id, group)
    reply = by_password(api, person)
    assert reply.status == 201, reply.text
    return api.as_bearer(reply.body["access_token"])


def refusal(reply: Reply) -> tuple[int, dict[str, str]]:
    return reply.status, reply.pointers


NEEDED = (401, {"/second_factor": "second_factor_needed"})
WRONG = (401, {"/second_factor": "second_factor_wrong"})
REQUIRED = (403, {"Authorization": "second_factor_required"})


def test_set_up_confirmed_and_asked_for_from_then_on(api, active):
    begun = active.api("POST", MINE)
    assert begun.status == 201
    assert begun.headers["cache-control"] == "no-store"
    secret = begun.body["secret"]
    assert f"secret={secret}" in begun.body["uri"]
    assert active.email not in begun.body["uri"]
    assert by_password(api, active).status == 201, "what is not confirmed does not count"
    other = api.as_bearer(by_password(api, active).body["access_token"])
    confirmed = active.api("PUT", MINE, {"code": code_now(secret)})
    assert confirmed.status == 200, confirmed.text
    assert len(set(confirmed.body["recovery_codes"])) == 10
    assert refusal(other("GET", "/v1/people/me")) == (401, {"Authorization": "session_over"})
    assert active.api("GET", "/v1/people/me").status == 200, "the session that confirmed it goes on"
    assert refusal(by_password(api, active)) == NEEDED
    assert refusal(by_password(api, active, code_now(secret))) == WRONG, "the code that confirmed it is spent"
    assert by_password(api, active, code_now(secret, 1)).status == 201
    assert by_password(api, active, confirmed.body["recovery_codes"][0]).status == 201
    assert [e.action for e in audit.entries_of(active.id)].count("confirm_second_factor") == 1


def test_a_wrong_password_tells_nothing_of_a_second_factor(api, active, someone):
    secret = enrolled(active.id)
    wrong = {"email": active.email, "password": "salah-sekali-12", "second_factor": code_now(secret)}
    known = api("POST", "/v1/sessions", wrong)
    unknown = api("POST", "/v1/sessions", {**wrong, "email": samples.email()})
    assert known.status == unknown.status == 401
    assert known.body == unknown.body
    assert by_password(api, active, code_now(secret)).status == 201, "and spends no code"


def test_who_has_none_may_send_one_all_the_same(api, active):
    assert by_password(api, active, "123456").status == 201


def test_both_ways_of_signing_in_ask_for_it_and_the_sent_code_stays_good(api, active):
    secret = enrolled(active.id)
    code_id = api("POST", "/v1/sessions/codes", {"email": active.email}).body["code_id"]
    assert refusal(by_code(api, code_id)) == NEEDED
    assert refusal(by_code(api, code_id, "000000x")) == WRONG
    assert by_code(api, code_id, code_now(secret)).status == 201
    assert by_code(api, code_id, code_now(secret, 1)).status == 401


def test_codes_of_both_kinds_serve_once(api, active):
    secret = enrolled(active.id, RECOVERY)
    for factor in (code_now(secret), RECOVERY[0]):
        assert by_password(api, active, factor).status == 201
        assert refusal(by_password(api, active, factor)) == WRONG
    assert by_password(api, active, RECOVERY[1].lower().replace("-", " ")).status == 201
    assert store.load(active.id).personal.factor.recovery == ()


def test_of_many_who_use_one_code_at_once_one_gets_in(platform, active):
    secret = enrolled(active.id)
    code, outcomes = code_now(secret), []
    start = threading.Barrier(4)

    def enter() -> None:
        start.wait(5)
        try:
            second_factor.demand(active.id, code)
            outcomes.append("in")
        except PadanError as error:
            outcomes.append(error.slug)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes).count("in") == 1
    assert len(outcomes) == 4


def test_guessing_locks_the_factor_and_not_the_password(api, active):
    secret = enrolled(active.id, RECOVERY)
    replies = [by_password(api, active, "000000x").status for _ in range(6)]
    assert replies == [401] * 5 + [429]
    assert by_password(api, active, code_now(secret)).status == 429, "a right one does not help while it is locked"
    assert refusal(by_password(api, active)) == NEEDED


@pytest.mark.parametrize("code", ["", "x" * 65, 123456, None])
def test_what_is_no_code_is_named(active, code):
    active.api("POST", MINE)
    reply = active.api("PUT", MINE, {"code": code})
    assert (reply.status, set(reply.pointers)) == (400, {"/code"})


def test_it_is_confirmed_by_a_right_code_alone_and_begun_anew_until_then(active):
    first = active.api("POST", MINE).body["secret"]
    second = active.api("POST", MINE).body["secret"]
    assert first != second
    for code in (code_now(first), RECOVERY[0]):
        assert refusal(active.api("PUT", MINE, {"code": code})) == (400, {"/code": "wrong_code"})
    assert active.api("PUT", MINE, {"code": code_now(second)}).status == 200
    assert active.api("POST", MINE).status == 409
    assert active.api("PUT", MINE, {"code": code_now(second, 1)}).status == 409


def test_nothing_is_confirmed_or_removed_that_was_not_begun(active):
    for _ in range(8):
        assert active.api("PUT", MINE, {"code": "123456"}).status == 404, "and it is no failed attempt"
    assert active.api("DELETE", MINE, {"code": "123456"}).status == 404
    active.api("POST", MINE)
    assert active.api("DELETE", MINE, {"code": "123456"}).status == 404


@pytest.mark.parametrize("with_recovery", [True, False])
def test_one_removes_ones_own_with_a_code(api, active, with_recovery):
    secret = enrolled(active.id, RECOVERY)
    assert refusal(active.api("DELETE", MINE, {"code": "000000x"})) == (400, {"/code": "wrong_code"})
    assert refusal(by_password(api, active)) == NEEDED
    code = RECOVERY[0] if with_recovery else code_now(secret)
    assert active.api("DELETE", MINE, {"code": code}).status == 204
    assert by_password(api, active).status == 201
    assert active.api("POST", MINE).status == 201


def test_an_administrator_removes_a_lost_one_and_sessions_end(api, active, someone):
    admin = in_office(api, active, "admin")
    enrolled(someone.id)
    assert admin("DELETE", f"/v1/people/{someone.id}/second-factor").status == 204
    assert refusal(someone.api("GET", "/v1/people/me")) == (401, {"Authorization": "session_over"})
    assert by_password(api, someone).status == 201
    assert admin("DELETE", f"/v1/people/{someone.id}/second-factor").status == 404
    asked = [e.actor for e in audit.entries_of(someone.id) if e.action == "ask_passwords_remove_lost_factor"]
    assert set(asked) == {active.id}


def test_nobody_else_removes_that_of_another(api, active, someone):
    enrolled(someone.id)
    client = in_office(api, active, *(role.value for role in OFFICES - {"admin"}))
    assert client("DELETE", f"/v1/people/{someone.id}/second-factor").status == 403
    assert refusal(by_password(api, someone)) == NEEDED


def test_a_change_of_contact_or_name_keeps_it(api, active):
    enrolled(active.id)
    version = active.api("GET", "/v1/people/me").headers["etag"]
    merge = "application/merge-patch+json"
    changed = active.api("PATCH", "/v1/people/me", {"name": "Sri Contoh"}, content_type=merge, if_match=version)
    assert changed.status == 200, changed.text
    assert refusal(by_password(api, active)) == NEEDED


def test_the_secret_is_stored_sealed_and_shown_to_nobody(active):
    secret = enrolled(active.id)
    stored = store.find_personal(active.id)
    assert secret not in str(stored.to_dynamodb_dict())
    assert secret not in active.api("GET", "/v1/people/me/export").text
    assert secret not in active.api("GET", "/v1/people/me").text


def test_a_role_of_an_office_is_not_honoured_without_it(api, active, required):
    client = in_office(api, active, "analyst", "officer", "region-32")
    assert refusal(client("GET", "/v1/proposals")) == REQUIRED
    assert refusal(client("GET", "/v1/reviews?region=32")) == REQUIRED
    assert client("GET", "/v1/people/me").status == 200, "one's own role goes on"
    assert client("GET", "/v1/vacancies?q=kasir").status == 200
    secret = client("POST", MINE).body["secret"]
    assert refusal(client("GET", "/v1/proposals")) == REQUIRED, "handed out is not confirmed"
    assert client("PUT", MINE, {"code": code_now(secret)}).status == 200
    assert client("GET", "/v1/proposals").status == 200
    assert client("GET", "/v1/reviews?region=32").status == 200


def test_who_has_a_role_of_an_office_alone_can_enrol_and_sign_out(api, active, required):
    client = in_office(api, active, "analyst")
    accounts().remove_from_group(active.id, "seeker")
    client = in_office(api, active)
    assert refusal(client("GET", "/v1/proposals")) == REQUIRED
    assert client("POST", MINE).status == 201
    assert client("DELETE", "/v1/sessions/current").status == 204


def test_on_one_machine_it_is_left_to_the_office(api, active):
    assert in_office(api, active, "analyst")("GET", "/v1/proposals").status == 200


def test_job_seekers_need_none_anywhere(api, active, required):
    assert active.api("GET", "/v1/people/me").status == 200
    assert active.api("GET", "/v1/proposals").status == 403
    assert active.api("GET", "/v1/proposals").pointers == {}


def test_what_was_confirmed_is_believed_for_seconds_and_its_absence_never(platform, active):
    clock = FixedClock(SYSTEM_CLOCK.now())
    assert not second_factor.is_confirmed(active.id, clock)
    enrolled(active.id)
    assert second_factor.is_confirmed(active.id, clock)
    change_factor(active.id, lambda _: None)
    assert second_factor.is_confirmed(active.id, clock)
    clock.advance(KEPT)
    assert not second_factor.is_confirmed(active.id, clock)


@pytest.mark.parametrize(("seconds", "counts"), [(0, True), (STEP_SECONDS, True), (2 * STEP_SECONDS, False)])
def test_a_code_of_a_minute_ago_is_too_old(platform, active, seconds, counts):
    secret = enrolled(active.id)
    clock = FixedClock(SYSTEM_CLOCK.now())
    code = code_now(secret, 0, clock)
    clock.advance(timedelta(seconds=seconds))
    if counts:
        second_factor.demand(active.id, code, clock)
        return
    with pytest.raises(Unauthenticated):
        second_factor.demand(active.id, code, clock)
