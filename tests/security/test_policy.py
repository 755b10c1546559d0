"""Authorisation: what each role may do, and that everything else looks as if it were not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Forbidden, NotFound
from security.policy import (
    PART_OF,
    RULES,
    Action,
    Relation,
    Resource,
    ResourceKind,
    allowed,
    refusal,
    require,
    serves,
)
from security.principal import ANONYMOUS, Audience, Principal

ME, OTHER, FIRM = "per_me", "per_other", "emp_mine"


def who(*roles: Audience, regions: tuple[str, ...] = ()) -> Principal:
    return Principal(id=ME, roles=frozenset(roles), regions=regions)


def thing(kind: ResourceKind, **facts: object) -> Resource:
    return Resource(kind=kind, **facts)


SEEKER, EMPLOYER = who(Audience.SEEKER), who(Audience.EMPLOYER)
OFFICER = who(Audience.OFFICER, regions=("32", "33.74"))
NOBODY = Principal(roles=frozenset({Audience.EMPLOYER}))
PARTNER = Principal(id="par_1", roles=frozenset({Audience.PARTNER}))
K = ResourceKind


@pytest.mark.parametrize(
    ("principal", "action", "resource", "employers"),
    [
        (ANONYMOUS, Action.READ, thing(K.VACANCY), ()),
        (ANONYMOUS, Action.READ, thing(K.EMPLOYER), ()),
        (SEEKER, Action.UPDATE, thing(K.PROFILE, owner=ME), ()),
        (SEEKER, Action.DELETE, thing(K.PERSON, owner=ME), ()),
        (SEEKER, Action.CREATE, thing(K.APPLICATION, owner=ME), ()),
        (SEEKER, Action.READ, thing(K.READING, owner=ME), ()),
        (EMPLOYER, Action.UPDATE, thing(K.DRAFT, employer=FIRM), (FIRM,)),
        (EMPLOYER, Action.READ, thing(K.CANDIDATES, employer=FIRM), ("emp_x", FIRM)),
        (EMPLOYER, Action.UPDATE, thing(K.APPLICATION, owner=OTHER, employer=FIRM), (FIRM,)),
        (OFFICER, Action.DECIDE, thing(K.REVIEW, region="32.73"), ()),
        (OFFICER, Action.UPDATE, thing(K.PROFILE, owner=OTHER, region="33.74.05", consented=True), ()),
        (who(Audience.MONITOR), Action.DECIDE, thing(K.REVIEW, region="11.01"), ()),
        (who(Audience.ADMIN), Action.READ, thing(K.AUDIT, owner=OTHER), ()),
        (PARTNER, Action.READ, thing(K.RECEIPT, owner="par_1"), ()),
        (PARTNER, Action.DELETE, thing(K.PUSHED, owner="par_1"), ()),
        (EMPLOYER, Action.UPDATE, thing(K.EMPLOYER, employer=FIRM, owners=(ME,)), (FIRM,)),
        (EMPLOYER, Action.CREATE, thing(K.MEMBERSHIP, employer=FIRM, owners=(OTHER, ME)), (FIRM,)),
        (EMPLOYER, Action.DELETE, thing(K.MEMBERSHIP, employer=FIRM, owner=ME, owners=(OTHER,)), (FIRM,)),
        (EMPLOYER, Action.READ, thing(K.EMPLOYER_RECORD, employer=FIRM), (FIRM,)),
        (OFFICER, Action.DECIDE, thing(K.VERIFICATION, employer=FIRM, region="32.73"), ()),
        (OFFICER, Action.CREATE, thing(K.PERSON, region="33.74"), ()),
        (OFFICER, Action.READ, thing(K.ASSISTED, owner=OTHER, region="32.73", consented=True), ()),
        (who(Audience.ADMIN), Action.DECIDE, thing(K.PUBLIC_BODY, employer=FIRM), ()),
        (who(Audience.ADMIN), Action.READ, thing(K.EMPLOYER_RECORD, employer=FIRM), ()),
        (ANONYMOUS, Action.CREATE, thing(K.ACCOUNT), ()),
        (PARTNER, Action.READ, thing(K.QUALITY, owner="par_1"), ()),
        (EMPLOYER, Action.READ, thing(K.QUALITY, employer=FIRM), (FIRM,)),
        (OFFICER, Action.READ, thing(K.QUALITY, employer=FIRM, region="32.73"), ()),
        (who(Audience.MONITOR), Action.READ, thing(K.QUALITY, owner="par_1"), ()),
        (who(Audience.ADMIN), Action.READ, thing(K.QUALITY, owner="par_1"), ()),
    ],
)
def test_what_is_allowed(principal, action, resource, employers):
    assert allowed(principal, action, resource, employers)
    require(principal, action, resource, employers)


@pytest.mark.parametrize(
    ("principal", "action", "resource", "employers", "error"),
    [
        (ANONYMOUS, Action.READ, thing(K.PROFILE, owner=""), (), NotFound),
        (ANONYMOUS, Action.READ, thing(K.DRAFT), (), NotFound),
        (Principal(roles=frozenset({Audience.SEEKER})), Action.READ, thing(K.PROFILE, owner=""), (), NotFound),
        (SEEKER, Action.READ, thing(K.PROFILE, owner=OTHER), (), NotFound),
        (SEEKER, Action.DELETE, thing(K.APPLICATION, owner=ME), (), Forbidden),
        (SEEKER, Action.UPDATE, thing(K.VACANCY, owner=OTHER), (), Forbidden),
        (SEEKER, Action.READ, thing(K.CANDIDATES, employer=FIRM), (FIRM,), NotFound),
        (SEEKER, Action.CREATE, thing(K.DRAFT, employer=FIRM), (), Forbidden),
        (EMPLOYER, Action.UPDATE, thing(K.DRAFT, employer="emp_x"), (FIRM,), NotFound),
        (EMPLOYER, Action.UPDATE, thing(K.VACANCY, employer="emp_x"), (FIRM,), Forbidden),
        (EMPLOYER, Action.UPDATE, thing(K.VACANCY, employer=""), ("",), Forbidden),
        (EMPLOYER, Action.READ, thing(K.DOCUMENT, owner=OTHER, employer=FIRM), (FIRM,), NotFound),
        (OFFICER, Action.DECIDE, thing(K.REVIEW, region="31.71"), (), NotFound),
        (OFFICER, Action.READ, thing(K.PROFILE, owner=OTHER, region="32.73"), (), NotFound),
        (OFFICER, Action.READ, thing(K.AUDIT, owner=OTHER, region="32.73"), (), NotFound),
        (who(Audience.ANALYST), Action.READ, thing(K.PERSON, owner=OTHER), (), NotFound),
        (who(Audience.ADMIN), Action.READ, thing(K.DOCUMENT, owner=OTHER), (), NotFound),
        (PARTNER, Action.READ, thing(K.RECEIPT, owner="par_2"), (), NotFound),
        (PARTNER, Action.UPDATE, thing(K.VACANCY, owner="par_1"), (), Forbidden),
        (PARTNER, Action.UPDATE, thing(K.PUSHED, owner="par_2"), (), NotFound),
        (EMPLOYER, Action.UPDATE, thing(K.EMPLOYER, employer=FIRM, owners=(OTHER,)), (FIRM,), Forbidden),
        (EMPLOYER, Action.CREATE, thing(K.MEMBERSHIP, employer=FIRM, owners=(OTHER,)), (FIRM,), Forbidden),
        (EMPLOYER, Action.DELETE, thing(K.MEMBERSHIP, employer=FIRM, owner=OTHER, owners=()), (FIRM,), Forbidden),
        (EMPLOYER, Action.READ, thing(K.EMPLOYER_RECORD, employer="emp_x"), (FIRM,), Forbidden),
        (EMPLOYER, Action.READ, thing(K.UPLOAD, employer="emp_x"), (FIRM,), NotFound),
        (EMPLOYER, Action.DECIDE, thing(K.VERIFICATION, employer=FIRM, owners=(ME,)), (FIRM,), Forbidden),
        (OFFICER, Action.DECIDE, thing(K.VERIFICATION, employer=FIRM, region="31.71"), (), Forbidden),
        (OFFICER, Action.DECIDE, thing(K.PUBLIC_BODY, employer=FIRM, region="32.73"), (), Forbidden),
        (OFFICER, Action.CREATE, thing(K.PERSON, region="31.71"), (), Forbidden),
        (OFFICER, Action.READ, thing(K.ASSISTED, owner=OTHER, region="31.71", consented=True), (), NotFound),
        (OFFICER, Action.READ, thing(K.ASSISTED, owner=OTHER, region="32.73"), (), NotFound),
        (OFFICER, Action.READ, thing(K.PERSON, owner=OTHER, region="32.73", consented=True), (), NotFound),
        (who(Audience.ADMIN), Action.UPDATE, thing(K.EMPLOYER, employer=FIRM), (), Forbidden),
        (who(Audience.ADMIN), Action.READ, thing(K.REVIEW, region="32.73"), (), NotFound),
        (NOBODY, Action.UPDATE, thing(K.EMPLOYER, owners=("",)), (), Forbidden),
        (PARTNER, Action.READ, thing(K.QUALITY, owner="par_2"), (), NotFound),
        (PARTNER, Action.READ, thing(K.QUALITY), (), NotFound),
        (ANONYMOUS, Action.READ, thing(K.QUALITY), (), NotFound),
        (EMPLOYER, Action.READ, thing(K.QUALITY, owner="padan"), (FIRM,), NotFound),
        (EMPLOYER, Action.READ, thing(K.QUALITY, employer="emp_x"), (FIRM,), NotFound),
        (OFFICER, Action.READ, thing(K.QUALITY, employer=FIRM, region="31.71"), (), NotFound),
        (OFFICER, Action.READ, thing(K.QUALITY), (), NotFound),
        (who(Audience.ANALYST), Action.READ, thing(K.QUALITY, owner="par_1"), (), NotFound),
    ],
)
def test_what_is_not_allowed(principal, action, resource, employers, error):
    assert not allowed(principal, action, resource, employers)
    with pytest.raises(error):
        require(principal, action, resource, employers)


resources = st.builds(
    Resource,
    kind=st.sampled_from(ResourceKind),
    owner=st.sampled_from(["", ME, OTHER]),
    employer=st.sampled_from(["", FIRM, "emp_x"]),
    region=st.sampled_from(["", "32", "32.73", "31.71"]),
    consented=st.booleans(),
)
roles = st.frozensets(st.sampled_from([role for role in Audience if role is not Audience.PUBLIC]))


@given(roles, roles, st.sampled_from(Action), resources)
def test_one_more_role_never_takes_a_permission_away(first, second, action, resource):
    few = Principal(id=ME, roles=first, regions=("32",))
    more = Principal(id=ME, roles=first | second, regions=("32",))
    assert allowed(more, action, resource, [FIRM]) or not allowed(few, action, resource, [FIRM])


@given(st.sampled_from(Action), resources)
def test_the_public_reads_what_is_published_and_nothing_else(action, resource):
    open_to_all = {
        Action.READ: {K.VACANCY, K.EMPLOYER, K.REFERENCE, K.SUMMARY, K.PLATFORM, K.LINK},
        Action.CREATE: {K.ACCOUNT, K.SESSION, K.REPORT},
        Action.UPDATE: {K.LINK},
    }
    assert allowed(ANONYMOUS, action, resource, [FIRM]) == (resource.kind in open_to_all.get(action, ()))


@given(st.sampled_from(Action), resources)
def test_what_one_may_not_read_looks_absent(action, resource):
    if (
        not allowed(SEEKER, action, resource)
        and not allowed(SEEKER, Action.READ, resource)
        and action is not Action.CREATE
        and resource.kind not in PART_OF
    ):
        with pytest.raises(NotFound):
            require(SEEKER, action, resource)


@pytest.mark.parametrize(
    ("region", "served"),
    [("32", True), ("32.73", True), ("320", False), ("3", False), ("33", False), ("33.74.05", True), ("", False)],
)
def test_regions_hold_what_lies_in_them(region, served):
    assert serves(OFFICER, region) is served


def test_without_regions_an_officer_serves_none():
    assert not serves(who(Audience.OFFICER), "32")


def test_private_things_have_no_rule_for_anybody_without_a_relation():
    private = {K.PERSON, K.PROFILE, K.CONTACT, K.ASSISTED, K.DOCUMENT, K.APPLICATION, K.CANDIDATES, K.SAVED_SEARCH}
    private |= {K.RECOMMENDATION, K.CONFIRMATION, K.UPLOAD, K.RECEIPT, K.PUSHED}
    assert not [rule for rule in RULES if rule.relation is Relation.ANY and rule.kinds & private]


@given(roles, st.sampled_from(Action), resources)
def test_refusing_says_what_requiring_raises(given_roles, action, resource):
    principal = Principal(id=ME, roles=given_roles, regions=("32",))
    refused = refusal(principal, action, resource, [FIRM])
    assert (refused is None) is allowed(principal, action, resource, [FIRM])
    if refused is not None:
        with pytest.raises(type(refused)):
            require(principal, action, resource, [FIRM])


@given(roles, st.sampled_from(Action), resources)
def test_a_part_of_what_one_may_know_is_no_secret(given_roles, action, resource):
    principal = Principal(id=ME, roles=given_roles, regions=("32",))
    if resource.kind in PART_OF and not allowed(principal, action, resource, [FIRM]):
        assert isinstance(refusal(principal, action, resource, [FIRM]), Forbidden)


def test_no_rule_stands_twice_and_none_is_covered_by_another():
    rows = [(rule.role, rule.relation, kind, act) for rule in RULES for kind in rule.kinds for act in rule.actions]
    assert len(rows) == len(set(rows))
    anywhere = {(role, kind, action) for role, relation, kind, action in rows if relation is Relation.ANY}
    narrower = {(role, kind, action) for role, relation, kind, action in rows if relation is not Relation.ANY}
    assert not anywhere & narrower
    public = {(kind, action) for role, kind, action in anywhere if role is Audience.PUBLIC}
    assert not [row for row in rows if row[0] is not Audience.PUBLIC and (row[2], row[3]) in public]


def test_regions_are_for_officers_and_ownership_for_those_who_have_something():
    by_relation = {}
    for rule in RULES:
        by_relation.setdefault(rule.relation, set()).add(rule.role)
    assert by_relation[Relation.OWN_REGION] == by_relation[Relation.CONSENTED_REGION] == {Audience.OFFICER}
    assert by_relation[Relation.OWN_EMPLOYER] == by_relation[Relation.OWNED_EMPLOYER] == {Audience.EMPLOYER}
    assert Audience.PUBLIC not in by_relation[Relation.OWN]
