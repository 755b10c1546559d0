"""The routes of the queue, as an office uses them."""

import json
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.outbox import OutboxItem
from chalicelib.reviewing import telling
from chalicelib.vacancies import table as vacancy_table
from functions.feed import record
from functions.reviews import escalate
from local.http.context import LambdaContext
from security.principal import Audience
from tests.functions.events import stream_event
from tests.functions.posting_samples import drafted, employer_of
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator
NOW = SYSTEM_CLOCK.now()
EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
CONTEXT = LambdaContext("reviews", 300)
FEE = "Kirim lamaran dengan biaya pendaftaran Rp150.000 sebelum wawancara. Menata barang di rak setiap hari."


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def office(caller: Caller, region: str):
    return [caller.sign_in(Audience.OFFICER, regions=(region,)) for _ in range(2)]


def submitted(owner: SignedIn, region: str, **changes: object) -> str:
    place = drafted(owner, employer_of(owner), region=region, **changes)
    assert owner.send("POST", f"{place}/submit").json["state"] in ("held", "checked")
    return place.rpartition("/")[2]


def codes(reply) -> set[str]:
    return set(reply.pointers().values())


def test_the_next_is_taken_extended_and_given_back(owner, office, region):
    first, second = office
    vacancy = submitted(owner, region)
    taken = first.send("POST", "/v1/reviews/next")
    assert (taken.status, taken.json["id"], taken.json["lease"]["mine"]) == (200, vacancy, True)
    assert taken.json["due_at"] > taken.json["waiting_since"]
    assert second.send("POST", "/v1/reviews/next").status == 204
    refused = second.send("POST", f"/v1/reviews/{vacancy}/lease")
    assert (refused.status, refused.pointers()) == (409, {"/lease": "held_by_another"})
    longer = first.send("POST", f"/v1/reviews/{vacancy}/lease")
    assert longer.json["lease"]["id"] == taken.json["lease"]["id"]
    assert longer.json["lease"]["until"] >= taken.json["lease"]["until"]
    (listed,) = second.send("GET", "/v1/reviews").json["items"]
    assert (listed["id"], listed["lease"]["holder"], listed["lease"]["mine"]) == (vacancy, first.id, False)
    assert second.send("DELETE", f"/v1/reviews/{vacancy}/lease").status == 409
    assert first.send("DELETE", f"/v1/reviews/{vacancy}/lease").status == 204
    assert second.send("POST", f"/v1/reviews/next?region={region}").json["id"] == vacancy


def test_no_decision_without_the_lease(owner, office, region):
    first, second = office
    vacancy = submitted(owner, region)
    body = {"decision": "reject", "code": "no_vacancy"}
    assert codes(first.send("POST", f"/v1/reviews/{vacancy}/decision", body)) == {"no_lease"}
    second.send("POST", f"/v1/reviews/{vacancy}/lease")
    assert codes(first.send("POST", f"/v1/reviews/{vacancy}/decision", body)) == {"held_by_another"}
    assert second.send("POST", f"/v1/reviews/{vacancy}/decision", body).json["state"] == "rejected"


def test_the_poster_sees_the_corrections_and_the_office_what_changed(owner, office, region):
    first, second = office
    vacancy = submitted(owner, region)
    first.send("POST", "/v1/reviews/next")
    fields = [{"pointer": "/hours", "detail": "Jam kerja belum jelas."}]
    body = {"decision": "correct", "code": "unclear", "fields": fields}
    assert first.send("POST", f"/v1/reviews/{vacancy}/decision", body).status == 200
    seen = owner.send("GET", f"/v1/vacancies/{vacancy}").json["inside"]
    assert (seen["state"], seen["history"][-1]["fields"]) == ("draft", fields)
    assert "lease" not in seen
    etag = f'"{seen["revision"]}"'
    assert owner.send("PATCH", f"/v1/vacancies/{vacancy}", {"hours": 38}, if_match=etag).status == 200
    owner.send("POST", f"/v1/vacancies/{vacancy}/submit")
    again = second.send("POST", "/v1/reviews/next").json
    assert again["changed"] == [{"pointer": "/hours", "before": 40, "after": 38}]


def test_a_field_that_the_form_does_not_have_is_refused_and_nothing_is_sent(owner, office, region):
    first, _ = office
    vacancy = submitted(owner, region)
    first.send("POST", "/v1/reviews/next")
    fields = [{"pointer": "/hours", "detail": "Jelaskan."}, {"pointer": "/nowhere", "detail": "Apa saja."}]
    body = {"decision": "correct", "code": "unclear", "fields": fields}
    for language, words in (("id", "Tidak ada isian /nowhere"), ("en", "has no field /nowhere")):
        refused = first.send("POST", f"/v1/reviews/{vacancy}/decision", body, accept_language=language)
        assert (refused.status, refused.pointers()) == (400, {"/fields/1/pointer": "unknown_field"})
        assert words in refused.json["errors"][0]["detail"]
    stands = first.send("GET", "/v1/reviews").json["items"][0]
    assert (stands["id"], stands["state"], stands["lease"]["mine"]) == (vacancy, "checked", True)
    assert first.send("POST", f"/v1/reviews/{vacancy}/decision", {**body, "fields": fields[:1]}).status == 200


def test_every_pointer_of_a_correction_is_a_field_that_the_poster_can_send(owner, office, region):
    """The round trip: what an officer names is a name in the body of the poster's PATCH."""
    first, _ = office
    vacancy = submitted(owner, region)
    first.send("POST", "/v1/reviews/next")
    fields = [{"pointer": place, "detail": "Perbaiki."} for place in ("/hours", "/pay_maximum", "/skills", "/title")]
    body = {"decision": "correct", "code": "unclear", "fields": fields}
    assert first.send("POST", f"/v1/reviews/{vacancy}/decision", body).status == 200
    seen = owner.send("GET", f"/v1/vacancies/{vacancy}").json["inside"]
    asked = [note["pointer"].removeprefix("/") for note in seen["history"][-1]["fields"]]
    mended = {"hours": 38, "pay_maximum": 6_500_000, "skills": [], "title": "Kasir Toko Buku"}
    assert asked == list(mended)
    etag = f'"{seen["revision"]}"'
    assert owner.send("PATCH", f"/v1/vacancies/{vacancy}", mended, if_match=etag).status == 200


def test_two_officers_publish_what_one_may_not(owner, office, region):
    first, second = office
    vacancy = submitted(owner, region, description=FEE)
    taken = first.send("POST", "/v1/reviews/next").json
    assert taken["two_officers"] is True
    body = {"decision": "publish", "code": "found_wrongly", "reason": "Sudah diperiksa."}
    assert codes(first.send("POST", f"/v1/reviews/{vacancy}/decision", body)) == {"needs_two"}
    proposed = first.send("POST", f"/v1/reviews/{vacancy}/proposal", body)
    assert (proposed.status, proposed.json["proposal"]["mine"]) == (201, True)
    (found,) = second.send("GET", "/v1/reviews/proposals").json["items"]
    assert (found["id"], found["proposal"]["by"], found["proposal"]["mine"]) == (vacancy, first.id, False)
    assert found["proposal"]["why"]["label"] == "Temuan mesin keliru"
    own = first.send("POST", f"/v1/reviews/{vacancy}/proposal/answer", {"agrees": True})
    assert own.status == 403
    done = second.send("POST", f"/v1/reviews/{vacancy}/proposal/answer", {"agrees": True})
    assert done.json["state"] == "published"
    assert second.send("GET", "/v1/reviews/proposals").json["items"] == []


def test_two_officers_publish_what_was_rejected_and_each_step_says_so(owner, office, region):
    """Overruling a rejection by hand: the view and every refusal lead to the next call."""
    first, second = office
    vacancy = submitted(owner, region)
    first.send("POST", "/v1/reviews/next")
    first.send("POST", f"/v1/reviews/{vacancy}/decision", {"decision": "reject", "code": "no_vacancy"})
    body = {"decision": "publish", "code": "found_wrongly", "reason": "Sudah diperiksa."}
    assert codes(second.send("POST", f"/v1/reviews/{vacancy}/proposal", body)) == {"no_lease"}
    taken = second.send("POST", f"/v1/reviews/{vacancy}/lease").json
    assert (taken["state"], taken["two_officers"]) == ("rejected", True)
    assert codes(second.send("POST", f"/v1/reviews/{vacancy}/decision", body)) == {"needs_two"}
    again = {"decision": "reject", "code": "no_vacancy"}
    assert codes(second.send("POST", f"/v1/reviews/{vacancy}/decision", again)) == {"wrong_state"}
    assert second.send("POST", f"/v1/reviews/{vacancy}/proposal", body).status == 201
    assert second.send("POST", f"/v1/reviews/{vacancy}/proposal/answer", {"agrees": True}).status == 403
    assert owner.send("GET", f"/v1/vacancies/{vacancy}").json["state"] == "rejected"
    done = first.send("POST", f"/v1/reviews/{vacancy}/proposal/answer", {"agrees": True})
    assert (done.status, done.json["state"]) == (200, "published")
    assert owner.send("GET", f"/v1/vacancies/{vacancy}").json["state"] == "published"


def test_the_reasons_are_there_for_anybody(caller, owner):
    for anybody in (caller, owner):
        assert anybody.send("GET", "/v1/reviews/reasons").status == 200


def test_the_reasons_say_with_which_decision_they_go(office):
    english = office[0].send("GET", "/v1/reviews/reasons", accept_language="en").json["items"]
    found = {each["code"]: (each["label"], each["decisions"]) for each in english}
    assert found["fee_asked"] == ("Money is asked of the applicant", ["correct", "reject"])
    assert found["found_wrongly"][1] == ["publish"]
    assert found["other"][1] == ["publish", "correct", "reject"]


@pytest.mark.parametrize(
    ("method", "place"),
    [
        ("POST", "next"),
        ("GET", "proposals"),
        ("POST", "vac_0/lease"),
        ("DELETE", "vac_0/lease"),
    ],
)
def test_nobody_else_works_on_the_queue(caller, owner, method, place):
    assert caller.send(method, f"/v1/reviews/{place}").status == 401
    assert owner.send(method, f"/v1/reviews/{place}").status == 403


def test_an_unknown_vacancy_is_not_found(office):
    for method, place in (("POST", "lease"), ("DELETE", "lease")):
        assert office[0].send(method, f"/v1/reviews/vac_unknown/{place}").status == 404


def offices(monkeypatch, **members: tuple[str, ...]) -> list[str]:
    """Stand in for the identity provider; returns which groups it was asked for."""
    asked = []

    class Accounts:
        def members(self, group: str) -> tuple[str, ...]:
            asked.append(group)
            return members.get(group, ())

    monkeypatch.setattr(telling, "accounts", Accounts)
    return asked


def test_the_queue_is_counted_after_the_stream_and_escalated_each_hour(owner, office, region, monkeypatch):
    vacancy = submitted(owner, region)
    stored = vacancies.get(vacancy)
    earlier = msgspec.structs.replace(stored, waiting_since=NOW - timedelta(days=30))
    item = vacancy_table.load(vacancy)
    vacancy_table.item_of(earlier, item.version).save()
    told = stream_event("vacancies", [(None, vacancy_table.load(vacancy).serialize())])
    assert record(told, CONTEXT) == {"batchItemFailures": []}
    found = office[0].send("GET", f"/v1/reviews/figures?region={region}").json
    assert (found["waiting"], found["overdue"], found["taken"]) == (1, 0, 0)
    told = offices(monkeypatch, **{f"region-{region[:2]}": ("per_province",), "monitor": ("per_monitor",)})
    for _ in range(2):
        escalate(EVENT, CONTEXT)
    events = [item.event for item in OutboxItem.scan() if item.event.topic == "reviews_overdue"]
    assert {event.subject for event in events} >= {"per_province", "per_monitor"}
    assert len([event for event in events if event.subject == "per_province"]) == 1
    assert f"region-{region[:2]}" in told
    found = office[0].send("GET", f"/v1/reviews/figures?region={region}").json
    assert (found["waiting"], found["overdue"]) == (1, 1)
    (listed,) = office[1].send("GET", "/v1/reviews/escalated").json["items"]
    assert (listed["id"], listed["overdue"], listed["level"]) == (vacancy, True, "monitor")
