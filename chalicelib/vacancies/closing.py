"""Keeping a vacancy up, and taking it down: renew, close, withdraw, take off what is due."""

from datetime import datetime

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import PadanError, Unavailable
from chalicelib.idempotency import IdempotencyKey
from chalicelib.observability import logger
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.acting import acted
from chalicelib.vacancies.checking import checked_again, find_anew, submitted
from chalicelib.vacancies.lifecycle import (
    MACHINE,
    Step,
    lifetime,
    mend_due_at,
    require_own,
    require_room,
    taken,
    wrong_state,
)
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.renewal import RENEWED, is_over
from chalicelib.vacancies.repeating import act
from security.principal import Principal


def renew(
    principal: Principal,
    vacancy_id: str,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Vacancy:
    """Keep a published vacancy up for another `lifetime` from now; an expired one is checked again first.

    Raises `Conflict` in any other state, and for a partner's vacancy. A repeated ``key`` renews once.
    """
    now = clock.now()

    def changed(vacancy: Vacancy) -> Vacancy:
        return acted(principal, vacancy, renewed(vacancy, principal.id, now))

    return act(principal, vacancy_id, changed, key, clock, expected=expected)


def renewed(vacancy: Vacancy, by: str, now: datetime, reason: str = RENEWED) -> Vacancy:
    """Return a vacancy after ``by`` kept it up, as `renew` says; raises `Conflict`."""
    require_own(vacancy)
    require_room(vacancy)
    longer = _prolonged(vacancy, now)
    if vacancy.state is State.PUBLISHED:
        return taken(longer, Step(to=State.PUBLISHED, at=now, by=by, reason=reason))
    if vacancy.state is State.EXPIRED:
        return submitted(longer, by, now)
    raise wrong_state(vacancy.state, State.PUBLISHED)


def close(
    principal: Principal,
    vacancy_id: str,
    *,
    filled: bool,
    reason: str | None = None,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Vacancy:
    """Close a published vacancy, filled or not; raises `Conflict` in any other state, except for a repeated ``key``."""
    step = Step(to=State.FILLED if filled else State.CLOSED, at=clock.now(), by=principal.id, reason=reason)
    return _leave(principal, vacancy_id, step, expected, clock, key)


def withdraw(
    principal: Principal,
    vacancy_id: str,
    reason: str | None = None,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Vacancy:
    """Take a vacancy back, published or not yet; raises `Conflict` when it is over, except for a repeated ``key``."""
    step = Step(to=State.WITHDRAWN, at=clock.now(), by=principal.id, reason=reason)
    return _leave(principal, vacancy_id, step, expected, clock, key)


def take_off_due(clock: Clock = SYSTEM_CLOCK) -> int:
    """Do what is due and return how many vacancies are off since: twice changes nothing.

    A published vacancy whose day has passed expires, once its poster was reminded (`chalicelib.vacancies.reminding`).
    One in which a phrase should have been mended by now is checked again, and held when the phrase is still there.
    Raises `Unavailable` when that failed for some; the others are done all the same.
    """
    now = clock.now()
    off = [_tried(identifier, now) for identifier in list(table.due_before(now))]
    if None in off:
        raise Unavailable
    return off.count(True)


def _tried(vacancy_id: str, now: datetime) -> bool | None:
    try:
        return _take_off(vacancy_id, now)
    except PadanError:
        logger.exception("a vacancy was not taken off", extra={"vacancy": vacancy_id})
        return None


def _take_off(vacancy_id: str, now: datetime) -> bool:
    def changed(vacancy: Vacancy) -> Vacancy:
        # The index may lag behind a renewal: the vacancy itself decides.
        if vacancy.state is not State.PUBLISHED:
            return vacancy
        if is_over(vacancy, now):
            return taken(vacancy, Step(to=State.EXPIRED, at=now, by=MACHINE))
        mend = mend_due_at(vacancy)
        return vacancy if mend is None or mend > now else checked_again(vacancy, find_anew(vacancy, now), now)

    return storing.change(vacancy_id, changed).state is not State.PUBLISHED


def _leave(
    principal: Principal, vacancy_id: str, step: Step, expected: int | None, clock: Clock, key: IdempotencyKey | None
) -> Vacancy:
    def changed(vacancy: Vacancy) -> Vacancy:
        return acted(principal, vacancy, taken(vacancy, step))

    return act(principal, vacancy_id, changed, key, clock, expected=expected)


def _prolonged(vacancy: Vacancy, now: datetime) -> Vacancy:
    content, end = vacancy.content, now + lifetime()
    if content.expires_at is not None and content.expires_at < end:
        content = msgspec.structs.replace(content, expires_at=None)
    return msgspec.structs.replace(vacancy, content=content, expires_at=content.expires_at or end)


def end_when_renewed(vacancy: Vacancy, now: datetime) -> datetime:
    """Return until when a vacancy would stay if it were renewed at ``now``."""
    return _prolonged(vacancy, now).expires_at
