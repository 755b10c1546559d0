"""A request as AWS WAF sees it."""

from collections.abc import Mapping

import msgspec

from security.waf.limits import INSPECTED_BODY
from security.waf.statements import Component, Field, Header


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Headers by lower-case name; ``path`` and ``query`` as they were sent; ``at`` in seconds from any moment."""

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""
    address: str = "198.51.100.7"
    country: str = "ID"
    at: float = 0.0

    @property
    def is_inspected_whole(self) -> bool:
        """Whether all of the body is looked at."""
        return len(self.body) <= INSPECTED_BODY

    def value(self, field: Field) -> bytes | None:
        """Return the bytes of ``field`` that can be inspected; a header that was not sent is nothing."""
        match field:
            case Header():
                sent = self.headers.get(field.name)
                return None if sent is None else sent.encode()
            case Component.METHOD:
                return self.method.encode()
            case Component.PATH:
                return self.path.encode()
            case Component.QUERY:
                return self.query.encode()
            case Component.BODY:
                return self.body[:INSPECTED_BODY]
