"""Employers and the company register, from the event to the officer: outages delay, answers propose or contradict."""

from datetime import timedelta

import pytest

from chalicelib import employers
from chalicelib.clock import FixedClock
from chalicelib.employers import RegisterState, Verification
from chalicelib.identifiers import new_identifier
from chalicelib.linkage import table
from chalicelib.linkage.cases import businesses
from chalicelib.linkage.deadline import within
from chalicelib.linkage.failures import Reason
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Standing
from chalicelib.linkage.resolving import Resolved, resolve_due
from local.sandboxes.behaviours import Behaviour
from security import audit
from security.principal import Audience, Principal
from tests.linkage.world import START, connected, employer_with

pytestmark = pytest.mark.emulator
OFFICER = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32",))


@pytest.fixture
def clock():
    return FixedClock(START)


@pytest.fixture(autouse=True)
def nothing_left(store):
    """What an earlier test asked is not due in this one."""
    for item in table.ConfirmationItem.scan(consistent_read=True):
        item.delete(add_version_condition=False)


@pytest.fixture
def run(store, sandboxes, clock):
    """Runs the schedule once, the clock as it stands."""
    lines = connected(sandboxes, clock, "company")
    return lambda: resolve_due(lines, within(30, clock), clock)


def standing(employer):
    item = table.load(employer.id, "company#business")
    return item and item.confirmation


def now(employer):
    return employers.stored(employer.id).employer


def test_a_number_under_the_own_name_proposes_the_employer(run, clock):
    employer = employer_with()
    assert businesses.ask(employer.id, clock).state is Standing.PENDING
    run()
    found = standing(employer)
    assert (found.state, found.next_try_at) == (Standing.CONFIRMED, START + timedelta(days=180))
    word = now(employer).register
    assert (word.state, word.evidence, word.region) == (RegisterState.CONFIRMED, found.evidence, "32.73")
    assert now(employer).is_proposed
    assert now(employer).verification is Verification.UNVERIFIED, "only an officer verifies"
    actions = [entry.action for entry in audit.entries_of(employer.id)]
    assert {"ask_company", "company_confirmed", "employer_register_confirmed"} <= set(actions)


@pytest.mark.parametrize(("ending", "difference"), [("9002", "name"), ("9003", "status")])
def test_a_contradiction_sends_vacancies_to_an_officer_until_one_has_weighed_it(run, clock, ending, difference):
    employer = employer_with(ending)
    employers.verify(OFFICER, employer.id, Verification.VERIFIED)
    businesses.ask(employer.id, clock)
    run()
    assert standing(employer).differences == (difference,)
    assert now(employer).needs_review
    employers.verify(OFFICER, employer.id, Verification.VERIFIED)
    assert not now(employer).needs_review
    clock.advance(timedelta(days=181))
    run()
    assert standing(employer).answers == 2
    assert not now(employer).needs_review, "the same word again was weighed already"


def test_an_unknown_number_is_asked_about_weekly_and_then_left(run, clock):
    employer = employer_with("9001")
    businesses.ask(employer.id, clock)
    rounds = 0
    while standing(employer).next_try_at is not None:
        run()
        rounds += 1
        clock.advance(timedelta(days=7))
    assert rounds == 6
    assert now(employer).register.state is RegisterState.UNKNOWN
    assert not now(employer).is_proposed


def test_the_same_claim_is_asked_once(run, clock, sandboxes):
    employer = employer_with()
    first = businesses.ask(employer.id, clock)
    clock.advance(timedelta(minutes=1))
    assert businesses.ask(employer.id, clock) == first
    run()
    assert businesses.ask(employer.id, clock).state is Standing.CONFIRMED
    run()
    assert sandboxes.asked["/company/businesses"] == 1


def test_a_new_name_is_a_new_question_and_the_old_word_is_gone(run, clock):
    employer = employer_with("9002")
    businesses.ask(employer.id, clock)
    run()
    stored = employers.stored(employer.id)
    owner = Principal(id=employer.members[0].person_id, roles=frozenset({Audience.SEEKER}))
    patch = employers.DetailsPatch(name="PT Nama Lain Sekali")
    employers.change(owner, employer.id, patch, stored.version)
    assert now(employer).register is None
    businesses.ask(employer.id, clock)
    assert standing(employer).state is Standing.PENDING
    run()
    assert now(employer).register.state is RegisterState.CONFIRMED


def test_a_question_about_a_claim_that_changed_is_dropped(run, clock, sandboxes):
    employer = employer_with()
    businesses.ask(employer.id, clock)
    owner = Principal(id=employer.members[0].person_id, roles=frozenset({Audience.SEEKER}))
    employers.change(owner, employer.id, employers.DetailsPatch(nib=None), employers.stored(employer.id).version)
    run()
    assert standing(employer) is None
    assert businesses.ask(employer.id, clock) is None
    assert not sandboxes.asked


def test_an_outage_delays_and_then_everything_resolves_by_itself(run, clock, sandboxes):
    several = [employer_with() for _ in range(8)]
    for employer in several:
        businesses.ask(employer.id, clock)
    sandboxes.out = Behaviour.UNAVAILABLE
    for _ in range(60):
        run()
        clock.advance(timedelta(minutes=1))
    assert {standing(employer).state for employer in several} == {Standing.PENDING}
    tried = sandboxes.asked["/company/businesses"]
    assert tried < 40, "the circuit kept the register from being hammered"
    sandboxes.out = None
    for _ in range(60):
        clock.advance(timedelta(minutes=30))
        run()
        if all(standing(employer).state is Standing.CONFIRMED for employer in several):
            break
    assert {standing(employer).state for employer in several} == {Standing.CONFIRMED}
    assert all(now(employer).is_proposed for employer in several)


def test_while_the_circuit_is_open_nothing_is_written(run, clock, sandboxes):
    several = [employer_with() for _ in range(7)]
    for employer in several:
        businesses.ask(employer.id, clock)
    sandboxes.out = Behaviour.CLOSED
    run()
    versions = {employer.id: table.load(employer.id, "company#business").version for employer in several}
    assert sorted(versions.values()) == [1, 1, 2, 2, 2, 2, 2]
    assert run() == Resolved()
    assert versions == {each.id: table.load(each.id, "company#business").version for each in several}
    sandboxes.out = None
    clock.advance(timedelta(days=1))
    run()
    assert {standing(employer).state for employer in several} == {Standing.CONFIRMED}


def test_a_busy_register_is_not_asked_before_its_time(run, clock, sandboxes):
    employer = employer_with("9033")
    businesses.ask(employer.id, clock)
    run()
    found = standing(employer)
    assert (found.state, found.last_failure) == (Standing.PENDING, Reason.BUSY)
    assert found.next_try_at >= START + timedelta(seconds=30)
    run()
    assert sandboxes.asked["/company/businesses"] == 1


@pytest.mark.parametrize("ending", ["9004", "9021", "9023", "9038"])
def test_rubbish_is_given_up_in_the_end_and_never_confirms(run, clock, ending):
    employer = employer_with(ending)
    businesses.ask(employer.id, clock)
    for _ in range(12):
        run()
        clock.advance(timedelta(hours=7))
    found = standing(employer)
    assert (found.state, found.next_try_at, found.faults) == (Standing.FAILED, None, 5)
    assert now(employer).register is None
    assert businesses.ask(employer.id, clock).state is Standing.PENDING, "asked for anew, it begins anew"
    run_once = run()
    assert run_once.unanswered == 1


def test_a_register_that_is_not_connected_leaves_questions_waiting(store, clock):
    employer = employer_with()
    businesses.ask(employer.id, clock)
    assert resolve_due(Registers(), within(30, clock), clock) == Resolved()
    assert standing(employer).state is Standing.PENDING


def test_without_time_nothing_is_begun(store, sandboxes, clock):
    employer = employer_with()
    businesses.ask(employer.id, clock)
    assert resolve_due(connected(sandboxes, clock), within(0.5, clock), clock) == Resolved()
    assert not sandboxes.asked


def test_one_that_cannot_be_worked_on_does_not_hold_up_the_others(run, clock, monkeypatch):
    good, bad = employer_with(), employer_with()
    for employer in (bad, good):
        businesses.ask(employer.id, clock)
    original = employers.note_register

    def note(employer_id, *rest):
        if employer_id == bad.id:
            raise LookupError
        return original(employer_id, *rest)

    monkeypatch.setattr(employers, "note_register", note)
    run()
    assert standing(good).state is Standing.CONFIRMED
    assert (standing(bad).state, standing(bad).last_failure) == (Standing.PENDING, Reason.INTERNAL)
    monkeypatch.undo()
    clock.advance(timedelta(hours=1))
    run()
    assert standing(bad).state is Standing.CONFIRMED
