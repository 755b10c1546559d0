"""A small HTTP/1.1 client for very many requests at once from one thread.

Whoever measures shares the processors with what is measured: a general client takes milliseconds of its own for each
request, this one tenths. It knows no redirects, no compression, no chunks and no TLS; the platform on one machine
answers with a ``Content-Length`` always.
"""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

TIMEOUT_SECONDS = 60.0
IDLE_SECONDS = 30.0
"""A connection that was idle for longer is not used again: the platform closes it after 65, maybe during a request."""
MOST_CONNECTIONS = 512


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """An answer; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def good(self) -> bool:
        """Whether the request was done."""
        return 200 <= self.status < 300

    @property
    def body(self) -> Any:  # noqa: ANN401 - JSON
        """The content, read as JSON."""
        return msgspec.json.decode(self.content)


class NoReply(Exception):
    """The connection broke, or no answer came in time."""


class Wire:
    """Connections to one platform, each used by one request at a time and then by the next."""

    def __init__(self, url: str) -> None:
        """Connect to ``url`` as requests come."""
        place = urlsplit(url)
        self.url = url.rstrip("/")
        self._host, self._port = place.hostname or "127.0.0.1", place.port or 80
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter, float]] = []
        self._room = asyncio.Semaphore(MOST_CONNECTIONS)

    async def send(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, content: bytes = b""
    ) -> Reply:
        """Send one request and return its answer; raises `NoReply`. ``target``: path and query, percent-encoded."""
        lines = [f"{method} {target} HTTP/1.1", f"host: {self._host}:{self._port}", f"content-length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        raw = "\r\n".join([*lines, "", ""]).encode("latin-1") + content
        async with self._room:
            try:
                return await asyncio.wait_for(self._exchange(raw), TIMEOUT_SECONDS)
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                raise NoReply(f"{method} {target.partition('?')[0]}: {type(error).__name__}") from error

    async def close(self) -> None:
        """Close the connections."""
        for _, writer, _ in self._idle:
            await _end(writer)
        self._idle.clear()

    async def _exchange(self, raw: bytes) -> Reply:
        reader, writer = await self._connection()
        kept = False
        try:
            writer.write(raw)
            head = await reader.readuntil(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")[:-2]
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            content = await reader.readexactly(int(headers.get("content-length", "0")))
            kept = headers.get("connection", "").lower() != "close"
            return Reply(status=int(first.split(" ")[1]), headers=headers, content=content)
        finally:
            # What was not read to its end would be the beginning of the next answer.
            if kept:
                self._idle.append((reader, writer, time.monotonic()))
            else:
                await _end(writer)

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Return the one that was used last, or a new one; what was idle too long is ended."""
        while self._idle:
            reader, writer, since = self._idle.pop()
            if time.monotonic() - since < IDLE_SECONDS:
                return reader, writer
            await _end(writer)
        return await asyncio.open_connection(self._host, self._port)


async def _end(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
