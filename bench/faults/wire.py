"""HTTP/1.1 messages as they come, byte by byte: just enough to pass them on, or not."""

import asyncio
import re
from collections.abc import Mapping
from typing import NamedTuple

_SCOPE = re.compile(r"Credential=[^/,]+/\d{8}/[^/]+/(?P<service>[^/]+)/aws4_request")
_WITHOUT_BODY = frozenset({204, 304})


class Message(NamedTuple):
    """A request or an answer: its first line, its headers by lower-case name, and all of it as it came."""

    first: str
    headers: Mapping[str, str]
    raw: bytes

    @property
    def method(self) -> str:
        """Of a request."""
        return self.first.split(" ", 1)[0]

    @property
    def path(self) -> str:
        """Of a request, without its query."""
        return self.first.split(" ")[1].partition("?")[0]

    @property
    def service(self) -> str:
        """The AWS service that a signed request is meant for; empty without a signature."""
        found = _SCOPE.search(self.headers.get("authorization", ""))
        return found["service"] if found else ""

    @property
    def operation(self) -> str:
        """What AWS's JSON protocols name in a header; the method otherwise."""
        return self.headers.get("x-amz-target", "").rpartition(".")[2] or self.method


class Ended(Exception):
    """The other side closed the connection between two messages."""


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Message:
    """Read one request whole; a client that waits to be told to go on is told so."""
    first, headers, head = await _head(reader)
    if headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        head = re.sub(rb"(?im)^expect:[^\r]*\r\n", b"", head)
    return Message(first, headers, head + await _body(reader, headers, 0))


async def read_answer(reader: asyncio.StreamReader, asked: str) -> Message:
    """Read one answer to a request of the method ``asked``; interim answers are left out."""
    while True:
        first, headers, head = await _head(reader)
        status = int(first.split(" ")[1])
        if status >= 200:
            break
    if asked == "HEAD" or status in _WITHOUT_BODY:
        return Message(first, headers, head)
    return Message(first, headers, head + await _body(reader, headers, None))


async def _head(reader: asyncio.StreamReader) -> tuple[str, dict[str, str], bytes]:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        raise Ended from error
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return first, {name.strip().lower(): value.strip() for name, _, value in pairs}, head


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str], otherwise: int | None) -> bytes:
    """Read a body of the length that the headers say, or of ``otherwise`` bytes (``None``: to the end)."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return await _chunks(reader)
    length = int(headers["content-length"]) if "content-length" in headers else otherwise
    return await reader.read() if length is None else await reader.readexactly(length)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while True:
        line = await reader.readuntil(b"\r\n")
        parts.append(line)
        size = int(line.split(b";")[0], 16)
        parts.append(await reader.readexactly(size + 2) if size else await _trailer(reader))
        if not size:
            return b"".join(parts)


async def _trailer(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
        parts.append(line)
    return b"".join([*parts, b"\r\n"])
