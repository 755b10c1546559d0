"""Commands on a running platform: seed, token, search, reindex, reconcile."""

import pytest

from chalicelib.matching.batch.runs import current_results
from chalicelib.matching.batch.store import Folder
from tests.cli.conftest import command
from tests.e2e.served import eventually

pytestmark = pytest.mark.emulator
VACANCIES, PEOPLE = 30, 3


@pytest.fixture(scope="module")
def seeded(padan):
    """What the platform was filled with; visible in the index."""
    before = padan("search", "--json").good().json["total"]
    wanted = ("--vacancies", VACANCIES, "--people", PEOPLE, "--random-seed", 11)
    filled = padan("seed", *wanted, "--json").good().json
    eventually(lambda: padan("search", "--json").good().json["total"] >= before + filled["vacancies"])
    return filled


def test_seeding_tells_what_became_of_everything(seeded):
    assert seeded["vacancies"] + seeded["refused"] == VACANCIES
    assert seeded["vacancies"] > VACANCIES / 2
    assert seeded["people"] == PEOPLE


def test_seeding_again_adds_nothing(padan, seeded):
    before = padan("search", "--json").good().json["total"]
    again = padan("seed", "--vacancies", VACANCIES, "--people", PEOPLE, "--random-seed", 11, "--json").good().json
    assert again["people"] == 0
    assert padan("search", "--json").good().json["total"] == before
    assert "seeded" in padan("seed", "--vacancies", 0, "--people", 0).good().out


def test_search_prints_the_answer_as_it_came(padan, seeded):
    with padan.client() as client:
        parameters = {"q": "admin", "limit": 3, "sort": "newest"}
        asked = client.get("/v1/vacancies", params=parameters, headers={"Accept-Language": "en"}).json()
    told = padan("search", "admin", "--limit", 3, "--sort", "newest", "--json").good().json
    # Each search has a ticket of its own.
    assert told.pop("search_id") != asked.pop("search_id")
    assert told == asked


def test_search_shows_a_table_and_what_was_understood(padan, seeded):
    found = padan("search", "--limit", 5, "--json").good().json
    shown = padan("search", "--limit", 5).good().out
    assert f"{found['total']} vacancies" in shown
    assert all(item["id"] in shown for item in found["items"])
    assert "= occupation 5230" in padan("search", "kasir").good().out
    quoted, loose = (padan("search", *words, "--json").good().json for words in (["admin kantor"], ["admin", "kantor"]))
    assert loose["total"] == quoted["total"] > 0


def test_search_filters_by_every_region_that_is_named(padan, seeded):
    either = padan("search", "--region", "31", "--region", "32", "--limit", 100, "--json").good().json
    assert either["total"] > 0
    assert {item["region"]["code"][:2] for item in either["items"]} <= {"31", "32"}


def test_a_refusal_names_the_parameter(padan):
    refused = padan("search", "kasir", "--sort", "luck")
    assert (refused.code, refused.out) == (1, "")
    assert "sort" in refused.err


def _me(padan, token):
    with padan.client(token) as client:
        return client.get("/v1/people/me")


def test_a_token_opens_what_its_role_may(padan):
    token = padan("token", "--role", "seeker").good().out.strip()
    assert _me(padan, token).status_code == 200
    assert _me(padan, token + "x").status_code == 401


def test_an_officer_serves_the_regions_that_are_named(padan):
    made = padan("token", "--role", "officer", "--region", "32", "--json").good().json
    assert (made["role"], made["regions"]) == ("officer", ["32"])
    with padan.client(made["token"]) as client:
        assert client.get("/v1/reviews", params={"region": "32.73"}).status_code == 200
        assert client.get("/v1/reviews", params={"region": "33"}).status_code in (403, 404)


def test_an_employer_has_an_employer(padan):
    made = padan("token", "--role", "employer", "--json").good().json
    assert made["role"] == "employer"
    with padan.client(made["token"]) as client:
        assert client.get(f"/v1/employers/{made['employer_id']}").status_code == 200


def test_the_same_role_is_the_same_account_and_other_regions_another(padan):
    first, second, other = (
        padan("token", "--role", "officer", *regions, "--json").good().json
        for regions in (("--region", "32"), ("--region", "32"), ("--region", "33"))
    )
    assert first["person_id"] == second["person_id"] != other["person_id"]
    assert (first["regions"], other["regions"]) == (["32"], ["33"])


def test_each_name_is_an_account_of_its_own(padan):
    """Two officers of one region, as a decision of two needs them; each name gives the same one again."""
    office = ["token", "--role", "officer", "--region", "32", "--json"]
    nobody, ani, budi, again = (
        padan(*office, *name).good().json["person_id"]
        for name in ([], ["--name", "ani"], ["--name", "budi"], ["--name", "ani"])
    )
    assert len({nobody, ani, budi}) == 3
    assert again == ani
    refused = padan(*office, "--name", "Ani Budi")
    assert (refused.code, refused.out) == (1, "")
    assert "name" in refused.err


def test_a_name_and_a_region_are_not_mixed_up(padan):
    region, name = (
        padan("token", "--role", "officer", *more, "--json").good().json
        for more in (["--region", "31", "--region", "a"], ["--region", "31", "--name", "a"])
    )
    assert region["person_id"] != name["person_id"]
    assert name["regions"] == ["31"]


def test_reindexing_builds_what_the_tables_hold(padan, seeded):
    total = padan("search", "--json").good().json["total"]
    built = padan("reindex", "--json").good().json
    assert built["vacancies"] == total == padan("search", "--json").good().json["total"]
    assert "reindexed" in padan("reindex", "--force").good().out


def test_reconciling_finds_no_drift(padan, seeded):
    drift = padan("reconcile", "--repair", "--json").good().json
    assert drift["compared"] >= seeded["vacancies"]
    assert not any(drift[kind] for kind in ("missing", "stale", "orphaned", "ahead", "failed"))
    assert "compared" in padan("reconcile").good().out


def test_a_job_that_runs_already_is_refused(padan, seeded):
    with padan.client() as client:
        wanted = {"vacancies": 0, "people": 25, "random_seed": 12}
        job = client.post("/dev/seed", json=wanted, headers={"X-Padan-Local": "1"}).json()
        refused = padan("seed", "--vacancies", 1, "--people", 0)
        assert refused.code == 1
        assert "running" in refused.err
        eventually(lambda: client.get(f"/dev/jobs/{job['id']}").json()["state"] == "done")


def test_recoding_finds_what_today_s_tables_coded(padan, seeded):
    told = padan("recode", "--dry-run", "--json").good().json
    assert told["seen"] == told["current"] >= seeded["vacancies"]
    assert (told["dry_run"], told["written"]) == (True, 0)
    again = padan("recode", "--all", "--writes-per-second", 1000, "--json").good().json
    assert (again["same"], again["written"], again["failed"]) == (told["seen"], 0, 0)
    shown = padan("recode").good().out
    assert told["coded_with"].split()[0] in shown
    assert not (padan.data / "recoding.json").exists()


@pytest.mark.parametrize(
    "name", [["search"], ["reindex"], ["reconcile"], ["recode"], ["token", "--role", "seeker"], ["seed"]]
)
def test_without_a_platform_it_says_so(name):
    lost = command(*name, "--url", "http://127.0.0.1:9")
    assert (lost.code, lost.out) == (3, "")
    assert "padan serve" in lost.err


def test_everybody_is_matched_and_once_more_as_well(padan, seeded):
    first = padan("match-all", "--json").good().json
    assert first["people"] >= PEOPLE
    assert first["vacancies"] >= seeded["vacancies"]
    assert first["resumed"] == 0
    told = padan("match-all").good().out
    assert f"{first['people']:,} people matched" in told
    results = current_results(Folder(padan.data / "matching"))
    found = dict(results.everybody())
    assert len(found) == results.contents.people >= PEOPLE
    assert any(found.values())
    assert all(0.2 <= each.score <= 1 and each.reasons for ranked in found.values() for each in ranked[:1])
