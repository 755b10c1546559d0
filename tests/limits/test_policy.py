"""The limits as data: complete, ordered, and below the firewall's where both count the same."""

import re
from pathlib import Path

import pytest

from chalicelib.limits.model import Caller, RouteClass
from chalicelib.limits.policy import limit_of, limits

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
LIMITED = [kind for kind in RouteClass if kind is not RouteClass.FREE]


@pytest.mark.parametrize("kind", LIMITED)
@pytest.mark.parametrize("caller", Caller)
def test_every_class_has_a_limit_for_every_caller(kind, caller):
    limit = limit_of(kind, caller)
    assert limit is not None
    assert limit.most >= 1
    assert re.fullmatch(r"[a-z_]+-[a-z]+", limit.name)


def test_health_is_never_limited():
    assert {limit_of(RouteClass.FREE, caller) for caller in Caller} == {None}


def test_a_larger_share_is_the_same_limit_over_again():
    one, many = limit_of(RouteClass.SEARCH, Caller.ADDRESS), limit_of(RouteClass.SEARCH, Caller.ADDRESS, 100)
    assert (many.most, many.name, many.seconds) == (one.most * 100, one.name, one.seconds)


def test_an_address_may_do_what_several_people_may():
    """Many people share one; a limit that one of them reaches alone would shut the others out."""
    for kind in LIMITED:
        address, person = limit_of(kind, Caller.ADDRESS).most, limit_of(kind, Caller.PERSON).most
        assert address >= person


def test_cheaper_classes_have_wider_limits():
    for caller in Caller:
        most = {kind: limit_of(kind, caller).most for kind in LIMITED}
        assert most[RouteClass.SUGGEST] >= most[RouteClass.SEARCH] > most[RouteClass.SIGN_IN]
        assert most[RouteClass.BULK] <= most[RouteClass.READ] // 6


def test_the_page_tells_every_limit():
    rows = re.findall(r"^\| `([a-z_]+)` \|.*\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", PAGE.read_text(), re.MULTILINE)
    told = {name: tuple(int(each.replace(",", "")) for each in found) for name, *found in rows}
    meant = {}
    for kind, caller, limit in limits():
        meant.setdefault(kind.value, {})[caller] = limit.most
    assert told == {kind: tuple(callers[caller] for caller in Caller) for kind, callers in meant.items()}
