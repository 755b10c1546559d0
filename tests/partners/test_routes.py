"""The partners' routes, signed as a partner signs: who gets in, what is answered, what is refused by name."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from chalicelib import partners, quality, sources, tables
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.identifiers import new_identifier
from chalicelib.sources import Tally, scored
from functions.intake import take_partner_items
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests.functions.api import Api, Reply
from tests.own_stores import Queue
from tests.partners.conftest import SigningPartner, ndjson, posting
from tests.quality.samples import NOW, content, handed_in

pytestmark = pytest.mark.emulator
HOST = "padan.test"
PUSH = "/v1/partner/vacancies"
LINES = "application/x-ndjson"


def signed(
    partner: SigningPartner, method: str, path: str, body: bytes, media_type: str, **options: Any
) -> dict[str, str]:
    request = SignedRequest(method=method, url=f"http://{HOST}{path}", headers={"content-type": media_type}, body=body)
    return sign(request, options.get("key", partner.key), options.get("clock", SYSTEM_CLOCK))


def call(
    partner: SigningPartner,
    method: str,
    path: str,
    body: bytes = b"",
    media_type: str = "application/json",
    **more: str,
) -> Reply:
    headers = signed(partner, method, path, body, media_type)
    return Api()(method, path, body, host=HOST, **headers, **more)


def push(partner: SigningPartner, *items: object, **more: str) -> Reply:
    return call(partner, "POST", PUSH, ndjson(*items), LINES, **more)


def work_off(queue: Queue) -> None:
    queue.work_off(lambda event, context: take_partner_items(event, context))


def test_a_push_is_answered_with_a_receipt_that_tells_each_outcome(signing_partner, queue):
    answer = push(signing_partner, posting(1), b'{"identifier":"x"', posting(2, title=[]))
    assert answer.status == 202
    assert answer.body["state"] == "queued"
    assert answer.body["items"] == 3
    place = answer.headers["location"]
    assert place == f"/v1/partner/receipts/{answer.body['id']}"
    work_off(queue)
    receipt = call(signing_partner, "GET", place).body
    assert receipt["receipt"]["state"] == "done"
    assert receipt["receipt"]["counts"]["created"] == 1
    assert [item["outcome"] for item in receipt["items"]] == ["created", "rejected", "rejected"]
    assert receipt["items"][2]["errors"][0]["pointer"] == "/title"
    assert receipt["items"][0]["vacancy"].startswith("vac_")


def test_a_partner_sees_its_own_score_with_every_reason_in_both_languages(signing_partner):
    more = Tally(accepted=80, held=5, rejected=15, sampled=10, wrong=1)
    tables.write(lambda transaction: sources.record(transaction, signing_partner.id, more))
    answer = call(signing_partner, "GET", "/v1/partner/quality")
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    score = scored(more)
    assert answer.body["score"] == round(score.value, 4)
    assert answer.body["offered"] == 100
    assert answer.body["counts"] == msgspec.structs.asdict(more)
    assert [part["code"] for part in answer.body["parts"]] == [part.code for part in score.parts]
    rejected = next(part for part in answer.body["parts"] if part["code"] == "rejected")
    assert (rejected["bad"], rejected["of"]) == (15, 100)
    assert rejected["explanation"] == {
        "id": "15 dari 100 ditolak pemeriksaan.",
        "en": "15 of 100 rejected by the check.",
    }


def test_a_new_partner_is_met_halfway_and_sees_nobody_elses_score(signing_partner):
    other = Tally(accepted=1, rejected=99)
    tables.write(lambda transaction: sources.record(transaction, "par_somebody_else", other))
    answer = call(signing_partner, "GET", "/v1/partner/quality")
    assert (answer.body["offered"], answer.body["score"]) == (0, round(scored(Tally()).value, 4))
    assert set(answer.body["counts"].values()) == {0}


def test_a_partner_sees_how_good_its_data_are_by_field(signing_partner):
    today = (SYSTEM_CLOCK.now() - NOW) // timedelta(days=1)
    poor = content(description="", expires_at=None)
    made = [handed_in(signing_partner.id, day=today), handed_in(signing_partner.id, day=today, content=poor)]
    quality.follow([(None, each) for each in made])
    answer = call(signing_partner, "GET", "/v1/partner/quality", **{"accept-language": "en"})
    dimensions = {each["dimension"]: each for each in answer.body["dimensions"]}
    assert list(dimensions) == list(quality.Dimension)
    (described,) = [each for each in dimensions["completeness"]["fields"] if each["field"] == "description"]
    assert (described["good"], described["of"], described["share"]) == (1, 2, 0.5)
    assert described["meaning"] == "It is stated."
    shares = [each["share"] for each in dimensions.values()]
    assert answer.body["overall"] == pytest.approx(sum(shares) / len(shares), abs=1e-3)


def test_of_a_partner_that_has_sent_nothing_no_quality_is_told(signing_partner):
    answer = call(signing_partner, "GET", "/v1/partner/quality")
    assert (answer.body["overall"], answer.body["dimensions"]) == (None, [])


def test_the_score_is_for_who_signs():
    assert Api()("GET", "/v1/partner/quality", b"", host=HOST).status == 401


def test_a_receipt_comes_page_by_page_and_in_the_language_that_was_asked_for(signing_partner, queue):
    fee = "Melayani pembeli di toko bahan kue. Wajib membayar uang jaminan."
    answer = push(signing_partner, *[posting(number, description=f"{fee} {number}") for number in range(1, 6)])
    work_off(queue)
    place, seen, cursor = answer.headers["location"], [], ""
    while cursor is not None:
        page = call(signing_partner, "GET", f"{place}?limit=2{cursor}", accept_language="en").body
        seen += [(item["number"], item["outcome"], item["findings"][0]["detail"]) for item in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    assert [number for number, _, _ in seen] == [1, 2, 3, 4, 5]
    assert {outcome for _, outcome, _ in seen} == {"held"}
    assert all("asks money" in detail for _, _, detail in seen)


@pytest.mark.parametrize(
    ("query", "pointer"), [("limit=0", "limit"), ("limit=101", "limit"), ("page=2", "page"), ("cursor=x", "cursor")]
)
def test_a_wrong_parameter_is_named(signing_partner, queue, query, pointer):
    place = push(signing_partner, posting(1)).headers["location"]
    answer = call(signing_partner, "GET", f"{place}?{query}")
    assert answer.status == 400
    assert pointer in answer.pointers


def test_only_the_owner_sees_a_receipt(signing_partner, queue):
    place = push(signing_partner, posting(1)).headers["location"]
    stranger = SigningPartner("Mitra Pengintip")
    assert call(stranger, "GET", place).status == 404
    assert call(signing_partner, "GET", "/v1/partner/receipts/nonsense").status == 404


@pytest.mark.parametrize("external_id", ["K-0001", "a/b c", "50%", "é+1", "?x=#1"])
def test_a_vacancy_is_removed_by_the_partners_own_identifier(signing_partner, queue, external_id):
    push(signing_partner, posting(1, identifier=external_id))
    work_off(queue)
    path = f"{PUSH}/{quote(external_id, safe='')}"
    assert call(signing_partner, "DELETE", path).status == 204
    assert call(signing_partner, "DELETE", path).status == 204
    assert call(SigningPartner(f"Mitra Iseng {new_identifier('par')}"), "DELETE", path).status == 404


def test_a_full_list_is_applied_or_refused(signing_partner, queue):
    push(signing_partner, *[posting(number) for number in range(1, 6)])
    work_off(queue)
    path = f"{PUSH}/snapshot"

    def send(**body: object) -> Reply:
        return call(signing_partner, "POST", path, json.dumps(body).encode())

    refused = send(identifiers=["K-0001", "K-0002"])
    assert (refused.status, refused.pointers) == (409, {"/identifiers": "too_many_gone"})
    assert send(identifiers=["K-0001", "K-0002"], force=True).body == {"open": 5, "kept": 2, "closed": 3, "unknown": []}
    assert set(send(identifiers="K-1", forced=True).pointers) == {"/identifiers", "/forced"}


def test_an_idempotency_key_makes_repeating_safe(signing_partner, queue):
    first = push(signing_partner, posting(1), idempotency_key="abc")
    assert push(signing_partner, posting(1), idempotency_key="abc").body["id"] == first.body["id"]
    other = push(signing_partner, posting(2), idempotency_key="abc")
    assert (other.status, other.body["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")
    assert push(signing_partner, posting(1), idempotency_key="a b").pointers == {"Idempotency-Key": "malformed"}


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"", LINES, 400),
        (b"[{}", "application/json", 400),
        (b"{}", "text/csv", 415),
        (b"{}", "application/json; charset=latin1", 415),
        (b"{}\n" * 501, LINES, 413),
        (b'{"a":"' + b"x" * (6 * 1024 * 1024) + b'"}', LINES, 413),
    ],
)
def test_a_body_that_cannot_be_taken_is_refused_with_a_reason(signing_partner, queue, body, media_type, status):
    answer = call(signing_partner, "POST", PUSH, body, media_type)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.body["detail"]


def test_a_parameter_that_a_push_does_not_take_is_named(signing_partner, queue):
    answer = call(signing_partner, "POST", f"{PUSH}?dry=1", ndjson(posting(1)), LINES)
    assert (answer.status, answer.pointers) == (400, {"dry": "unknown_field"})


def unauthenticated(headers: dict[str, str], body: bytes, path: str = PUSH) -> dict[str, str]:
    answer = Api()("POST", path, body, host=HOST, **headers)
    assert answer.status == 401
    return answer.pointers


def test_a_signature_that_does_not_fit_is_refused_and_nothing_is_kept(signing_partner, queue):
    body = ndjson(posting(1))
    good = signed(signing_partner, "POST", PUSH, body, LINES)
    assert unauthenticated(good, body + b"\n{}") == {"Content-Digest": "digest_mismatch"}
    assert unauthenticated(good | {"content-type": "application/json"}, body) == {"Signature": "bad_signature"}
    assert unauthenticated(good, body, f"{PUSH}/snapshot") == {"Signature": "bad_signature"}
    assert unauthenticated({"content-type": LINES}, body) == {"Signature-Input": "missing_header"}
    assert Api("some-token")("POST", PUSH, body, host=HOST).status == 401
    assert queue.receive() == []


def test_a_forged_signature_is_refused(signing_partner, queue):
    body = ndjson(posting(1))
    forger = SigningKey(key_id=signing_partner.key.key_id, algorithm=Algorithm.ED25519, private=generate_ed25519()[0])
    assert unauthenticated(signed(signing_partner, "POST", PUSH, body, LINES, key=forger), body) == {
        "Signature": "bad_signature"
    }
    unknown = SigningKey(key_id="key_unknown", algorithm=Algorithm.ED25519, private=forger.private)
    assert unauthenticated(signed(signing_partner, "POST", PUSH, body, LINES, key=unknown), body) == {
        "Signature": "bad_signature"
    }


def test_a_replayed_request_is_refused(signing_partner, queue):
    body = ndjson(posting(1))
    headers = signed(signing_partner, "POST", PUSH, body, LINES)
    assert Api()("POST", PUSH, body, host=HOST, **headers).status == 202
    assert unauthenticated(headers, body) == {"Signature-Input": "nonce_reused"}


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_clock_that_is_far_off_is_told(signing_partner, queue, minutes):
    body = ndjson(posting(1))
    clock = FixedClock(datetime.now(UTC) + timedelta(minutes=minutes))
    headers = signed(signing_partner, "POST", PUSH, body, LINES, clock=clock)
    assert unauthenticated(headers, body) == {"Signature-Input": "outside_window"}


def test_a_revoked_key_opens_nothing(signing_partner, queue):
    partners.revoke_key(signing_partner.id, signing_partner.key.key_id)
    body = ndjson(posting(1))
    assert unauthenticated(signed(signing_partner, "POST", PUSH, body, LINES), body) == {"Signature": "bad_signature"}
