"""Tables and queues of the module's own, and indices of each test's own."""

from collections.abc import Iterator

import pytest

from local.emulator import Emulator
from search import engine
from tests.own_stores import own_stores


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables and queues, new for the module; the value is the prefix of their names."""
    yield from own_stores(emulator, "alr-", request.module.__name__)


@pytest.fixture
def indices(stores: str) -> Iterator[None]:
    """The embedded indices in memory, empty."""
    engine.close()
    yield
    engine.close()
