"""The ASGI application between the server and the gateway: limits, the thread pool, time-outs."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import PadanError, TooLarge
from chalicelib.texts import Text
from local.http import answers
from local.http.answers import Answer
from local.http.gateway import TIMEOUT_SECONDS, Gateway
from local.http.requests import MAX_BODY, HttpRequest, check_size, parse_path, parse_query

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_BODILESS = {204, 304}


class TimedOut(PadanError):
    """The app took longer than the gateway waits."""

    slug, status = "timeout", 504
    title = Text("Waktu habis", "Timed out")


class ClientGoneError(Exception):
    """The client hung up before its request was complete."""


class Application:
    """Reads requests, has the gateway answer them in a bounded pool of threads, writes answers."""

    def __init__(
        self, gateway: Gateway, threads: int = 16, waiting: int = 256, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        """At most `threads` requests are worked on at once and `waiting` wait in all; cheap ones find fewer places."""
        self._gateway = gateway
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="http")
        self._waiting = waiting
        self._timeout = timeout
        self._open = 0
        self._working = 0
        self._counting = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection event of ASGI; only HTTP is known."""
        if scope["type"] != "http":
            return
        try:
            answer = await self._answer(scope, receive)
        except ClientGoneError:
            return
        await _send(answer, send, bodiless=scope["method"] == "HEAD")

    def close(self) -> bool:
        """End the threads; returns whether none still works. The interpreter would wait for one that does."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        return self._working == 0

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        language = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        self._open += 1
        try:
            request = _request(scope, await _read(scope, receive))
            self._refuse_beyond(request)
            return await self._in_thread(request)
        except PadanError as error:
            return answers.from_error(error, language, {"Connection": "close"} if error.status == 413 else None)
        except ClientGoneError:
            raise
        except Exception as error:
            return answers.unexpected(error, language)
        finally:
            self._open -= 1

    def _refuse_beyond(self, request: HttpRequest) -> None:
        """Raise `Overloaded` when requests of this class have no place to wait in."""
        from functions.shedding import places, shed

        kind = self._gateway.class_of(request)
        most = places(kind, self._waiting)
        if most is not None and self._open > most:
            raise shed(kind)

    async def _in_thread(self, request: HttpRequest) -> Answer:
        work = asyncio.get_running_loop().run_in_executor(self._pool, self._handle, request)
        try:
            return await asyncio.wait_for(work, self._timeout)
        except TimeoutError:
            raise TimedOut from None

    def _handle(self, request: HttpRequest) -> Answer:
        with self._counting:
            self._working += 1
        try:
            return self._gateway.handle(request)
        finally:
            with self._counting:
                self._working -= 1


def _request(scope: Scope, body: bytes) -> HttpRequest:
    raw_path: bytes = scope["raw_path"]
    check_size(len(raw_path) + len(scope["query_string"]), scope["headers"])
    path, segments = parse_path(raw_path)
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in scope["headers"]
        if not name.startswith(b"x-forwarded-")
    )
    client = scope.get("client") or ("127.0.0.1", 0)
    return HttpRequest(
        method=scope["method"],
        raw_path=raw_path.decode("ascii"),
        path=path,
        segments=segments,
        query=parse_query(scope["query_string"]),
        headers=headers,
        body=body,
        source_ip=client[0],
        host=dict(headers).get("host", ""),
        arrived=SYSTEM_CLOCK.now().timestamp(),
    )


async def _read(scope: Scope, receive: Receive) -> bytes:
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > MAX_BODY:
        raise TooLarge
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise TooLarge
        if not message.get("more_body", False):
            return bytes(body)


async def _send(answer: Answer, send: Send, *, bodiless: bool) -> None:
    unwanted = {"content-length", "transfer-encoding"}
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in answer.headers
        if name.lower() not in unwanted
    ]
    if answer.status not in _BODILESS:
        headers.append((b"content-length", str(len(answer.body)).encode("ascii")))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    empty = bodiless or answer.status in _BODILESS
    await send({"type": "http.response.body", "body": b"" if empty else answer.body})
