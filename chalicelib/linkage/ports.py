"""The four registers as the platform needs them. Adapters over HTTP are in `chalicelib.linkage.registers`."""

from enum import StrEnum
from typing import Protocol

from chalicelib.linkage.answers import (
    Business,
    BusinessAnswer,
    Certificate,
    CertificateAnswer,
    Identity,
    IdentityAnswer,
    Membership,
    MembershipAnswer,
)
from chalicelib.linkage.deadline import Deadline


class Port(StrEnum):
    """Registers that confirm or correct."""

    POPULATION = "population"
    COMPANY = "company"
    INSURANCE = "insurance"
    CERTIFICATES = "certificates"


class PopulationRegister(Protocol):
    """Who people are (Dukcapil)."""

    def identity(self, question: Identity, deadline: Deadline) -> IdentityAnswer:
        """Answer, or raise `NoAnswer`."""
        ...


class CompanyRegister(Protocol):
    """Who businesses are (OSS; the compulsory report on manpower, WLKP)."""

    def business(self, question: Business, deadline: Deadline) -> BusinessAnswer:
        """Answer, or raise `NoAnswer`."""
        ...


class EmploymentInsurance(Protocol):
    """Who works for whom (BPJS Ketenagakerjaan)."""

    def membership(self, question: Membership, deadline: Deadline) -> MembershipAnswer:
        """Answer, or raise `NoAnswer`."""
        ...


class CertificateRegister(Protocol):
    """What people have learned and may do (BNSP, PDDikti and ministries, health councils)."""

    def certificate(self, question: Certificate, deadline: Deadline) -> CertificateAnswer:
        """Answer, or raise `NoAnswer`."""
        ...
