"""A program that writes through the platform's own use cases and notes each write once it is confirmed.

    python -m bench.faults.writing ENDPOINT PREFIX LOG SEED

It is killed, or what it writes to is; `bench.faults.kills` then looks for what it noted.

DynamoDB Local answers before it commits: killed at that moment it loses what it has just confirmed, as
`bench.faults.engine` shows. DynamoDB confirms what is stored in two places. So a write counts as confirmed when the
engine has taken the next one too: by then it has committed the one before.
"""

import base64
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from itertools import count

import msgspec


class Confirmed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One confirmed write: an identifier, what kind it is, whose it is, and the key that it was asked for under."""

    kind: str
    id: str
    owner: str = ""
    place: str = ""


def use(endpoint: str, prefix: str) -> None:
    """Let this process write to the tables at ``endpoint``."""
    from local.emulator import REGION

    os.environ.update(
        {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            "PADAN_TABLE_PREFIX": prefix,
            "PADAN_LOG_LEVEL": "CRITICAL",
            "PADAN_CURSOR_SECRET": base64.b64encode(bytes(32)).decode(),
            "PADAN_LOOKUP_SECRET": base64.b64encode(bytes(range(32))).decode(),
        }
    )


def main(endpoint: str, prefix: str, log: str, seed: str) -> None:
    """Write until somebody ends this process, or the tables are gone."""
    use(endpoint, prefix)
    note = _noting(log)
    for number in count():
        for written in _written(f"{seed}-{number}"):
            note(written)


def _noting(log: str) -> Callable[[Confirmed], None]:
    opened = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(written: Confirmed) -> None:
        _commit()
        os.write(opened, msgspec.json.encode(written) + b"\n")

    return note


def _commit() -> None:
    """Write something that nobody looks for: the engine commits what came before."""
    from chalicelib.uniqueness import UniquenessMarker

    UniquenessMarker(f"barrier#{os.getpid()}", owner="nobody").save(add_version_condition=False)


def _written(name: str) -> Iterator[Confirmed]:
    from bench import copies
    from chalicelib import alerts, employers, vacancies
    from chalicelib.alerts import SearchParameters
    from chalicelib.clock import SYSTEM_CLOCK
    from chalicelib.employers import EmployerDetails
    from chalicelib.idempotency import IdempotencyKey
    from chalicelib.identifiers import new_identifier
    from chalicelib.people import store
    from chalicelib.people.model import Person, PersonState, Profile
    from chalicelib.vacancies import Source, SourceItem
    from functions.saved_searches_types import SearchDraft, draft_of
    from security.principal import Audience, Principal

    person = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))

    def key(operation: str) -> IdempotencyKey:
        return IdempotencyKey(operation=operation, owner=person.id, key=name, digest=name)

    now = SYSTEM_CLOCK.now()
    store.replace(Person(id=person.id, state=PersonState.ACTIVE, profile=Profile(), created_at=now, updated_at=now), 0)
    yield Confirmed("person", person.id)
    search = alerts.save(person, draft_of(SearchDraft(parameters=SearchParameters(q="kasir"))), key("search"))
    yield Confirmed("search", search.search.id, person.id, key("search").place)
    content = next(copies.corpus(1, zlib.crc32(name.encode()) % 100_000)).vacancy.content
    item = SourceItem(
        source=Source(partner="par_x", external_id=name), employer_name=f"PT Rekaan {name}", content=content
    )
    pushed = vacancies.upsert_many([item], SYSTEM_CLOCK.now())[0]
    yield Confirmed("pushed", pushed.vacancy_id, name)
    details = EmployerDetails(name=f"PT Rekaan {name}", region="32.73", industry="Perdagangan")
    employer = employers.register(person, details, key("employer")).employer
    yield Confirmed("employer", employer.id, person.id, key("employer").place)
    draft = vacancies.draft(person, employer.id, content, key("draft"))
    yield Confirmed("draft", draft.id, employer.id, key("draft").place)
    vacancies.submit(person, draft.id, key=key("submit"))
    yield Confirmed("submitted", draft.id, employer.id, key("submit").place)


if __name__ == "__main__":
    main(*sys.argv[1:5])
