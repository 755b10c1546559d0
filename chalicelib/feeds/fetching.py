"""One conditional request to a feed: pinned to an address that was looked at, bounded in size and time."""

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urljoin

import msgspec

from chalicelib.feeds.addresses import Refused, Resolve, Target, target_of
from chalicelib.feeds.connecting import connected

AGENT = "PadanBot/1.0 (+https://padan.example/bot)"
MOST_BYTES = 50 * 1024 * 1024
"""Unpacked: the sitemaps' own limit (sitemaps.org, protocol)."""
MOST_REDIRECTIONS = 4
SECONDS = 60.0
_PIECE = 1 << 16
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_GZIP = b"\x1f\x8b"


class Failure(StrEnum):
    """Why nothing could be fetched."""

    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MANY_REDIRECTIONS = "too_many_redirections"
    BROKEN = "broken"
    STATUS = "status"


class FetchFailed(Exception):
    """A request led to nothing. ``retry_after`` is what the server asks for, in seconds."""

    def __init__(self, failure: Failure, detail: str = "", retry_after: int | None = None) -> None:
        """Keep why."""
        super().__init__(f"{failure.value} {detail}".strip())
        self.failure, self.detail, self.retry_after = failure, detail, retry_after


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the server said of what we have already (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came back; ``body`` is None when nothing changed. ``url`` is the address after redirections."""

    url: str
    body: bytes | None
    known: Known


class Fetcher:
    """Fetches under the same rules everywhere; ``development`` lets it talk to this machine."""

    def __init__(
        self,
        *,
        development: bool = False,
        resolve: Resolve | None = None,
        most_bytes: int = MOST_BYTES,
        seconds: float = SECONDS,
        left: Callable[[], float] | None = None,
    ) -> None:
        """Keep the bounds, and how names are looked up. ``left`` tells the seconds that all requests have together."""
        self._left = left
        self._development, self._resolve = development, resolve
        self._most, self._seconds = most_bytes, seconds

    def get(self, url: str, known: Known | None = None, most_bytes: int | None = None) -> Fetched:
        """Return what ``url`` leads to, after four redirections at most, each looked at anew; raises `FetchFailed`.

        ``most_bytes`` bounds what is smaller than the largest of all answers.
        """
        most = min(most_bytes or self._most, self._most)
        deadline = time.monotonic() + self._patience()
        for _ in range(MOST_REDIRECTIONS + 1):
            answer = self._asked(self._target(url), known or Known(), deadline, most)
            if isinstance(answer, str):
                url = _joined(url, answer)
                continue
            return msgspec.structs.replace(answer, url=url)
        raise FetchFailed(Failure.TOO_MANY_REDIRECTIONS)

    def _patience(self) -> float:
        """Return the seconds that this request may take."""
        if self._left is None:
            return self._seconds
        left = self._left()
        if left <= 0:
            raise FetchFailed(Failure.TOO_SLOW, "no time left")
        return min(self._seconds, left)

    def _target(self, url: str) -> Target:
        try:
            return target_of(url, self._resolve, development=self._development)
        except Refused as refused:
            raise FetchFailed(Failure.REFUSED, str(refused)) from None

    def _asked(self, target: Target, known: Known, deadline: float, most: int) -> Fetched | str:
        """Return the answer, or where it leads."""
        from urllib3.exceptions import HTTPError

        try:
            with connected(target, max(0.1, deadline - time.monotonic())) as pool:
                answer = pool.request(
                    "GET",
                    target.path,
                    headers=_headers(target, known),
                    redirect=False,
                    preload_content=False,
                    retries=False,
                )
                found = _read(answer, deadline, most)
        except HTTPError as error:
            slow = "timed out" in str(error).lower() or time.monotonic() >= deadline
            raise FetchFailed(Failure.TOO_SLOW if slow else Failure.UNREACHABLE, type(error).__name__) from None
        if time.monotonic() >= deadline:
            # What was cut off amid its headers looks like an answer that is whole.
            raise FetchFailed(Failure.TOO_SLOW)
        return found


def _joined(url: str, place: str) -> str:
    try:
        return urljoin(url, place)
    except ValueError:
        raise FetchFailed(Failure.REFUSED, "malformed") from None


def _read(answer: Any, deadline: float, most: int) -> Fetched | str:  # noqa: ANN401 - urllib3's response
    headers = answer.headers
    known = Known(etag=headers.get("ETag", "")[:200], last_modified=headers.get("Last-Modified", "")[:100])
    if answer.status in _REDIRECTIONS and headers.get("Location"):
        return str(headers["Location"])
    if answer.status == 304:
        return Fetched(url="", body=None, known=known)
    if answer.status != 200:
        raise FetchFailed(Failure.STATUS, str(answer.status), _seconds_of(headers))
    raw = _bounded(_pieces(answer, deadline), most)
    return Fetched(url="", body=_unpacked(raw, most), known=known)


def _headers(target: Target, known: Known) -> dict[str, str]:
    named = {80: target.host, 443: target.host}.get(target.port, f"{target.host}:{target.port}")
    found = {"Host": named, "User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"}
    if known.etag:
        found["If-None-Match"] = known.etag
    if known.last_modified:
        found["If-Modified-Since"] = known.last_modified
    return found


def _pieces(answer: Any, deadline: float) -> Iterator[bytes]:  # noqa: ANN401
    """Yield the body as it was sent; a server that drips is left at the deadline."""
    while piece := answer.read1(_PIECE, decode_content=False):
        if time.monotonic() > deadline:
            raise FetchFailed(Failure.TOO_SLOW)
        yield piece


def _bounded(pieces: Iterator[bytes], most: int) -> bytes:
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > most:
            raise FetchFailed(Failure.TOO_LARGE)
    return bytes(found)


def _unpacked(raw: bytes, most: int) -> bytes:
    """Return what a gzip body holds, one sent so or one stored so (``sitemap.xml.gz``), as often as it was packed."""
    for _ in range(2):
        if not raw.startswith(_GZIP):
            break
        reader = zlib.decompressobj(wbits=31)
        try:
            raw = reader.decompress(raw, most + 1)
        except zlib.error:
            raise FetchFailed(Failure.BROKEN, "gzip") from None
        if len(raw) > most:
            raise FetchFailed(Failure.TOO_LARGE)
        if not reader.eof:
            raise FetchFailed(Failure.BROKEN, "gzip")
    return raw


def _seconds_of(headers: Mapping[str, str]) -> int | None:
    text = headers.get("Retry-After", "")
    return min(int(text), 86_400) if text.isascii() and text.isdigit() and len(text) < 7 else None
