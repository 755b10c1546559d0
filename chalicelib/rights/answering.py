"""Answering a request: what came of it, in words for the person, who is told."""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, Forbidden, PreconditionFailed, invalid
from chalicelib.rights import table
from chalicelib.rights.listing import opened_for_answer, resource_of
from chalicelib.rights.model import Answer, Asked, Outcome
from chalicelib.rights.table import RightsItem
from chalicelib.texts import Text
from security import audit, vault
from security.policy import Action, require
from security.principal import Principal
from security.sealed import Kind


def read(principal: Principal, request_id: str) -> Asked:
    """Return a request with its words to who answers it; raises `NotFound` for everybody else."""
    return opened_for_answer(table.load(request_id), principal)


def answer(principal: Principal, request_id: str, given: Answer, expected: int, clock: Clock = SYSTEM_CLOCK) -> Asked:
    """Close a request with an answer, once, and tell the person.

    Raises `NotFound`, `Forbidden` for one's own, `InvalidInput` on ``/ground``, `PreconditionFailed` when stale,
    `Conflict` when it is closed.
    """
    item = table.load(request_id)
    require(principal, Action.DECIDE, resource_of(item.request))
    _check(principal, item, given, expected)
    closed = msgspec.structs.replace(
        item.request, done_at=clock.now(), outcome=given.outcome, ground=given.ground, by=principal.id
    )
    words = vault.seal(given.text, Kind.WORDS, closed.person_id, "/text")
    replaced = table.item_of(closed, item.text, words, expected)

    def build(transaction: TransactWrite) -> None:
        transaction.save(replaced)
        outbox.add(transaction, topic="rights_request_answered", subject=closed.person_id, clock=clock)
        audit.record(
            actor=principal.id,
            action=f"answer_{closed.kind.value}",
            subject=closed.person_id,
            purpose="rights",
            transaction=transaction,
            clock=clock,
        )

    if not tables.committed(build):
        raise PreconditionFailed
    return opened_for_answer(table.load(request_id), principal)


def _check(principal: Principal, item: RightsItem, given: Answer, expected: int) -> None:
    if principal.id == item.request.person_id:
        raise Forbidden(Text("Permohonan sendiri dijawab orang lain.", "One's own request is answered by others."))
    if int(item.version) != expected:
        raise PreconditionFailed
    if not item.request.is_open:
        detail = Text("Permohonan ini sudah dijawab.", "This request has been answered.")
        raise Conflict(detail, [FieldError(pointer="/outcome", code="answered", detail=detail)])
    if (given.ground is not None) != (given.outcome is Outcome.REFUSED):
        detail = Text(
            "Penolakan menyebut alasannya; yang lain tidak.", "A refusal names its ground, and nothing else does."
        )
        raise invalid("/ground", "ground", detail)
