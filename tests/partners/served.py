"""The real app behind the real HTTP front, for bytes that only a socket can carry."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import app as root
from local.http.asgi import Application
from local.http.gateway import Gateway
from local.http.server import HttpServer
from local.http.static import StaticFiles
from security.signatures import SignedRequest, SigningKey, sign

PUSH = "/v1/partner/vacancies"
LINES = "application/x-ndjson"


class Told(msgspec.Struct, frozen=True):
    """An answer: status and JSON."""

    status: int
    body: dict[str, object]

    @property
    def codes(self) -> dict[str, str]:
        return {each["pointer"]: each["code"] for each in self.body.get("errors", ())}


@contextmanager
def served(nothing: Path, threads: int = 16) -> Iterator[HttpServer]:
    """The app on a port of its own."""
    running = HttpServer(graceful_seconds=5).start(
        Application(Gateway(root.app, {}, StaticFiles(nothing)), threads=threads, timeout=20)
    )
    try:
        yield running
    finally:
        running.stop()


def headers_for(
    server: HttpServer, key: SigningKey, body: bytes, target: str = PUSH, method: str = "POST"
) -> dict[str, str]:
    content = {"content-type": LINES} if body else {}
    return sign(SignedRequest(method=method, url=server.url + target, headers=content, body=body), key)


def send(
    server: HttpServer, headers: dict[str, str], body: bytes = b"", target: str = PUSH, method: str = "POST"
) -> Told:
    """Send it and read the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        raw = answer.read()
        return Told(answer.status, json.loads(raw) if raw else {})
    finally:
        connection.close()


def send_raw(server: HttpServer, raw: bytes, *, hang_up: bool = False) -> int:
    """Send bytes as they are; return the status, 0 when the server hangs up without one."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        wire.sendall(raw)
        if hang_up:
            wire.shutdown(socket.SHUT_WR)
        answer = wire.recv(65_536)
        return int(answer.split(b" ", 2)[1]) if answer else 0


def head(headers: dict[str, str], *more: str, target: str = PUSH) -> bytes:
    """The first lines of a request; ``more`` are whole lines."""
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), *more, "", ""]
    return "\r\n".join(lines).encode("utf-8")
