"""Registers in sandboxes for the tests of the interface, and the schedule that asks them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import settings
from chalicelib.linkage import lines
from functions.linkage import resolve_confirmations
from local.environment import registers
from local.http.context import LambdaContext
from local.sandboxes.server import Sandboxes

EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))


def resolve() -> None:
    """Run the schedule once."""
    resolve_confirmations(EVENT, LambdaContext("resolve_confirmations", 60))


def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandboxes]:
    """Registers that answer, in the settings of this process, until the generator is closed."""
    with Sandboxes() as running:
        for name, value in registers(running.url).items():
            monkeypatch.setenv(name, value)
        settings.forget()
        lines.forget()
        yield running
    monkeypatch.undo()
    lines.forget()
    settings.forget()
