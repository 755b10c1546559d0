"""A whole platform in this process, with ways to its services, to its index and to itself that can fail."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

from bench.faults.proxy import LATE_SECONDS, Judge, Proxy, always
from local.emulator import Emulator
from local.engines.engine import JavaEngine
from local.environment import apply
from local.platform import Platform, SearchEngine
from local.resources import client

HIDDEN_SECONDS = 30
"""How long a queue hides a message that was taken from it. A message given to a handler that takes longer is not given
to a second one: there is one for each queue on one machine."""


class Behind(Emulator):
    """The emulator as its clients find it behind a way that may fail. `straight` leads past that."""

    way: Proxy

    @property
    def url(self) -> str:
        """Where the platform asks."""
        return self.way.url

    @property
    def straight(self) -> str:
        """Where the emulator itself answers."""
        return super().url

    def start(self, seconds: float = 30) -> "Behind":
        """Start the emulator, and the way to it."""
        super().start(seconds)
        self.way = Proxy(self.port).start()
        return self

    def stop(self, seconds: float = 30) -> None:
        """Stop both; the way last, because whoever stops the platform may still be asking."""
        super().stop(seconds)
        if hasattr(self, "way"):
            self.way.stop()


class FaultyPlatform(Platform):
    """`padan serve` in this process.

    ``services`` is the way to what is behind it, ``front`` the way to itself. With OpenSearch ``index`` is the way to
    that, and `kill_index` and `revive_index` end and begin its process.
    """

    def __init__(self, data: Path, search: SearchEngine = "embedded") -> None:
        """Stand on ``data``; nothing fails until a way's ``judge`` says so."""
        super().__init__(data, search=search, report=lambda _: None)
        self.behind = Behind(self.folder.path / "emulator", save_seconds=3600)
        self.emulator = self.behind
        self.front = Proxy(0)
        self.index = Proxy(0)

    def start(self) -> "FaultyPlatform":
        """Start everything. Requests are not counted: one client does here what thousands do elsewhere."""
        super().start()
        self._show_again_soon()
        apply({"PADAN_LIMITING": "false"})
        self.front.upstream = urlsplit(self.url).port or 0
        self.front.start()
        return self

    def stop(self) -> bool:
        """Mend both ways, then stop."""
        self.mend()
        self.front.stop()
        return super().stop()

    @property
    def services(self) -> Proxy:
        """The way to the emulator."""
        return self.behind.way

    def mend(self) -> None:
        """Let nothing fail any more on the ways."""
        self.services.upstream = self.behind.port
        self.services.judge = self.front.judge = self.index.judge = always
        self.index.late_seconds = LATE_SECONDS

    @contextlib.contextmanager
    def failing(self, services: Judge = always, front: Judge = always, index: Judge = always) -> Iterator[None]:
        """Let the ways fail within the block."""
        self.services.judge, self.front.judge, self.index.judge = services, front, index
        try:
            yield
        finally:
            self.mend()

    def settle(self, seconds: float = 300) -> None:
        """Wait until everything that was caused has happened.

        A message that was taken from its queue and whose fate nobody could tell the queue comes again when it has been
        hidden for `HIDDEN_SECONDS`.
        """
        self.drain(seconds)

    def kill_index(self) -> None:
        """Kill OpenSearch as a machine does that loses its power."""
        assert self._opensearch is not None, "there is no process to kill"
        kill(self._opensearch)

    def revive_index(self) -> None:
        """Start OpenSearch again on what it has on disk, at whatever port."""
        assert self._opensearch is not None, "there is no process to start"
        self._opensearch.start()
        self.index.upstream = self._opensearch.port

    def _search_variables(self, stack: contextlib.ExitStack) -> dict[str, str]:
        variables = super()._search_variables(stack)
        if self._opensearch is None:
            return variables
        self.index.upstream = self._opensearch.port
        stack.enter_context(self.index)
        return variables | {"PADAN_SEARCH_URL": self.index.url}

    def _show_again_soon(self) -> None:
        """Shorten how long queues hide a message: up to twelve minutes are longer than anybody waits here."""
        from chalicelib.resources import QUEUES, physical_name

        sqs = client("sqs", self.behind.straight)
        for queue in QUEUES:
            address = sqs.get_queue_url(QueueName=physical_name(queue.name))["QueueUrl"]
            sqs.set_queue_attributes(QueueUrl=address, Attributes={"VisibilityTimeout": str(HIDDEN_SECONDS)})


def processes(engine: JavaEngine) -> list[psutil.Process]:
    """Return the engine's own processes, not the guard that would end them gently."""
    return list(psutil.Process(engine.pid).children(recursive=True))


def kill(engine: JavaEngine, found: Sequence[psutil.Process] = ()) -> None:
    """Kill the engine's own processes; looking for them takes longer than an engine needs to finish something."""
    running = found or processes(engine)
    for process in running:
        process.send_signal(signal.SIGKILL)
    psutil.wait_procs(running, 10)
    engine.stop()


@contextlib.contextmanager
def standing(data: Path, search: SearchEngine = "embedded") -> Iterator[FaultyPlatform]:
    """Stand on ``data`` for the block; afterwards the environment, and what was read from it, is as before."""
    platform = FaultyPlatform(data, search)
    with environment_kept(), platform:
        yield platform


@contextlib.contextmanager
def environment_kept() -> Iterator[None]:
    """Begin without an index that somebody left open; afterwards the environment, and what was read, is as before."""
    from search import engine

    before = dict(os.environ)
    engine.close()
    try:
        yield
    finally:
        os.environ.clear()
        apply(before)


@contextlib.contextmanager
def impatient(longest: float = 0.01) -> Iterator[None]:
    """Shorten the pauses of the AWS SDK between its tries within the block; how often it tries stays as it is."""
    import botocore.endpoint

    sending: Any = botocore.endpoint
    real = sending.time
    sending.time = _Hasty(longest)
    try:
        yield
    finally:
        sending.time = real


class _Hasty:
    """The module `time` for who only sleeps, and not as long as asked."""

    def __init__(self, longest: float) -> None:
        self._longest = longest

    def sleep(self, seconds: float) -> None:
        time.sleep(min(seconds, self._longest))
