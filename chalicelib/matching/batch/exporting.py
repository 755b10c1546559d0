"""From the tables to a run: open vacancies, and the people who agreed to be recommended, as codes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib import indexing, people, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.matching.batch.blocks import Offer, decode_people, encode_people
from chalicelib.matching.batch.manifest import Manifest, prepare
from chalicelib.matching.batch.store import Store
from chalicelib.matching.model import Seeker
from chalicelib.matching.sides import demand_of, seeker_of
from chalicelib.people import Person
from chalicelib.vacancies import Vacancy


def export(store: Store, clock: Clock = SYSTEM_CLOCK) -> Manifest:
    """Write vacancies and people of this moment into ``store``, and return what a run of them is made of."""
    return export_of(store, vacancies.stored(), people.stored(), clock.now())


def export_of(
    store: Store, stored: Iterable[tuple[Vacancy, int]], registered: Iterable[tuple[Person, int]], now: datetime
) -> Manifest:
    """Write those of the vacancies and people, given with their versions, who are to be matched at ``now``."""
    offers = (
        Offer(
            demand=demand_of(indexing.vacancy_document(vacancy, version, now)),
            expires_at=epoch_seconds(vacancy.expires_at),
        )
        for vacancy, version in stored
        if indexing.is_open(vacancy, now)
    )
    return prepare(store, offers, _by_identifier(registered), epoch_seconds(now))


def _by_identifier(registered: Iterable[tuple[Person, int]]) -> Iterator[Seeker]:
    """The table gives people in no order. Half a million are sorted as bytes, which take a tenth of their memory."""
    agreed = (person for person, _ in registered if indexing.is_candidate(person))
    found = [(person.id, encode_people([seeker_of(person)])) for person in agreed]
    found.sort()
    for _, packed in found:
        yield from decode_people(packed)
