"""The steps of an application: each side its own, and an end that is an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.applications.model import (
    EMPLOYER_STEPS,
    SEEKER_STEPS,
    Application,
    ApplicationLetter,
    ApplicationState,
    Side,
    moved,
)
from chalicelib.errors import Conflict
from tests.vacancies.samples import NOW


def application(state: ApplicationState = ApplicationState.SUBMITTED) -> Application:
    return Application(
        id="app_1",
        vacancy_id="vac_1",
        employer_id="emp_1",
        person_id="per_1",
        title="Kasir",
        employer_name="Karya Sentosa",
        letter=ApplicationLetter(),
        state=state,
        created_at=NOW,
        updated_at=NOW,
        history=(),
    )


@pytest.mark.parametrize("state", list(ApplicationState))
@pytest.mark.parametrize("side", list(Side))
def test_every_step_is_taken_or_refused_as_the_table_says(state, side):
    allowed = (EMPLOYER_STEPS if side is Side.EMPLOYER else SEEKER_STEPS)[state]
    for wanted in ApplicationState:
        if wanted in allowed:
            after = moved(application(state), wanted, side, NOW, "karena")
            assert (after.state, after.history[-1].side, after.history[-1].reason) == (wanted, side, "karena")
        else:
            with pytest.raises(Conflict) as refused:
                moved(application(state), wanted, side, NOW)
            assert refused.value.errors[0].pointer == "/state"


@given(st.lists(st.sampled_from(list(ApplicationState)), max_size=12))
def test_the_employer_never_goes_back_and_never_withdraws(wishes):
    order = list(ApplicationState)
    present = application()
    for wish in wishes:
        try:
            after = moved(present, wish, Side.EMPLOYER, NOW)
        except Conflict:
            continue
        assert order.index(after.state) > order.index(present.state)
        assert after.state is not ApplicationState.WITHDRAWN
        assert after.history[:-1] == present.history
        present = after


def test_an_open_application_can_always_be_declined_and_withdrawn():
    for state, steps in EMPLOYER_STEPS.items():
        if steps:
            assert ApplicationState.DECLINED in steps
            assert SEEKER_STEPS[state] == {ApplicationState.WITHDRAWN}
        else:
            assert SEEKER_STEPS[state] == frozenset()
