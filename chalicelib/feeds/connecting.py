"""A connection to the address that was looked at, and to no other: cut off at its deadline, closed whatever happens."""

import contextlib
import functools
import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from typing import Any

from chalicelib.feeds.addresses import Target


@contextlib.contextmanager
def connected(target: Target, seconds: float) -> Iterator[Any]:
    """Give a pool of urllib3 for one request, held to the certificate of the name.

    After ``seconds`` the connection is cut off: a server that sends its headers sign by sign keeps within every other
    limit. The library leaves connections open that broke amid the headers; here none outlives its request.
    """
    pool, opened = _pool(target, seconds), _Opened()
    pool.ConnectionCls = functools.partial(opened.connection, pool.ConnectionCls)
    guard = threading.Timer(seconds, opened.cut_off)
    guard.daemon = True
    guard.start()
    try:
        yield pool
    finally:
        guard.cancel()
        pool.close()
        opened.close()


class _Opened:
    """The connections that a pool made and the answers on them."""

    def __init__(self) -> None:
        self._connections: list[Any] = []
        self._answers: list[HTTPResponse] = []

    def connection(self, kind: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401 - urllib3's
        """Return a new connection of ``kind`` that tells of its answers."""
        made = kind(*args, **named)
        made.response_class = self._answer
        self._connections.append(made)
        return made

    def cut_off(self) -> None:
        """End what is being read or written, from another thread."""
        for connection in self._connections:
            if connection.sock is not None:
                with contextlib.suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close everything; what is closed already stays so."""
        for each in (*self._answers, *self._connections):
            each.close()

    def _answer(self, *args: Any, **named: Any) -> HTTPResponse:  # noqa: ANN401
        self._answers.append(HTTPResponse(*args, **named))
        return self._answers[-1]


def _pool(target: Target, seconds: float) -> Any:  # noqa: ANN401 - urllib3's pool
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout

    timeout = Timeout(connect=min(10.0, seconds), read=min(20.0, seconds))
    if target.scheme == "http":
        return HTTPConnectionPool(target.ip, target.port, timeout=timeout)
    return HTTPSConnectionPool(
        target.ip, target.port, timeout=timeout, server_hostname=target.host, assert_hostname=target.host
    )
