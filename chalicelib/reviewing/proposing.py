"""Decisions of two officers: one proposes to publish what one may not publish alone, another one answers."""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Forbidden, Unavailable, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.reviewing import deadlines, policy, table
from chalicelib.reviewing.deciding import finish, needs_two
from chalicelib.reviewing.grounds import require_account
from chalicelib.reviewing.leases import HOLDABLE, require_lease, standing
from chalicelib.reviewing.model import Case, Proposal, Review
from chalicelib.reviewing.pointers import require_fields
from chalicelib.reviewing.refusals import Refusal, refused
from chalicelib.tables import committed
from chalicelib.texts import Text
from chalicelib.vacancies.model import Decision, Vacancy
from chalicelib.vacancies.reviews import Ruling
from chalicelib.vacancies.reviews_reasons import require_reason
from security import audit
from security.principal import Principal

_ATTEMPTS = 6


def propose(
    principal: Principal,
    vacancy_id: str,
    ruling: Ruling,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Review:
    """Propose to publish in spite of findings that one officer may not pass over; the lease becomes the proposal.

    With a ``key`` once. Raises `InvalidInput` on ``/code``, ``/reason`` or ``/decision``, and `Conflict` ``no_lease``,
    ``needs_one``, ``wrong_state``.
    """
    if ruling.decision is not Decision.PUBLISH:
        detail = Text("Hanya penerbitan yang perlu diusulkan.", "Only to publish has to be proposed.")
        raise invalid("/decision", "wrong_decision", detail)
    require_reason(ruling.decision, ruling.code, ruling.reason, must=True)

    def ask() -> Review:
        return _asked(principal, vacancy_id, ruling, key, clock)

    return idempotency.repeatable(key, ask, lambda: standing(principal, vacancy_id))


def _asked(principal: Principal, vacancy_id: str, ruling: Ruling, key: IdempotencyKey | None, clock: Clock) -> Review:
    for _ in range(_ATTEMPTS):
        case, version = table.load(vacancy_id)
        vacancy = vacancies.get(vacancy_id)
        vacancies.require_decision(principal, vacancy)
        _require_two(vacancy)
        require_lease(case, principal, clock.now())
        require_fields(ruling, vacancy.content)
        require_account(ruling, vacancy)
        asked = msgspec.structs.replace(case, lease=None, proposal=_proposal(principal, vacancy, ruling, clock))
        if _recorded(principal, asked, version, "review_proposed", key, clock):
            return Review(vacancy=vacancy, case=asked)
    raise Unavailable


def answer(
    principal: Principal,
    vacancy_id: str,
    *,
    agrees: bool,
    reason: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Vacancy:
    """Confirm or refuse what another officer proposed; refused, the vacancy waits (or stays rejected) as before.

    With a ``key`` once. Raises `InvalidInput` on ``/reason`` when a refusal gives none, `Forbidden` for the own
    proposal, `Conflict` ``no_proposal``.
    """
    if not agrees and not reason:
        raise invalid("/reason", "required", Text("Alasan wajib diisi.", "A reason is required."))

    def give() -> Vacancy:
        vacancy = vacancies.get(vacancy_id)
        vacancies.require_decision(principal, vacancy)
        proposal = _open(table.load(vacancy_id)[0], vacancy, principal, clock)
        if agrees:
            return _confirm(principal, vacancy_id, proposal, key, clock)
        return _refuse(principal, vacancy, key, clock)

    return idempotency.repeatable(key, give, lambda: standing(principal, vacancy_id).vacancy)


def _confirm(
    principal: Principal, vacancy_id: str, proposal: Proposal, key: IdempotencyKey | None, clock: Clock
) -> Vacancy:
    read: list[tuple[Case, int | None]] = []

    def check(vacancy: Vacancy) -> None:
        read[:] = [table.load(vacancy_id)]
        if _open(read[0][0], vacancy, principal, clock).id != proposal.id:
            raise refused(Refusal.NO_PROPOSAL)

    def also(transaction: TransactWrite) -> None:
        finish(transaction, *read[0], clock)
        idempotency.remember(transaction, key, vacancy_id, clock)

    return vacancies.overrule(vacancy_id, proposal.by, principal, proposal.ruling, check, also, clock)


def _refuse(principal: Principal, vacancy: Vacancy, key: IdempotencyKey | None, clock: Clock) -> Vacancy:
    for _ in range(_ATTEMPTS):
        case, version = table.load(vacancy.id)
        _open(case, vacancy, principal, clock)
        ended = msgspec.structs.replace(case, proposal=None)
        if _recorded(principal, ended, version, "review_proposal_refused", key, clock):
            return vacancy
    raise Unavailable


def _open(case: Case, vacancy: Vacancy, principal: Principal, clock: Clock) -> Proposal:
    proposal = case.proposed_at(clock.now(), vacancy.revision)
    if proposal is None:
        raise refused(Refusal.NO_PROPOSAL)
    if proposal.by == principal.id:
        raise Forbidden(Text("Petugas lain yang menjawab.", "Another officer has to answer."))
    return proposal


def _require_two(vacancy: Vacancy) -> None:
    if vacancy.state not in HOLDABLE:
        raise refused(Refusal.WRONG_STATE)
    if not needs_two(vacancy):
        raise refused(Refusal.NEEDS_ONE)


def _proposal(principal: Principal, vacancy: Vacancy, ruling: Ruling, clock: Clock) -> Proposal:
    now = clock.now()
    until = deadlines.due(now, vacancy.content.region, policy.current().proposal_days)
    identifier = new_identifier("pro", clock)
    return Proposal(id=identifier, by=principal.id, at=now, until=until, revision=vacancy.revision, ruling=ruling)


def _recorded(
    principal: Principal, case: Case, version: int | None, action: str, key: IdempotencyKey | None, clock: Clock
) -> bool:
    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(case, version, clock.now()))
        idempotency.remember(transaction, key, case.vacancy_id, clock)
        audit.record(
            actor=principal.id,
            action=action,
            subject=case.vacancy_id,
            purpose="review",
            transaction=transaction,
            clock=clock,
        )

    return committed(build)
