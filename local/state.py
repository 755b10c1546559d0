"""The data folder: who uses it, how the last run ended, and secrets that were made for it."""

import base64
import fcntl
import json
import os
import secrets
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from local.engines.polling import answers

_LOCK = "lock"
_RUNNING = "running.json"
_NOTES = "notes.json"
_SECRETS = "secrets.json"


class FolderInUseError(RuntimeError):
    """Another platform uses the data folder."""


class Ending(StrEnum):
    """How the run before this one ended."""

    NONE = "none"
    CLEAN = "clean"
    UNCLEAN = "unclean"


class Previous(NamedTuple):
    """The run before: how it ended and, when that was unclean, when it had begun (UTC)."""

    ending: Ending
    began_at: datetime | None


class DataFolder:
    """Held by one process at a time, from `begin` to `end` or `release`."""

    def __init__(self, path: Path) -> None:
        """Creates the folder when it is not there."""
        self.path = path.resolve()
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock: IO[str] | None = None

    def begin(self) -> Previous:
        """Take the folder and leave the mark of a run. Raises `FolderInUseError`."""
        self._take()
        mark = self.path / _RUNNING
        previous = self._previous(mark)
        _write(mark, {"pid": os.getpid(), "began_at": datetime.now(UTC).isoformat()})
        return previous

    def answering_at(self, url: str) -> None:
        """Tell other programs where the running platform answers; see `running_url`."""
        _write(self.path / _RUNNING, _read(self.path / _RUNNING) | {"url": url})

    def end(self) -> None:
        """The run ended cleanly: everything that was accepted is stored and delivered."""
        (self.path / _RUNNING).unlink(missing_ok=True)
        self.note("stopped_at", datetime.now(UTC).isoformat())
        self.release()

    def release(self) -> None:
        """Let others use the folder; without `end`, the next run knows that this one broke off."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def noted(self, name: str) -> str | None:
        """A note that an earlier run left."""
        value = _read(self.path / _NOTES).get(name)
        return value if isinstance(value, str) else None

    def note(self, name: str, value: str) -> None:
        """Leave a note for later runs."""
        _write(self.path / _NOTES, _read(self.path / _NOTES) | {name: value})

    def secret(self, name: str) -> str:
        """A random secret of 32 bytes in base64, made once for this folder."""
        known = _read(self.path / _SECRETS)
        if name not in known:
            known[name] = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
            _write(self.path / _SECRETS, known, mode=0o600)
        return str(known[name])

    def _take(self) -> None:
        file = (self.path / _LOCK).open("a+", encoding="utf-8")
        try:
            lock(file)
        except OSError:
            file.close()
            raise FolderInUseError(f"another platform uses the data folder {self.path}") from None
        self._lock = file

    def _previous(self, mark: Path) -> Previous:
        if mark.exists():
            began = _read(mark).get("began_at")
            return Previous(Ending.UNCLEAN, datetime.fromisoformat(began) if isinstance(began, str) else None)
        return Previous(Ending.CLEAN if self.noted("stopped_at") else Ending.NONE, None)


def running_url(path: Path) -> str | None:
    """Where the platform that runs on the data folder answers; None when none does."""
    url = _read(path / _RUNNING).get("url")
    if not isinstance(url, str):
        return None
    port = urlsplit(url).port
    return url if port and answers(port) else None


def lock(file: IO[str]) -> None:
    """Take a lock on an open file that ends with this process; raises `OSError` when another one holds it."""
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(file: Path) -> dict[str, object]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(file: Path, content: dict[str, object], mode: int = 0o644) -> None:
    """Replace the file in one step, so that a crash leaves the old or the new one."""
    new = file.with_name(file.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
