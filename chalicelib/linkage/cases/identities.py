"""People in the population register, at their own wish and with their consent."""

from chalicelib import people
from chalicelib.clock import Clock
from chalicelib.linkage import asking, judging
from chalicelib.linkage.answers import Identity
from chalicelib.linkage.asking import Asked
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Confirmation, Standing, Verdict
from chalicelib.linkage.ports import Port
from chalicelib.people import Claimed
from security.sealed import Kind, Sealed

ABOUT = "identity"


def asked(person_id: str, claimed: Claimed) -> Asked:
    """Return the question who somebody is."""
    return Asked(person_id, Port.POPULATION, ABOUT, _claims(claimed)[0], demand=people.while_living(person_id))


class _Identities:
    """Questions to the population register."""

    def judge(
        self,
        confirmation: Confirmation,
        sealed: Sealed | None,  # noqa: ARG002 - every case takes the same
        registers: Registers,
        deadline: Deadline,
        clock: Clock,  # noqa: ARG002
    ) -> Verdict | None:
        """Ask who somebody is; the NIK and name are opened for this one question."""
        known = people.claimed(confirmation.subject)
        if known is None or confirmation.claim not in _claims(known):
            return None
        if registers.population is None:
            raise NoAnswer(Reason.NOT_TRIED)
        opened = people.claimed(confirmation.subject, opened=(Kind.NIK, Kind.NAME))
        if opened is None:
            return None
        question = Identity(nik=opened.nik, name=opened.name)
        return judging.identity(registers.population.identity(question, deadline))

    def settle(self, confirmation: Confirmation, clock: Clock) -> None:
        """Show the identity as confirmed, or not any more."""
        holds = confirmation.state is Standing.CONFIRMED
        people.note_confirmed(confirmation.subject, ABOUT, holds=holds, clock=clock)


IDENTITIES = _Identities()


def _claims(claimed: Claimed) -> tuple[str, ...]:
    """Return the present claim first; others are of questions from before the secret of the hashes changed."""
    return tuple(asking.claim_of(nik, name) for nik in claimed.niks for name in claimed.names)
