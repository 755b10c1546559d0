"""Everything that is kept about a person, for that person (Law 27/2022, articles 7 and 13)."""

from collections.abc import Iterator

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.people import store
from chalicelib.people.view_model import PersonExport
from security import audit
from security.audit_model import AuditEntry
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind

_PAGE = 100
FORMAT = "padan-person-1"


def export(person_id: str, reader: Principal, clock: Clock = SYSTEM_CLOCK) -> PersonExport:
    """Return everything about the person; ``reader`` must be that person. Raises `NotFound`, `Forbidden`."""
    loaded = store.load(person_id)
    opened = {
        kind: loaded.personal.plain(kind, Purpose.EXPORT_OWNER, reader) for kind in Kind if kind is not Kind.FACTOR
    }
    return PersonExport(
        format=FORMAT,
        exported_at=clock.now(),
        person=loaded.person,
        name=opened.pop(Kind.NAME),
        personal={kind.value: plain for kind, plain in opened.items() if plain is not None},
        consents=loaded.personal.consents,
        readings=tuple(_readings(person_id)),
    )


def _readings(person_id: str) -> Iterator[AuditEntry]:
    before: str | None = None
    while page := audit.entries_of(person_id, limit=_PAGE, before=before):
        yield from page
        before = page[-1].id
