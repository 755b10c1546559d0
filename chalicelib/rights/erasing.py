"""Erasure over all that keeps something of a person, capability by capability, each repeatable.

The person themselves — account, documents, sealed part, markers — is removed by `chalicelib.people.erasure`; everything
else here, from the event ``person_erased`` and after a restore. What is kept nevertheless, and why, says
`chalicelib.rights.inventory`.
"""

from collections.abc import Callable, Mapping

from pynamodb.transactions import TransactWrite

from chalicelib import alerts, applications, employers, notifications, people
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound
from chalicelib.observability import logger
from chalicelib.people import PersonState, erasure
from chalicelib.rights import table
from chalicelib.rights.model import RightsKind, done_at_once
from security.principal import Principal

Step = Callable[[str], object]


def erase(principal: Principal, expected: int | None = None, clock: Clock = SYSTEM_CLOCK) -> None:
    """Erase the caller, and keep the record that they asked for it; again changes nothing.

    Raises `NotFound` for somebody who never was, `PreconditionFailed` when ``expected`` is not the version.
    """
    person, _ = people.get(principal.id)
    asked = done_at_once(person.id, RightsKind.ERASE, person.profile.region or "", clock)

    def also(transaction: TransactWrite) -> None:
        table.record(transaction, asked)

    erasure.erase(principal.id, actor=principal.id, expected=expected, clock=clock, also=also)


def forget_person(person_id: str) -> None:
    """Remove what every capability has of a person who was erased; does nothing for anybody else.

    A step that fails does not keep the others from being done; what failed first is raised at the end, so that whoever
    called comes again.
    """
    if not _is_gone(person_id):
        return
    failed: Exception | None = None
    for name, step in STEPS.items():
        try:
            step(person_id)
        except Exception as error:
            logger.exception("a step of an erasure failed", extra={"person": person_id, "step": name})
            failed = failed or error
    if failed is not None:
        raise failed


def forget_words(person_id: str) -> None:
    """Remove what was written in a person's requests; that they asked, when, and what came of it is kept.

    What was open is closed: there is nobody left to answer.
    """
    for item in table.of_person(person_id):
        table.strip(item)


def _confirmations(person_id: str) -> None:
    from chalicelib.linkage import reading

    reading.forget_person(person_id)


def _matches(person_id: str) -> None:
    from chalicelib.matching.batch.forgetting import forget_person as forget

    forget(person_id)


STEPS: Mapping[str, Step] = {
    "applications": applications.anonymise_person,
    "memberships": employers.forget_person,
    "confirmations": _confirmations,
    "alerts": alerts.forget_person,
    "messages": notifications.forget_person,
    "matches": _matches,
    "requests": forget_words,
}
"""What is done for an erased person, in this order."""


def _is_gone(person_id: str) -> bool:
    """Tell whether nobody of that identifier is there: erased, or unknown as after a restore from before they came."""
    try:
        return people.get(person_id)[0].state is PersonState.ERASED
    except NotFound:
        return True
