"""A word that nobody understood: searched for, logged, proposed, accepted, found on both engines, undone, gone."""

from datetime import timedelta

import pytest

from chalicelib import learning as use
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.learning import recording
from security.principal import Audience
from tests.functions.posting_samples import published

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("learning")]
SLANG = "wekwekduwit"
PLACES = (
    *("-6.2,106.8", "-7.0,110.4", "-6.9,107.6", "3.6,98.7", "-7.3,112.7", "-0.9,100.4"),
    *("-5.1,119.4", "-8.7,115.2", "1.5,124.8", "-3.0,104.8", "0.5,101.4", "-3.3,114.6"),
)
"""Twelve cities of as many provinces: what is chosen counts once for each place."""


def search(caller, words, **parameters):
    query = "&".join(f"{name}={value}" for name, value in {"q": words, **parameters}.items())
    reply = caller.send("GET", f"/v1/vacancies?{query}")
    assert reply.status == 200, reply.text
    return reply.json


def searched_for(caller, words, vacancy, times=12):
    """People in twelve places search in vain, and open a vacancy that they found otherwise."""
    for number in range(times):
        found = search(caller, words, near=PLACES[number % len(PLACES)])
        assert found["total"] == 0
        assert caller.send("GET", f"{vacancy}?search={found['search_id']}").status == 200
    recording.RECORDER.settle()


def tonight():
    return FixedClock(SYSTEM_CLOCK.now() + timedelta(days=1))


@pytest.mark.usefixtures("each_index")
def test_a_word_is_learned_and_unlearned(caller, request):
    words = f"{SLANG}{'a' if 'embedded' in request.node.name else 'b'}"
    vacancy = published(caller.sign_in(Audience.SEEKER))
    analyst = caller.sign_in(Audience.ANALYST)
    searched_for(caller, words, vacancy)
    assert use.learn(tonight()).proposed >= 1

    offered = {each["words"]: each for each in analyst.send("GET", "/v1/proposals?limit=100").json["items"]}
    proposal = offered[words]
    assert proposal["kind"] == "synonym"
    assert (proposal["target"]["kind"], proposal["target"]["code"]) == ("occupation", "5230")
    evidence = proposal["evidence"]
    assert (evidence["searches"], evidence["nothing"], evidence["choices"]) == (12, 12, 12)
    assert evidence["agreeing"] == 12
    assert evidence["places"] == 12
    assert 0.7 < proposal["confidence"] < 0.8

    place = f"/v1/proposals/{proposal['id']}"
    read = analyst.send("GET", place)
    accepted = analyst.send("POST", f"{place}/decision", {"decision": "accept"}, if_match=read.etag)
    assert (accepted.status, accepted.json["state"]) == (200, "accepted"), accepted.text
    found = search(caller, words)
    assert found["total"] == 3
    assert {item["occupation"]["code"] for item in found["items"]} == {"5230"}
    assert [(each["words"], each["code"]) for each in found["understood"]["concepts"]] == [(words, "5230")]
    assert search(caller, f"{words} depok")["total"] == 1

    undoing = {"decision": "revoke", "reason": "Bukan kata yang dipakai."}
    undone = analyst.send("POST", f"{place}/decision", undoing, if_match=accepted.etag)
    assert (undone.status, undone.json["state"]) == (200, "revoked"), undone.text
    assert [step["decision"] for step in undone.json["history"]] == ["accept", "revoke"]
    assert {step["by"] for step in undone.json["history"]} == {analyst.id}
    again = search(caller, words)
    assert (again["total"], again["understood"]["concepts"]) == (0, [])


@pytest.mark.usefixtures("index")
def test_what_is_accepted_completes_what_is_typed(caller):
    vacancy = published(caller.sign_in(Audience.SEEKER))
    analyst = caller.sign_in(Audience.ANALYST)
    searched_for(caller, "mesinduwit", vacancy)
    use.learn(tonight())
    (proposal,) = [
        each for each in analyst.send("GET", "/v1/proposals?limit=100").json["items"] if each["words"] == "mesinduwit"
    ]
    before = caller.send("GET", "/v1/suggestions?q=mesinduw").json["items"]
    assert "5230" not in {each["code"] for each in before}
    place = f"/v1/proposals/{proposal['id']}"
    analyst.send("POST", f"{place}/decision", {"decision": "accept"}, if_match=analyst.send("GET", place).etag)
    after = caller.send("GET", "/v1/suggestions?q=mesinduw").json["items"]
    assert [(each["kind"], each["code"], each["count"]) for each in after] == [("occupation", "5230", 3)]


@pytest.mark.usefixtures("index")
def test_a_search_worded_otherwise_says_what_was_meant(caller):
    for number in range(12):
        first = search(caller, "tukangduwit", near=PLACES[number % len(PLACES)])
        search(caller, "kasir", search=first["search_id"])
    recording.RECORDER.settle()
    use.learn(tonight())
    items = caller.sign_in(Audience.ADMIN).send("GET", "/v1/proposals?limit=100").json["items"]
    (proposal,) = [each for each in items if each["words"] == "tukangduwit"]
    assert proposal["target"]["code"] == "5230"
    assert proposal["evidence"]["agreeing"] == 12


@pytest.mark.usefixtures("index")
def test_one_search_counts_once_however_often_it_is_brought_back(caller):
    vacancy = published(caller.sign_in(Audience.SEEKER))
    found = search(caller, "sekaliduwit")
    for _ in range(20):
        assert caller.send("GET", f"{vacancy}?search={found['search_id']}").status == 200
    for place in PLACES:
        search(caller, "sekaliduwit", near=place)
    recording.RECORDER.settle()
    use.learn(tonight())
    items = caller.sign_in(Audience.ADMIN).send("GET", "/v1/proposals?limit=100").json["items"]
    assert "sekaliduwit" not in {each["words"] for each in items}


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("identifier", ["x", "eyJhIjoxfQ", "a" * 5_000, "%F0%9F%94%8D"])
def test_a_search_that_was_never_made_is_named(caller, identifier):
    vacancy = published(caller.sign_in(Audience.SEEKER))
    for path in (f"{vacancy}?search={identifier}", f"/v1/vacancies?q=kasir&search={identifier}"):
        reply = caller.send("GET", path)
        assert reply.status == 400
        assert reply.pointers() == {"search": "unknown_search"}
