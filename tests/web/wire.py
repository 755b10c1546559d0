"""Chromium's debugging protocol over a pair of pipes: no port, no library."""

import fcntl
import itertools
import json
import os
import queue
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable
from typing import Any

_SECONDS = 60
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""The last one: pages reach this machine and nothing else."""

Listener = Callable[[str, dict[str, Any]], None]


class RefusedError(AssertionError):
    """The browser could not do what it was told."""


class Wire:
    """A browser in a process of its own; `ask` it, or listen to what it says of one page."""

    def __init__(self, program: str, profile: str) -> None:
        """Start ``program`` with an empty ``profile``."""
        told, self._tell = os.pipe()
        self._hear, said = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (told, said)]
        os.close(told)
        os.close(said)
        command = shlex.join([program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"])
        self._process = subprocess.Popen(
            [shutil.which("bash") or "bash", "-c", f"exec {command} 3<&{ends[0]} 4>&{ends[1]}"],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in ends:
            os.close(end)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._listeners: dict[str, Listener] = {}
        self._writing = threading.Lock()
        threading.Thread(target=self._listen, name="browser", daemon=True).start()

    def ask(self, method: str, session: str = "", seconds: float = _SECONDS, **parameters: Any) -> dict[str, Any]:
        """Have something done and return what it led to; raises `RefusedError`."""
        answer: queue.Queue[dict[str, Any]] = queue.Queue()
        number = self.send(method, session, answer, **parameters)
        try:
            said = answer.get(timeout=seconds)
        except queue.Empty:
            raise RefusedError(f"{method}: no answer within {seconds} seconds") from None
        finally:
            self._waiting.pop(number, None)
        if "error" in said:
            raise RefusedError(f"{method}: {said['error']}")
        found: dict[str, Any] = said["result"]
        return found

    def send(
        self, method: str, session: str = "", answer: "queue.Queue[dict[str, Any]] | None" = None, **parameters: Any
    ) -> int:
        """Say something without waiting; listeners, which are called by the one thread that reads, must not wait."""
        number = next(self._numbers)
        if answer is not None:
            self._waiting[number] = answer
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        raw = json.dumps(message).encode() + b"\0"
        with self._writing:
            while raw:
                raw = raw[os.write(self._tell, raw) :]
        return number

    def listen(self, session: str, listener: Listener) -> None:
        """Have ``listener`` hear every event of a page."""
        self._listeners[session] = listener

    def close(self) -> None:
        """End the browser, and wait until it has."""
        try:
            self.ask("Browser.close")
        except (RefusedError, OSError):
            self._process.kill()
        self._process.wait(_SECONDS)
        os.close(self._tell)

    def _listen(self) -> None:
        kept = b""
        while found := os.read(self._hear, 1 << 16):
            *messages, kept = (kept + found).split(b"\0")
            for message in messages:
                self._heard(json.loads(message))
        os.close(self._hear)

    def _heard(self, message: dict[str, Any]) -> None:
        if (waiting := self._waiting.get(message.get("id", 0))) is not None:
            waiting.put(message)
        elif (listener := self._listeners.get(message.get("sessionId", ""))) is not None and "method" in message:
            listener(message["method"], message["params"])
