"""Decides who serves a request: a route of the app, a local route, or a file."""

import logging
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from chalicelib.errors import MethodNotAllowed, NotFound, PadanError, Unavailable
from chalicelib.limits.model import RouteClass
from chalicelib.texts import Text
from local.http import answers
from local.http.answers import Answer
from local.http.context import LambdaContext
from local.http.events import proxy_event
from local.http.requests import HttpRequest
from local.http.routing import Match, Router
from local.http.static import StaticFiles
from local.http.types import LocalRequest, LocalRoute

_log = logging.getLogger("padan.http")
TIMEOUT_SECONDS = 29.0
"""API Gateway waits no longer than this for a function."""


class App(Protocol):
    """What the front needs of a Chalice application."""

    @property
    def routes(self) -> Mapping[str, Mapping[str, Any]]:
        """Route entries by resource and method."""

    @property
    def api(self) -> Any:  # noqa: ANN401 - Chalice is untyped
        """Settings of the API, binary media types among them."""

    def __call__(self, event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        """Serve one proxy event."""


class Gateway:
    """Answers requests, in as many threads as the server gives it."""

    def __init__(
        self, app: App, local_routes: Mapping[str, LocalRoute], files: StaticFiles, *, is_open: bool = True
    ) -> None:
        """`local_routes` maps a path to what serves it and everything below it; the longest path wins.

        Until `open`, a gateway that is not open answers 503: the index may still be built.
        """
        self._is_open = is_open
        self._app = app
        self._router = Router(app.routes)
        self._local_routes = sorted(local_routes.items(), key=lambda route: len(route[0]), reverse=True)
        self._files = files

    def open(self) -> None:
        """Serve requests from now on."""
        self._is_open = True

    def class_of(self, request: HttpRequest) -> RouteClass:
        """Tell of which class the operation is that `request` asks for; files and local routes are readings."""
        from functions.route_classes import class_of

        match = self._router.match(request.raw_path)
        return class_of(request.method, match.resource if match else "")

    def handle(self, request: HttpRequest) -> Answer:
        """Serve one request; never raises, never shows a trace."""
        language = request.header("accept-language")
        try:
            answer = self._route(request)
        except MethodNotAllowed as error:
            answer = answers.from_error(error, language, {"Allow": ", ".join(self._allowed(request))})
        except PadanError as error:
            answer = answers.from_error(error, language)
        except Exception as error:
            answer = answers.unexpected(error, language)
        _log.info("%s %s %s", request.method, request.path, answer.status)
        return answer

    def _route(self, request: HttpRequest) -> Answer:
        if not self._is_open:
            raise Unavailable(Text("Platform sedang dimulai.", "The platform is starting."))
        match = self._router.match(request.raw_path)
        if match is not None:
            return self._serve_app(request, match)
        local = self._local_route(request.path)
        if local is not None:
            return answers.from_local(local(_local_request(request)))
        file = self._files.find(request.segments)
        if file is None:
            raise NotFound
        if request.method not in {"GET", "HEAD"}:
            raise MethodNotAllowed
        return file

    def _serve_app(self, request: HttpRequest, match: Match) -> Answer:
        entries = self._app.routes[match.resource]
        if request.method == "OPTIONS" and "OPTIONS" not in entries:
            return self._preflight(request, entries)
        if request.method == "HEAD" and "HEAD" not in entries and "GET" in entries:
            request = msgspec.structs.replace(request, method="GET")
        if request.method not in entries:
            raise MethodNotAllowed
        event = proxy_event(request, match, self._app.api.binary_types)
        return answers.from_function(self._app(event, LambdaContext("api_handler", TIMEOUT_SECONDS)))

    def _preflight(self, request: HttpRequest, entries: Mapping[str, Any]) -> Answer:
        allowed = ", ".join(self._allowed(request))
        headers = {"Allow": allowed}
        shared = [entry.cors for entry in entries.values() if entry.cors is not None]
        if shared:
            headers |= shared[0].get_access_control_headers()
            headers["Access-Control-Allow-Methods"] = allowed
        return Answer(status=204, headers=tuple(headers.items()))

    def _allowed(self, request: HttpRequest) -> list[str]:
        match = self._router.match(request.raw_path)
        methods = set(self._app.routes[match.resource]) if match else {"GET"}
        if "GET" in methods:
            methods.add("HEAD")
        return sorted(methods | {"OPTIONS"})

    def _local_route(self, path: str) -> LocalRoute | None:
        for mounted, route in self._local_routes:
            if path == mounted or path.startswith(mounted.rstrip("/") + "/"):
                return route
        return None


def _local_request(request: HttpRequest) -> LocalRequest:
    query: dict[str, tuple[str, ...]] = {}
    for name, value in request.query:
        query[name] = (*query.get(name, ()), value)
    return LocalRequest(
        method=request.method, path=request.path, query=query, headers=dict(request.headers), body=request.body
    )
