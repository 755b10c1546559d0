"""People with saved searches and vacancies that come out, written to the tables as the platform writes them."""

from datetime import UTC, datetime, timedelta

import msgspec

from chalicelib import alerts, tables
from chalicelib.alerts import indexing, keeping, matching, sending, table
from chalicelib.alerts.model import AlertSettings, Draft, SavedSearch, SearchParameters
from chalicelib.clock import FixedClock
from chalicelib.identifiers import new_identifier
from chalicelib.indexing import Change, apply_vacancy_change
from chalicelib.outbox import OutboxEvent, OutboxItem
from chalicelib.people import store as people
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.vacancies import table as vacancies
from chalicelib.vacancies.model import State, Vacancy
from search.engine import percolator, vacancy_index
from search.request import Criteria
from security.consent import CURRENT
from security.principal import Audience, Principal
from tests.vacancies.samples import content, vacancy

YEAR = 2037
"""Its days of the week are those of 2026, and nothing of it has expired yet: the emulator drops what has."""
MONDAY = datetime(YEAR, 5, 4, 3, 0, tzinfo=UTC)
"""Ten in the morning in Jakarta, eleven in Makassar, noon in Jayapura."""


def at(day: int, hour: int, minute: int = 0) -> FixedClock:
    """A clock that stands at an hour of western time in May, whose fourth is a Monday."""
    return FixedClock(datetime(YEAR, 5, day, hour, minute, tzinfo=UTC) - timedelta(hours=7))


def seeker(region: str = "32.73", consents: tuple[str, ...] = tuple(CURRENT), **changes: object) -> Principal:
    """A new person who proved an e-mail address and agreed to everything, with a place to live in."""
    person = Person(
        id=new_identifier("per"),
        state=PersonState.ACTIVE,
        profile=Profile(region=region),
        created_at=MONDAY,
        updated_at=MONDAY,
        verified=("email",),
        consents={name: CURRENT[name] for name in consents},
    )
    made = msgspec.structs.replace(person, **changes)
    tables.write(lambda transaction: people.put_person(transaction, made, 0))
    return Principal(id=made.id, roles=frozenset({Audience.SEEKER}))


def erase(owner: Principal) -> None:
    """Leave a person's tombstone, as the first step of an erasure does."""
    person, version = people.get(owner.id)
    people.replace(msgspec.structs.replace(person, state=PersonState.ERASED), version)


def draft(words: str = "kasir", **criteria: object) -> Draft:
    """A search for words and criteria."""
    return Draft(name=None, parameters=SearchParameters(q=words), words=words, criteria=Criteria(**criteria))


def saves(owner: Principal, words: str = "kasir", **criteria: object) -> SavedSearch:
    """Save a search and let the index follow."""
    stored = keeping.save(owner, draft(words, **criteria), clock=FixedClock(MONDAY))
    follow(stored.search, stored.version)
    return stored.search


def follow(search: SavedSearch, version: int) -> None:
    """Let the index follow one saved search, as its stream would."""
    name = indexing.indexed_id(search.person_id, search.id)
    indexing.apply([Change(id=name, version=version, content=search)])
    percolator().refresh()


def prefers(owner: Principal, clock: FixedClock, **changes: object) -> None:
    """Change how somebody is told."""
    found = alerts.settings_of(owner)
    settings = msgspec.structs.replace(found.settings, **changes)
    alerts.change_settings(owner, settings, found.version, clock)


def published(title: str = "Kasir Toko", clock: FixedClock | None = None, **changes: object) -> Vacancy:
    """A vacancy that has just come out, in the table and in the index."""
    now = (clock or FixedClock(MONDAY)).now()
    own = {name: changes.pop(name) for name in list(changes) if name in VacancyFields}
    made = vacancy(
        State.PUBLISHED,
        id=new_identifier("vac"),
        posted_at=now,
        updated_at=now,
        expires_at=now + timedelta(days=60),
        content=content(title=title, **changes),
    )
    made = msgspec.structs.replace(made, **own)
    vacancies.item_of(made).save()
    apply_vacancy_change(made, 1, clock or FixedClock(MONDAY))
    vacancy_index().refresh()
    return made


VacancyFields = frozenset(Vacancy.__struct_fields__) - {"content"}


def changed(made: Vacancy, **changes: object) -> Vacancy:
    """Store a vacancy with changes."""
    item = vacancies.load(made.id)
    after = msgspec.structs.replace(item.vacancy, **changes)
    assert vacancies.replace(after, int(item.version))
    return after


def matched(*made: Vacancy, clock: FixedClock | None = None) -> int:
    """Match vacancies that came out; returns how many notes are new."""
    return matching.follow([one.id for one in made], clock or FixedClock(MONDAY))


def told(owner: Principal, clock: FixedClock) -> OutboxEvent | None:
    """Tell somebody if they are due, and return the event that this made, if any."""
    before = {event.id for event in events(owner)}
    sending.tell([owner.id], clock)
    new = [event for event in events(owner) if event.id not in before]
    assert len(new) <= 1, "one message for all of it"
    return new[0] if new else None


def events(owner: Principal) -> list[OutboxEvent]:
    """All messages to somebody about what was found."""
    found = (item.event for item in OutboxItem.scan(consistent_read=True))
    return [event for event in found if (event.topic, event.subject) == (sending.TOPIC, owner.id)]


def names(event: OutboxEvent | None) -> list[str]:
    """The vacancies that a message shows."""
    assert event is not None, "nobody was told"
    return event.details["vacancies"].split()


def due(owner: Principal) -> datetime | None:
    """When somebody is to be told."""
    found = table.find_alerts(owner.id)
    return found.due if found is not None else None


def settings_of(owner: Principal) -> AlertSettings:
    """How somebody is told."""
    return alerts.settings_of(owner).settings
