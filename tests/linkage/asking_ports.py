"""One question to each port, by the ending of its number, so that a test can go through all of them."""

from collections.abc import Callable

from chalicelib.linkage import judging
from chalicelib.linkage.answers import Business, Certificate, CertificateKind, Identity, Membership
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.link import Link
from chalicelib.linkage.model import Verdict
from chalicelib.linkage.ports import Port
from chalicelib.linkage.registers import (
    HttpCertificateRegister,
    HttpCompanyRegister,
    HttpEmploymentInsurance,
    HttpPopulationRegister,
)
from tests.linkage.days import FIRST, TODAY

NIK, NIB = "327301010190", "912010101"


def identity(link: Link, ending: str, deadline: Deadline) -> Verdict:
    question = Identity(nik=NIK + ending, name="Sari Contoh")
    return judging.identity(HttpPopulationRegister(link).identity(question, deadline))


def business(link: Link, ending: str, deadline: Deadline) -> Verdict:
    question = Business(nib=NIB + ending, name="PT Contoh Jaya")
    return judging.business(question, HttpCompanyRegister(link).business(question, deadline))


def membership(link: Link, ending: str, deadline: Deadline) -> Verdict:
    question = Membership(nik=NIK + ending, nib=NIB + "0001")
    answer = HttpEmploymentInsurance(link).membership(question, deadline)
    return judging.membership(answer, FIRST, TODAY)


def certificate(link: Link, ending: str, deadline: Deadline) -> Verdict:
    question = Certificate(kind=CertificateKind.COMPETENCE, number=f"BNSP-{ending}", holder="Sari Contoh")
    return judging.certificate(HttpCertificateRegister(link).certificate(question, deadline), TODAY)


ASK: dict[Port, Callable[[Link, str, Deadline], Verdict]] = {
    Port.POPULATION: identity,
    Port.COMPANY: business,
    Port.INSURANCE: membership,
    Port.CERTIFICATES: certificate,
}
