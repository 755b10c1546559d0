"""A platform as its users have it, for measuring: ``padan serve`` in a process of its own, and what it costs."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import msgspec
import psutil

from bench.cleaning import end_like_ctrl_c
from local.development.guard import LOCAL_HEADER

_START_SECONDS, _STOP_SECONDS = 300, 90
_PROGRAM = "from local.cli import main; main()"
_MEGABYTE = 1e6


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """Resident megabytes of the platform's process, of its children, and of a child's copy of itself that saves.

    Pages that two share count half for each (PSS) where the system tells, else whole for both (RSS).
    """

    platform: float
    children: float
    copies: float
    kind: str

    @property
    def total(self) -> float:
        """All together."""
        return self.platform + self.children + self.copies

    @property
    def parts(self) -> str:
        """The parts in words."""
        saving = f", its copy that saves {self.copies:.0f}" if self.copies else ""
        return f"{self.kind}: platform {self.platform:.0f}, children {self.children:.0f}{saving}"


class Served:
    """One run of ``padan serve``; make it with `served`."""

    def __init__(self, data: Path, search: str, *, seed: bool) -> None:
        """Start it and wait until it answers; ``started_in`` is how many seconds that took."""
        started = time.perf_counter()
        options = ["--port", "0", "--data", str(data), "--search", search, "--seed" if seed else "--no-seed"]
        with (data.parent / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-c", _PROGRAM, "serve", *options],
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the bench, which stops the platform once
            )
        self.data = data
        self.url = self._ready()
        self.started_in = time.perf_counter() - started

    def client(self) -> httpx.Client:
        """Return a client of it."""
        return httpx.Client(base_url=self.url, timeout=60, trust_env=False, headers={LOCAL_HEADER: "1"})

    def command(self, *arguments: str) -> None:
        """Run a command of the command line on it; raises ``CalledProcessError``."""
        environment = {**os.environ, "PADAN_URL": self.url}
        command = [sys.executable, "-c", _PROGRAM, *arguments, "--data", str(self.data)]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    def memory(self) -> Memory:
        """Measure its family now."""
        own = psutil.Process(self._process.pid)
        copies, children = _parted(own.children(recursive=True))
        return Memory(platform=_size(own), children=_sizes(children), copies=_sizes(copies), kind=_kind(own))

    def stop(self) -> float:
        """Stop it as Ctrl-C does; returns the seconds that took. Kills it when it does not end."""
        started = time.perf_counter()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            if self._process.stdout is not None:
                self._process.stdout.close()
        return time.perf_counter() - started

    @property
    def runs(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def _ready(self) -> str:
        output = self._process.stdout
        assert output is not None
        answering, _, _ = select.select([output], [], [], _START_SECONDS)
        line = output.readline().decode() if answering else ""
        if not line.startswith("ready "):
            self.stop()
            raise RuntimeError(f"the platform did not start; it said {line!r}")
        return line.split()[1]


@contextlib.contextmanager
def served(data: Path, search: str = "embedded", *, seed: bool = False) -> Iterator[Served]:
    """Run the platform on ``data`` and stop it in any case, also when this process is asked to end."""
    end_like_ctrl_c()
    platform = Served(data, search, seed=seed)
    try:
        yield platform
    finally:
        if platform.runs:
            platform.stop()


def _parted(family: Sequence[psutil.Process]) -> tuple[list[psutil.Process], list[psutil.Process]]:
    """Return the processes that run the same program as their parent, and the others; who has just ended is neither."""
    copies: list[psutil.Process] = []
    others: list[psutil.Process] = []
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            parent = process.parent()
            same = parent is not None and parent.cmdline() == process.cmdline()
            (copies if same else others).append(process)
    return copies, others


def _sizes(processes: Sequence[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            total += _size(process)
    return total


def _size(process: psutil.Process) -> float:
    full = process.memory_full_info()
    return float(getattr(full, "pss", 0) or full.rss) / _MEGABYTE


def _kind(process: psutil.Process) -> str:
    return "PSS" if getattr(process.memory_full_info(), "pss", 0) else "RSS"
