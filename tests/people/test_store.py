"""Reading people by the hundred."""

import pytest

from chalicelib import people
from chalicelib.identifiers import new_identifier
from chalicelib.people import PersonState
from tests.functions.people_store import stored_person

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]


def test_many_are_read_at_once_and_who_is_not_there_is_left_out():
    known = [new_identifier("per") for _ in range(105)]
    for number, identifier in enumerate(known):
        stored_person(identifier, PersonState.ERASED if number == 7 else PersonState.ACTIVE)
    found = people.get_many([*known, known[0], new_identifier("per")])
    assert set(found) == set(known)
    assert all(person.id == identifier for identifier, person in found.items())
    assert found[known[7]].state is PersonState.ERASED
    assert people.get_many([]) == {}
