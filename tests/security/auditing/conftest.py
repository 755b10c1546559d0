"""Tables of the audit on the emulator, new for each test."""

import itertools
from collections.abc import Callable, Iterator

import pytest

from chalicelib import tables
from local.emulator import Emulator
from security import audit
from security.audit_chain_table import AuditBlockItem, AuditExportItem, AuditHeadItem, AuditMarkItem
from security.audit_model import AuditEntry
from security.audit_table import AuditItem
from tests.security import conftest as security

MODELS = (AuditItem, AuditBlockItem, AuditExportItem, AuditHeadItem, AuditMarkItem)
_number = itertools.count()

clock = security.clock


@pytest.fixture
def stored(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """The environment of a process that works on empty tables of its own."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", emulator.url)
    monkeypatch.setenv("PADAN_TABLE_PREFIX", f"auditing-{next(_number)}-")
    security._forget()
    for model in MODELS:
        model.create_table(wait=True)
    yield emulator
    for model in MODELS:
        model.delete_table()
    security._forget()


@pytest.fixture
def write(stored, clock) -> Callable[..., list[AuditEntry]]:
    """Adds entries about people to the table, as the platform does."""

    def add(count: int, people: int = 5, actor: str = "per_officer") -> list[AuditEntry]:
        return [
            audit.record(
                actor=actor, action="read_phone", subject=f"per_{number % people}", purpose="assist", clock=clock
            )
            for number in range(count)
        ]

    return add


@pytest.fixture
def prefix() -> str:
    """The prefix of the tables of this test."""
    return tables.physical_name("")
