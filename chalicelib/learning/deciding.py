"""A person reads proposals and decides: accept, reject, or undo what was accepted. The history is kept."""

from collections.abc import Sequence

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, pagination
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, PreconditionFailed, Unavailable, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.learning import permitting, table
from chalicelib.learning.accepting import with_accepted, without
from chalicelib.learning.model import Decided, Decision, Overlay, Proposal, ProposalState, Target
from chalicelib.learning.refusals import Refusal, refused
from chalicelib.tables import ConditionRefused, write
from chalicelib.texts import Text
from security.principal import Principal

_ATTEMPTS = 6
_FROM = {
    Decision.ACCEPT: (ProposalState.OPEN, ProposalState.REJECTED, ProposalState.REVOKED),
    Decision.REJECT: (ProposalState.OPEN,),
    Decision.REVOKE: (ProposalState.ACCEPTED,),
}
_INTO = {
    Decision.ACCEPT: ProposalState.ACCEPTED,
    Decision.REJECT: ProposalState.REJECTED,
    Decision.REVOKE: ProposalState.REVOKED,
}


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided: why (must be said unless it is accepted), and what the words mean when not as proposed."""

    decision: Decision
    reason: str | None = None
    target: Target | None = None


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal with the version of its item."""

    proposal: Proposal
    version: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some proposals, the surest first, and where to go on."""

    proposals: Sequence[Proposal]
    next: str | None


class _Place(msgspec.Struct, frozen=True):
    proposals_in: ProposalState
    after: str


def proposals(principal: Principal, state: ProposalState, limit: int, cursor: str | None = None) -> Page:
    """Return proposals in ``state``. Raises `InvalidInput` on ``cursor`` for one of another list."""
    permitting.require_proposals(principal)
    place = None if cursor is None else pagination.decode_cursor(cursor, _Place)
    if place is not None and place.proposals_in is not state:
        raise pagination.unknown_cursor()
    found = table.listed(state, None if place is None else place.after, limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    return Page(
        proposals=shown,
        next=pagination.encode_cursor(_Place(state, table.rank_of(shown[-1]))) if more else None,
    )


def proposal(principal: Principal, proposal_id: str) -> Stored:
    """Return one proposal; raises `NotFound`."""
    permitting.require_proposals(principal)
    return _stored(proposal_id)


def decide(
    principal: Principal,
    proposal_id: str,
    ruling: Ruling,
    expected: int,
    key: IdempotencyKey | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Stored:
    """Take a decision on the proposal at version ``expected``; proposal and overlay change together.

    Raises `NotFound`, `PreconditionFailed` when it has changed since, `Conflict` as of `Refusal`, `InvalidInput` on
    ``/reason`` or ``/target``.
    """
    permitting.require_decision(principal)
    _require_reason(ruling)

    def take() -> str:
        _take(principal, proposal_id, ruling, expected, key, clock)
        return proposal_id

    return _stored(idempotency.once(key, take))


def overlay() -> Overlay:
    """Return everything that was accepted and stands, read consistently."""
    return table.overlay()[0]


def _take(
    principal: Principal, proposal_id: str, ruling: Ruling, expected: int, key: IdempotencyKey | None, clock: Clock
) -> None:
    for _ in range(_ATTEMPTS):
        stored = _stored(proposal_id)
        if stored.version != expected:
            raise PreconditionFailed
        decided = _decided(principal, stored.proposal, ruling, clock)
        present, version = table.overlay()
        changed = _overlay(present, decided, ruling.decision)

        def build(
            transaction: TransactWrite,
            decided: Proposal = decided,
            changed: Overlay | None = changed,
            version: int | None = version,
        ) -> None:
            transaction.save(table.item_of(decided, expected))
            if changed is not None:
                table.save_overlay(transaction, changed, version)
            idempotency.remember(transaction, key, proposal_id, clock)

        try:
            write(build)
            return
        except ConditionRefused:
            # Another decision changed the overlay or this proposal, or a twin of the request was faster.
            if idempotency.earlier_result(key) is not None:
                return
    raise Unavailable


def _decided(principal: Principal, present: Proposal, ruling: Ruling, clock: Clock) -> Proposal:
    if present.state not in _FROM[ruling.decision]:
        raise refused(Refusal.WRONG_STATE)
    target = ruling.target or present.target
    if ruling.decision is Decision.ACCEPT and target is None:
        detail = Text("Sebutkan arti kata ini.", "Say what these words mean.")
        raise invalid("/target", "required", detail)
    step = Decided(
        decision=ruling.decision, by=principal.id, at=clock.now(), reason=ruling.reason, target=ruling.target
    )
    return msgspec.structs.replace(
        present, state=_INTO[ruling.decision], target=target, history=(*present.history, step)
    )


def _overlay(present: Overlay, decided: Proposal, decision: Decision) -> Overlay | None:
    """Return the overlay after ``decision``, ``None`` when it stays as it is."""
    if decision is Decision.ACCEPT and decided.target is not None:
        return with_accepted(present, decided, decided.target)
    return without(present, decided.id) if decision is Decision.REVOKE else None


def _require_reason(ruling: Ruling) -> None:
    if ruling.decision is not Decision.ACCEPT and not (ruling.reason or "").strip():
        raise invalid("/reason", "required", Text("Alasan wajib diisi.", "A reason is required."))
    if ruling.decision is not Decision.ACCEPT and ruling.target is not None:
        detail = Text("Arti hanya disebut bila diterima.", "A meaning is stated with an acceptance alone.")
        raise invalid("/target", "not_allowed", detail)


def _stored(proposal_id: str) -> Stored:
    item = table.load(proposal_id)
    if item is None:
        raise NotFound
    return Stored(proposal=item.proposal, version=int(item.version))
