"""Decisions need the caller's live lease; what the policy lists needs two officers who agree."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import reviewing, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict, Forbidden, InvalidInput, NotFound, PreconditionFailed
from chalicelib.reviewing import policy, table
from chalicelib.reviewing.view import review_view
from chalicelib.texts import Language
from chalicelib.vacancies import table as vacancy_table
from chalicelib.vacancies.model import Decision, Note, ReasonCode, State
from chalicelib.vacancies.reviews import Ruling
from security import audit
from tests.reviewing.samples import FEE, NOW, UNLAWFUL, officer, waiting
from tests.vacancies.samples import content

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
PUBLISH = Ruling(decision=Decision.PUBLISH, code=ReasonCode.FOUND_WRONGLY, reason="Sudah diperiksa")
REJECT = Ruling(decision=Decision.REJECT, code=ReasonCode.FEE_ASKED, reason="Uang jaminan")
CORRECT = Ruling(
    decision=Decision.CORRECT,
    code=ReasonCode.UNCLEAR,
    fields=(Note(pointer="/description", detail="Jelaskan jam kerja."),),
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def refused(kind: type[Exception], call) -> str:
    with pytest.raises(kind) as caught:
        call()
    return caught.value.errors[0].code if caught.value.errors else ""


def held(region: str, clock: FixedClock, **changes):
    vacancy, alone = waiting(region, **changes), officer(region)
    reviewing.hold(alone, vacancy.id, clock)
    return vacancy, alone


def proposed(region: str, clock: FixedClock, **changes):
    vacancy, first = held(region, clock, **changes)
    reviewing.propose(first, vacancy.id, PUBLISH, clock)
    return vacancy, first


@pytest.mark.parametrize(
    ("ruling", "state"), [(PUBLISH, State.PUBLISHED), (CORRECT, State.DRAFT), (REJECT, State.REJECTED)]
)
def test_a_decision_is_written_with_its_reason_and_ends_the_lease(region, clock, ruling, state):
    vacancy, alone = held(region, clock)
    after = reviewing.decide(alone, vacancy.id, ruling, clock=clock)
    last = after.history[-1]
    assert (after.state, last.decision, last.code, last.reason, last.fields) == (
        state,
        ruling.decision,
        ruling.code,
        ruling.reason,
        ruling.fields,
    )
    assert vacancies.get(vacancy.id) == after
    assert table.load(vacancy.id)[0].lease is None
    assert audit.entries_of(vacancy.id)[0].action == f"review_{ruling.decision.value}"


def test_nobody_decides_without_a_lease(region, clock):
    vacancy = waiting(region)
    assert refused(Conflict, lambda: reviewing.decide(officer(region), vacancy.id, REJECT, clock=clock)) == "no_lease"
    assert vacancies.get(vacancy.id) == vacancy


def test_nobody_decides_with_an_expired_lease_or_anothers(region, clock):
    vacancy, alone = held(region, clock)
    other = officer(region)
    assert refused(Conflict, lambda: reviewing.decide(other, vacancy.id, REJECT, clock=clock)) == "held_by_another"
    clock.advance(policy.current().lease)
    assert refused(Conflict, lambda: reviewing.decide(alone, vacancy.id, REJECT, clock=clock)) == "no_lease"
    reviewing.hold(other, vacancy.id, clock)
    assert refused(Conflict, lambda: reviewing.decide(alone, vacancy.id, REJECT, clock=clock)) == "held_by_another"
    assert reviewing.decide(other, vacancy.id, REJECT, clock=clock).state is State.REJECTED


def test_a_decision_on_an_older_revision_is_refused(region, clock):
    vacancy, alone = held(region, clock)
    with pytest.raises(PreconditionFailed):
        reviewing.decide(alone, vacancy.id, REJECT, expected=vacancy.revision + 1, clock=clock)


@pytest.mark.parametrize(
    ("ruling", "place", "code"),
    [
        (Ruling(decision=Decision.REJECT), "/code", "required"),
        (Ruling(decision=Decision.CORRECT), "/code", "required"),
        (Ruling(decision=Decision.REJECT, code=ReasonCode.OTHER), "/reason", "required"),
        (Ruling(decision=Decision.REJECT, code=ReasonCode.FOUND_WRONGLY), "/code", "wrong_reason"),
        (Ruling(decision=Decision.PUBLISH, code=ReasonCode.FEE_ASKED), "/code", "wrong_reason"),
    ],
)
def test_a_reason_goes_with_its_decision(region, clock, ruling, place, code):
    vacancy, alone = held(region, clock)
    with pytest.raises(InvalidInput) as caught:
        reviewing.decide(alone, vacancy.id, ruling, clock=clock)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [(place, code)]


def test_a_correction_comes_again_with_what_changed(region, clock):
    vacancy, alone = held(region, clock)
    reviewing.decide(alone, vacancy.id, CORRECT, clock=clock)
    item = vacancy_table.load(vacancy.id)
    mended = msgspec.structs.replace(
        vacancy.content, description="Jam kerja pukul delapan sampai empat, Senin sampai Jumat.", hours=38
    )
    vacancy_table.item_of(resubmitted(item.vacancy, mended), item.version).save()
    found = reviewing.take_next(officer(region), clock=clock)
    view = review_view(found, "per_x", Language.INDONESIAN, NOW)
    assert [(each.pointer, each.before) for each in view.changed] == [
        ("/description", vacancy.content.description),
        ("/hours", 40),
    ]
    assert (view.changed[1].after, view.history[-1].fields) == (38, CORRECT.fields)


def resubmitted(vacancy, mended):
    return msgspec.structs.replace(
        vacancy, state=State.CHECKED, content=mended, waiting_since=NOW, revision=vacancy.revision + 1
    )


@pytest.mark.parametrize("found", [UNLAWFUL, FEE])
def test_one_officer_alone_does_not_publish_what_needs_two(region, clock, found):
    vacancy, alone = held(region, clock, findings=(found,))
    assert refused(Conflict, lambda: reviewing.decide(alone, vacancy.id, PUBLISH, clock=clock)) == "needs_two"
    assert reviewing.decide(alone, vacancy.id, REJECT, clock=clock).state is State.REJECTED


def test_two_officers_publish_what_the_machine_rejected(region, clock):
    vacancy, first = proposed(region, clock, findings=(UNLAWFUL,), state=State.REJECTED)
    second = officer(region)
    after = reviewing.answer(second, vacancy.id, agrees=True, clock=clock)
    assert (after.state, after.cleared) == (State.PUBLISHED, True)
    assert [(each.state, each.by) for each in after.history[-3:]] == [
        (State.SUBMITTED, first.id),
        (State.CHECKED, first.id),
        (State.PUBLISHED, second.id),
    ]
    assert table.load(vacancy.id)[0].proposal is None
    actions = {(each.action, each.actor) for each in audit.entries_of(vacancy.id)}
    assert {("review_proposed", first.id), ("review_publish", second.id)} <= actions


def test_two_officers_publish_what_is_held_by_a_listed_rule(region, clock):
    vacancy, _ = proposed(region, clock, findings=(FEE,))
    after = reviewing.answer(officer(region), vacancy.id, agrees=True, clock=clock)
    assert [each.state for each in after.history] == [State.HELD, State.PUBLISHED]


def test_nobody_confirms_an_own_proposal(region, clock):
    vacancy, first = proposed(region, clock, findings=(FEE,))
    for agrees in (True, False):
        with pytest.raises(Forbidden):
            reviewing.answer(first, vacancy.id, agrees=agrees, reason="Sudah jelas", clock=clock)
    assert vacancies.get(vacancy.id).state is State.HELD


def test_a_refused_proposal_leaves_everything_as_it_was(region, clock):
    vacancy, first = proposed(region, clock, findings=(FEE,))
    second = officer(region)
    assert refused(InvalidInput, lambda: reviewing.answer(second, vacancy.id, agrees=False, clock=clock)) == "required"
    after = reviewing.answer(second, vacancy.id, agrees=False, reason="Biaya memang diminta", clock=clock)
    assert after == vacancy
    assert reviewing.take_next(first, clock=clock).vacancy.id == vacancy.id
    assert refused(Conflict, lambda: reviewing.answer(second, vacancy.id, agrees=True, clock=clock)) == "no_proposal"


def test_a_proposal_keeps_the_vacancy_from_everybody_until_it_ends(region, clock):
    vacancy, _ = proposed(region, clock, findings=(FEE,))
    second = officer(region)
    assert reviewing.take_next(second, clock=clock) is None
    assert refused(Conflict, lambda: reviewing.hold(second, vacancy.id, clock)) == "proposal_pending"
    assert [each.vacancy.id for each in reviewing.proposals(second, None, 10, clock)] == [vacancy.id]
    clock.advance(timedelta(days=7))
    assert refused(Conflict, lambda: reviewing.answer(second, vacancy.id, agrees=True, clock=clock)) == "no_proposal"
    assert reviewing.proposals(second, None, 10, clock) == ()
    assert reviewing.take_next(second, clock=clock).vacancy.id == vacancy.id


def test_a_proposal_is_about_the_content_that_was_seen(region, clock):
    vacancy, _ = proposed(region, clock, findings=(FEE,))
    item = vacancy_table.load(vacancy.id)
    changed = resubmitted(item.vacancy, content(region=region, title="Kasir Toko"))
    vacancy_table.item_of(changed, item.version).save()
    second = officer(region)
    assert refused(Conflict, lambda: reviewing.answer(second, vacancy.id, agrees=True, clock=clock)) == "no_proposal"
    assert reviewing.take_next(second, clock=clock).vacancy.id == vacancy.id


def test_only_what_needs_two_is_proposed(region, clock):
    vacancy, alone = held(region, clock)
    assert refused(Conflict, lambda: reviewing.propose(alone, vacancy.id, PUBLISH, clock)) == "needs_one"
    assert refused(InvalidInput, lambda: reviewing.propose(alone, vacancy.id, REJECT, clock)) == "wrong_decision"
    wordless = Ruling(decision=Decision.PUBLISH)
    assert refused(InvalidInput, lambda: reviewing.propose(alone, vacancy.id, wordless, clock)) == "required"


def test_a_proposal_needs_the_lease(region, clock):
    vacancy = waiting(region, findings=(FEE,))
    assert refused(Conflict, lambda: reviewing.propose(officer(region), vacancy.id, PUBLISH, clock)) == "no_lease"


def test_an_officer_of_elsewhere_does_not_answer(region, clock):
    vacancy, _ = proposed(region, clock, findings=(FEE,))
    with pytest.raises(NotFound):
        reviewing.answer(officer("94"), vacancy.id, agrees=True, clock=clock)
