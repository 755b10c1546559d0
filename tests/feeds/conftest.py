"""Stores of its own for each module of tests, a portal, and the worker of what feeds bring."""

from collections.abc import Iterator

import pytest

from tests.feeds.serving import Portal, serving
from tests.partners.conftest import queue, stores

__all__ = ["queue", "stores"]


@pytest.fixture
def site() -> Iterator[Portal]:
    """A portal on this machine."""
    with serving() as found:
        yield found
