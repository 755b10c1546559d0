"""One step of handling an incident from its file, as an operator runs it: looked at, sent, or noted as told."""

from collections.abc import Callable

import msgspec

from chalicelib.breaches.affecting import affected
from chalicelib.breaches.agency_notice import document
from chalicelib.breaches.announcing import announce, note_agency
from chalicelib.breaches.incident import read_incident
from chalicelib.clock import SYSTEM_CLOCK, Clock


class Handled(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: ``people`` are concerned, ``queued`` are told by this run; the agency's notice as Markdown."""

    reference: str
    people: int
    queued: int
    due: str
    late: bool
    agency_told: bool
    document: str


def handle(
    file: bytes,
    *,
    actor: str,
    send: bool = False,
    agency_told: bool = False,
    tell: Callable[[int, int | None], None] = lambda *_: None,
    clock: Clock = SYSTEM_CLOCK,
) -> Handled:
    """Work on an incident's file.

    Raises `InvalidInput` for a file that lacks what the law asks for, `NotFound` when the agency is noted as told of an
    incident that was not declared by sending, `Conflict`, `Unavailable`.
    """
    incident = read_incident(file)
    done = announce(incident, actor=actor, send=send, tell=tell, clock=clock)
    if agency_told:
        note_agency(incident.reference, actor=actor, clock=clock)
    return Handled(
        reference=done.reference,
        people=done.people,
        queued=done.queued,
        due=done.due,
        late=done.late,
        agency_told=agency_told,
        document=document(incident, affected(incident)),
    )
