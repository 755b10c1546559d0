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

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, Unavailable
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


def take_next(principal: Principal, region: str | None = None, clock: Clock = SYSTEM_CLOCK) -> Review | None:
    """Give the caller the vacancy in ``region`` (or the own regions) that waits longest and that nobody has.

    Returns ``None`` when there is none. Raises `InvalidInput` on ``region``, `Forbidden`, and `Conflict`
    ``too_many_leases``.
    """
    regions = vacancies.served(principal, region)
    desks.require_room(principal.id, clock.now())
    for page in _pages(vacancies.waiting_in(regions, _PAGE)):
        found = _take_one(principal, page, clock)
        if found is not None:
            return found
    return None


def hold(principal: Principal, vacancy_id: str, clock: Clock = SYSTEM_CLOCK) -> Review:
    """Take one vacancy, or extend the caller's lease of it.

    Raises `NotFound`, `Forbidden`, and `Conflict`: ``held_by_another``, ``proposal_pending``, ``lease_too_long``,
    ``too_many_leases``, ``wrong_state``.
    """
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
        if table.take(taken, version, *desks.with_one(principal.id, vacancy_id, now), now):
            return Review(vacancy=vacancy, case=taken)
    raise Unavailable


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


def _take_one(principal: Principal, page: list[str], clock: Clock) -> Review | None:
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
        if table.take(taken, version, *desks.with_one(principal.id, vacancy.id, now), now):
            return Review(vacancy=vacancy, case=taken)
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
