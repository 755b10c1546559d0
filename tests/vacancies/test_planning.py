"""What an item of a push leads to, given what the table holds."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.identifiers import derived_identifier
from chalicelib.vacancies.lifecycle import lifetime
from chalicelib.vacancies.model import Decision, State
from chalicelib.vacancies.planning import UPDATES_RECORDED, Plan, Present, UpsertKind, planned
from chalicelib.vacancies.reviews import Ruling, decided
from chalicelib.validation.model import Severity
from tests.vacancies.samples import NOW, finding, pushed

PUBLISH = Ruling(decision=Decision.PUBLISH)
EMPLOYER = derived_identifier("emp", "one")
LATER = NOW + timedelta(days=1)
OTHER = derived_identifier("vac", "other")


def first(**changes: object) -> Plan:
    return planned(pushed("a", **changes), Present(), EMPLOYER, NOW)


def present(plan: Plan, **changes: object) -> Present:
    assert plan.write is not None
    return Present(vacancy=msgspec.structs.replace(plan.write, **changes), version=1, text_holder=plan.write.id)


def test_a_new_item_is_published_and_tells_its_way():
    plan = first()
    assert plan.outcome.kind is UpsertKind.CREATED
    assert plan.write is not None
    assert [entry.state for entry in plan.write.history] == [State.SUBMITTED, State.CHECKED, State.PUBLISHED]
    assert {entry.by for entry in plan.write.history} == {"par_one", "machine"}
    assert (plan.write.employer_id, plan.write.revision) == (EMPLOYER, 1)
    assert plan.write.expires_at == NOW + lifetime()


@pytest.mark.parametrize(
    ("severity", "kind", "state"),
    [
        (Severity.HOLD, UpsertKind.HELD, State.HELD),
        (Severity.REJECT, UpsertKind.REJECTED, State.REJECTED),
        (Severity.MEND, UpsertKind.CREATED, State.PUBLISHED),
        (Severity.WARN, UpsertKind.CREATED, State.PUBLISHED),
    ],
)
def test_the_worst_finding_decides_and_is_told(severity, kind, state):
    found = finding(severity)
    plan = first(findings=(found,))
    assert plan.write is not None
    assert (plan.outcome.kind, plan.write.state, plan.outcome.findings) == (kind, state, (found,))


def test_the_same_again_is_unchanged_and_not_written():
    plan = planned(pushed("a"), present(first()), EMPLOYER, LATER)
    assert (plan.outcome.kind, plan.write) == (UpsertKind.UNCHANGED, None)


def test_the_same_again_lives_on_before_it_expires():
    plan = planned(pushed("a"), present(first()), EMPLOYER, NOW + lifetime() * 0.6)
    assert plan.outcome.kind is UpsertKind.UNCHANGED
    assert plan.write is not None
    assert plan.write.expires_at == NOW + lifetime() * 1.6
    assert plan.write.history[-1].reason == "renewed"


@pytest.mark.parametrize(
    ("severity", "kind"), [(Severity.HOLD, UpsertKind.HELD), (Severity.REJECT, UpsertKind.REJECTED)]
)
def test_what_was_not_mended_says_so_again(severity, kind):
    held = first(findings=(finding(severity),))
    plan = planned(pushed("a", findings=(finding(severity),)), present(held), EMPLOYER, LATER)
    assert (plan.outcome.kind, plan.write) == (kind, None)
    assert plan.outcome.findings == (finding(severity),)


def test_a_phrase_that_was_not_mended_in_time_is_held_now():
    plan = planned(pushed("a", findings=(finding(Severity.HOLD),)), present(first()), EMPLOYER, LATER)
    assert plan.outcome.kind is UpsertKind.HELD
    assert plan.write is not None
    assert plan.write.waiting_since == LATER


def test_what_an_officer_published_stays_published_until_it_changes():
    held = first(findings=(finding(Severity.HOLD),))
    assert held.write is not None
    known = present(held)
    known = msgspec.structs.replace(known, vacancy=decided(held.write, PUBLISH, "per_officer", NOW))
    same = planned(pushed("a", findings=(finding(Severity.HOLD),)), known, EMPLOYER, LATER)
    assert same.outcome.kind is UpsertKind.UNCHANGED
    other = planned(pushed("a", hours=30, findings=(finding(Severity.HOLD),)), known, EMPLOYER, LATER)
    assert other.outcome.kind is UpsertKind.HELD


def test_a_push_that_comes_after_a_newer_one_changes_nothing():
    known = present(planned(pushed("a", hours=20), present(first()), EMPLOYER, LATER))
    late = planned(pushed("a"), known, EMPLOYER, NOW + timedelta(hours=1))
    assert (late.outcome.kind, late.write) == (UpsertKind.UNCHANGED, None)


def test_a_change_is_one_entry_of_the_history():
    known = present(first())
    plan = planned(pushed("a", hours=20), known, EMPLOYER, LATER)
    assert plan.outcome.kind is UpsertKind.UPDATED
    assert plan.write is not None
    assert known.vacancy is not None
    assert plan.write.history[:-1] == known.vacancy.history
    assert plan.write.history[-1].reason == "updated"
    assert (plan.write.revision, plan.write.id) == (2, known.vacancy.id)
    assert (plan.write.posted_at, plan.write.updated_at) == (NOW, LATER)


def test_endless_updates_do_not_fill_the_item():
    known = present(first())
    assert known.vacancy is not None
    full = msgspec.structs.replace(known.vacancy, history=known.vacancy.history[-1:] * UPDATES_RECORDED)
    plan = planned(pushed("a", hours=20), msgspec.structs.replace(known, vacancy=full), EMPLOYER, LATER)
    assert plan.write is not None
    assert len(plan.write.history) == UPDATES_RECORDED


def test_the_text_of_another_vacancy_is_a_duplicate_and_not_written():
    plan = planned(pushed("b"), Present(text_holder=OTHER), EMPLOYER, NOW)
    assert (plan.outcome.kind, plan.outcome.vacancy_id, plan.write) == (UpsertKind.DUPLICATE_OF, OTHER, None)


def test_a_vacancy_that_becomes_a_duplicate_is_closed_and_linked():
    known = msgspec.structs.replace(present(first()), text_holder=OTHER)
    plan = planned(pushed("a", title="Kasir b"), known, EMPLOYER, LATER)
    assert plan.outcome.kind is UpsertKind.DUPLICATE_OF
    assert plan.write is not None
    assert (plan.write.state, plan.write.duplicate_of) == (State.CLOSED, OTHER)


def test_a_rejected_item_is_explained_even_when_its_text_is_known():
    plan = planned(pushed("b", findings=(finding(Severity.REJECT),)), Present(text_holder=OTHER), EMPLOYER, NOW)
    assert plan.outcome.kind is UpsertKind.REJECTED


def test_a_closed_vacancy_that_comes_again_opens_by_a_new_check():
    known = present(first(), state=State.CLOSED)
    plan = planned(pushed("a"), msgspec.structs.replace(known, text_holder=None), EMPLOYER, LATER)
    assert plan.outcome.kind is UpsertKind.UPDATED
    assert plan.write is not None
    assert [entry.state for entry in plan.write.history[-3:]] == [State.SUBMITTED, State.CHECKED, State.PUBLISHED]


def test_without_findings_the_machine_checks_here():
    item = msgspec.structs.replace(pushed("a", pay_minimum=1_000_000, pay_maximum=1_000_000), findings=None)
    plan = planned(item, Present(), EMPLOYER, NOW)
    assert plan.outcome.kind is UpsertKind.HELD
    assert "/pay_m" in plan.outcome.findings[0].pointer
