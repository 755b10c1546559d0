"""People in the table without the way through registration."""

from datetime import UTC, datetime

from chalicelib import tables
from chalicelib.people import store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import Personal, put
from security.sealed import Kind

_NOW = datetime(2026, 5, 4, tzinfo=UTC)


def stored_person(person_id: str, state: PersonState = PersonState.ACTIVE, name: str | None = None) -> None:
    """Store an invented person."""
    person = Person(id=person_id, state=state, profile=Profile(headline="Kasir"), created_at=_NOW, updated_at=_NOW)

    def build(transaction):
        store.put_person(transaction, person, 0)
        named = put(Personal(), {Kind.NAME: name}, person_id) if name else Personal()
        store.put_personal(transaction, person_id, named, 0)

    tables.write(build)
