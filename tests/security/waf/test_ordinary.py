"""Ordinary requests pass: of people who search and write as people do, of programs, of partners."""

import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest

from security.waf import limits
from tests.security.waf.samples import AGENTS, BEARER, SIGNED, operations, push, recorded, request, searched

CASES = sorted((Path(__file__).parents[2] / "relevance" / "cases").glob("*.toml"))


def test_every_recorded_request_passes(firewall):
    refused = {(call.path, call.query): firewall.judge(call).by for call in recorded()}
    assert not {call: by for call, by in refused.items() if by}


def test_every_operation_passes(firewall):
    calls = operations()
    assert len(calls) > 50
    assert not {(call.method, call.path): by for call in calls if (by := firewall.judge(call).by)}


def test_what_people_searched_for_passes(firewall):
    queries = {case["query"] for file in CASES for case in tomllib.loads(file.read_text("utf-8"))["case"]}
    assert len(queries) > 250
    assert not {query: by for query in queries if (by := firewall.judge(searched(query)).by)}


@pytest.mark.parametrize("agent", [*AGENTS])
def test_the_longest_search_passes_from_any_client(firewall, agent):
    words = "sopir " * ((limits.LONGEST_URL - 200) // len("sopir+"))
    verdict = firewall.judge(searched(words, agent))
    assert verdict.passes
    assert "AWSManagedRulesCommonRuleSet/SizeRestrictions_QUERYSTRING" in verdict.counted


def test_a_push_of_five_megabytes_passes_uninspected(firewall):
    verdict = firewall.judge(push(limits.LARGEST_BODY - 1_000))
    assert verdict.passes
    assert "padan:path:partner" in verdict.labels


@pytest.mark.parametrize("path", ["/v1/partner/vacancies", "/v1/partner/vacancies/", "/v1/partner/vacancies/snapshot"])
@pytest.mark.parametrize("kind", ["application/json", "Application/LD+JSON", "application/x-ndjson;charset=utf-8"])
def test_a_signed_push_passes_in_every_form(firewall, path, kind):
    headers = {**SIGNED, "content-type": kind}
    assert firewall.judge(request("POST", path, body=b"[]", headers=headers)).passes


def test_a_long_text_in_many_bytes_passes(firewall):
    body = ("Menguasai Pemrograman “C#” dan 教育 " * 600).encode()
    assert len(body) > 16_384
    verdict = firewall.judge(request("PUT", "/v1/people/me/profile", body=body, headers=BEARER))
    assert verdict.passes


def test_an_office_signs_people_in_one_after_the_other(firewall):
    body = b'{"email": "a@contoh.invalid", "password": "kuda-laut-biru-12"}'
    calls = [request("POST", "/v1/sessions", body=body, at=second * 3.0) for second in range(100)]
    assert all(firewall.judge(call).passes for call in calls)


def test_a_thousand_phones_behind_one_address_search(firewall):
    calls = [searched(f"kasir {number}", at=number / 10) for number in range(3_000)]
    assert all(firewall.judge(call).passes for call in calls)


def test_a_partner_pushes_all_day(firewall):
    calls = [push(country="SG", at=second * 2.0) for second in range(500)]
    assert all(firewall.judge(call).passes for call in calls)


def test_postings_with_markup_do_not_make_a_partner_suspicious(firewall):
    found = ["awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body", "awswaf:managed:aws:sql-database:SQLi_Body"]
    assert all(firewall.judge(push(at=float(second)), found).passes for second in range(200))


def test_one_odd_search_is_forgiven(firewall):
    found = ["awswaf:managed:aws:core-rule-set:CrossSiteScripting_QueryArguments"]
    assert firewall.judge(request(query="q=" + quote("<script> writer")), found).passes
