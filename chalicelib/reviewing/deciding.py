"""Decisions of one officer, who holds the vacancy; for those of two see `chalicelib.reviewing.proposing`."""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.idempotency import IdempotencyKey
from chalicelib.reviewing import policy, table
from chalicelib.reviewing.grounds import require_account
from chalicelib.reviewing.leases import require_lease, standing
from chalicelib.reviewing.model import Case
from chalicelib.reviewing.pointers import require_fields
from chalicelib.reviewing.refusals import Refusal, refused
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import Decision, State, Vacancy
from chalicelib.vacancies.reviews import Ruling
from security.principal import Principal


def decide(
    principal: Principal,
    vacancy_id: str,
    ruling: Ruling,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Vacancy:
    """Take the decision of an officer who holds the vacancy, and end the lease with it; with a ``key`` once.

    Raises `Conflict` ``no_lease`` or ``held_by_another``, ``needs_two`` when a second officer must agree,
    ``wrong_state``; `InvalidInput` on ``/fields`` that the poster's form does not have, on ``/code`` and ``/reason``
    when it publishes over a finding that holds and does not say why; and as `vacancies.decide` does.
    """

    def take() -> Vacancy:
        return _take(principal, vacancy_id, ruling, expected, key, clock)

    return idempotency.repeatable(key, take, lambda: standing(principal, vacancy_id).vacancy)


def _take(
    principal: Principal,
    vacancy_id: str,
    ruling: Ruling,
    expected: int | None,
    key: IdempotencyKey | None,
    clock: Clock,
) -> Vacancy:
    read: list[tuple[Case, int | None]] = []

    def check(vacancy: Vacancy) -> None:
        if vacancy.state is State.REJECTED and ruling.decision is Decision.PUBLISH:
            raise refused(Refusal.NEEDS_TWO)
        if vacancy.state not in WAITING:
            raise refused(Refusal.WRONG_STATE)
        read[:] = [table.load(vacancy_id)]
        require_lease(read[0][0], principal, clock.now())
        require_fields(ruling, vacancy.content)
        if ruling.decision is Decision.PUBLISH and needs_two(vacancy):
            raise refused(Refusal.NEEDS_TWO)
        require_account(ruling, vacancy)
        if ruling.decision is Decision.CORRECT:
            read[:] = [(msgspec.structs.replace(read[0][0], before=vacancy.content), read[0][1])]

    def also(transaction: TransactWrite) -> None:
        finish(transaction, *read[0], clock)
        idempotency.remember(transaction, key, vacancy_id, clock)

    return vacancies.decide(vacancy_id, principal, ruling, check, also, expected, clock)


def needs_two(vacancy: Vacancy) -> bool:
    """Tell whether two officers must agree to publish a vacancy: a rejected one, or in spite of what was found."""
    return vacancy.state is State.REJECTED or policy.current().needs_two(vacancy.findings)


def finish(transaction: TransactWrite, case: Case, version: int | None, clock: Clock) -> None:
    """Add to ``transaction`` that lease and proposal of the case end."""
    ended = msgspec.structs.replace(case, lease=None, proposal=None)
    transaction.save(table.item_of(ended, version, clock.now()))
