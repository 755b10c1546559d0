"""Ways that fail before the emulator, and services that answer as AWS does when it cannot."""

import contextlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from bench.faults.proxy import Proxy
from bench.faults.standing import impatient
from chalicelib import aws, settings, tables
from local.emulator import Emulator
from local.engines.child import Child
from local.engines.polling import LOOPBACK, free_port, wait_until

Rule = Mapping[str, Any]


class Trouble:
    """microburst before the emulator: it answers in AWS's own words what its rules say."""

    def __init__(self, upstream: str, log: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "microburst", "--upstream", upstream, "--host", LOOPBACK]
        self._child = Child(["/usr/bin/env", *command, "--port", str(self.port)], log)
        self._control = httpx.Client(base_url=f"http://{LOOPBACK}:{self.port}/_microburst", trust_env=False)
        wait_until(self._answers, 30, "microburst")

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @contextlib.contextmanager
    def rules(self, *rules: Rule) -> Iterator[None]:
        """Let these rules hold within the block."""
        self.fired()
        self._control.post("/rules", json=list(rules)).raise_for_status()
        try:
            yield
        finally:
            self._control.post("/rules", json=[]).raise_for_status()

    def fired(self) -> Sequence[Mapping[str, Any]]:
        """What failed since the last question."""
        found: list[Mapping[str, Any]] = self._control.get("/fired").json()
        self._control.delete("/fired")
        return found

    def stop(self) -> None:
        self._control.close()
        self._child.stop()

    def _answers(self) -> bool:
        self._child.require_alive()
        with contextlib.suppress(httpx.TransportError):
            return self._control.get("/health").is_success
        return False


@pytest.fixture(scope="session")
def trouble(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trouble]:
    """One microburst for all tests."""
    running = Trouble(emulator.url, tmp_path_factory.mktemp("microburst") / "log")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def faulty_way(emulator: Emulator) -> Iterator[Proxy]:
    """One way to the emulator for all tests."""
    with Proxy(emulator.port) as way:
        yield way


@pytest.fixture
def way(store: str, faulty_way: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """The tables of this module, behind a way that fails as its ``judge`` says."""
    with _led_to(faulty_way.url, monkeypatch):
        judge = faulty_way.judge
        yield faulty_way
        faulty_way.judge = judge


@pytest.fixture
def troubled(store: str, trouble: Trouble, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trouble]:
    """The tables of this module, behind microburst."""
    with _led_to(trouble.url, monkeypatch):
        yield trouble


@contextlib.contextmanager
def _led_to(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch, impatient():
        patch.setenv("AWS_ENDPOINT_URL", url)
        forget()
        yield
    forget()


def forget() -> None:
    """Make clients anew at the next use."""
    for module in (settings, tables, aws):
        module.forget()
