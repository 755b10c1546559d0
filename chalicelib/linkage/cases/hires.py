"""Hires in the employment insurance: one fills an opening and closes the person's search, until they say otherwise."""

from chalicelib import applications, employers, people, vacancies
from chalicelib.applications import Application
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import NotFound
from chalicelib.linkage import asking, judging
from chalicelib.linkage.answers import Membership
from chalicelib.linkage.asking import Asked
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Confirmation, Standing, Verdict
from chalicelib.linkage.ports import Port
from security.sealed import Kind, Sealed

STATES = frozenset({"offered", "hired"})
"""States of an application from which on a hire is looked for."""


def ask(application_id: str, clock: Clock = SYSTEM_CLOCK) -> Confirmation | None:
    """Have a hire looked for; ``None`` without the person's consent, their NIK or the employer's NIB."""
    found = _application(application_id)
    claims = _claims(found) if found is not None else ()
    if found is None or not claims:
        return None
    asked = Asked(
        found.person_id,
        Port.INSURANCE,
        application_id,
        claims[0],
        demand=lambda transaction: people.demand_living(transaction, found.person_id),
    )
    return asking.ask(asked, clock=clock)


def take_back(person_id: str, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Open a person's search again and free the opening that it had filled; tells whether it was closed."""
    application_id = people.open_search(person_id, clock)
    if application_id is None:
        return False
    found = _application(application_id)
    if found is not None:
        vacancies.free(found.vacancy_id, application_id, clock)
    return True


class _Hires:
    """Questions to the employment insurance."""

    def judge(
        self,
        confirmation: Confirmation,
        sealed: Sealed | None,  # noqa: ARG002 - every case takes the same
        registers: Registers,
        deadline: Deadline,
        clock: Clock,
    ) -> Verdict | None:
        """Ask whether the person works there since they applied."""
        found = _application(confirmation.about)
        if found is None or found.person_id != confirmation.subject or confirmation.claim not in _claims(found):
            return None
        if registers.insurance is None:
            raise NoAnswer(Reason.NOT_TRIED)
        opened = people.claimed(found.person_id, opened=(Kind.NIK,))
        if opened is None:
            return None
        question = Membership(nik=opened.nik, nib=employers.stored(found.employer_id).employer.details.nib or "")
        answer = registers.insurance.membership(question, deadline)
        return judging.membership(answer, day_of(found.created_at), day_of(clock.now()))

    def settle(self, confirmation: Confirmation, clock: Clock) -> None:
        """Fill the opening, then close the search: either may have been done before."""
        found = _application(confirmation.about)
        if confirmation.state is Standing.CONFIRMED and found is not None:
            vacancies.fill(found.vacancy_id, found.id, clock)
            people.close_search(found.person_id, found.id, clock)


HIRES = _Hires()


def _application(application_id: str) -> Application | None:
    try:
        return applications.stored(application_id).application
    except NotFound:
        return None


def _claims(application: Application) -> tuple[str, ...]:
    """Return the present claim first; others are of questions from before the secret of the hashes changed."""
    claimed = people.claimed(application.person_id)
    try:
        nib = employers.stored(application.employer_id).employer.details.nib
    except NotFound:
        return ()
    if claimed is None or not nib:
        return ()
    return tuple(asking.claim_of(nik, nib, application.id) for nik in claimed.niks)
