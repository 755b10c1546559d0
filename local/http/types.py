"""What routes that exist only on this machine receive and answer."""

from collections.abc import Callable, Mapping

import msgspec


class LocalRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request to a local route. Header names are in lower case; `path` is decoded."""

    method: str
    path: str
    query: Mapping[str, tuple[str, ...]] = {}
    headers: Mapping[str, str] = {}
    body: bytes = b""


class LocalResponse(msgspec.Struct, frozen=True, kw_only=True):
    """What a local route answers."""

    status: int = 200
    content_type: str = "application/json"
    body: bytes = b""
    headers: Mapping[str, str] = {}


LocalRoute = Callable[[LocalRequest], LocalResponse]
"""Serves one path and everything below it, in a thread of the pool."""
