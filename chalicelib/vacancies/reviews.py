"""What an officer's decision makes of a vacancy that waits.

Who holds which vacancy, and who has to agree, is decided in `chalicelib.reviewing`; decisions come from there.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Forbidden
from chalicelib.texts import Text
from chalicelib.vacancies import storing
from chalicelib.vacancies.acting import acted, by_side
from chalicelib.vacancies.lifecycle import MACHINE, WAITING, Step, taken, wrong_state
from chalicelib.vacancies.model import DIRECT, Decision, Note, ReasonCode, Side, State, Vacancy
from chalicelib.vacancies.reviews_reasons import require_reason
from security import audit
from security.policy import Action, Resource, ResourceKind
from security.principal import Principal

LEADS_TO = {Decision.PUBLISH: State.PUBLISHED, Decision.CORRECT: State.DRAFT, Decision.REJECT: State.REJECTED}
_OVERRULED = "overruled"
Check = Callable[[Vacancy], None]


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A decision and why. ``fields`` are what the poster is to correct; ``reason`` is free text beside the code."""

    decision: Decision
    code: ReasonCode | None = None
    reason: str | None = None
    fields: tuple[Note, ...] = ()


def decide(
    vacancy_id: str,
    by: Principal,
    ruling: Ruling,
    check: Check,
    also: tables.Writes,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Vacancy:
    """Take a decision on a vacancy that waits; ``check`` may object to it, ``also`` commits beside it.

    Raises `InvalidInput` on ``/code`` or ``/reason``, `Forbidden` for the vacancy's own poster, `Conflict` when it
    does not wait (any more), and what ``check`` raises.
    """
    must = ruling.decision is not Decision.PUBLISH
    require_reason(ruling.decision, ruling.code, ruling.reason, must=must)

    def changed(vacancy: Vacancy) -> Vacancy:
        check(vacancy)
        return acted(by, vacancy, decided(vacancy, ruling, by.id, clock.now()))

    return _stored(vacancy_id, changed, by, ruling, also, expected, clock)


def overrule(
    vacancy_id: str,
    first: str,
    second: Principal,
    ruling: Ruling,
    check: Check,
    also: tables.Writes,
    clock: Clock = SYSTEM_CLOCK,
) -> Vacancy:
    """Publish what two officers agree on, also from a rejection: ``first`` (an identifier) proposed it.

    Raises as `decide` does.
    """

    def changed(vacancy: Vacancy) -> Vacancy:
        check(vacancy)
        reopened = by_side(Side.OFFICER, first, vacancy, _reopened(vacancy, first, clock.now()))
        return acted(second, reopened, decided(reopened, ruling, second.id, clock.now()))

    return _stored(vacancy_id, changed, second, ruling, also, None, clock)


def hold_published(vacancy_id: str, reason: str, clock: Clock = SYSTEM_CLOCK) -> Vacancy:
    """Take a published vacancy off until an officer has looked at it; one that is not published stays as it is."""

    def changed(vacancy: Vacancy) -> Vacancy:
        if vacancy.state is not State.PUBLISHED:
            return vacancy
        return taken(vacancy, Step(to=State.HELD, at=clock.now(), by=MACHINE, reason=reason))

    return storing.change(vacancy_id, changed)


def decided(vacancy: Vacancy, ruling: Ruling, by: str, now: datetime) -> Vacancy:
    """Return a waiting vacancy after the decision; raises `Conflict` when it does not wait."""
    to = LEADS_TO[ruling.decision]
    if vacancy.state not in WAITING:
        raise wrong_state(vacancy.state, to)
    cleared = msgspec.structs.replace(vacancy, cleared=ruling.decision is Decision.PUBLISH)
    after = taken(cleared, Step(to=to, at=now, by=by, reason=ruling.reason))
    last = msgspec.structs.replace(after.history[-1], decision=ruling.decision, code=ruling.code, fields=ruling.fields)
    return msgspec.structs.replace(after, history=(*after.history[:-1], last))


def require_decision(principal: Principal, vacancy: Vacancy) -> None:
    """Return when the caller may decide on the vacancy; raises `Forbidden` for its own poster, or `NotFound`."""
    if is_own(principal, vacancy):
        raise Forbidden(Text("Bukan untuk lowongan sendiri.", "Not on one's own vacancy."))
    employers.require(principal, Action.DECIDE, _resource(principal, vacancy.content.region))


def is_own(principal: Principal, vacancy: Vacancy) -> bool:
    """Tell whether the caller posted the vacancy or belongs to its employer."""
    return principal.id in (vacancy.posted_by, "") or vacancy.employer_id in employers.employers_of(principal)


def _reopened(vacancy: Vacancy, first: str, now: datetime) -> Vacancy:
    """A rejected vacancy goes through a check again: that of the officer who proposed to publish it."""
    if vacancy.state is not State.REJECTED:
        return vacancy
    entered = taken(vacancy, Step(to=State.SUBMITTED, at=now, by=first, reason=_OVERRULED))
    return taken(entered, Step(to=State.CHECKED, at=now, by=first, reason=_OVERRULED))


def _stored(
    vacancy_id: str,
    changed: storing.Change,
    by: Principal,
    ruling: Ruling,
    also: tables.Writes,
    expected: int | None,
    clock: Clock,
) -> Vacancy:
    seen: list[Vacancy] = []

    def noted(vacancy: Vacancy) -> Vacancy:
        seen[:] = [vacancy]
        return changed(vacancy)

    def beside(transaction: TransactWrite) -> None:
        _record(transaction, by, seen[0], ruling.decision, clock)
        also(transaction)

    return storing.change(vacancy_id, noted, expected, beside, lambda vacancy: require_decision(by, vacancy))


def _resource(principal: Principal, region: str | None) -> Resource:
    place = region or (principal.regions[0] if principal.regions else "")
    return Resource(kind=ResourceKind.REVIEW, region=place)


def _record(
    transaction: TransactWrite, principal: Principal, vacancy: Vacancy, decision: Decision, clock: Clock
) -> None:
    if decision is Decision.PUBLISH and vacancy.source.partner == DIRECT:
        employers.count_approved(transaction, vacancy.employer_id)
    audit.record(
        actor=principal.id,
        action=f"review_{decision.value}",
        subject=vacancy.id,
        purpose="review",
        transaction=transaction,
        clock=clock,
    )
    details = {"decision": decision.value, "employer": vacancy.employer_id}
    outbox.add(transaction, topic="vacancy_decided", subject=vacancy.id, details=details, clock=clock)
