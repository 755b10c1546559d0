"""Sandboxes and lines to them."""

from collections.abc import Iterator

import pytest

from chalicelib.linkage.breaker import Breaker
from chalicelib.linkage.budget import RetryBudget
from chalicelib.linkage.link import Link
from chalicelib.linkage.ports import Port
from chalicelib.linkage.transport import HttpTransport
from local.sandboxes.server import TOKEN, Sandboxes


@pytest.fixture
def sandboxes() -> Iterator[Sandboxes]:
    with Sandboxes() as running:
        yield running


@pytest.fixture
def line(sandboxes):
    """Makes a line to one of the registers."""

    def make(port: Port, breaker: Breaker | None = None) -> Link:
        transport = HttpTransport(f"{sandboxes.url}/{port.value}", lambda: TOKEN)
        return Link(port, transport, breaker, RetryBudget(), pause=lambda _: None)

    return make
