"""The lives of vacancies, whatever anybody does to them in whatever order."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from chalicelib.vacancies import State
from chalicelib.vacancies.lifecycle import ALLOWED
from tests.effort import effort
from tests.stateful import lives
from tests.stateful.vacancy_machine import VacancyLives

DUPLICATES = {State.CLOSED, State.WITHDRAWN}
"""What is pushed again and repeats another vacancy is taken off."""


@pytest.mark.emulator
@pytest.mark.usefixtures("store")
def test_every_life_is_one_that_the_model_knows():
    run_state_machine_as_test(VacancyLives, settings=effort(12, 30))


@pytest.mark.parametrize("steps", [lives.OWN, lives.PARTNERS], ids=["own", "partner"])
def test_the_model_takes_no_step_that_the_table_of_steps_does_not_have(steps):
    """Through the machine's check too: what is submitted is checked, held or rejected; what is checked is published."""
    reached = {state: set(after) for state, after in ALLOWED.items()}
    reached[State.CHECKED] |= ALLOWED[State.CHECKED]
    through_the_check = reached[State.SUBMITTED] | {State.PUBLISHED, State.CHECKED}
    for name, by_state in steps.items():
        for before, after in by_state.items():
            possible = {before, *reached[before]}
            if State.SUBMITTED in possible:
                possible |= through_the_check
            if name == "push":
                possible |= DUPLICATES
            assert after <= possible, (name, before)
