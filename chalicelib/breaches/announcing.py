"""Telling people of an incident, and noting that the agency was told: each once, whoever is interrupted wherever."""

from collections.abc import Callable

import msgspec

from chalicelib.breaches import store
from chalicelib.breaches.affecting import affected
from chalicelib.breaches.incident import Incident
from chalicelib.breaches.model import Breach
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict
from chalicelib.texts import Text
from security import audit

Tell = Callable[[int, int | None], None]


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """What one run did: ``people`` are concerned, ``queued`` were not being told before; ``due`` and ``late``."""

    reference: str
    people: int
    queued: int
    due: str
    late: bool


def announce(
    incident: Incident, *, actor: str, send: bool, tell: Tell = lambda *_: None, clock: Clock = SYSTEM_CLOCK
) -> Announced:
    """Declare ``incident`` and queue a notice to everybody concerned; without ``send`` only count them.

    May be repeated: a run that broke off is taken up, people who were found since are added, nobody is told twice.
    Raises `Conflict` when the reference stands for another incident, `Unavailable`.
    """
    found = list(affected(incident))
    queued = 0
    if send:
        _declare(incident, actor, clock)
        for number, each in enumerate(found, start=1):
            queued += store.queue_notice(incident.reference, each.person_id, each.kinds, clock)
            tell(number, len(found))
        _note_people(incident.reference, len(found), clock)
    now = clock.now()
    return Announced(
        reference=incident.reference,
        people=len(found),
        queued=queued,
        due=incident.due.isoformat(),
        late=now > incident.due,
    )


def note_agency(reference: str, *, actor: str, clock: Clock = SYSTEM_CLOCK) -> Breach:
    """Note that the agency has its notice; noted once. Raises `NotFound`, `Unavailable`."""
    audit.record(actor=actor, action="breach_agency_told", subject=reference, purpose="breach_notice", clock=clock)
    now = clock.now()
    return store.change(
        reference, lambda known: msgspec.structs.replace(known, agency_told_at=known.agency_told_at or now)
    )


def _declare(incident: Incident, actor: str, clock: Clock) -> None:
    audit.record(
        actor=actor, action="breach_declared", subject=incident.reference, purpose="breach_notice", clock=clock
    )
    breach = Breach(incident=incident, declared_at=clock.now(), declared_by=actor)
    if store.find(incident.reference) is None and store.put(breach, 0):
        return
    store.change(incident.reference, lambda known: _same(known, incident))


def _same(known: Breach, incident: Incident) -> Breach:
    """Return the declared incident with what is known now: what happened when is fixed, the words may grow."""
    before = known.incident
    if (before.discovered, before.began) != (incident.discovered, incident.began):
        raise Conflict(
            Text(
                f"Referensi {incident.reference} dipakai insiden lain.",
                f"The reference {incident.reference} stands for another incident.",
            )
        )
    return store.replaced(known, incident)


def _note_people(reference: str, people: int, clock: Clock) -> None:
    now = clock.now()
    store.change(
        reference,
        lambda known: msgspec.structs.replace(known, people=people, people_told_at=known.people_told_at or now),
    )
