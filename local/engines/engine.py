"""What the real engines have in common: a Java child on a loopback port, tried again when the port was taken."""

import http.client
import json
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from local.engines.child import Child, ChildFailedError
from local.engines.install import ROOT, Engine, class_path
from local.engines.polling import LOOPBACK, wait_until

_ATTEMPTS = 4
E = TypeVar("E", bound="JavaEngine")


class JavaEngine(ABC):
    """A context manager; construction raises `NotInstalledError` when the engine is not there."""

    engine: Engine
    start_seconds = 60.0

    def __init__(self, folder: Path | None = None, root: Path = ROOT) -> None:
        """`folder` holds data and log; without one, a temporary folder that goes with the engine."""
        self._jars = class_path(self.engine, root)
        self._temporary = None if folder else tempfile.TemporaryDirectory(prefix=f"padan-{self.engine.name}-")
        self.folder = (folder or Path(self._temporary.name if self._temporary else "")).resolve()
        self._child: Child | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def pid(self) -> int:
        """Process id of the guard that runs it; 0 before the start."""
        return self._child.pid if self._child else 0

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._child is not None and self._child.alive

    @abstractmethod
    def choose_port(self) -> int:
        """A port that is free now."""

    @abstractmethod
    def command(self) -> list[str]:
        """The command line for `self.port`."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether it answers requests."""

    @abstractmethod
    def version(self) -> str:
        """The version that the running engine reports; empty when it does not."""

    def start(self: E) -> E:
        """Start it and wait until it is ready. Raises `ChildFailedError` or `NotReadyError`."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._start_once()
            except ChildFailedError:
                # It ends when another process has taken its port meanwhile: another port, then.
                self.stop()
        return self._start_once()

    def stop(self) -> None:
        """Stop it; does nothing when it does not run."""
        if self._child is not None:
            self._child.stop()

    def get(self, path: str) -> Mapping[str, Any] | None:
        """The JSON document at a path, or None when it does not answer with one."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            document = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError):
            return None
        finally:
            connection.close()
        return document if isinstance(document, dict) and response.status == http.client.OK else None

    def _start_once(self: E) -> E:
        self.port = self.choose_port()
        child = Child(self.command(), self.folder / f"{self.engine.name}.log")
        self._child = child

        def ready() -> bool:
            child.require_alive()
            return self.ready()

        try:
            wait_until(ready, self.start_seconds, self.engine.title, pause=0.1)
        except BaseException:
            child.stop()
            raise
        return self

    def __enter__(self: E) -> E:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._temporary is not None:
            self._temporary.cleanup()
