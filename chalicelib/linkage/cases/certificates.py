"""People's certificates: a number that is kept sealed until it was looked up, for something that the profile states."""

from chalicelib import people
from chalicelib.clock import Clock
from chalicelib.linkage import asking, judging
from chalicelib.linkage.answers import Certificate, CertificateKind
from chalicelib.linkage.asking import Asked
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Confirmation, Standing, Verdict
from chalicelib.linkage.ports import Port
from chalicelib.people import Claimed
from security import vault
from security.purposes import SYSTEM, Purpose
from security.sealed import Kind, Sealed


def asked(person_id: str, claimed: Claimed, kind: CertificateKind, number: str, what: str) -> Asked:
    """Return the question whether ``number`` confirms ``what``; raises `InvalidInput` on ``/number``."""
    claim = _claims(vault.lookup_hashes(Kind.CERTIFICATE, number, "/number"), claimed)[0]
    sealed = vault.seal(number, Kind.CERTIFICATE, person_id, "/number")
    about = f"{kind.value}/{what}"
    return Asked(person_id, Port.CERTIFICATES, about, claim, sealed, demand=people.while_living(person_id))


class _Certificates:
    """Questions to the registers of certificates."""

    def judge(
        self,
        confirmation: Confirmation,
        sealed: Sealed | None,
        registers: Registers,
        deadline: Deadline,
        clock: Clock,
    ) -> Verdict | None:
        """Ask whose certificate it is; number and name are opened for this one question."""
        known = people.claimed(confirmation.subject)
        if known is None or sealed is None:
            return None
        if registers.certificates is None:
            raise NoAnswer(Reason.NOT_TRIED)
        number = vault.open_sealed(sealed, Purpose.CHECK_REGISTER, SYSTEM)
        if confirmation.claim not in _claims(vault.lookup_hashes(Kind.CERTIFICATE, number), known):
            return None
        holder = people.display_name(confirmation.subject, Purpose.CHECK_REGISTER, SYSTEM)
        kind = CertificateKind(confirmation.about.partition("/")[0])
        question = Certificate(kind=kind, number=number, holder=holder or "")
        return judging.certificate(registers.certificates.certificate(question, deadline), clock.now().date())

    def settle(self, confirmation: Confirmation, clock: Clock) -> None:
        """Show what the certificate is for as confirmed, or not any more."""
        what = confirmation.about.partition("/")[2]
        holds = confirmation.state is Standing.CONFIRMED
        people.note_confirmed(confirmation.subject, what, holds=holds, clock=clock)


CERTIFICATES = _Certificates()


def _claims(numbers: tuple[str, ...], claimed: Claimed) -> tuple[str, ...]:
    """Return the present claim first; others are of questions from before the secret of the hashes changed."""
    return tuple(asking.claim_of(number, name) for number in numbers for name in claimed.names)
