"""One child process: started with a life line, stopped by its own process id.

The child's standard input is a pipe whose other end only this process holds. When this process
ends in any way, killed ones included, the system closes the pipe, the child reads end of file and
stops by itself. This works on Linux and macOS alike, and needs no process id that may have been reused.
"""

import atexit
import os
import subprocess
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

_running: "weakref.WeakSet[Child]" = weakref.WeakSet()


class ChildFailedError(RuntimeError):
    """A child process ended before it was ready; the message holds the end of its log."""


class Child:
    """A process in its own session that writes to a log file.

    `command` must stop when its standard input ends: a Python program of ours does, anything else
    runs under `local/engines/guard.py`.
    """

    def __init__(self, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.name = Path(command[0]).name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                list(command),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(os.environ) | dict(environment or {}),
                start_new_session=True,
            )
        self._lock = threading.Lock()
        _running.add(self)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def require_alive(self) -> None:
        """Raise `ChildFailedError` with the end of the log if the process has ended."""
        if not self.alive:
            raise ChildFailedError(
                f"{self.name} ended with code {self._process.returncode}; its log {self.log} ends with:\n{self.tail()}"
            )

    def tail(self, size: int = 2000) -> str:
        """The last characters of the log."""
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - size))
            return file.read().decode("utf-8", "replace")

    def stop(self, seconds: float = 15) -> int:
        """Ask the process to end, wait, and kill it when it does not. Returns its exit code."""
        with self._lock:
            if self.alive:
                self._process.terminate()
            if self._process.stdin is not None and not self._process.stdin.closed:
                self._process.stdin.close()
            try:
                return self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self._process.kill()
                return self._process.wait(seconds)
            finally:
                _running.discard(self)

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def stop_all() -> None:
    """Stop every child that is still there; runs by itself when the interpreter ends."""
    for child in list(_running):
        child.stop(5)


atexit.register(stop_all)
