"""The steps of an application after it was sent, counting, and forgetting the person."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, outbox, tables, uniqueness, vacancies
from chalicelib.applications import table
from chalicelib.applications.applying import ONCE, marker
from chalicelib.applications.model import ERASED, OVER, ApplicationLetter, ApplicationState, Side, moved
from chalicelib.applications.reading import Stored, resource_of, stored
from chalicelib.applications.table import ApplicationItem
from chalicelib.applications.words import closed
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import PreconditionFailed, Unavailable
from chalicelib.tables import ConditionRefused
from security.policy import Action
from security.principal import Principal

_ATTEMPTS = 5


def move(
    principal: Principal,
    application_id: str,
    to: ApplicationState,
    expected: int,
    reason: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Stored:
    """Take the next step at version ``expected``: the employer's along the way, or the job seeker's back.

    Raises `NotFound`, `PreconditionFailed` when stale, `Conflict` for a step that the caller's side may not take.
    """
    found = stored(application_id)
    employers.require(principal, Action.UPDATE, resource_of(found.application))
    if found.version != expected:
        raise PreconditionFailed
    side = Side.SEEKER if principal.id == found.application.person_id else Side.EMPLOYER
    after = closed(moved(found.application, to, side, clock.now(), reason))

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(after, expected))
        details = {"state": to.value, "side": side.value, "vacancy": after.vacancy_id, "employer": after.employer_id}
        outbox.add(transaction, topic="application_state", subject=after.id, details=details, clock=clock)

    try:
        tables.write(build)
    except ConditionRefused:
        raise PreconditionFailed from None
    return Stored(after, expected + 1)


def count(vacancy_ids: Iterable[str]) -> None:
    """Bring the number of applications that vacancies show up to date; may be called late, often, in any order."""
    for vacancy_id, number in table.received(vacancy_ids).items():
        vacancies.count_applications(vacancy_id, number)


def anonymise_person(person_id: str) -> int:
    """Take a person out of all their applications and return how many there were; twice changes nothing.

    What remains is that somebody applied, for the employer's and the platform's figures. An open application ends as
    withdrawn.
    """
    found = [item.pk for item in ApplicationItem.by_person.query(person_id)]
    for application_id in found:
        anonymise(application_id, person_id)
    return len(found)


def anonymise(application_id: str, person_id: str, untouched_since: datetime | None = None) -> bool:
    """Take a person out of one of their applications; tell whether they were in it.

    With ``untouched_since`` only when nobody took a step in it from then on. Raises `Unavailable` when somebody keeps
    changing it.
    """
    for _ in range(_ATTEMPTS):
        present = stored(application_id)
        known = present.application
        if known.person_id != person_id or (untouched_since is not None and known.updated_at > untouched_since):
            return False
        if _forgotten(present):
            return True
    raise Unavailable


def _forgotten(present: Stored) -> bool:
    known = present.application
    anonymous = msgspec.structs.replace(
        known,
        person_id=ERASED,
        letter=ApplicationLetter(),
        message=None,
        state=known.state if known.state in OVER else ApplicationState.WITHDRAWN,
        history=tuple(msgspec.structs.replace(event, reason=None, closed=None) for event in known.history),
    )

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(anonymous, present.version))
        uniqueness.release(transaction, ONCE, marker(known), known.id)

    return tables.committed(build)
