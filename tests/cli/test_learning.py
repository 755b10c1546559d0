"""``padan learning`` on a running platform: a word goes from a search in vain to the next edition of the tables."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.postings import posting, write
from tests.e2e.served import eventually

pytestmark = pytest.mark.emulator
SLANG = "wekwekmesin"
PLACES = (
    *("-6.2,106.8", "-7.0,110.4", "-6.9,107.6", "3.6,98.7", "-7.3,112.7", "-0.9,100.4"),
    *("-5.1,119.4", "-8.7,115.2", "1.5,124.8", "-3.0,104.8", "0.5,101.4", "-3.3,114.6"),
)
"""Twelve cities of as many provinces: what is chosen counts once for each place."""


def _search(client, words, **more):
    found = client.get("/v1/vacancies", params={"q": words, **more})
    assert found.status_code == 200, found.text
    return found.json()


@pytest.fixture(scope="module")
def searched(padan, tmp_path_factory):
    """Twelve people search for a cashier in a word that nobody knows, and then in one that is known."""
    padan("partner", "add", "Portal Belajar", "--json").good()
    file = write(tmp_path_factory.mktemp("learning") / "one.ndjson", posting("L-1", title="Kasir Belajar"))
    padan("push", file, "--partner", "Portal Belajar", "--json").good()
    with padan.client() as client:
        eventually(lambda: _search(client, "kasir belajar")["total"] or None)
        for number in range(12):
            first = _search(client, SLANG, near=PLACES[number % len(PLACES)])
            assert first["total"] == 0
            _search(client, "kasir", search=first["search_id"])

    def learned():
        padan("learning", "run", "--today").good()
        items = padan("learning", "proposals", "--json", "--limit", "100").good().json["items"]
        # The last of them may still be on their way to the log.
        return next((each for each in items if each["words"] == SLANG and each["evidence"]["searches"] == 12), None)

    return eventually(learned)


def test_what_finds_nothing_is_told(padan, searched):
    nowhere = padan("learning", "report", "zero-hits", "--region", "99")
    assert nowhere.code == 1
    assert "99" in nowhere.err
    rows = padan("learning", "report", "zero-hits", "--texts", "words", "--json").good().json["items"]
    assert [(each["text"], each["nothing"]) for each in rows if each["text"] == SLANG] == [(SLANG, 12)]
    table = padan("learning", "report", "zero-hits", "--texts", "words", "--by", "region", "--csv").good().out
    by_region = [each for each in csv.DictReader(io.StringIO(table)) if each["text"] == SLANG]
    assert by_region == [], "one in each province is too few to be told"
    shown = padan("learning", "report", "popular").good().out
    assert SLANG in shown


def test_a_proposal_is_shown_with_what_speaks_for_it(padan, searched):
    assert searched["kind"] == "synonym"
    assert searched["target"]["code"] == "5230"
    assert searched["evidence"]["places"] == 12
    assert datetime.fromisoformat(searched["proposed_at"]) <= datetime.now(UTC) + timedelta(minutes=1)
    shown = padan("learning", "proposals", COLUMNS="40").good().out.splitlines()
    start = shown.index(f"{searched['id']}  synonym")
    assert shown[start + 1].startswith(f"  {SLANG} = 5230 ")
    assert shown[start + 2 : start + 4] == [
        "  searches 12, in vain 12; days 1, provinces 12",
        "  chosen behind it as proposed: 12 of 12",
    ]


def test_it_is_accepted_carried_into_an_edition_and_undone(padan, searched, tmp_path):
    refused = padan("learning", "decide", searched["id"], "reject")
    assert refused.code == 1
    assert "reason" in refused.err
    assert f"{SLANG}: accepted" in padan("learning", "decide", searched["id"], "accept").good().out
    with padan.client() as client:
        assert _search(client, SLANG)["total"] >= 1
    padan("learning", "export", tmp_path / "edition").good()
    rows = (tmp_path / "edition" / "job_titles.tsv").read_text("utf-8").splitlines()
    assert f"{SLANG}\t5230\t0.9\tid\ttitle" in rows
    assert (tmp_path / "edition" / "synonyms.tsv").read_text("utf-8").startswith("kind\tcode\t")
    undone = padan("learning", "decide", searched["id"], "revoke", "--reason", "Trial", "--json").good().json
    assert [step["decision"] for step in undone["history"]] == ["accept", "revoke"]
    with padan.client() as client:
        assert _search(client, SLANG)["total"] == 0
