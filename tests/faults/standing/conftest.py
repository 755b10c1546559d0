"""One platform for the tests of this folder: ways to it and behind it may fail, afterwards it has to be whole again."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.faults.lost_answers import prepared
from bench.faults.standing import FaultyPlatform, impatient, standing
from chalicelib import aws, tables
from security import accounts, vault
from tests.faults.conftest import Trouble
from tests.faults.standing.operations import World

SEED = 11
_HURRIED_SECONDS = 0.5


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


@pytest.fixture(scope="package")
def aws_words(platform: FaultyPlatform, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trouble]:
    """microburst before this platform's emulator; the way leads past it until a test leads it there."""
    running = Trouble(platform.behind.straight, tmp_path_factory.mktemp("microburst") / "log")
    yield running
    running.stop()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Services are waited for half a second; how often they are asked stays as it is."""
    from botocore.config import Config

    with monkeypatch.context() as patch:
        patch.setattr(aws, "_CONFIG", aws._CONFIG.merge(Config(read_timeout=_HURRIED_SECONDS)))
        patch.setattr(aws, "_ONCE", aws._ONCE.merge(Config(read_timeout=_HURRIED_SECONDS)))
        patch.setattr(tables.TableMeta, "read_timeout_seconds", _HURRIED_SECONDS)
        _anew()
        yield
    _anew()


def _anew() -> None:
    for module in (aws, tables, accounts, vault):
        module.forget()
