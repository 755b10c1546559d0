"""A change of the policy tried before it is put in force."""

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation import policy
from chalicelib.validation.checking import Outcome, check, outcome
from chalicelib.validation.context import SourceKind
from chalicelib.validation.dry_run import Candidate, dry_run
from chalicelib.validation.model import Severity
from tests.validation import case_files
from tests.validation.test_checking import AGED, CONTEXT

CLEAN = VacancyContent(
    title="Kasir", description="Melayani pembeli dan menghitung uang di toko buah.", region="32.75", occupation="5230"
)


def weighing(code: str, severity: Severity, version: int = 9) -> policy.Policy:
    """The policy in force, but for one rule."""
    rows = {**policy.CURRENT.severities, code: dict.fromkeys(SourceKind, severity)}
    return msgspec.structs.replace(policy.CURRENT, version=version, severities=rows)


def candidate(identifier: str, content: VacancyContent) -> Candidate:
    return Candidate(id=identifier, content=content, context=CONTEXT)


def test_it_counts_and_names_what_would_change():
    strict = weighing("age_requirement", Severity.REJECT)
    found = dry_run([candidate("a", AGED), candidate("b", CLEAN), candidate("c", AGED)], policy.CURRENT, strict)
    assert (found.policy_from, found.policy_to, found.vacancies) == (policy.CURRENT.version, 9, 3)
    assert found.before == {"publish": 3, "hold": 0, "reject": 0}
    assert found.after == {"publish": 1, "hold": 0, "reject": 2}
    assert [(each.id, each.before, each.after, each.rules) for each in found.changes] == [
        ("a", Outcome.PUBLISH, Outcome.REJECT, ("age_requirement",)),
        ("c", Outcome.PUBLISH, Outcome.REJECT, ("age_requirement",)),
    ]
    ages = [each for each in found.rules if each.code == "age_requirement"]
    assert [(each.severity_from, each.severity_to, each.vacancies) for each in ages] == [
        (Severity.MEND, Severity.REJECT, 2)
    ]


def test_a_rule_that_finds_twice_in_a_vacancy_counts_it_once():
    twice = msgspec.structs.replace(AGED, benefits="Umur maksimal 30 tahun")
    found = dry_run([candidate("a", twice)], policy.CURRENT, policy.CURRENT)
    assert {each.code: each.vacancies for each in found.rules}["age_requirement"] == 1


def test_the_same_policy_changes_nothing():
    found = dry_run([candidate("a", AGED)], policy.CURRENT, policy.CURRENT)
    assert (found.before, found.changes) == (found.after, ())


def test_dates_of_earlier_checks_do_not_tell_policies_apart():
    overdue = msgspec.structs.replace(CONTEXT, now=CONTEXT.now + timedelta(days=90), earlier=check(AGED, CONTEXT))
    found = dry_run([Candidate(id="a", content=AGED, context=overdue)], policy.CURRENT, policy.CURRENT)
    assert found.before["publish"] == 1


def test_rules_that_one_policy_does_not_know_are_left_out_of_both():
    rows = {code: row for code, row in policy.CURRENT.severities.items() if code != "age_requirement"}
    older = msgspec.structs.replace(policy.CURRENT, severities=rows)
    for pair in ((older, policy.CURRENT), (policy.CURRENT, older)):
        assert "age_requirement" not in {each.code for each in dry_run([candidate("a", AGED)], *pair).rules}


def test_the_published_policies_can_be_compared():
    found = dry_run([candidate("a", AGED)], policy.load(1), policy.load(2))
    assert found.vacancies == 1


@given(st.lists(st.sampled_from(case_files.every()), max_size=8), st.sampled_from(list(Severity)))
def test_counts_add_up_and_changes_are_those_of_the_check(cases, severity):
    strict = weighing("region_missing", severity)
    candidates = [
        Candidate(id=str(place), content=case.content, context=case.context) for place, case in enumerate(cases)
    ]
    found = dry_run(candidates, policy.CURRENT, strict)
    assert sum(found.before.values()) == sum(found.after.values()) == found.vacancies == len(cases)
    verdicts = {
        each.id: (outcome(check(each.content, each.context)), outcome(check(each.content, each.context, strict)))
        for each in candidates
    }
    assert {each.id: (each.before, each.after) for each in found.changes} == {
        identifier: pair for identifier, pair in verdicts.items() if pair[0] is not pair[1]
    }
