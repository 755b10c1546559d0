"""Statements hold as AWS WAF documents them."""

import hashlib

import pytest

from security.waf.evaluating import Firewall
from security.waf.limits import INSPECTED_BODY
from security.waf.matching import changed, holds
from security.waf.model import Group, Override, Published, Rule
from security.waf.refusals import FORBIDDEN, TOO_OFTEN
from security.waf.requests import Request
from security.waf.statements import (
    Change,
    Component,
    From,
    Header,
    Labelled,
    LongerThan,
    Not,
    Pattern,
    Position,
    Text,
    TooOften,
    either,
    every,
)

GET = Text(field=Component.METHOD, text="GET")
POST = Text(field=Component.METHOD, text="POST")


@pytest.mark.parametrize(
    ("position", "text", "matches"),
    [
        (Position.EXACTLY, "/v1/health", True),
        (Position.EXACTLY, "/v1/health/", False),
        (Position.EXACTLY, "/V1/health", False),
        (Position.STARTS_WITH, "/v1/", True),
        (Position.STARTS_WITH, "v1", False),
        (Position.CONTAINS, "heal", True),
        (Position.CONTAINS, "heel", False),
    ],
)
def test_a_text_stands_where_it_must(position, text, matches):
    asked = Text(field=Component.PATH, text=text, position=position)
    assert holds(asked, Request(path="/v1/health"), ()) is matches


def test_a_missing_header_matches_nothing_and_its_absence_can_be_asked_for():
    sent = LongerThan(field=Header("signature"), size=0)
    anything = Pattern(field=Header("signature"), regex="")
    for asked in (sent, anything):
        assert not holds(asked, Request(), ())
        assert holds(Not(asked), Request(), ())
        assert holds(asked, Request(headers={"signature": "s"}), ())


def test_a_size_counts_bytes_and_not_characters():
    call = Request(query="é")
    assert holds(LongerThan(field=Component.QUERY, size=1), call, ())
    assert not holds(LongerThan(field=Component.QUERY, size=2), call, ())


def test_a_body_is_inspected_at_its_beginning_alone():
    call = Request(body=b"a" * INSPECTED_BODY + b"needle")
    assert not holds(Text(field=Component.BODY, text="needle", position=Position.CONTAINS), call, ())
    assert holds(LongerThan(field=Component.BODY, size=10**9), call, ())
    assert not holds(LongerThan(field=Component.BODY, size=10**9), Request(body=b"a" * INSPECTED_BODY), ())


def test_changes_apply_in_their_order():
    assert changed(b"%41%2F", (Change.URL_DECODE, Change.LOWERCASE)) == b"a/"
    assert changed(b"%41%2F", (Change.LOWERCASE, Change.URL_DECODE)) == b"A/"
    assert changed(b"a", (Change.MD5,)) == hashlib.md5(b"a", usedforsecurity=False).digest()


def test_countries():
    assert holds(From(("ID", "MY")), Request(country="MY"), ())
    assert not holds(From(("ID", "MY")), Request(country="SG"), ())


@pytest.mark.parametrize(
    ("asked", "given", "matches"),
    [
        ("a:b:c", {"a:b:c"}, True),
        ("a:b:c", {"a:b:cd"}, False),
        ("a:b:", {"a:b:c"}, True),
        ("a:b:", {"a:bc"}, False),
        ("a:b:", set(), False),
    ],
)
def test_labels_and_namespaces(asked, given, matches):
    assert holds(Labelled(asked), Request(), given) is matches


def test_combinations():
    call = Request(method="GET")
    assert holds(either(POST, GET), call, ())
    assert not holds(every(POST, GET), call, ())
    assert holds(every(GET, Not(POST)), call, ())


def test_the_first_rule_that_refuses_ends_it_and_labels_reach_later_rules():
    mark = Rule(name="mark", why="", statement=GET, labels=("x:y",))
    refuse = Rule(name="refuse", why="", statement=Labelled("x:y"), refusal=FORBIDDEN)
    never = Rule(name="never", why="", statement=GET, refusal=TOO_OFTEN)
    verdict = Firewall([mark, refuse, never]).judge(Request())
    assert (verdict.by, verdict.counted, verdict.refusal) == ("refuse", ("mark",), FORBIDDEN)
    assert Firewall([refuse, mark]).judge(Request()).passes


def test_a_rate_counts_within_its_window_and_by_address():
    firewall = Firewall([Rule(name="r", why="", statement=TooOften(limit=2, seconds=60), refusal=TOO_OFTEN)])
    passed = [
        firewall.judge(Request(at=at, address=who)).passes
        for at, who in [(0, "a"), (1, "a"), (2, "b"), (3, "a"), (59, "a"), (119, "a"), (120, "a")]
    ]
    assert passed == [True, True, True, False, False, True, True]


def test_a_rate_by_header_skips_requests_without_it():
    rule = Rule(name="r", why="", statement=TooOften(limit=1, key=Header("authorization")), refusal=TOO_OFTEN)
    firewall = Firewall([rule])
    assert all(firewall.judge(Request(at=at)).passes for at in range(5))
    signed = Request(headers={"authorization": "Bearer a"})
    assert [firewall.judge(signed).passes, firewall.judge(signed).passes] == [True, False]


def test_a_rate_counts_what_it_is_about_and_nothing_else():
    firewall = Firewall([Rule(name="r", why="", statement=TooOften(limit=1, of=POST), refusal=TOO_OFTEN)])
    assert all(firewall.judge(Request(method="GET")).passes for _ in range(5))
    assert [firewall.judge(Request(method="POST")).passes for _ in range(2)] == [True, False]


def test_an_overridden_rule_of_a_group_counts_and_labels():
    published = Published(rule="R", label="L", statement=GET)
    group = Group(name="G", why="", units=1, namespace="n:", published=(published,))
    assert Firewall([group]).judge(Request()).by == "G/R"
    counting = Group(name="G", why="", units=1, namespace="n:", published=(published,), counted=(Override("R", "why"),))
    verdict = Firewall([counting]).judge(Request())
    assert verdict.passes
    assert (verdict.counted, verdict.labels) == (("G/R",), {"n:L"})
