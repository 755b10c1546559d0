"""Why a row's vacancy is not published, by the state that it is in."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.texts import Text
from chalicelib.uploads.model import Turn
from chalicelib.uploads.standing import standing_of
from chalicelib.vacancies.checking import FIRST_VACANCIES
from chalicelib.vacancies.model import (
    Decision,
    Note,
    ReasonCode,
    Source,
    State,
    Transition,
    Vacancy,
    VacancyContent,
)
from chalicelib.validation.model import Finding, Severity

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def finding(code: str, severity: Severity) -> Finding:
    return Finding(code=code, severity=severity, pointer="/title", message=Text(f"{code}.", f"{code}!"), rule_version=1)


def vacancy(state: State, *findings: Finding, **last: object) -> Vacancy:
    return Vacancy(
        id="vac_1", employer_id="emp_1", employer_name="Toko", source=Source(), content=VacancyContent(title="Kasir"),
        content_hash="-", state=state, posted_at=NOW, updated_at=NOW, expires_at=NOW, findings=findings,
        history=(msgspec.convert({"state": state, "at": NOW, "by": "x", **last}, Transition),),
    )  # fmt: skip


def test_what_is_published_needs_no_reason():
    assert standing_of(vacancy(State.PUBLISHED, finding("aged", Severity.MEND))) is None


@pytest.mark.parametrize(("state", "severity"), [(State.HELD, Severity.HOLD), (State.REJECTED, Severity.REJECT)])
def test_what_the_check_keeps_back_names_the_rules_of_that_severity_in_order(state, severity):
    found = standing_of(
        vacancy(
            state, finding("b", severity), finding("a", severity), finding("b", severity), finding("c", Severity.WARN)
        )
    )
    assert found is not None
    assert (found.step, found.rules) == (Turn.MEND, ("b", "a"))
    assert found.reason.id.endswith(": b; a.")


def test_a_reason_names_a_few_findings_and_all_rules():
    found = standing_of(vacancy(State.HELD, *[finding(f"r{n}", Severity.HOLD) for n in range(9)]))
    assert found is not None
    assert len(found.rules) == 9
    assert found.reason.en.count(";") == 2


def test_who_waits_for_an_officer_is_told_so():
    first = standing_of(vacancy(State.CHECKED, reason=FIRST_VACANCIES))
    other = standing_of(vacancy(State.CHECKED))
    assert first is not None
    assert other is not None
    assert (first.step, other.step, first.reason != other.reason) == (Turn.OFFICER, Turn.OFFICER, True)


@pytest.mark.parametrize("state", [State.DRAFT, State.REJECTED])
def test_what_an_officer_sent_back_tells_the_officers_words(state):
    found = standing_of(
        vacancy(
            state,
            decision=Decision.CORRECT,
            code=ReasonCode.UNCLEAR,
            fields=(Note(pointer="/title", detail="Sebutkan."),),
        )
    )
    assert found is not None
    assert found.step is Turn.MEND
    assert "Something is unclear" in found.reason.en
    assert found.reason.id.endswith("Judul: Sebutkan.")


@pytest.mark.parametrize("state", [State.CLOSED, State.FILLED, State.WITHDRAWN])
def test_what_was_closed_tells_how_it_opens_again(state):
    found = standing_of(vacancy(state))
    assert found is not None
    assert "Change the row" in found.action.en


@pytest.mark.parametrize("state", State)
def test_every_state_but_one_has_words_in_both_languages(state):
    found = standing_of(vacancy(state))
    assert (found is None) is (state is State.PUBLISHED)
    if found is not None:
        assert all((found.reason.id, found.reason.en, found.action.id, found.action.en))


@pytest.mark.parametrize(
    ("state", "said"), [(State.HELD, "mend the vacancy itself"), (State.REJECTED, "a new"), (State.CLOSED, "a new")]
)
def test_a_row_without_a_number_is_not_told_to_keep_one(state, said):
    with_number, without = (standing_of(vacancy(state), numbered=each) for each in (True, False))
    assert with_number is not None
    assert without is not None
    assert said in without.action.en
    assert "same number" not in without.action.en
    assert "nomor yang sama" not in without.action.id
    assert without.reason == with_number.reason
    assert without.action != with_number.action


def test_who_waits_for_an_officer_need_no_number():
    assert standing_of(vacancy(State.CHECKED), numbered=False) == standing_of(vacancy(State.CHECKED))
