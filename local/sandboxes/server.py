"""The sandboxes over HTTP on loopback. Below a framework: some of what they do is not HTTP any more."""

import contextlib
import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, cast

from local.sandboxes.behaviours import Behaviour, behaviour_for
from local.sandboxes.words import REGISTERS

LOOPBACK = "127.0.0.1"
TOKEN = "sandbox"  # noqa: S105 - of no register that exists
TOKENS = json.dumps(dict.fromkeys(("population", "company", "insurance", "certificates"), TOKEN))
"""The setting ``PADAN_REGISTER_TOKENS`` for them."""
_SLOW_SECONDS = 1.0
_DRIP_SECONDS = 0.05
_BEFORE_RECOVERY = 2
_STATUSES = {
    Behaviour.ERROR: 500,
    Behaviour.UNAVAILABLE: 503,
    Behaviour.BUSY: 429,
    Behaviour.FORBIDDEN: 401,
    Behaviour.REFUSED: 422,
}
_BODIES = {
    Behaviour.MALFORMED: b'{"found": true, "name":',
    Behaviour.WRONG_SCHEMA: b'[{"hasil": "sesuai"}]',
    Behaviour.PAGE: b"<!doctype html><title>Pemeliharaan</title>",
    Behaviour.HUGE: b'{"reference": "SB-1", "padding": "' + b"x" * 300_000 + b'"}',
}


class Sandboxes:
    """All four registers on one port. ``out`` is how every question is answered while it is set."""

    def __init__(self, port: int = 0) -> None:
        """Hold a loopback port; 0 lets the system choose."""
        self._server = _Server((LOOPBACK, port), _Handler)
        self._server.sandboxes = self
        self._thread: threading.Thread | None = None
        self.ending = threading.Event()
        self.out: Behaviour | None = None
        self.asked: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Where they answer; each register has a folder of its own."""
        return f"http://{LOOPBACK}:{self._server.server_address[1]}"

    def start(self) -> "Sandboxes":
        """Answer in the background."""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True, name="sandboxes")
        self._thread.start()
        return self

    def stop(self) -> None:
        """End; who waits for an answer gets none."""
        self.ending.set()
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def behaviour(self, path: str, number: str) -> Behaviour:
        """Return how to behave now, and count the question."""
        with self._lock:
            self.asked[path] += 1
            self._seen[f"{path} {number}"] += 1
            how = self.out or behaviour_for(number)
            if how is not Behaviour.RECOVERING:
                return how
            return Behaviour.ERROR if self._seen[f"{path} {number}"] <= _BEFORE_RECOVERY else Behaviour.RIGHT

    def __enter__(self) -> "Sandboxes":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    sandboxes: Sandboxes

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as of its base
        """Say nothing: that clients give up on a sandbox is what it is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as of its base
        """Keep no log: questions hold personal data, invented or not."""

    def do_POST(self) -> None:
        """Answer one question, well or badly."""
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path not in REGISTERS:
            return self._send(404, b"{}")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._send(401, b"{}")
        field, speak = REGISTERS[self.path]
        try:
            asked = json.loads(body)
            number = str(asked[field])
        except (ValueError, KeyError, TypeError):
            return self._send(422, b"{}")
        how = self._sandboxes.behaviour(self.path, number)
        said = {"reference": f"SB-{sum(self._sandboxes.asked.values()):06d}", **speak(asked, how)}
        return self._behave(how, json.dumps(said).encode())

    @property
    def _sandboxes(self) -> Sandboxes:
        return cast("_Server", self.server).sandboxes

    def _behave(self, how: Behaviour, right: bytes) -> None:
        match how:
            case Behaviour.SILENT:
                self._sandboxes.ending.wait()
            case Behaviour.CLOSED:
                return
            case Behaviour.TRUNCATED:
                self._send(200, right[: len(right) // 2], length=len(right))
            case Behaviour.DRIPPING:
                self._drip(right)
            case Behaviour.SLOW:
                self._sandboxes.ending.wait(_SLOW_SECONDS)
                self._send(200, right)
            case Behaviour.ELSEWHERE:
                self._send(307, b"", named=("Location", f"{self._sandboxes.url}/company/businesses"))
            case Behaviour.BUSY:
                self._send(429, b"{}", named=("Retry-After", "30"))
            case _:
                self._send(_STATUSES.get(how, 200), _BODIES.get(how, right))

    def _send(self, status: int, body: bytes, length: int | None = None, named: tuple[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        if named is not None:
            self.send_header(*named)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, body: bytes) -> None:
        self._send(200, b"", length=len(body) + 1000)
        with contextlib.suppress(OSError):
            for _ in range(len(body) + 1000):
                self.wfile.write(b" ")
                self.wfile.flush()
                if self._sandboxes.ending.wait(_DRIP_SECONDS):
                    return
