"""Asking for what somebody has to do: recorded, under its clock, until it is answered (article 14)."""

from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, outbox, people, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.idempotency import IdempotencyKey
from chalicelib.people.limits import Limit, take
from chalicelib.rights import table
from chalicelib.rights.listing import opened_for_owner
from chalicelib.rights.model import Asked, NewRequest, RightsKind, RightsRequest, received
from security import audit, vault
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal
from security.sealed import Kind, Sealed

MOST_A_DAY = Limit(name="rights-day", most=10, seconds=24 * 3600)


def ask(
    principal: Principal, wanted: NewRequest, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK
) -> Asked:
    """Record a request and start its clock; returns it, the earlier one for a repeated ``key``.

    Raises `InvalidInput` on ``/text``, `TooManyRequests`, `NotFound` for who was erased, `IdempotencyMismatch`.
    """
    require(principal, Action.CREATE, Resource(kind=ResourceKind.RIGHTS_REQUEST, owner=principal.id))
    person, version = people.living(principal.id)
    request = received(person.id, RightsKind(wanted.kind), person.profile.region or "", clock)
    text = vault.seal(wanted.text, Kind.WORDS, person.id, "/text")
    request_id = idempotency.once(key, lambda: _put(request, text, version, key, clock))
    return opened_for_owner(table.load(request_id), principal)


def _put(request: RightsRequest, text: Sealed, version: int, key: IdempotencyKey | None, clock: Clock) -> str:
    take(MOST_A_DAY, request.person_id, clock)

    def build(transaction: TransactWrite) -> None:
        people.demand(transaction, request.person_id, version)
        transaction.save(table.item_of(request, text))
        idempotency.remember(transaction, key, request.id, clock)
        outbox.add(transaction, topic="rights_request_received", subject=request.person_id, clock=clock)
        audit.record(
            actor=request.person_id,
            action=f"request_{request.kind.value}",
            subject=request.person_id,
            purpose="rights",
            transaction=transaction,
            clock=clock,
        )

    tables.write(build)
    return request.id
