"""Employers in the company register: a number under the employer's own name proposes it as verified to an officer."""

from chalicelib import employers
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import Employer, RegisterState, RegisterWord
from chalicelib.errors import NotFound
from chalicelib.linkage import asking, judging
from chalicelib.linkage.answers import Business
from chalicelib.linkage.asking import Asked
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Confirmation, Verdict
from chalicelib.linkage.ports import Port
from security.sealed import Sealed

ABOUT = "business"


def ask(employer_id: str, clock: Clock = SYSTEM_CLOCK) -> Confirmation | None:
    """Have an employer looked up in the company register; ``None`` for one that is gone or states no number."""
    employer = _found(employer_id)
    if employer is None or employer.details.nib is None:
        return None
    return asking.ask(Asked(employer.id, Port.COMPANY, ABOUT, _claim(employer)), clock=clock)


class _Businesses:
    """Questions to the company register."""

    def judge(
        self,
        confirmation: Confirmation,
        sealed: Sealed | None,  # noqa: ARG002 - every case takes the same
        registers: Registers,
        deadline: Deadline,
        clock: Clock,  # noqa: ARG002
    ) -> Verdict | None:
        """Ask whose number it is."""
        employer = _found(confirmation.subject)
        if employer is None or employer.details.nib is None or _claim(employer) != confirmation.claim:
            return None
        if registers.company is None:
            raise NoAnswer(Reason.NOT_TRIED)
        question = Business(nib=employer.details.nib, name=employer.name)
        return judging.business(question, registers.company.business(question, deadline))

    def settle(self, confirmation: Confirmation, clock: Clock) -> None:
        """Note the register's word on the employer, as long as it still is about its present name and number."""
        told = confirmation.details
        word = RegisterWord(
            state=RegisterState(confirmation.state.value),
            at=confirmation.answered_at or clock.now(),
            evidence=confirmation.evidence or "",
            differences=confirmation.differences,
            size=told.get("size"),
            region=told.get("region"),
            kbli=told.get("kbli"),
        )
        employers.note_register(
            confirmation.subject, word, lambda present: _claim(present) == confirmation.claim, clock
        )


BUSINESSES = _Businesses()


def _found(employer_id: str) -> Employer | None:
    try:
        return employers.stored(employer_id).employer
    except NotFound:
        return None


def _claim(employer: Employer) -> str:
    return asking.claim_of(employer.details.nib or "", employer.name)
