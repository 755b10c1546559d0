"""A way to a service that loses requests or answers, or brings a request twice: what HTTP promises nobody."""

import asyncio
import contextlib
import random
import socket
import threading
from collections import Counter
from collections.abc import Callable
from enum import Enum
from types import TracebackType

from bench.faults.wire import Ended, Message, read_answer, read_request
from local.engines.polling import LOOPBACK

_READ_LIMIT = 1 << 20
LATE_SECONDS = 0.4
_STRANGER = b"<html><body><h1>Please sign in to this network</h1></body></html>"
STRANGERS_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n%s" % (
    len(_STRANGER),
    _STRANGER,
)
"""What something on the way says in the service's place."""


class Fate(Enum):
    """What becomes of one request."""

    PASS = "passed on"  # noqa: S105 - no password
    LOSE_REQUEST = "request lost"
    LOSE_ANSWER = "answer lost"
    TWICE = "brought twice"
    HANG = "never answered"
    LATE = "answered late"
    CUT = "answered by half"
    STRANGE = "answered by a stranger"


Judge = Callable[[Message], Fate]


def always(_: Message) -> Fate:
    """Let everything through."""
    return Fate.PASS


def share(part: float, fate: Fate, seed: int, only: Callable[[Message], bool] = lambda _: True) -> Judge:
    """Let ``part`` (0 to 1) of the requests that ``only`` means meet ``fate``, drawn with ``seed``."""
    drawn = random.Random(seed)

    def judge(request: Message) -> Fate:
        return fate if only(request) and drawn.random() < part else Fate.PASS

    return judge


def first_of(fate: Fate, only: Callable[[Message], bool], times: int = 1) -> Judge:
    """Let the first ``times`` requests that ``only`` means meet ``fate``."""
    left = [times]

    def judge(request: Message) -> Fate:
        if not left[0] or not only(request):
            return Fate.PASS
        left[0] -= 1
        return fate

    return judge


class Proxy:
    """Listens on a loopback port of its own, in a thread of its own; ``judge`` may be exchanged at any time.

    An answer is lost only after the service has given it: what it was asked is done. A connection whose request or
    answer is lost breaks off, as it does when a machine on the way dies.
    """

    def __init__(self, upstream: int, judge: Judge = always) -> None:
        """Lead to the loopback port ``upstream``."""
        self.upstream, self.judge = upstream, judge
        self.late_seconds = LATE_SECONDS
        self.met: Counter[Fate] = Counter()
        self.port = 0
        self._loop: asyncio.AbstractEventLoop
        self._thread = threading.Thread(target=self._run, name="faulty way", daemon=True)
        self._listening = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where clients ask."""
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> "Proxy":
        """Listen."""
        self._loop = asyncio.new_event_loop()
        self._thread.start()
        self._listening.wait()
        return self

    def stop(self) -> None:
        """Break off every connection and end."""
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join(10)

    def __enter__(self) -> "Proxy":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    def _end(self) -> None:
        self._stopping.set()

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        server = await asyncio.start_server(self._accepted, LOOPBACK, 0, limit=_READ_LIMIT)
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        await self._stopping.wait()
        server.close()
        # Who was accepted a moment ago begins now, and is broken off as the others are.
        await asyncio.sleep(0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # Sockets close one turn after their connections.
        await asyncio.sleep(0)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        way = _Way(self, writer)
        try:
            with contextlib.suppress(Ended, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await way.carry(await read_request(reader, writer)):
                    pass
        finally:
            self._tasks.discard(task)
            way.close()


class _Way:
    """One client's connection, and the connection to the service that goes with it."""

    def __init__(self, proxy: Proxy, client: asyncio.StreamWriter) -> None:
        self._proxy, self._client = proxy, client
        self._service: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._port = 0

    async def carry(self, request: Message) -> bool:
        """Carry one request to its fate; returns whether the connection goes on."""
        fate = self._proxy.judge(request)
        self._proxy.met[fate] += 1
        if fate is Fate.LOSE_REQUEST:
            return False
        if fate is Fate.HANG:
            await asyncio.Event().wait()
        if fate is Fate.LATE:
            await asyncio.sleep(self._proxy.late_seconds)
        if fate is Fate.TWICE:
            await self._ask(request)
        if fate is Fate.STRANGE:
            return await self._tell(STRANGERS_ANSWER)
        answer = await self._ask(request)
        if fate is Fate.LOSE_ANSWER:
            return False
        if fate is Fate.CUT:
            await self._tell(answer.raw[: len(answer.raw) - len(answer.raw) // 3])
            return False
        return await self._tell(answer.raw) and answer.headers.get("connection", "").lower() != "close"

    async def _tell(self, raw: bytes) -> bool:
        self._client.write(raw)
        await self._client.drain()
        return True

    async def _ask(self, request: Message) -> Message:
        if self._service is not None and (self._port != self._proxy.upstream or self._service[0].at_eof()):
            self._leave()
        if self._service is None:
            self._port = self._proxy.upstream
            self._service = await asyncio.open_connection(LOOPBACK, self._port, limit=_READ_LIMIT)
        reader, writer = self._service
        writer.write(request.raw)
        await writer.drain()
        answer = await read_answer(reader, request.method)
        if answer.headers.get("connection", "").lower() == "close":
            self._leave()
        return answer

    def _leave(self) -> None:
        if self._service is not None:
            self._service[1].close()
            self._service = None

    def close(self) -> None:
        """Break off: whoever still waits for an answer learns at once that none comes."""
        self._leave()
        found: socket.socket | None = self._client.get_extra_info("socket")
        if found is not None:
            with contextlib.suppress(OSError):
                found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self._client.close()
