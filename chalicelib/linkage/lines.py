"""The registers of this deployment: those whose address is set, each behind a line that this process keeps."""

import functools
from collections.abc import Callable

import msgspec

from chalicelib import settings
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.linkage.breaker import Breaker
from chalicelib.linkage.link import Link
from chalicelib.linkage.ports import (
    CertificateRegister,
    CompanyRegister,
    EmploymentInsurance,
    PopulationRegister,
    Port,
)
from chalicelib.linkage.registers import (
    HttpCertificateRegister,
    HttpCompanyRegister,
    HttpEmploymentInsurance,
    HttpPopulationRegister,
)
from chalicelib.linkage.transport import HttpTransport
from chalicelib.settings import SettingsError, read

_VARIABLE = "PADAN_REGISTER_TOKENS"


class Registers(msgspec.Struct, frozen=True, kw_only=True):
    """The registers that can be asked; ``None`` for one that is not connected, whose questions wait."""

    population: PopulationRegister | None = None
    company: CompanyRegister | None = None
    insurance: EmploymentInsurance | None = None
    certificates: CertificateRegister | None = None

    @property
    def connected(self) -> tuple[Port, ...]:
        """The ports that can be asked."""
        return tuple(port for port in Port if getattr(self, port.value) is not None)


def connect(addresses: settings.Registers, clock: Clock = SYSTEM_CLOCK) -> Registers:
    """Return the registers at ``addresses``; raises `SettingsError` for an address that is not safe."""

    def link(port: Port, url: str) -> Link:
        return Link(port, HttpTransport(url, _token_of(port, addresses.register_tokens), clock), Breaker(clock=clock))

    population, company = addresses.population_url, addresses.company_url
    insurance, certificates = addresses.insurance_url, addresses.certificates_url
    return Registers(
        population=HttpPopulationRegister(link(Port.POPULATION, population)) if population else None,
        company=HttpCompanyRegister(link(Port.COMPANY, company)) if company else None,
        insurance=HttpEmploymentInsurance(link(Port.INSURANCE, insurance)) if insurance else None,
        certificates=HttpCertificateRegister(link(Port.CERTIFICATES, certificates)) if certificates else None,
    )


@functools.cache
def registers() -> Registers:
    """Return this deployment's registers, connected at first use."""
    return connect(read(settings.Registers))


def forget() -> None:
    """Connect afresh at the next use; for tests and a process that prepares its own environment."""
    registers.cache_clear()


def _token_of(port: Port, setting: str) -> Callable[[], str]:
    def find() -> str:
        from chalicelib.secrets import text

        tokens = _decoded(text(_VARIABLE, setting))
        if not tokens.get(port.value):
            raise SettingsError(f"{_VARIABLE} has no token for {port.value}")
        return tokens[port.value]

    return find


def _decoded(found: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(found, type=dict[str, str])
    except msgspec.DecodeError:
        # Without the cause: it could quote a token.
        raise SettingsError(f"{_VARIABLE} must be a JSON object of texts by port") from None
