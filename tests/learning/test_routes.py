"""Reports, proposals and decisions over the interface: who may, what is named, what comes twice."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from chalicelib import learning as use
from chalicelib.clock import SYSTEM_CLOCK, day_of
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.learning import table
from chalicelib.learning.candidates import Candidate
from chalicelib.learning.model import (
    Decision,
    Evidence,
    Line,
    Lines,
    Proposal,
    ProposalKind,
    ProposalState,
    Target,
    TextKind,
)
from chalicelib.learning.proposing import _put, identifier_of
from chalicelib.tables import write
from functions import learning as routes
from local.http.context import LambdaContext
from search.vocabulary import AskedKind
from security.principal import Audience
from tests.learning.samples import choice, known, search

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("learning", "index")]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
CASHIER = Target(kind=AskedKind.OCCUPATION, code="5230")


@pytest.fixture
def analyst(caller):
    return caller.sign_in(Audience.ANALYST)


def offered(words="wekwek", confidence=0.7, target=CASHIER, kind=ProposalKind.SYNONYM):
    proposal = Proposal(
        id=new_identifier("prp"),
        kind=kind,
        words=words,
        target=target,
        confidence=confidence,
        evidence=Evidence(searches=20, nothing=19, days=4, places=3, choices=9, agreeing=8),
        proposed_at=NOW,
        seen_at=NOW,
    )
    table.item_of(proposal, None).save()
    return f"/v1/proposals/{proposal.id}"


def decide(person, place, etag=None, **body):
    return person.send("POST", f"{place}/decision", body, if_match=etag or person.send("GET", place).etag)


@pytest.fixture(autouse=True)
def _nothing_learned(learning):
    yield
    present, version = table.overlay()
    if present.learned:
        emptied = msgspec.structs.replace(present, learned=())
        write(lambda transaction: table.save_overlay(transaction, emptied, version))


REPORTS = ("zero-hits", "low-hits", "popular", "loosened")
READ_REPORTS = {Audience.ANALYST, Audience.OFFICER, Audience.MONITOR, Audience.ADMIN}
DECIDE = {Audience.ANALYST, Audience.ADMIN}


@pytest.mark.parametrize("role", [each for each in Audience if each not in (Audience.PUBLIC, Audience.PARTNER)])
def test_who_may(caller, role):
    person = caller.sign_in(role, regions=("32",) if role is Audience.OFFICER else ())
    place = offered(f"wek{role}")
    for report in REPORTS:
        expected = 200 if role in READ_REPORTS else 403
        assert person.send("GET", f"/v1/search-reports/{report}").status == expected
    expected = 200 if role in DECIDE else 403
    for path in ("/v1/proposals", place, "/v1/learned-words"):
        assert person.send("GET", path).status == expected
    answer = person.send("POST", f"{place}/decision", {"decision": "accept"}, if_match='"1"')
    assert answer.status == expected


@pytest.mark.parametrize("path", ["/v1/search-reports/popular", "/v1/proposals", "/v1/learned-words"])
def test_nobody_without_an_account(caller, path):
    assert caller.send("GET", path).status == 401


def test_a_report_as_json_and_as_a_table(caller, analyst):
    today = day_of(SYSTEM_CLOCK.now())
    rare = Line(kind=TextKind.QUERY, text="juru wok", searches=2, nothing=2)
    lines = Lines(lines=(Line(kind=TextKind.QUERY, text="juru wek", searches=7, nothing=6), rare))
    table.replace_day(today, {"32": lines})
    reply = analyst.send("GET", "/v1/search-reports/zero-hits?by=week,region")
    assert reply.json["items"] == [
        {
            "text": "juru wek",
            "week": f"{today:%G-W%V}",
            "region": "32",
            "searches": 7,
            "nothing": 6,
            "few": 0,
            "loosened": 0,
        }
    ]
    assert reply.json["to"] == today.isoformat()
    assert reply.headers["cache-control"] == "private, no-store"
    for as_csv in (
        analyst.send("GET", "/v1/search-reports/zero-hits?format=csv"),
        analyst.send("GET", "/v1/search-reports/zero-hits", accept="text/csv"),
    ):
        assert as_csv.headers["content-type"] == "text/csv; charset=utf-8; header=present"
        assert as_csv.headers["content-disposition"] == 'attachment; filename="padan-zero-hits.csv"'
        assert as_csv.text.splitlines()[1] == "juru wek,,,7,6,0,0"
        assert as_csv.headers["padan-withheld"] == str(reply.json["withheld"]) == "1"


@pytest.mark.parametrize(
    ("path", "status", "pointers"),
    [
        ("/v1/search-reports/everything", 404, None),
        ("/v1/search-reports/popular?from=2026-02-30", 400, {"from"}),
        ("/v1/search-reports/popular?region=00", 400, {"region"}),
        ("/v1/search-reports/popular?by=person", 400, {"by"}),
        ("/v1/search-reports/popular?texts=all", 400, {"texts"}),
        ("/v1/search-reports/popular?limit=101", 400, {"limit"}),
        ("/v1/search-reports/popular?format=xml", 400, {"format"}),
        ("/v1/search-reports/popular?person=x", 400, {"person"}),
        ("/v1/proposals?state=lost", 400, {"state"}),
        ("/v1/proposals?cursor=x", 400, {"cursor"}),
        ("/v1/proposals/prp_0", 404, None),
        ("/v1/learned-words?x=1", 400, {"x"}),
    ],
)
def test_bad_parameters_are_named(analyst, path, status, pointers):
    reply = analyst.send("GET", path)
    assert reply.status == status
    if pointers:
        assert set(reply.pointers()) == pointers


def test_proposals_are_listed_the_surest_first_page_by_page(analyst):
    made = {offered(f"daftar{number}", confidence=number / 100).rpartition("/")[2] for number in range(60, 72)}
    seen, cursor = [], ""
    while True:
        page = analyst.send("GET", f"/v1/proposals?limit=5{cursor}").json
        seen += [(each["confidence"], each["id"]) for each in page["items"]]
        assert len(page["items"]) <= 5
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == sorted(seen, key=lambda each: (-each[0], each[1]))
    assert len({identifier for _, identifier in seen}) == len(seen)
    assert made <= {identifier for _, identifier in seen}
    other = analyst.send("GET", "/v1/proposals?state=rejected" + (cursor or "&cursor=x"))
    assert other.status == 400
    assert other.pointers() == {"cursor": "unknown_cursor"}


def test_labels_are_in_the_readers_language(analyst):
    place = offered()
    indonesian, english = analyst.send("GET", place), analyst.send("GET", place, accept_language="en")
    assert indonesian.json["target"]["code"] == english.json["target"]["code"] == "5230"
    assert indonesian.json["target"]["label"] != english.json["target"]["label"]


def test_a_decision_needs_the_version_that_was_read(analyst):
    place = offered("versi")
    assert analyst.send("POST", f"{place}/decision", {"decision": "accept"}).status == 428
    first = decide(analyst, place, decision="accept")
    assert first.status == 200
    assert first.etag != '"1"'
    assert decide(analyst, place, '"1"', decision="revoke", reason="keliru").status == 412
    assert decide(analyst, place, first.etag, decision="revoke", reason="keliru").status == 200


def test_the_same_request_twice_decides_once(analyst):
    place = offered("dua kali")
    etag = analyst.send("GET", place).etag
    sent = [
        analyst.send("POST", f"{place}/decision", {"decision": "accept"}, if_match=etag, idempotency_key="sekali-saja")
        for _ in range(3)
    ]
    assert [reply.status for reply in sent] == [200, 200, 200]
    assert {reply.etag for reply in sent} == {sent[0].etag}
    assert len(sent[2].json["history"]) == 1
    other = {"decision": "reject", "reason": "lain"}
    reply = analyst.send("POST", f"{place}/decision", other, if_match=etag, idempotency_key="sekali-saja")
    assert reply.status == 409


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"decision": "reject"}, "/reason", "required"),
        ({"decision": "reject", "reason": "  "}, "/reason", "required"),
        ({"decision": "accept", "target": {"kind": "occupation", "code": "0000"}}, "/target/code", "unknown_code"),
        (
            {"decision": "reject", "reason": "x", "target": {"kind": "occupation", "code": "5230"}},
            "/target",
            "not_allowed",
        ),
    ],
)
def test_what_is_wrong_with_a_decision_is_named(analyst, body, pointer, code):
    reply = decide(analyst, offered("salah"), **body)
    assert reply.status == 400
    assert reply.pointers() == {pointer: code}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"decision": "maybe"},
        {"decision": "accept", "because": "x"},
        {"decision": "accept", "target": {"kind": "employer", "code": "emp_1"}},
        {"decision": "accept", "target": {"kind": "occupation"}},
        {"decision": "reject", "reason": "x" * 501},
    ],
)
def test_a_malformed_decision_is_a_400(analyst, body):
    assert decide(analyst, offered("bentuk"), **body).status == 400


def test_what_nothing_was_proposed_for_needs_a_meaning(analyst):
    place = offered("wekwek manager", target=None, kind=ProposalKind.TITLE)
    missing = decide(analyst, place, decision="accept")
    assert missing.pointers() == {"/target": "required"}
    stated = decide(analyst, place, decision="accept", target={"kind": "occupation", "code": "1420"})
    assert stated.json["target"]["code"] == "1420"
    assert stated.json["history"][0]["target"]["code"] == "1420"
    assert table.overlay()[0].learned[0].target.code == "1420"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("kasir", "already_known"),
        ("penjahit", "contradicts_dictionary"),
        ("loker", "steers_reading"),
        ("khusus cewek", "forbidden_words"),
    ],
)
def test_contradictions_are_refused(analyst, words, code):
    place = offered(words)
    reply = decide(analyst, place, decision="accept")
    assert (reply.status, reply.pointers()) == (409, {"/words": code})
    assert analyst.send("GET", place).json["state"] == "open"
    assert table.overlay()[0].learned == ()


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        (["accept", "accept"], 409),
        (["reject", "reject"], 409),
        (["revoke"], 409),
        (["reject", "revoke"], 409),
        (["accept", "reject"], 409),
        (["reject", "accept"], 200),
        (["accept", "revoke", "accept"], 200),
        (["accept", "revoke", "revoke"], 409),
    ],
)
def test_states_follow_each_other(analyst, steps, status):
    place = offered("langkah")
    replies = [decide(analyst, place, decision=step, reason="sudah dibahas") for step in steps]
    assert [reply.status for reply in replies] == [*([200] * (len(steps) - 1)), status]
    history = analyst.send("GET", place).json["history"]
    assert [step["decision"] for step in history] == steps[: len(steps) if status == 200 else -1]
    if status == 409:
        assert replies[-1].pointers() == {"/decision": "wrong_state"}


def test_what_stands_is_listed_for_the_next_edition(analyst):
    decide(analyst, offered("juru wek"), decision="accept")
    found = analyst.send("GET", "/v1/learned-words").json
    assert [(each["words"], each["target"]["code"]) for each in found["items"]] == [("juru wek", "5230")]
    assert found["number"] >= 1


def test_decided_proposals_are_not_proposed_again(analyst):
    candidate = Candidate(
        kind=ProposalKind.SYNONYM, words="lagi", target=CASHIER, confidence=0.6, evidence=Evidence(searches=20)
    )
    assert _put(candidate, SYSTEM_CLOCK) == "proposed"
    assert _put(candidate, SYSTEM_CLOCK) == "renewed"
    place = f"/v1/proposals/{identifier_of(candidate)}"
    decide(analyst, place, decision="reject", reason="bukan kata kerja")
    assert _put(candidate, SYSTEM_CLOCK) == "decided"
    assert analyst.send("GET", place).json["state"] == "rejected"


def test_decisions_at_the_same_time_lose_nothing(analyst):
    places = [offered(f"bersamaan {sign}") for sign in "abcdef"]
    together = threading.Barrier(len(places))
    statuses = []

    def take(place):
        proposal_id = place.rpartition("/")[2]
        together.wait(20)
        for _ in range(20):
            try:
                use.decide(analyst.principal, proposal_id, use.Ruling(decision=Decision.ACCEPT), 1)
            except Unavailable:
                continue
            statuses.append(place)
            return

    threads = [threading.Thread(target=take, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(statuses) == sorted(places)
    overlay, _ = table.overlay()
    assert [each.words for each in overlay.learned] == [f"bersamaan {sign}" for sign in "abcdef"]


def test_the_schedule_learns():
    yesterday = day_of(SYSTEM_CLOCK.now()) - timedelta(days=1)
    word = known("malamwek")
    for number in range(12):
        table.keep_search(yesterday, f"{number:024d}", search(word))
        table.keep_choice(yesterday, f"c{number:023d}", choice(word, region=f"32.{number:02d}"))
    for _ in range(2):
        routes.learn_from_use(EVENT, LambdaContext("learn_from_use", 900))
    (found,) = [each for each in table.listed(ProposalState.OPEN, None, 1_000) if each.words == "malamwek"]
    assert (found.target, found.evidence.searches, found.evidence.agreeing) == (CASHIER, 12, 12)
    assert found.history == ()
