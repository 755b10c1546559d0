"""People of the tests."""

from datetime import UTC, datetime

import msgspec

from chalicelib import tables
from chalicelib.identifiers import new_identifier
from chalicelib.people import store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import Personal

START = datetime(2026, 3, 2, 5, tzinfo=UTC)
"""When they were first seen."""


def stored(**changes):
    """Store somebody who was last seen at `START`, and return the identifier."""
    made = Person(
        id=new_identifier("per"),
        state=PersonState.ACTIVE,
        profile=Profile(),
        created_at=START,
        updated_at=START,
        verified=("email",),
        consents={"recommend_to_employers": 1},
    )
    made = msgspec.structs.replace(made, **changes)

    def build(transaction):
        store.put_person(transaction, made, 0)
        store.put_personal(transaction, made.id, Personal(name=None), 0)

    tables.write(build)
    return made.id
