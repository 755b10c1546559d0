"""The rules as a whole: their weight, their names, what they depend on, what is told to whom they refuse."""

import json
import re

import msgspec
import pytest

from chalicelib import errors
from functions.cors import CORS
from functions.problems import TYPE_BASE, Problem
from local.http import requests as front
from security.waf import capacity, refusals
from security.waf.groups import BOTS, GROUPS, HARMFUL_BODIES, SUSPICIOUS, TELLING
from security.waf.model import Group, Rule
from security.waf.places import EDGE
from security.waf.rules import rules
from security.waf.statements import Change, Component, Header, Labelled, Not, Pattern, Position, Text, TooOften, either
from tests.security.waf.samples import PARAMETERS

STATUSES = {400, 401, 403, 404, 405, 413, 414, 415, 429}
"""Those of our refusals among the statuses that AWS WAF can answer with (its developer guide)."""

PUBLISHED = {
    "AWSManagedRulesAmazonIpReputationList": {
        "AWSManagedIPReputationList",
        "AWSManagedReconnaissanceList",
        "AWSManagedIPDDoSList",
    },
    "AWSManagedRulesAnonymousIpList": {"AnonymousIPList", "HostingProviderIPList"},
    "AWSManagedRulesKnownBadInputsRuleSet": {
        *(f"JavaDeserializationRCE_{part}" for part in ("HEADER", "BODY", "URIPATH", "QUERYSTRING")),
        *(f"Log4JRCE_{part}" for part in ("HEADER", "BODY", "URIPATH", "QUERYSTRING")),
        "Host_localhost_HEADER",
        "PROPFIND_METHOD",
        "ExploitablePaths_URIPATH",
        "ReactJSRCE_BODY",
    },
    "AWSManagedRulesCommonRuleSet": {
        "NoUserAgent_HEADER",
        "UserAgent_BadBots_HEADER",
        *(f"SizeRestrictions_{part}" for part in ("QUERYSTRING", "Cookie_HEADER", "BODY", "URIPATH")),
        *(f"EC2MetaDataSSRF_{part}" for part in ("BODY", "COOKIE", "URIPATH", "QUERYARGUMENTS")),
        *(f"Generic{kind}_{part}" for kind in ("LFI", "RFI") for part in ("QUERYARGUMENTS", "URIPATH", "BODY")),
        *(f"RestrictedExtensions_{part}" for part in ("URIPATH", "QUERYARGUMENTS")),
        *(f"CrossSiteScripting_{part}" for part in ("COOKIE", "QUERYARGUMENTS", "BODY", "URIPATH")),
    },
    "AWSManagedRulesSQLiRuleSet": {
        *(f"{kind}_{part}" for kind in ("SQLi", "SQLiExtendedPatterns") for part in ("QUERYARGUMENTS", "BODY")),
        "SQLi_COOKIE",
        "SQLi_URIPATH",
    },
    "AWSManagedRulesBotControlRuleSet": {
        *(f"Signal{kind}" for kind in ("AutomatedBrowser", "KnownBotDataCenter", "NonBrowserUserAgent")),
        *(f"Category{kind}" for kind in ("HttpLibrary", "Monitoring", "SearchEngine", "SocialMedia", "Security")),
    },
}
"""Names of managed rules that AWS publishes; AWS WAF ignores an override of a name that its group does not have."""

GET = Text(field=Component.METHOD, text="GET")


def errors_by_slug() -> dict[str, type[errors.PadanError]]:
    found, waiting = {}, [errors.PadanError]
    while waiting:
        kind = waiting.pop()
        found[kind.slug] = kind
        waiting += kind.__subclasses__()
    return found


def test_everything_together_weighs_no_more_than_the_price_includes(entries):
    assert capacity.total(entries) <= capacity.INCLUDED
    assert capacity.total(entries) == sum(capacity.units(entry) for entry in entries)


@pytest.mark.parametrize(
    ("statement", "units"),
    [
        (GET, 2),
        (Text(field=Component.PATH, text="a", position=Position.CONTAINS), 10),
        (Pattern(field=Component.PATH, regex="a"), 3),
        (Pattern(field=Component.PATH, regex="a", changes=(Change.URL_DECODE, Change.LOWERCASE)), 23),
        (Not(either(Labelled("a"), GET)), 3),
        (TooOften(limit=10), 2),
        (TooOften(limit=10, of=GET), 4),
        (TooOften(limit=10, key=Header("authorization"), of=GET), 44),
    ],
)
def test_weights_are_those_of_the_developer_guide(statement, units):
    assert capacity.units(Rule(name="r", why="", statement=statement)) == units


def test_published_weights_of_the_groups():
    assert {group.name: group.units for group in (*GROUPS, BOTS)} == {
        "AWSManagedRulesAmazonIpReputationList": 25,
        "AWSManagedRulesAnonymousIpList": 50,
        "AWSManagedRulesKnownBadInputsRuleSet": 200,
        "AWSManagedRulesCommonRuleSet": 700,
        "AWSManagedRulesSQLiRuleSet": 200,
        "AWSManagedRulesBotControlRuleSet": 50,
    }


@pytest.mark.parametrize("group", [*GROUPS, BOTS], ids=lambda group: group.name)
def test_overridden_and_replayed_rules_are_those_of_the_group(group):
    assert {override.rule for override in group.counted} <= PUBLISHED[group.name]
    assert {published.rule for published in group.published} <= PUBLISHED[group.name]
    assert len({override.rule for override in group.counted}) == len(group.counted)


def test_names_are_unique_and_every_rule_says_why(entries):
    names = [entry.name for entry in entries]
    assert len(set(names)) == len(names)
    for entry in entries:
        assert re.fullmatch(r"[A-Za-z0-9-]{1,128}", entry.name)
        assert entry.why.endswith(".")
        for override in getattr(entry, "counted", ()):
            assert override.why.endswith(".")


def test_labels_are_given_before_they_are_asked_for(entries):
    given: set[str] = set()
    for entry in entries:
        for asked in re.findall(r"Labelled\(label='(.*?)'\)", repr(entry)):
            known = {label for label in given if label.startswith(asked) or asked.startswith(label)}
            assert known, f"{entry.name} asks for {asked}"
        given.update((entry.namespace,) if isinstance(entry, Group) else entry.labels)


def test_a_label_that_is_asked_for_is_of_a_rule_that_counts():
    counting = {
        group.namespace + override.rule.replace("_", "").lower() for group in GROUPS for override in group.counted
    }
    for label in {*SUSPICIOUS, *HARMFUL_BODIES, *TELLING}:
        namespace, _, name = label.rpartition(":")
        assert f"{namespace}:{name.replace('_', '').lower()}" in counting


def test_what_deployments_do_not_ask_for_is_left_out():
    plain = msgspec.structs.replace(PARAMETERS, countries=(), bot_control=False)
    missing = {entry.name for entry in rules(PARAMETERS)} - {entry.name for entry in rules(plain)}
    assert missing == {"abroad", BOTS.name}


def test_what_the_edge_vouches_for_is_not_judged_by_address_and_nothing_else_changes():
    alone = {entry.name: entry for entry in rules(msgspec.structs.replace(PARAMETERS, edge_proof=""))}
    behind = {entry.name: entry for entry in rules(PARAMETERS)}
    assert set(behind) - set(alone) == {"mark-edge"}
    changed = {name for name, entry in alone.items() if behind[name] != entry}
    assert changed == {entry.name for entry in alone.values() if isinstance(entry, Rule) and entry.by_address}
    for name in changed:
        assert f"Labelled(label='{EDGE}')" in repr(behind[name])


def test_what_judges_by_address_says_so(entries):
    for entry in entries:
        if isinstance(entry, Rule) and entry.name != "bad-reputation":
            counts_addresses = isinstance(entry.statement, TooOften) and entry.statement.key is None
            assert entry.by_address is (counts_addresses or "From(" in repr(entry))


@pytest.mark.parametrize("refusal", refusals.REFUSALS, ids=lambda refusal: refusal.key)
def test_a_refusal_is_a_problem_document_of_the_catalogue(refusal):
    problem = msgspec.json.decode(refusal.body, type=Problem)
    known = errors_by_slug()[refusal.slug]
    assert front.HeadersTooLarge.slug not in problem.type
    assert problem.type == TYPE_BASE + refusal.slug
    assert problem.status == refusal.status
    assert problem.title == f"{known.title.id} / {known.title.en}"
    assert refusal.status == known.status in STATUSES
    assert len(refusal.body.encode()) <= 4_096
    assert json.loads(refusal.body)["instance"].startswith("urn:padan:")


@pytest.mark.parametrize("refusal", refusals.REFUSALS, ids=lambda refusal: refusal.key)
def test_a_page_may_read_a_refusal_and_knows_when_to_come_back(refusal):
    headers = dict(refusal.headers)
    own = CORS.get_access_control_headers()
    assert headers["Access-Control-Allow-Origin"] == own["Access-Control-Allow-Origin"]
    assert set(headers["Access-Control-Expose-Headers"].split(",")) <= set(
        own["Access-Control-Expose-Headers"].split(",")
    )
    assert headers["Cache-Control"] == "no-store"
    assert ("Retry-After" in headers) is (refusal.status == 429)
    detail = json.loads(refusal.body)["detail"]
    for words in ("Coba lagi dalam 5 menit.", "Try again in 5 minutes."):
        assert (words in detail) is (headers.get("Retry-After") == "300")
    assert ("WWW-Authenticate" in headers) is (refusal.status == 401)
    assert "content-type" not in {name.lower() for name in headers}


def test_every_refusal_is_used_and_every_used_one_is_known(entries):
    used = {entry.refusal for entry in entries if isinstance(entry, Rule) and entry.refusal}
    assert used == set(refusals.REFUSALS)
