"""The life cycle: what may follow what, and a history that only grows."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Conflict
from chalicelib.vacancies.lifecycle import ALLOWED, MOST_STEPS, WAITING, Step, require_room, taken
from chalicelib.vacancies.model import Decision, ReasonCode, Side, State, Transition
from chalicelib.vacancies.table import item_of
from tests.vacancies.samples import NOW, content, vacancy


@st.composite
def walks(draw):
    """A vacancy and the steps of an allowed walk through the life cycle."""
    state, steps = State.DRAFT, []
    for place in range(draw(st.integers(1, 15))):
        state = draw(st.sampled_from(sorted(ALLOWED[state])))
        steps.append(Step(to=state, at=NOW + timedelta(minutes=place), by="machine", rules="1"))
    return steps


@given(walks())
def test_the_history_only_grows(steps):
    present = vacancy()
    for step in steps:
        after = taken(present, step)
        assert after.history[:-1] == present.history
        assert (after.history[-1].state, after.history[-1].at) == (step.to, step.at)
        assert after.state is step.to
        present = after


@given(walks())
def test_nothing_is_published_that_was_not_checked_since_it_was_submitted(steps):
    present = vacancy()
    for step in steps:
        present = taken(present, step)
        states = [entry.state for entry in present.history]
        if present.state is State.PUBLISHED:
            submitted = max(place for place, state in enumerate(states) if state is State.SUBMITTED)
            assert {State.CHECKED, State.HELD} & set(states[submitted:])


@given(walks())
def test_a_wait_begins_once_and_ends_with_it(steps):
    present = vacancy()
    for step in steps:
        waited = present.waiting_since
        present = taken(present, step)
        if present.state in WAITING:
            assert present.waiting_since == (waited or step.at)
        else:
            assert present.waiting_since is None


@pytest.mark.parametrize("state", list(State))
def test_every_other_step_is_a_conflict_that_names_the_state(state):
    for wanted in set(State) - ALLOWED[state]:
        with pytest.raises(Conflict) as refused:
            taken(vacancy(state), Step(to=wanted, at=NOW, by="machine"))
        (field,) = refused.value.errors
        assert (field.pointer, field.code) == ("/state", "wrong_state")


def test_the_day_of_publication_is_the_first_one():
    first = taken(vacancy(State.CHECKED), Step(to=State.PUBLISHED, at=NOW, by="machine"))
    again = taken(first, Step(to=State.PUBLISHED, at=NOW + timedelta(days=1), by="machine"))
    assert (first.published_at, again.published_at) == (NOW, NOW)


def test_closed_vacancies_open_only_by_a_new_check():
    for state in (State.CLOSED, State.FILLED, State.WITHDRAWN):
        assert ALLOWED[state] == {State.SUBMITTED}


def long(entries, state=State.PUBLISHED, **changes):
    """A vacancy with a history of so many entries, each as wide as most are."""
    entry = Transition(
        state=State.PUBLISHED,
        at=NOW,
        by="per_" + "0" * 26,
        side=Side.EMPLOYER,
        reason="overruled_by_two_officers",
        rules="2026-11-30",
        decision=Decision.PUBLISH,
        code=next(iter(ReasonCode)),
    )
    return vacancy(state, history=(entry,) * entries, **changes)


def test_people_take_no_more_steps_than_an_item_has_room_for():
    require_room(long(MOST_STEPS - 1))
    with pytest.raises(Conflict) as refused:
        require_room(long(MOST_STEPS))
    assert [(each.pointer, each.code) for each in refused.value.errors] == [("/state", "too_many_steps")]


def test_the_longest_history_with_the_longest_text_fits_into_an_item():
    """DynamoDB takes 400 KB; a step of people's brings three of the machine's at most."""
    widest = long(MOST_STEPS + 4, content=content(description="\u00e9" * 20_000))
    assert len(msgspec.json.encode(item_of(widest).serialize())) < 400_000
