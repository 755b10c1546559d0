"""One platform for the tests of this folder: ways to it and behind it may fail, afterwards it has to be whole again."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.faults.lost_answers import prepared
from bench.faults.standing import FaultyPlatform, impatient, standing
from tests.faults.standing.operations import World

SEED = 11


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyPlatform]:
    """The platform."""
    with standing(Path(tmp_path_factory.mktemp("faults")) / "data") as running, impatient():
        yield running


@pytest.fixture(scope="package")
def world(platform: FaultyPlatform) -> Iterator[World]:
    """A partner, open vacancies, an officer."""
    key, vacancies = prepared(platform, SEED)
    with httpx.Client(base_url=platform.front.url, timeout=60, trust_env=False) as client:
        yield World(platform, key, vacancies, client)
