"""The table of what operations need: complete, without strangers, and the same as what the routes admit."""

from pathlib import Path

import pytest

import app  # noqa: F401 - declares every operation
from functions.http import ENDPOINTS
from local import authorisation_page
from security.operations import NEEDS, Need, audience_of, roles_of
from security.policy import RULES, Action, Relation, ResourceKind
from security.principal import Audience

PAGE = Path(__file__).parents[3] / "docs" / "security" / "authorisation.md"
IDS = [f"{entry.method} {entry.path}" for entry in ENDPOINTS]
every = pytest.mark.parametrize("entry", ENDPOINTS, ids=IDS)


@every
def test_every_operation_says_what_it_needs(entry):
    assert entry.name in NEEDS, f"name {entry.name} in security/operations.py, and run `{authorisation_page.COMMAND}`"


def test_no_operation_is_named_that_there_is_not():
    assert set(NEEDS) - {entry.name for entry in ENDPOINTS} == set()


@every
def test_the_audience_is_who_the_policy_lets(entry):
    expected = audience_of(NEEDS[entry.name], signed=Audience.PARTNER in entry.audience)
    if Audience.PUBLIC in expected:
        assert Audience.PUBLIC in entry.audience
    else:
        assert entry.audience == expected


def test_every_rule_is_of_use_to_some_operation():
    """What nobody can ask for by any route is not granted."""
    used = {
        (role, kind, need.action)
        for entry in ENDPOINTS
        for need in [NEEDS[entry.name]]
        for role in Audience
        if role in entry.audience or Audience.PUBLIC in entry.audience
        for kind in need.kinds
    }
    rules = {(rule.role, kind, action) for rule in RULES for kind in rule.kinds for action in rule.actions}
    # What is asked of the policy inside of answers: what is shown of a vacancy or an employer beside what all may see.
    inside = {ResourceKind.VACANCY_RECORD, ResourceKind.EMPLOYER_RECORD}
    assert {row for row in rules - used if row[1] not in inside} == set()


def test_reading_operations_read_and_others_do_not():
    for entry in ENDPOINTS:
        reads = NEEDS[entry.name].action is Action.READ
        # A long search is sent as a body; nothing else that reads is posted.
        assert reads == (entry.method == "GET" or entry.path == "/v1/searches"), entry.path


def test_own_things_go_by_me_or_by_a_session():
    for entry in ENDPOINTS:
        if "/people/me" in entry.path:
            assert NEEDS[entry.name].own, entry.path
        if NEEDS[entry.name].own:
            by_relation = [rule for rule in RULES if rule.relation is Relation.OWN]
            assert any(set(NEEDS[entry.name].kinds) & rule.kinds for rule in by_relation), entry.path


def test_the_audience_of_a_need_follows_from_rules():
    assert audience_of(Need(kinds=(ResourceKind.REVIEW,), action=Action.DECIDE), signed=False) == {
        Audience.OFFICER,
        Audience.MONITOR,
    }
    assert audience_of(Need(kinds=(ResourceKind.QUALITY,), action=Action.READ), signed=True) == {Audience.PARTNER}
    members = audience_of(Need(kinds=(ResourceKind.CANDIDATES,), action=Action.READ), signed=False)
    assert members == {Audience.EMPLOYER, Audience.SEEKER, Audience.OFFICER}
    assert roles_of(Need(kinds=(ResourceKind.PROFILE,), action=Action.READ, own=True)) == {Audience.SEEKER}
    assert roles_of(Need(kinds=(ResourceKind.REVIEW,), action=Action.DELETE)) == frozenset()


def test_the_page_is_written_from_the_policy():
    assert PAGE.read_text(encoding="utf-8") == authorisation_page.page(), f"run `{authorisation_page.COMMAND}`"


def test_the_page_tells_every_kind_and_role(tmp_path, monkeypatch):
    target = tmp_path / "page.md"
    monkeypatch.setattr("sys.argv", ["authorisation_page", str(target)])
    authorisation_page.main()
    told = target.read_text(encoding="utf-8")
    for kind in ResourceKind:
        assert f"\n| {kind.value} |" in told
    for entry in ENDPOINTS:
        assert f"`{entry.method} {entry.path}`" in told
