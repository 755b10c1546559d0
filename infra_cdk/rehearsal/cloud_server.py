"""The program of the emulator's child process when it stands for a cloud account.

Usage: ``python cloud_server.py STATE_FOLDER SECONDS`` with the project and its packages on the path. Beside what
`local.engines.ministack_server` does:

- every request counts as having come by TLS, as if a load balancer before the emulator had ended it: policies that
  refuse plain HTTP then apply as in the cloud;
- a region can be lost: ``PUT /_padan/lost?region=NAME`` makes every request for it fail, ``DELETE`` brings it back.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from local.engines.ministack_server import Application, Scope, Server

LOST = "/_padan/lost"
_CREDENTIAL = re.compile(r"Credential=[^/]+/\d{8}/(?P<region>[a-z0-9-]+)/")
_INTERFACE = re.compile(r"/restapis/(?P<id>[a-z0-9]+)/")
Send = Callable[[Any], Awaitable[None]]


class CloudServer(Server):
    """ministack as a cloud account."""

    def __init__(self, root: Path, seconds: float) -> None:
        """See `Server`."""
        super().__init__(root, seconds)
        self._lost: set[str] = set()

    def _watched(self, application: Application) -> Application:
        inner = super()._watched(application)

        async def watched(scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
            if scope["type"] != "http":
                await inner(scope, receive, send)
            elif scope["path"] == LOST:
                await self._change(scope, send)
            elif region_of(scope) in self._lost:
                await _answer(send, 503, b"the region does not answer")
            else:
                await inner(_by_tls(scope), receive, send)

        return watched

    async def _change(self, scope: Scope, send: Send) -> None:
        regions = parse_qs(scope["query_string"].decode("ascii")).get("region", [])
        change = self._lost.update if scope["method"] == "PUT" else self._lost.difference_update
        change(regions)
        await _answer(send, 200, " ".join(sorted(self._lost)).encode("ascii"))


def region_of(scope: Scope) -> str:
    """Return the region that a request is for: by its signature, or by the interface that it calls."""
    header = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    query = scope["query_string"].decode("latin-1").replace("%2F", "/")
    if found := _CREDENTIAL.search(header) or _CREDENTIAL.search(query.replace("X-Amz-", "")):
        return found["region"]
    return _home_of(found["id"]) if (found := _INTERFACE.match(scope["path"])) else ""


def _home_of(interface: str) -> str:
    """Return the region in which the REST interface was made."""
    service: Any = sys.modules.get("ministack.services.apigateway_v1")
    known = service._rest_apis._data if service is not None else {}
    return next((str(key[1]) for key in known if key[-1] == interface), "")


def _by_tls(scope: Scope) -> Scope:
    return {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}


async def _answer(send: Send, status: int, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    asyncio.run(CloudServer(Path(sys.argv[1]), float(sys.argv[2])).run())
