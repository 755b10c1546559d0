"""One step of a vacancy's own side, done once however often it is asked for under the same key."""

from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, tables
from chalicelib.clock import Clock
from chalicelib.idempotency import IdempotencyKey
from chalicelib.vacancies import access, storing, table
from chalicelib.vacancies.model import Vacancy
from security.principal import Principal


def act(
    principal: Principal,
    vacancy_id: str,
    changed: storing.Change,
    key: IdempotencyKey | None,
    clock: Clock,
    *,
    expected: int | None = None,
    also: tables.Writes | None = None,
) -> Vacancy:
    """Change a vacancy as `storing.change` does, if the caller may; under a ``key`` of before return it as it is now.

    Raises what ``changed`` and `storing.change` raise, `Forbidden` or `NotFound` for who may not change it, also when
    they could when they used the key first, and `IdempotencyMismatch`.
    """

    def allow(vacancy: Vacancy) -> None:
        access.require_change(principal, vacancy)

    def beside(transaction: TransactWrite) -> None:
        idempotency.remember(transaction, key, vacancy_id, clock)
        if also is not None:
            also(transaction)

    def as_it_stands() -> Vacancy:
        vacancy = table.load(vacancy_id).vacancy
        allow(vacancy)
        return vacancy

    def take() -> Vacancy:
        return storing.change(vacancy_id, changed, expected, beside, allow)

    return idempotency.repeatable(key, take, as_it_stands)
