"""Engines for the tests, one of each for a test run. A pytest plugin.

An engine that is not installed skips the test with the reason, or fails it when
`PADAN_REQUIRE_ENGINES=1` says that nothing may be left out.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from local.emulator import Emulator
from local.engines.dynamodb import DynamoDBLocal
from local.engines.install import NotInstalledError
from local.engines.opensearch import OpenSearch


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """The emulator on a folder of its own."""
    with Emulator(tmp_path_factory.mktemp("emulator")) as running:
        yield running


@pytest.fixture(scope="session")
def dynamodb_local() -> Iterator[DynamoDBLocal]:
    """A real DynamoDB Local, in memory."""
    try:
        engine = DynamoDBLocal()
    except NotInstalledError as error:
        _absent(error)
    with engine as running:
        yield running


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSearch]:
    """A real OpenSearch node."""
    with require_opensearch(tmp_path_factory.mktemp("opensearch")) as running:
        yield running


def require_opensearch(folder: Path) -> OpenSearch:
    """A node that is not started yet; skips or fails the test when OpenSearch is not installed."""
    try:
        return OpenSearch(folder)
    except NotInstalledError as error:
        _absent(error)


def _absent(error: NotInstalledError) -> NoReturn:
    if os.environ.get("PADAN_REQUIRE_ENGINES") == "1":
        pytest.fail(str(error))
    pytest.skip(str(error))
