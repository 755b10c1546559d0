"""Employers in the emulator's tables, and registers in sandboxes, for the tests of confirmations."""

from datetime import UTC, datetime

from chalicelib import employers
from chalicelib.employers import Employer, EmployerDetails
from chalicelib.identifiers import new_identifier
from chalicelib.linkage.lines import Registers, connect
from chalicelib.settings import Registers as Addresses
from local.sandboxes.server import TOKENS, Sandboxes
from security.principal import Audience, Principal

START = datetime(2026, 3, 2, 1, tzinfo=UTC)


def connected(sandboxes: Sandboxes, clock, *ports: str) -> Registers:
    """Lines to the sandboxes of ``ports``, of all without any."""
    named = ports or ("population", "company", "insurance", "certificates")
    urls = {f"{port}_url": f"{sandboxes.url}/{port}" for port in named}
    return connect(Addresses(register_tokens=TOKENS, **urls), clock)


def employer_with(ending: str = "0001", name: str = "PT Contoh Jaya", region: str = "32.73") -> Employer:
    """A new employer whose number ends in what chooses the sandbox's behaviour."""
    owner = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
    number = f"{next(_numbers):09d}{ending}"
    return employers.register(owner, EmployerDetails(name=name, nib=number, region=region)).employer


_numbers = iter(range(910_000_001, 920_000_000))
