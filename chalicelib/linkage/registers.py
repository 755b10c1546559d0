"""The four registers over HTTP. Paths and forms are in docs/linkage.md."""

from chalicelib.linkage.answers import (
    Business,
    BusinessAnswer,
    Certificate,
    CertificateAnswer,
    Identity,
    IdentityAnswer,
    Match,
    Membership,
    MembershipAnswer,
)
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.link import Link


class HttpPopulationRegister:
    """The population register behind a guarded line."""

    def __init__(self, link: Link) -> None:
        """Ask over ``link``."""
        self._link = link

    def identity(self, question: Identity, deadline: Deadline) -> IdentityAnswer:
        """Ask who somebody is."""
        return self._link.ask("/identities", question, IdentityAnswer, _of_one_mind, deadline)


class HttpCompanyRegister:
    """The company register behind a guarded line."""

    def __init__(self, link: Link) -> None:
        """Ask over ``link``."""
        self._link = link

    def business(self, question: Business, deadline: Deadline) -> BusinessAnswer:
        """Ask whose number it is."""

        def fits(answer: BusinessAnswer) -> bool:
            stated = (answer.name is not None, answer.status is not None)
            return answer.nib == question.nib and stated == (answer.found, answer.found)

        return self._link.ask("/businesses", question, BusinessAnswer, fits, deadline)


class HttpEmploymentInsurance:
    """The employment insurance behind a guarded line."""

    def __init__(self, link: Link) -> None:
        """Ask over ``link``."""
        self._link = link

    def membership(self, question: Membership, deadline: Deadline) -> MembershipAnswer:
        """Ask whether somebody works there."""

        def fits(answer: MembershipAnswer) -> bool:
            ordered = answer.since is None or answer.until is None or answer.since <= answer.until
            return answer.nib == question.nib and answer.insured == (answer.since is not None) and ordered

        return self._link.ask("/memberships", question, MembershipAnswer, fits, deadline)


class HttpCertificateRegister:
    """The registers of certificates behind a guarded line."""

    def __init__(self, link: Link) -> None:
        """Ask over ``link``."""
        self._link = link

    def certificate(self, question: Certificate, deadline: Deadline) -> CertificateAnswer:
        """Ask whose certificate it is."""

        def fits(answer: CertificateAnswer) -> bool:
            return answer.number == question.number and answer.found == (answer.status is not None)

        return self._link.ask("/certificates", question, CertificateAnswer, fits, deadline)


def _of_one_mind(answer: IdentityAnswer) -> bool:
    """Tell whether an answer says nothing of somebody whom it does not know, and something of whom it does."""
    silent = answer.name is Match.NOT_CHECKED and answer.vital_status is None
    return not silent if answer.found else silent and answer.birth_date is Match.NOT_CHECKED
