"""The policy: who changed it, what it weighs, and what never changes."""

import hashlib

import msgspec
import pytest

from chalicelib.validation import policy
from chalicelib.validation.catalogue import CATALOGUE
from chalicelib.validation.context import SourceKind
from chalicelib.validation.model import Severity

HEAD = 'since = "2026-12-01"\ndays_to_mend = 14\n'
ROWS = '[severities]\nx = { employer = "hold" }\n'
PUBLISHED = {1: "b35b9e4d2f9f36a7"}
"""What the tables of policies that are in histories weigh, by a digest: they never change."""


def test_the_policy_has_a_row_for_every_rule_and_no_other():
    assert set(policy.CURRENT.severities) == {rule.code for rule in CATALOGUE.rules}


@pytest.mark.parametrize("number", policy.numbers())
def test_every_row_is_for_every_kind_of_source(number):
    for row in policy.load(number).severities.values():
        assert set(row) == set(SourceKind)


@pytest.mark.parametrize("number", policy.numbers())
def test_every_policy_was_approved_by_another_office_than_proposed_it(number):
    loaded = policy.load(number)
    assert loaded.proposed_by is not loaded.approved_by


def test_the_newest_is_in_force():
    assert policy.load(max(policy.numbers())) == policy.CURRENT


@pytest.mark.parametrize(
    "head",
    [
        'proposed_by = "legal"\napproved_by = "legal"\n',
        'proposed_by = "legal"\n',
        'approved_by = "legal"\n',
        'proposed_by = "legal"\napproved_by = ""\n',
        'proposed_by = "legal"\napproved_by = "Legal"\n',
        'proposed_by = "legal"\napproved_by = "somebody"\n',
        "",
    ],
)
def test_a_policy_without_four_eyes_is_refused(head):
    with pytest.raises(msgspec.ValidationError):
        policy.read(9, HEAD + head + ROWS)


def test_a_policy_with_four_eyes_is_read():
    read = policy.read(9, HEAD + 'proposed_by = "legal"\napproved_by = "inspection"\n' + ROWS)
    assert read.severity("x", SourceKind.EMPLOYER) is Severity.HOLD
    with pytest.raises(KeyError):
        read.severity("y", SourceKind.EMPLOYER)


@pytest.mark.parametrize(
    "rows",
    ['[severities]\nx = { employer = "holt" }\n', '[severities]\nx = { employers = "hold" }\n', '[rows]\nx = "hold"\n'],
)
def test_a_word_that_no_policy_knows_is_refused(rows):
    with pytest.raises(msgspec.ValidationError):
        policy.read(9, HEAD + 'proposed_by = "legal"\napproved_by = "inspection"\n' + rows)


@pytest.mark.parametrize("number", PUBLISHED)
def test_a_published_policy_weighs_what_it_always_weighed(number):
    loaded = policy.load(number)
    weighed = sorted((code, sorted(row.items())) for code, row in loaded.severities.items())
    assert hashlib.sha256(msgspec.json.encode((loaded.days_to_mend, weighed))).hexdigest()[:16] == PUBLISHED[number]
