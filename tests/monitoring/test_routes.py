"""The routes of users who report, and of the monitor."""

import pytest

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.monitoring import policy, table
from chalicelib.monitoring.model import Origin
from chalicelib.monitoring.sampling import sampled
from chalicelib.vacancies import get
from security.principal import Audience
from tests.functions.posting_samples import published
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def monitor(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.MONITOR)


def test_people_report_until_the_vacancy_is_held_and_the_poster_learns_no_names(caller, owner, monitor):
    place = published(owner)
    reporters = [caller.sign_in(Audience.SEEKER) for _ in range(policy.current().reports.holds)]
    for reporter in reporters:
        sent = reporter.send("POST", f"{place}/reports", {"code": "fee_asked", "text": "Diminta uang seragam."})
        assert (sent.status, sent.json["code"]) == (202, "fee_asked")
    seen = owner.send("GET", place)
    assert (seen.json["state"], seen.json["inside"]["history"][-1]["reason"]) == ("held", "reported")
    assert not any(reporter.id in seen.text for reporter in reporters)
    told = monitor.send("GET", f"/v1/monitor/reports/{place.rpartition('/')[2]}", accept_language="en")
    assert [each["label"] for each in told.json["items"]] == ["Money was asked"] * len(reporters)
    assert not any(reporter.id in told.text for reporter in reporters)


def test_the_monitor_judges_what_was_drawn_and_sees_the_rates(owner, monitor):
    place = published(owner)
    vacancy = get(place.rpartition("/")[2])
    drawn = sampled(vacancy, Origin.DRAWN, 0.25, SYSTEM_CLOCK)
    assert table.add(drawn)
    waits = {each["id"]: each for each in monitor.send("GET", "/v1/monitor/samples?limit=100").json["items"]}
    assert (waits[drawn.id]["probability"], waits[drawn.id]["step"]) == (0.25, "machine")
    body = {"right": False, "erred": "machine", "missed_rule": "fee_asked", "reason": "Ada biaya."}
    judged = monitor.send("POST", f"/v1/monitor/samples/{drawn.id}/opinion", body)
    assert (judged.status, judged.json["right"]) == (200, False)
    again = monitor.send("POST", f"/v1/monitor/samples/{drawn.id}/opinion", body)
    assert (again.status, again.pointers()) == (409, {"/opinion": "judged_already"})
    assert owner.send("GET", place).json["state"] == "held"
    month = SYSTEM_CLOCK.now().isoformat()[:7]
    found = {each["name"]: each for each in monitor.send("GET", f"/v1/monitor/figures?month={month}").json["groups"]}
    assert found["source:padan"]["wrong"] == 1
    assert 0 < found["missed:fee_asked"]["of_published"]["share"] <= 1


def test_a_word_of_the_monitor_is_said_once_for_a_key(owner, monitor):
    vacancy = get(published(owner).rpartition("/")[2])
    drawn = sampled(vacancy, Origin.DRAWN, 0.25, SYSTEM_CLOCK)
    assert table.add(drawn)
    place = f"/v1/monitor/samples/{drawn.id}/opinion"
    body = {"right": False, "erred": "machine", "missed_rule": "fee_asked", "reason": "Ada biaya."}
    replies = [monitor.send("POST", place, body, idempotency_key="k") for _ in range(2)]
    assert [(each.status, each.json["right"]) for each in replies] == [(200, False)] * 2
    other = monitor.send("POST", place, {"right": True}, idempotency_key="k")
    assert (other.status, other.json["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")
    assert monitor.send("POST", place, body, idempotency_key="lain").pointers() == {"/opinion": "judged_already"}


def test_a_report_is_taken_once_for_a_key_of_somebody_and_strangers_share_none(caller, owner, monitor):
    place = published(owner)
    reporter = caller.sign_in(Audience.SEEKER)
    replies = [reporter.send("POST", f"{place}/reports", {"code": "fee_asked"}, idempotency_key="k") for _ in range(2)]
    assert [each.status for each in replies] == [202, 202]
    assert reporter.send("POST", f"{place}/reports", {"code": "fake"}, idempotency_key="k").status == 409
    for code in ("fee_asked", "fake"):
        stranger = caller.send("POST", f"{place}/reports", {"code": code}, {"idempotency-key": "k"})
        assert stranger.status == 202, stranger.text


@pytest.mark.parametrize("body", [{}, {"code": "boring"}, {"code": "fake", "name": "x"}, {"code": "other"}])
def test_a_report_that_says_nothing_is_refused(owner, body):
    assert owner.send("POST", f"{published(owner)}/reports", body).status == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/monitor/samples"),
        ("GET", "/v1/monitor/figures?month=2026-05"),
        ("GET", "/v1/monitor/reports/vac_0"),
        ("POST", "/v1/monitor/samples/smp_0/opinion"),
    ],
)
def test_the_second_line_is_the_monitors(caller, owner, method, path):
    assert caller.send(method, path).status == 401
    for role in (Audience.SEEKER, Audience.OFFICER, Audience.EMPLOYER):
        assert caller.sign_in(role, regions=("32",)).send(method, path).status == 403


def test_who_has_no_account_reports_too_until_the_days_limit(caller, owner, monitor):
    place = published(owner)
    browser = {"user-agent": "Peramban/1"}
    most = policy.current().reports.device_a_day
    for number in range(most):
        sent = caller.send("POST", f"{place}/reports", {"code": "fee_asked", "text": f"Uang {number}"}, browser)
        assert (sent.status, sent.json["code"]) == (202, "fee_asked"), sent.text
    for language, words in (("id", "Batas laporan tanpa akun"), ("en", "limit of reports without an account")):
        refused = caller.send("POST", f"{place}/reports", {"code": "fake"}, {**browser, "accept-language": language})
        assert refused.status == 429
        assert words in refused.json["detail"]
        assert int(refused.headers["retry-after"]) > 0
    assert owner.send("GET", place).json["state"] == "published"
    told = monitor.send("GET", f"/v1/monitor/reports/{place.rpartition('/')[2]}").json["items"]
    assert [(each["text"], each["anonymous"]) for each in told] == [
        (f"Uang {number}", True) for number in reversed(range(most))
    ]
    waits = {each["vacancy_id"]: each["origin"] for each in monitor.send("GET", "/v1/monitor/samples").json["items"]}
    assert waits[place.rpartition("/")[2]] == "reported"


def test_a_wrong_token_is_no_report_of_nobody(caller, owner, monkeypatch):
    """A client whose session is over learns so, and is not counted as somebody without an account."""
    from chalicelib.errors import Unauthenticated
    from security import identity

    place = published(owner)

    def over(token: str):
        raise Unauthenticated

    monkeypatch.setattr(identity, "verify_bearer", over)
    assert caller.send("POST", f"{place}/reports", {"code": "fake"}, token="old").status == 401


@pytest.mark.parametrize("body", [{}, {"code": "boring"}, {"code": "other"}, {"code": "fake", "name": "x"}])
def test_a_report_of_nobody_is_held_to_the_same_form(caller, owner, body):
    assert caller.send("POST", f"{published(owner)}/reports", body, {"user-agent": "Form/1"}).status == 400
