"""The HTTP server (uvicorn) in a thread of its own, with a graceful stop."""

import logging
import socket
import threading
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from chalicelib.errors import invalid
from chalicelib.texts import Text
from local.engines.polling import LOOPBACK, wait_until
from local.http import answers
from local.http.asgi import Application

_HEAD_LIMIT = 32 * 1024
_KEEP_ALIVE_SECONDS = 65


class Protocol(H11Protocol):
    """HTTP/1.1 whose own refusals are problem documents as well."""

    def send_400_response(self, msg: str) -> None:
        """Answer bytes that are not HTTP, or a head that is too large, and hang up."""
        detail = Text(f"Permintaan bukan HTTP yang sah: {msg}", f"The request is not valid HTTP: {msg}")
        answer = answers.from_error(invalid("", "malformed_request", detail))
        lines = ["HTTP/1.1 400 Bad Request", "connection: close", f"content-length: {len(answer.body)}"]
        lines += [f"{name.lower()}: {value}" for name, value in answer.headers]
        self.transport.write("\r\n".join([*lines, "", ""]).encode("latin-1") + answer.body)
        self.transport.close()


class HttpServer:
    """Holds a loopback port from construction on, serves from `start` to `stop`."""

    def __init__(self, port: int = 0, graceful_seconds: int = 10) -> None:
        """`port` 0 lets the system choose. Raises `OSError` when the port is taken."""
        self._graceful_seconds = graceful_seconds
        self._application: Application | None = None
        # With the protocol named, asyncio switches Nagle's algorithm off; else every answer takes 40 ms longer.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self, application: Application, seconds: float = 10) -> "HttpServer":
        """Serve in the background; returns when connections are accepted."""
        server = uvicorn.Server(_configuration(application, self._graceful_seconds))
        self._application, self._server = application, server
        self._thread = threading.Thread(
            target=server.run, kwargs={"sockets": [self._socket]}, name="http-server", daemon=True
        )
        self._thread.start()
        wait_until(lambda: server.started, seconds, "the HTTP server")
        return self

    def stop(self) -> bool:
        """Take no new request, let those that run finish within the bound, close; returns whether all did."""
        if self._server is not None:
            self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()
        self._socket.close()
        return self._application is None or self._application.close()


def _configuration(application: Any, graceful_seconds: int) -> uvicorn.Config:  # noqa: ANN401 - ASGI
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    return uvicorn.Config(
        application,
        http=Protocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=graceful_seconds,
        h11_max_incomplete_event_size=_HEAD_LIMIT,
    )
