"""People and vacancies on both sides of matching: in the tables, and in indices in memory."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import indexing, tables, vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.people import store as people_store
from chalicelib.people.model import Education, Experience, Person, PersonState, Profile, Wishes
from chalicelib.people.personal import Personal
from search import engine

NAME = "Rekaan Bernama"
CONSENT = {"recommend_to_employers": 1}
CASHIER = Profile(
    headline="Kasir yang teliti",
    region="32.73",
    skills=("sk_kasir", "sk_excel"),
    experiences=(Experience(title="Kasir", occupation="5230", months=24),),
    educations=(Education(level="sma"),),
    wishes=Wishes(occupations=("5230",), regions=("32.73",), pay_minimum=4_000_000),
)


@pytest.fixture(scope="module")
def indices(store: str) -> Iterator[None]:
    """Empty indices in memory, for this module alone."""
    engine.close()
    yield
    engine.close()


def person(
    profile: Profile = CASHIER,
    *,
    consents: dict[str, int] | None = None,
    state: PersonState = PersonState.ACTIVE,
    identifier: str | None = None,
) -> Person:
    """An invented person, stored, and indexed as employers may find them."""
    now = datetime(2026, 5, 4, tzinfo=UTC)
    made = Person(
        id=identifier or new_identifier("per"),
        state=state,
        profile=profile,
        created_at=now,
        updated_at=now,
        consents=CONSENT if consents is None else consents,
    )

    def build(transaction):
        people_store.put_person(transaction, made, 0)
        people_store.put_personal(transaction, made.id, Personal(name=NAME), 0)

    tables.write(build)
    index_person(made)
    return made


def index_person(made: Person) -> None:
    """Put a person into the index, whatever they agreed to: as an index does that is behind."""
    index = engine.candidate_index()
    index.put([indexing.candidate_document(made, 1)])
    index.refresh()


def change(made: Person, **changes: object) -> Person:
    """Store a person anew, without telling the index."""
    _, version = people_store.get(made.id)
    changed = msgspec.structs.replace(made, **changes)
    people_store.replace(changed, version)
    return changed


def index_vacancy(identifier: str) -> None:
    """Put a published vacancy into the index."""
    index = engine.vacancy_index()
    index.put([indexing.vacancy_document(vacancies.get(identifier), 1, SYSTEM_CLOCK.now())])
    index.refresh()
