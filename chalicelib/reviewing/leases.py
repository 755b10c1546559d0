"""Taking a vacancy to decide on, so that no two officers have the same one. An expired lease is none.

A lease is written under the version of the case that was read: of two officers who take the same case one succeeds.
The vacancy is read after its case, so a decision that came between makes the write fail too. The officer's desk is
written with it, so that nobody holds more than the policy allows (`chalicelib.reviewing.desks`).
"""

import random
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, Unavailable
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.reviewing import desks, policy, table
from chalicelib.reviewing.model import Case, Lease, Review
from chalicelib.reviewing.refusals import Refusal, refused
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import State, Vacancy
from security.principal import Principal

_PAGE = 25
_ATTEMPTS = 8
HOLDABLE = WAITING | {State.REJECTED}
"""States in which an officer may take a vacancy; a rejected one to propose that it be published."""


def take_next(
    principal: Principal, region: str | None = None, clock: Clock = SYSTEM_CLOCK, key: IdempotencyKey | None = None
) -> Review | None:
    """Give the caller the vacancy in ``region`` (or the own regions) that waits longest and that nobody has.

    Returns ``None`` when there is none. Repeated with a ``key`` it returns what the first one took, as it stands.
    Raises `InvalidInput` on ``region``, `Forbidden`, and `Conflict` ``too_many_leases``.
    """

    def first() -> Review | None:
        regions = vacancies.served(principal, region)
        desks.require_room(principal.id, clock.now())
        taken = (_take_one(principal, page, key, clock) for page in _pages(vacancies.waiting_in(regions, _PAGE)))
        return next((found for found in taken if found is not None), None)

    return idempotency.repeatable(key, first, lambda: standing(principal, idempotency.earlier_result(key) or ""))


def hold(
    principal: Principal, vacancy_id: str, clock: Clock = SYSTEM_CLOCK, key: IdempotencyKey | None = None
) -> Review:
    """Take one vacancy, or extend the caller's lease of it; repeated with a ``key`` it is neither taken nor extended.

    Raises `NotFound`, `Forbidden`, and `Conflict`: ``held_by_another``, ``proposal_pending``, ``lease_too_long``,
    ``too_many_leases``, ``wrong_state``.
    """

    def take() -> Review:
        return _held(principal, vacancy_id, key, clock)

    return idempotency.repeatable(key, take, lambda: standing(principal, vacancy_id))


def _held(principal: Principal, vacancy_id: str, key: IdempotencyKey | None, clock: Clock) -> Review:
    for _ in range(_ATTEMPTS):
        now = clock.now()
        case, version = table.load(vacancy_id)
        vacancy = vacancies.get(vacancy_id)
        vacancies.require_decision(principal, vacancy)
        if vacancy.state not in HOLDABLE:
            raise refused(Refusal.WRONG_STATE)
        if case.proposed_at(now, vacancy.revision) is not None:
            raise refused(Refusal.PROPOSAL_PENDING)
        taken = _with(case, vacancy, _lease(case, principal, now))
        if _taken(principal, taken, version, key, now, clock):
            return Review(vacancy=vacancy, case=taken)
        idempotency.refuse_twin(key)
    raise Unavailable


def _taken(
    principal: Principal, case: Case, version: int | None, key: IdempotencyKey | None, now: datetime, clock: Clock
) -> bool:
    def also(transaction: TransactWrite) -> None:
        idempotency.remember(transaction, key, case.vacancy_id, clock)

    return table.take(case, version, *desks.with_one(principal.id, case.vacancy_id, now), now, also)


def standing(principal: Principal, vacancy_id: str) -> Review:
    """Return the vacancy and its case as they are now, to whom they may be shown."""
    case, _ = table.load(vacancy_id)
    vacancy = vacancies.get(vacancy_id)
    vacancies.require_decision(principal, vacancy)
    return Review(vacancy=vacancy, case=case)


def give_back(principal: Principal, vacancy_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End the caller's lease; ending it twice changes nothing. Raises `NotFound`, `Conflict` for another's lease."""
    vacancies.require_decision(principal, vacancies.get(vacancy_id))
    for _ in range(_ATTEMPTS):
        now = clock.now()
        case, version = table.load(vacancy_id)
        lease = case.held_at(now)
        if lease is None:
            return
        if lease.holder != principal.id:
            raise refused(Refusal.HELD_BY_ANOTHER)
        if table.put(msgspec.structs.replace(case, lease=None), version, now):
            return
    raise Unavailable


def require_lease(case: Case, principal: Principal, now: datetime) -> None:
    """Return when the caller holds the case; raises `Conflict`: ``held_by_another`` or ``no_lease``."""
    lease = case.held_at(now)
    if lease is None:
        raise refused(Refusal.NO_LEASE)
    if lease.holder != principal.id:
        raise refused(Refusal.HELD_BY_ANOTHER)


def _lease(case: Case, principal: Principal, now: datetime) -> Lease:
    rules = policy.current()
    live = case.held_at(now)
    if live is None:
        return Lease(id=new_identifier("lea"), holder=principal.id, taken_at=now, until=now + rules.lease)
    if live.holder != principal.id:
        raise refused(Refusal.HELD_BY_ANOTHER)
    until = min(now + rules.lease, live.taken_at + rules.longest)
    if until <= live.until < now + rules.lease:
        raise refused(Refusal.LEASE_TOO_LONG)
    return msgspec.structs.replace(live, until=until)


def _take_one(principal: Principal, page: list[str], key: IdempotencyKey | None, clock: Clock) -> Review | None:
    """Try the vacancies of a page in their order; after lost races skip some, so that a crowd spreads out."""
    cases = table.load_many(page)
    now = clock.now()
    states = {key: cases.get(key, (Case(vacancy_id=key), None)) for key in page}
    free = deque(key for key in page if states[key][0].held_at(now) is None)
    lost = 0
    while free:
        free.rotate(-random.randrange(min(2**lost, len(free))))  # noqa: S311 - spreads, keeps no secret
        case, version = states[free.popleft()]
        vacancy = _fit(principal, case, now)
        if vacancy is None:
            continue
        taken = _with(case, vacancy, _lease(case, principal, now))
        if _taken(principal, taken, version, key, now, clock):
            return Review(vacancy=vacancy, case=taken)
        idempotency.refuse_twin(key)
        lost += 1
    return None


def _fit(principal: Principal, case: Case, now: datetime) -> Vacancy | None:
    """Return the vacancy when it waits and the caller may decide on it, read consistently."""
    try:
        vacancy = vacancies.get(case.vacancy_id)
    except NotFound:
        return None
    if vacancy.state not in WAITING or vacancies.is_own(principal, vacancy):
        return None
    return None if case.proposed_at(now, vacancy.revision) is not None else vacancy


def _with(case: Case, vacancy: Vacancy, lease: Lease) -> Case:
    return msgspec.structs.replace(case, region=vacancy.content.region, lease=lease)


def _pages(entries: Iterable[vacancies.Entry]) -> Iterator[list[str]]:
    flow = iter(entries)
    while page := [entry.vacancy_id for entry in islice(flow, _PAGE)]:
        yield page
