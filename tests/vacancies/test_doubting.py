"""What an employer has published is held when the company register contradicts it: once for each word."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import FixedClock
from chalicelib.employers.model import (
    Employer,
    EmployerDetails,
    Member,
    RegisterState,
    RegisterWord,
    Role,
    Verification,
)
from chalicelib.employers.table import EmployerItem
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import doubting, reading, storing, table
from chalicelib.vacancies.doubting import CONTRADICTED
from chalicelib.vacancies.model import State
from chalicelib.vacancies.standing import facts_of
from chalicelib.validation.context import Contradiction
from tests.vacancies.samples import vacancy

SAID = datetime(2026, 7, 17, 2, 30, tzinfo=UTC)
NOW = SAID + timedelta(minutes=1)
LATER = NOW + timedelta(days=180)
stored = pytest.mark.usefixtures("any_store")


def word(*differences, state=RegisterState.CONTRADICTED, at=SAID, weighed=False):
    return RegisterWord(state=state, at=at, evidence="SB-1", differences=differences, weighed=weighed)


def employer(identifier="emp_1", register=None):
    return Employer(
        id=identifier,
        details=EmployerDetails(name="Karya Sentosa", region="32.73", nib="9120101010001"),
        members=(Member(person_id="per_1", role=Role.OWNER, since=SAID),),
        created_at=SAID,
        updated_at=SAID,
        verification=Verification.VERIFIED,
        register=register,
    )


def known(register, identifier=None):
    identifier = identifier or new_identifier("emp")
    item = EmployerItem(identifier, employer=employer(identifier, register))
    item.save(add_version_condition=False)
    return identifier


def published(owner, state=State.PUBLISHED, **changes):
    end = NOW + timedelta(days=60)
    made = vacancy(state, id=new_identifier("vac"), employer_id=owner, posted_at=SAID, expires_at=end, **changes)
    table.item_of(made).save()
    return made.id


def hold(owner, at=NOW):
    return vacancies.hold_contradicted(owner, FixedClock(at))


@pytest.mark.parametrize(
    ("register", "facts"),
    [
        (None, ()),
        (word("name"), (Contradiction.NAME,)),
        (word("status"), (Contradiction.STATUS,)),
        (word("status", "name"), (Contradiction.NAME, Contradiction.STATUS)),
        (word("name", weighed=True), ()),
        (word("name", state=RegisterState.UNKNOWN), ()),
        (word(state=RegisterState.CONFIRMED), ()),
        (word("something_new"), ()),
    ],
)
def test_the_facts_of_an_employer_tell_what_nobody_has_weighed(register, facts):
    assert facts_of(employer(register=register)).contradicted == facts


@stored
@pytest.mark.emulator
@pytest.mark.parametrize(("difference", "code"), [("name", "register_name_differs"), ("status", "register_not_active")])
def test_what_is_published_is_held_with_a_finding_that_says_why(difference, code):
    owner = known(word(difference))
    one = published(owner)
    assert hold(owner) == 1
    found = vacancies.get(one)
    assert found.state is State.HELD
    assert [(entry.state, entry.reason) for entry in found.history[-2:]] == [
        (State.SUBMITTED, CONTRADICTED),
        (State.HELD, code),
    ]
    (finding,) = [each for each in found.findings if each.code == code]
    assert finding.pointer in ("/employer_name", "/employer_id")
    assert finding.legal_basis.startswith("PP 28/2025")
    assert found.waiting_since == NOW


@stored
@pytest.mark.emulator
def test_also_what_an_officer_let_through_before():
    owner = known(word("status"))
    one = published(owner, cleared=True)
    assert hold(owner) == 1
    assert vacancies.get(one).state is State.HELD


@stored
@pytest.mark.emulator
def test_again_what_an_officer_published_since_stays():
    owner = known(word("name"))
    one = published(owner)
    hold(owner)
    storing.change(one, lambda each: msgspec.structs.replace(each, state=State.PUBLISHED, cleared=True))
    before = vacancies.get(one)
    assert hold(owner, NOW + timedelta(hours=1)) == 0
    assert vacancies.get(one) == before


@stored
@pytest.mark.emulator
def test_a_newer_word_holds_again():
    owner = known(word("name"))
    one = published(owner)
    hold(owner)
    storing.change(one, lambda each: msgspec.structs.replace(each, state=State.PUBLISHED, cleared=True))
    known(word("status", at=LATER), owner)
    assert hold(owner, LATER) == 1


@stored
@pytest.mark.emulator
@pytest.mark.parametrize(
    "register",
    [None, word("name", weighed=True), word(state=RegisterState.CONFIRMED), word(state=RegisterState.UNKNOWN)],
    ids=["none", "weighed", "confirmed", "unknown"],
)
def test_without_a_contradiction_nothing_is_touched(register):
    owner = known(register)
    before = vacancies.get(published(owner))
    assert hold(owner) == 0
    assert vacancies.get(before.id) == before


@stored
@pytest.mark.emulator
@pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
def test_what_is_not_published_stays_as_it_is(state):
    owner = known(word("name"))
    before = vacancies.get(published(owner, state))
    assert hold(owner) == 0
    assert vacancies.get(before.id) == before


@stored
@pytest.mark.emulator
def test_an_employer_that_is_gone_has_nothing_to_hold():
    assert hold(new_identifier("emp")) == 0


@stored
@pytest.mark.emulator
def test_all_pages_are_gone_through_and_other_employers_left_alone(monkeypatch):
    monkeypatch.setattr(doubting, "MAXIMUM_LIMIT", 2)
    owner, other = known(word("name")), known(word("name"))
    mine = [published(owner) for _ in range(5)]
    theirs = published(other)
    assert hold(owner) == 5
    assert {vacancies.get(one).state for one in mine} == {State.HELD}
    assert vacancies.get(theirs).state is State.PUBLISHED


@stored
@pytest.mark.emulator
def test_one_that_cannot_be_written_now_comes_again(monkeypatch):
    owner = known(word("name"))
    for _ in range(3):
        published(owner)
    change, tried = storing.change, []

    def failing(vacancy_id, *rest):
        tried.append(vacancy_id)
        if len(tried) == 2:
            raise Unavailable
        return change(vacancy_id, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(storing, "change", failing)
        with pytest.raises(Unavailable):
            hold(owner)
    assert hold(owner) == 2
    assert {one.state for one in reading.of_employer(owner, 10).items} == {State.HELD}
