"""Requests to OpenSearch: time-outs, bounded retries with jitter, typed answers, typed failures."""

import random
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec
from urllib3 import Timeout

from chalicelib.settings import Search
from search import patience
from search.port import IndexUnavailable

T = TypeVar("T")
Sign = Callable[[str, str, bytes], Mapping[str, str]]
Parameters = Mapping[str, str | int]

ATTEMPTS = 3
DEADLINE_SECONDS = 15.0
"""After this long no further attempt begins: whoever asked is about to give up."""
CONNECT_SECONDS = 1.0
READ_SECONDS = 10.0
_LEAST_SECONDS = 0.05
POOL = 32
JSON = "application/json"
LINES = "application/x-ndjson"
_PASSING = frozenset({429, 502, 503, 504})
_FAILED = 500
"""From this status on the cluster, or something before it, could not: no mistake of who asked."""
_ANY_STATUS = range(300, 600)


class Cause(msgspec.Struct, frozen=True):
    """Why OpenSearch refused: its own type and reason."""

    type: str = "unknown"
    reason: str | None = None
    root_cause: tuple["Cause", ...] = ()


class EngineRefused(RuntimeError):
    """OpenSearch understood and refused; a mistake of ours or a missing index. ``kind`` is OpenSearch's error type."""

    def __init__(self, status: int, cause: Cause) -> None:
        """Keep the HTTP ``status`` and the first cause."""
        first = cause.root_cause[0] if cause.root_cause else cause
        super().__init__(f"OpenSearch answered {status} {first.type}: {first.reason}")
        self.status = status
        self.kind = first.type


class _Failure(msgspec.Struct, frozen=True):
    error: Cause | str = Cause()


class Connection:
    """A pool of connections to one OpenSearch address, safe for threads.

    Every request that Padan makes may be repeated: writes carry versions, so a repeated one changes nothing.
    """

    def __init__(self, url: str, sign: Sign | None = None, *, read_seconds: float = READ_SECONDS) -> None:
        """Connect to ``url`` at the first request; ``sign`` gives the headers that prove the caller."""
        from opensearchpy import Urllib3HttpConnection

        place = urlsplit(url)
        self._pool = Urllib3HttpConnection(
            host=place.hostname or "localhost",
            port=place.port or (443 if place.scheme == "https" else 80),
            use_ssl=place.scheme == "https",
            url_prefix=place.path.rstrip("/"),
            http_auth=sign,
            pool_maxsize=POOL,
            timeout=Timeout(connect=CONNECT_SECONDS, read=read_seconds),
        )

    def call(
        self, method: str, path: str, kind: type[T], body: object = None, parameters: Parameters | None = None
    ) -> T:
        """Send ``body`` (plain values or structs as JSON; bytes as they are, lines) and return the answer as ``kind``.

        Raises `IndexUnavailable` when OpenSearch does not answer, fails or is overloaded, or when something else
        answers in its place; `EngineRefused` when it refuses.
        """
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body) if body is not None else b""
        media_type = LINES if isinstance(body, bytes) else JSON
        target = path + (f"?{urlencode(parameters)}" if parameters else "")
        status, content = self._try(method, target, raw, media_type)
        if status >= _FAILED:
            raise IndexUnavailable(f"OpenSearch failed with {status} {_cause(content).type}")
        if status >= 400:
            raise EngineRefused(status, _cause(content))
        return _decoded(content, kind)

    def exists(self, path: str) -> bool:
        """Tell whether there is something at ``path``."""
        status, _ = self._try("HEAD", path, b"", JSON)
        return status < 400

    def close(self) -> None:
        """Close the pooled connections."""
        self._pool.close()

    def _try(self, method: str, target: str, raw: bytes, media_type: str) -> tuple[int, bytes]:
        deadline = time.monotonic() + patience.at_most(DEADLINE_SECONDS)
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, 0.1 * 2**attempt))  # noqa: S311 - jitter
            answer = self._once(method, target, raw, media_type)
            if answer is not None:
                return answer
            if time.monotonic() >= deadline:
                break
        raise IndexUnavailable(f"OpenSearch did not answer {method} {target.partition('?')[0]}")

    def _once(self, method: str, target: str, raw: bytes, media_type: str) -> tuple[int, bytes] | None:
        """Return status and content, or None when trying again may help."""
        from opensearchpy.exceptions import ConnectionError as NoAnswer

        headers = {"content-type": media_type, "accept": JSON}
        try:
            status, _, content = self._pool.perform_request(
                method, target, body=raw or None, headers=headers, ignore=_ANY_STATUS, **_limited()
            )
        except NoAnswer:
            return None
        return None if status in _PASSING else (status, content.encode("utf-8", "surrogatepass"))


def _limited() -> dict[str, Any]:
    """Return the time-outs of a request when whoever asks waits no longer than some seconds, else nothing."""
    left = patience.left()
    if left is None:
        return {}
    seconds = max(_LEAST_SECONDS, left)
    return {"timeout": Timeout(connect=min(CONNECT_SECONDS, seconds), read=seconds)}


def connect(settings: Search) -> Connection:
    """Return a connection by the deployment's settings, signed when they name a region."""
    from search.opensearch.signing import signer

    region = settings.search_signing_region
    return Connection(settings.search_url, signer(region) if region else None)


def _decoded(content: bytes, kind: type[T]) -> T:
    """Read an answer. What is no JSON at all was said by something on the way; JSON of another form is our mistake."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexUnavailable(f"what answered is not OpenSearch: {error}") from error


def _cause(content: bytes) -> Cause:
    try:
        error = msgspec.json.decode(content, type=_Failure).error
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Cause(reason=content[:200].decode(errors="replace"))
    return Cause(reason=error) if isinstance(error, str) else error
