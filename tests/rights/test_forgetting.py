"""Each step of an erasure is taken whatever becomes of the others, and none of somebody who lives."""

import pytest

from chalicelib import rights
from chalicelib.errors import Unavailable
from chalicelib.people.model import PersonState
from chalicelib.rights import erasing
from tests.people.samples import stored

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]


@pytest.fixture
def steps(monkeypatch):
    """Steps that note for whom they were taken; those named in ``failing`` fail."""
    taken: list[str] = []
    failing: set[str] = set()

    def step(name):
        def take(person_id):
            if name in failing:
                raise Unavailable
            taken.append(name)

        return take

    monkeypatch.setattr(erasing, "STEPS", {name: step(name) for name in erasing.STEPS})
    return taken, failing


def test_all_are_taken_in_their_order(steps):
    taken, _ = steps
    rights.forget_person(stored(state=PersonState.ERASED))
    assert taken == list(erasing.STEPS)


@pytest.mark.parametrize("name", erasing.STEPS)
def test_one_that_fails_keeps_no_other_from_being_taken_and_is_told(steps, name):
    taken, failing = steps
    failing.add(name)
    gone = stored(state=PersonState.ERASED)
    with pytest.raises(Unavailable):
        rights.forget_person(gone)
    assert taken == [each for each in erasing.STEPS if each != name]
    failing.clear()
    rights.forget_person(gone)
    assert taken[len(erasing.STEPS) - 1 :] == list(erasing.STEPS)


@pytest.mark.parametrize("state", [PersonState.ACTIVE, PersonState.INACTIVE, PersonState.UNVERIFIED])
def test_of_the_living_nothing_is_forgotten(steps, state):
    rights.forget_person(stored(state=state))
    assert steps[0] == []


def test_of_somebody_whom_a_restore_left_out_all_is_forgotten(steps):
    rights.forget_person("per_never")
    assert steps[0] == list(erasing.STEPS)
