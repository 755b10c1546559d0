"""A person who found work: the search is closed until they open it again."""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, Unavailable
from chalicelib.people import store
from chalicelib.people.model import Person, PersonState
from security import audit

_ATTEMPTS = 5


def close_search(person_id: str, application_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Take a person who was hired through ``application_id`` out of employers' sight, and tell them, once."""

    def also(transaction: TransactWrite) -> None:
        outbox.add(transaction, topic="search_closed", subject=application_id, clock=clock)

    _place(person_id, application_id, "system", also, clock)


def open_search(person_id: str, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """Open a person's search again and return the application that had closed it, ``None`` when it was open."""
    person, _ = store.get(person_id)
    if person.placed_by is not None:
        _place(person_id, None, person_id, lambda _: None, clock)
    return person.placed_by


def _place(person_id: str, application_id: str | None, by: str, also: tables.Writes, clock: Clock) -> None:
    for _ in range(_ATTEMPTS):
        try:
            person, version = store.get(person_id)
        except NotFound:
            return
        if person.state is PersonState.ERASED or person.placed_by == application_id:
            return
        wanted = msgspec.structs.replace(person, placed_by=application_id, updated_at=clock.now())
        if _stored(wanted, version, by, also, clock):
            return
    raise Unavailable


def _stored(person: Person, version: int, by: str, also: tables.Writes, clock: Clock) -> bool:
    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, version)
        also(transaction)
        audit.record(
            actor=by,
            action="close_search" if person.placed_by else "open_search",
            subject=person.id,
            purpose="employment_insurance",
            transaction=transaction,
            clock=clock,
        )

    return tables.committed(build)
