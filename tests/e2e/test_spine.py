"""The main job on real input: pushed by a partner, found by anybody, recommended to a person, applied for, kept."""

import json
from pathlib import Path

import msgspec
import pytest

from bench import jobstreet
from chalicelib.clock import SYSTEM_CLOCK
from infra_cdk.rehearsal.journey import PROFILE
from tests.e2e.served import Served, eventually
from tests.engines_fixtures import require_opensearch

REAL = Path(__file__).parents[3] / "shared" / "data" / "vacancies" / "jobstreet-2024-with-text.csv"
COUNT = 1_000
OUTCOMES = {"created", "updated", "unchanged", "duplicate_of", "rejected", "held"}
PASSWORD = "Contoh-kata-sandi-panjang"
SIGN_IN = {"email": "pencari@contoh.invalid", "password": PASSWORD}


@pytest.fixture(scope="module", params=["embedded", pytest.param("opensearch", marks=pytest.mark.engine)])
def served(request, tmp_path_factory):
    if request.param == "opensearch":
        require_opensearch(tmp_path_factory.mktemp("installed"))
    platform = Served(tmp_path_factory.mktemp("spine") / "data", request.param).start()
    yield platform
    if platform.process.poll() is None:
        assert platform.stop_at_work()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    if not REAL.is_file():
        pytest.skip(jobstreet.ABSENT.format(REAL))
    unique = {row.url or row.title + row.company: row for row in jobstreet.rows(REAL)}
    chosen = list(unique.values())[:COUNT]
    file = tmp_path_factory.mktemp("corpus") / "jobstreet.ndjson"
    today = SYSTEM_CLOCK.now().date()
    file.write_bytes(msgspec.json.Encoder().encode_lines(list(jobstreet.postings(chosen, today))))
    return file


@pytest.fixture(scope="module")
def pushed(served, corpus):
    served.padan("partner", "add", "Contoh Portal")
    return served.padan_json("push", str(corpus), "--partner", "Contoh Portal")


@pytest.fixture(scope="module")
def published(served, pushed):
    """What the change feed says is published: every vacancy with its title and identifier at the source."""
    with served.client() as client:

        def found():
            total = client.get("/v1/vacancies", params={"limit": 1}).json()["total"]
            return total if total == pushed["counts"]["created"] else None

        eventually(found)
        lines = client.get("/v1/feed/snapshot", params={"limit": 500}).text.splitlines()
    vacancies = [json.loads(line) for line in lines]
    return [line["vacancy"] for line in vacancies if line["kind"] == "vacancy"]


@pytest.fixture(scope="module")
def person(served):
    """Somebody who registered, proved their address and described themselves."""
    with served.client() as client:
        registration = {
            "email": "pencari@contoh.invalid",
            "password": PASSWORD,
            "name": "Contoh Pencari",
            "consents": {"recommend_to_employers": 1, "contact_by_email": 1},
        }
        session = _good(client.post("/v1/people", json=registration), 201)["session"]
        client.headers["Authorization"] = f"Bearer {session['access_token']}"
        started = _good(client.post("/v1/people/me/verifications", json={"channel": "email"}), 201)
        code = eventually(lambda: _code(client))
        confirmed = _good(client.post(f"/v1/people/me/verifications/{started['id']}/confirm", json={"code": code}))
        assert confirmed["state"] == "active"
        version = client.get("/v1/people/me").headers["ETag"]
        _good(client.put("/v1/people/me/profile", json=PROFILE, headers={"If-Match": version}))
        yield client


def test_every_pushed_item_has_one_outcome(pushed):
    assert pushed["total"] == COUNT
    assert sum(pushed["counts"].values()) == COUNT
    assert set(pushed["counts"]) <= OUTCOMES
    assert pushed["counts"]["created"] > COUNT / 2


def test_ten_searches_find_what_was_pushed(served, published):
    assert len(published) >= 10
    with served.client() as client:
        for vacancy in published[:: len(published) // 10][:10]:
            found = client.get("/v1/vacancies", params={"q": vacancy["title"], "limit": 100}).json()
            assert vacancy["id"] in {item["id"] for item in found["items"]}, vacancy["title"]


def test_the_person_gets_recommendations_with_reasons(person, published):
    items = eventually(lambda: person.get("/v1/people/me/recommendations").json()["items"])
    assert items[0]["match"]["score"] >= items[-1]["match"]["score"] > 0
    assert all(item["match"]["reasons"] for item in items)
    assert {item["vacancy"]["id"] for item in items} <= _all_identifiers(person)


def test_a_person_applies_once_and_both_know(person, published):
    vacancy = person.get("/v1/people/me/recommendations").json()["items"][0]["vacancy"]["id"]
    _good(person.post(f"/v1/vacancies/{vacancy}/applications", json={"message": "Saya berminat."}), 201)
    again = person.post(f"/v1/vacancies/{vacancy}/applications", json={})
    assert again.status_code == 409
    assert again.headers["Content-Type"] == "application/problem+json"
    mine = person.get("/v1/people/me/applications").json()["items"]
    assert [application["vacancy_id"] for application in mine] == [vacancy]


def test_everything_is_there_after_a_restart(served, person, published):
    before = _state(served, person)
    assert served.stop_at_work()
    served.start()
    with served.client() as client:
        session = _good(client.post("/v1/sessions", json=SIGN_IN), 201)
        client.headers["Authorization"] = f"Bearer {session['access_token']}"
        assert _state(served, client) == before
        drift = served.padan_json("reconcile")
        assert drift["compared"] >= len(published)
        assert drift["missing"] + drift["stale"] + drift["orphaned"] + drift["ahead"] == 0


def test_pushing_the_same_file_again_changes_nothing(served, corpus, pushed):
    again = served.padan_json("push", str(corpus), "--partner", "Contoh Portal")["counts"]
    assert again.get("created", 0) == 0
    assert again["unchanged"] == pushed["counts"]["created"]
    assert again["rejected"] == pushed["counts"]["rejected"]


def test_the_index_is_rebuilt_while_it_answers(served, published):
    with served.client() as client:
        total = client.get("/v1/vacancies").json()["total"]
        built = served.padan_json("reindex")
        assert built["vacancies"] == total == client.get("/v1/vacancies").json()["total"]


def _state(served, client):
    person = client.get("/v1/people/me").json()
    applications = client.get("/v1/people/me/applications").json()["items"]
    totals = [
        client.get("/v1/vacancies", params={"q": words}).json()["total"] for words in ("", "admin", "sales jakarta")
    ]
    return person, applications, totals


def _all_identifiers(client):
    cursor, found = None, set()
    while True:
        parameters = {"limit": 100} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/vacancies", params=parameters).json()
        found |= {item["id"] for item in page["items"]}
        cursor = page["next"]
        if cursor is None:
            return found


def _code(client):
    letters = client.get("/dev/mail", params={"to": "pencari@contoh.invalid"}, headers={"Accept": "application/json"})
    return next((letter["code"] for letter in letters.json()["items"] if letter["code"]), None)


def _good(response, status=200):
    assert response.status_code == status, response.text
    return response.json()
