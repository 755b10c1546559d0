"""Whom an incident concerns: the people who are named, and those whom the audit says were read."""

from collections.abc import Iterator

import msgspec

from chalicelib.breaches.incident import Concerned, Incident
from security import audit
from security.audit import Span

_PAGE = 500
_READ = "read_"


class Affected(msgspec.Struct, frozen=True, kw_only=True):
    """One person and the kinds of their data that were disclosed."""

    person_id: str
    kinds: tuple[str, ...]


def affected(incident: Incident) -> Iterator[Affected]:
    """Yield everybody whom the incident concerns, once, by identifier.

    Who is named is concerned with all kinds; who was read, with what was read of them, as far as the incident names
    that kind.
    """
    found: dict[str, set[str]] = {person: set(incident.kinds) for person in incident.concerned.people}
    for person, kind in _read(incident.concerned):
        if kind in incident.kinds:
            found.setdefault(person, set()).add(kind)
    for person in sorted(found):
        yield Affected(person_id=person, kinds=tuple(kind for kind in incident.kinds if kind in found[person]))


def _read(concerned: Concerned) -> Iterator[tuple[str, str]]:
    if concerned.actor is None:
        return
    span = Span(first=concerned.first, last=concerned.last)
    before: str | None = None
    while page := audit.acts_of(concerned.actor, limit=_PAGE, before=before, span=span):
        for entry in page:
            if entry.action.startswith(_READ) and entry.subject.startswith("per_"):
                yield entry.subject, entry.action.removeprefix(_READ)
        before = page[-1].id
