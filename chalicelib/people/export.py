"""Everything that is kept about a person, for that person (Law 27/2022, articles 7 and 13)."""

from collections.abc import Callable, Iterable

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.people import store
from chalicelib.people.consents import shown_to
from chalicelib.people.view_model import PersonExport, Told
from security.principal import Principal
from security.purposes import GRANTS, Purpose
from security.sealed import Kind

FORMAT = "padan-person-1"


def export(
    person_id: str, reader: Principal, told: Callable[[str], Iterable[Told]], clock: Clock = SYSTEM_CLOCK
) -> PersonExport:
    """Return everything about the person; ``reader`` must be that person. Raises `NotFound`, `Forbidden`.

    ``told`` is asked last who read and changed it, so that what is read for this export is among it.
    """
    loaded = store.load(person_id)
    opened = {
        kind: loaded.personal.plain(kind, Purpose.EXPORT_OWNER, reader)
        for kind in Kind
        if kind in GRANTS[Purpose.EXPORT_OWNER].kinds
    }
    return PersonExport(
        format=FORMAT,
        exported_at=clock.now(),
        person=loaded.person,
        name=opened.pop(Kind.NAME),
        personal={kind.value: plain for kind, plain in opened.items() if plain is not None},
        consents=tuple(shown_to(person_id, each) for each in loaded.personal.consents),
        readings=tuple(told(person_id)),
    )
