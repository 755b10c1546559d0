"""Stores of each module's own, people who are signed in, and the queue of uploaded rows."""

from collections.abc import Iterator

import pytest

from chalicelib.resources import UPLOADED_ROWS
from local.emulator import Emulator
from security import identity
from security.principal import Principal
from tests.own_stores import Queue, own_stores
from tests.store_fixtures import Caller


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables, queues and buckets that this module alone uses."""
    yield from own_stores(emulator, "uploads-", request.module.__name__)


@pytest.fixture
def caller(stores: str, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Requests to the app, with people who are signed in by the word of the test."""
    principals: dict[str, Principal] = {}
    monkeypatch.setattr(identity, "verify_bearer", principals.__getitem__)
    return Caller(principals)


@pytest.fixture
def queue(stores: str) -> Iterator[Queue]:
    """The queue, emptied afterwards."""
    found = Queue(UPLOADED_ROWS.name)
    yield found
    found.clear()
