"""The life cycle: what may follow what, and a history that only grows."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Conflict
from chalicelib.vacancies.lifecycle import ALLOWED, WAITING, Step, taken
from chalicelib.vacancies.model import State
from tests.vacancies.samples import NOW, vacancy


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
