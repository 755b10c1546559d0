"""A platform on a real OpenSearch of its own: its process can be killed, and the way to it can fail."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.faults.lost_answers import prepared
from bench.faults.standing import FaultyPlatform, impatient, standing
from chalicelib.finding import usecases
from tests.engines_fixtures import require_opensearch
from tests.faults.standing.operations import World

SEED = 23


class Passing:
    """Monotonic seconds, and those more that a test lets pass at once."""

    def __init__(self, real) -> None:
        self._real, self.more = real, 0.0

    def __call__(self) -> float:
        return self._real() + self.more


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyPlatform]:
    """The platform."""
    require_opensearch(tmp_path_factory.mktemp("asked"))
    with standing(Path(tmp_path_factory.mktemp("cluster")) / "data", "opensearch") as running, impatient():
        yield running


@pytest.fixture(scope="package")
def world(platform: FaultyPlatform) -> Iterator[World]:
    """A partner, open vacancies, an officer; all of them in the index."""
    key, vacancies = prepared(platform, SEED)
    with httpx.Client(base_url=platform.front.url, timeout=60, trust_env=False) as client:
        yield World(platform, key, vacancies, client)


@pytest.fixture
def calm(platform: FaultyPlatform, monkeypatch: pytest.MonkeyPatch) -> Iterator[Passing]:
    """Without memory of earlier trouble; time of the ladder passes when a test says so."""
    clock = Passing(usecases._clock)
    with monkeypatch.context() as patch:
        patch.setattr(usecases, "_clock", clock)
        usecases._of_era.cache_clear()
        yield clock
    usecases._of_era.cache_clear()
