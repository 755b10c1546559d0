"""What the machine stopped is published with a reason and words alone."""

import pytest

from chalicelib import reviewing, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput
from chalicelib.reviewing.grounds import is_stopped, require_account
from chalicelib.vacancies.model import Decision, ReasonCode, State
from chalicelib.vacancies.reviews import Ruling
from chalicelib.validation.model import Severity
from security import audit
from tests.reviewing.samples import NOW, officer, waiting
from tests.vacancies.samples import finding, vacancy

BARE = Ruling(decision=Decision.PUBLISH)
CODED = Ruling(decision=Decision.PUBLISH, code=ReasonCode.EXEMPTION_STATED)
BLANK = Ruling(decision=Decision.PUBLISH, code=ReasonCode.EXEMPTION_STATED, reason="  ")
TOLD = Ruling(decision=Decision.PUBLISH, code=ReasonCode.EXEMPTION_STATED, reason="Usaha mikro")
WORDS = Ruling(decision=Decision.PUBLISH, reason="Usaha mikro")


@pytest.mark.parametrize(
    ("severity", "stops"),
    [(Severity.REJECT, True), (Severity.HOLD, True), (Severity.MEND, False), (Severity.WARN, False)],
)
def test_which_findings_stop_a_vacancy(severity, stops):
    assert is_stopped(vacancy(findings=(finding(Severity.WARN), finding(severity)))) is stops


def test_without_findings_nothing_stops_it():
    assert not is_stopped(vacancy(findings=()))


@pytest.mark.parametrize(
    ("ruling", "missing"),
    [(BARE, ["/code", "/reason"]), (CODED, ["/reason"]), (BLANK, ["/reason"]), (WORDS, ["/code"])],
)
def test_what_is_missing_is_named(ruling, missing):
    with pytest.raises(InvalidInput) as caught:
        require_account(ruling, vacancy(findings=(finding(Severity.HOLD),)))
    assert [(each.pointer, each.code) for each in caught.value.errors] == [(name, "required") for name in missing]


@pytest.mark.parametrize("decision", [Decision.CORRECT, Decision.REJECT])
def test_to_stop_it_too_asks_for_nothing_here(decision):
    require_account(Ruling(decision=decision), vacancy(findings=(finding(Severity.HOLD),)))


def test_with_reason_and_words_or_without_findings_it_passes():
    require_account(TOLD, vacancy(findings=(finding(Severity.HOLD),)))
    require_account(BARE, vacancy(findings=(finding(Severity.MEND),)))


@pytest.mark.emulator
@pytest.mark.parametrize("code", ["pay_below_minimum", "register_name_differs"])
def test_one_officer_publishes_over_a_finding_only_with_words_that_stay(store, region, code):
    clock, alone = FixedClock(NOW), officer(region)
    held = waiting(region, findings=(finding(Severity.HOLD, code=code),))
    reviewing.hold(alone, held.id, clock)
    with pytest.raises(InvalidInput):
        reviewing.decide(alone, held.id, CODED, clock=clock)
    assert vacancies.get(held.id) == held
    assert not audit.entries_of(held.id)
    after = reviewing.decide(alone, held.id, TOLD, clock=clock)
    last = vacancies.get(held.id).history[-1]
    assert (after.state, last.code, last.reason, last.by) == (State.PUBLISHED, TOLD.code, TOLD.reason, alone.id)
    assert [each.action for each in audit.entries_of(held.id)] == ["review_publish"]
