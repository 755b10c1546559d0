"""For which side a step is taken, and what readers are told of it."""

import msgspec
import pytest

from chalicelib import employers
from chalicelib.vacancies import acting
from chalicelib.vacancies.acting import acted, by_side, side_of, told
from chalicelib.vacancies.model import Decision, Side, State, Transition
from security.principal import Audience, Principal
from tests.vacancies.samples import NOW, vacancy

OFFICER = Principal(id="per_officer", roles=frozenset({Audience.OFFICER}), regions=("32",))
MONITOR = Principal(id="per_monitor", roles=frozenset({Audience.MONITOR}))
BOTH = Principal(id="per_both", roles=frozenset({Audience.OFFICER, Audience.MONITOR}), regions=("51",))
POSTER = Principal(id="per_poster", roles=frozenset({Audience.SEEKER}))


@pytest.fixture
def members(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Whoever is a member of the sample's employer."""
    found: set[str] = set()
    monkeypatch.setattr(
        acting.employers, "employers_of", lambda who: (vacancy().employer_id,) if who.id in found else ()
    )
    return found


@pytest.mark.parametrize(
    ("principal", "member", "side"),
    [
        (OFFICER, False, Side.OFFICER),
        (MONITOR, False, Side.MONITOR),
        (POSTER, True, Side.EMPLOYER),
        (OFFICER, True, Side.EMPLOYER),
        (MONITOR, True, Side.EMPLOYER),
        (BOTH, False, Side.MONITOR),
        (msgspec.structs.replace(BOTH, regions=("32.73",)), False, Side.OFFICER),
    ],
)
def test_the_side_is_that_of_the_employer_or_the_office(members, principal, member, side):
    if member:
        members.add(principal.id)
    assert side_of(principal, vacancy()) is side


def test_only_the_callers_new_steps_get_the_side(members):
    before = vacancy(history=(Transition(state=State.DRAFT, at=NOW, by=OFFICER.id),))
    steps = [(State.SUBMITTED, OFFICER.id), (State.CHECKED, "machine"), (State.PUBLISHED, "machine")]
    more = tuple(Transition(state=state, at=NOW, by=by) for state, by in steps)
    after = acted(OFFICER, before, msgspec.structs.replace(before, history=(*before.history, *more)))
    assert [entry.side for entry in after.history] == [None, Side.OFFICER, None, None]
    assert [told(entry) for entry in after.history] == ["person", "officer", "machine", "machine"]


def test_from_the_beginning_every_own_step_has_it(members):
    made = vacancy(history=(Transition(state=State.DRAFT, at=NOW, by=POSTER.id),))
    assert [entry.side for entry in acted(POSTER, None, made).history] == [Side.EMPLOYER]


def test_without_a_new_step_nothing_is_written():
    before = vacancy()
    assert by_side(Side.OFFICER, "per_x", before, before) is before


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        (Transition(state=State.PUBLISHED, at=NOW, by="machine"), "machine"),
        (Transition(state=State.PUBLISHED, at=NOW, by="par_1"), "par_1"),
        (Transition(state=State.DRAFT, at=NOW, by="per_1"), "person"),
        (Transition(state=State.DRAFT, at=NOW, by="per_1", side=Side.EMPLOYER), "employer"),
        (Transition(state=State.REJECTED, at=NOW, by="per_1", decision=Decision.REJECT), "officer"),
        (Transition(state=State.REJECTED, at=NOW, by="per_1", decision=Decision.REJECT, side=Side.MONITOR), "monitor"),
    ],
)
def test_readers_are_told_a_side_and_never_a_person(entry, word):
    assert told(entry) == word


def test_employers_are_asked_by_their_public_use_case():
    assert acting.employers is employers
