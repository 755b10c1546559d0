"""The edge of every HTTP operation: who asks, what they sent, what goes back. Handlers see types only.

A handler is declared with `endpoint`. Its parameters say what it reads: ``call`` (always first), ``body`` and
``query`` (structs), and the path's own parameters (strings). Their types are resolved when the operation is first
served or described, so that a cold start imports no types that it does not need. Chalice's shared request object is
not used, because one process may serve several requests at once; the middleware `carry_request` keeps each request in
its context.
"""

import contextvars
import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, get_type_hints
from urllib.parse import unquote

import msgspec
from chalice.app import Blueprint, Request, Response

from chalicelib.deferred import annotation_types
from chalicelib.errors import PadanError, invalid
from chalicelib.texts import Text
from functions import authentication, failures, limiting, privileged
from functions.calls import Answer, Call, call_of
from functions.cors import CORS
from functions.decoding import refused_text
from functions.reading import read_body, read_query
from security.acting import acting
from security.headers import protected
from security.principal import Audience, Principal

_request: contextvars.ContextVar[Request] = contextvars.ContextVar("request")
_LONGEST_PATH_VALUE = 300
LARGEST_BODY = 5 * 1024 * 1024
"""Bytes of a body, unless an operation sets less; a function is handed no more than six megabytes in all."""
PAGE_REFUSALS = (400, 404, 409, 429, 503)
"""Statuses under which the page of a link (`functions.small_page`) says why the link does nothing."""

Handler = Callable[..., Answer[Any]]
H = TypeVar("H", bound=Handler)


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One declared operation, as the router, the interface description and the tests see it."""

    method: str
    path: str
    audience: frozenset[Audience]
    status: int = 200
    media_types: tuple[str, ...] = ("application/json",)
    answers: tuple[str, ...] = ("application/json",)
    largest_body: int = LARGEST_BODY
    also: tuple[int, ...] = ()
    handler: Handler

    @property
    def body(self) -> Any:  # noqa: ANN401 - a type of any kind
        """The type of the request's body, ``None`` without."""
        return _types(self.handler).get("body")

    @property
    def query(self) -> Any:  # noqa: ANN401
        """The struct of the query parameters, ``None`` without."""
        return _types(self.handler).get("query")

    @property
    def answer(self) -> Any:  # noqa: ANN401
        """The type of what goes back, ``None`` when the handler does not say."""
        return next(iter(getattr(_types(self.handler).get("return"), "__args__", ())), None)

    @property
    def name(self) -> str:
        """The operation's identifier, unique over the interface."""
        return f"{self.handler.__module__.rpartition('.')[2]}_{self.handler.__name__}"


ENDPOINTS: list[Endpoint] = []
"""Every operation of the interface, in order of registration."""


def carry_request(request: Request, respond: Callable[[Request], Response]) -> Response:
    """Keep the request in the context of this call; a Chalice HTTP middleware."""
    token = _request.set(request)
    try:
        return respond(request)
    finally:
        _request.reset(token)


def endpoint(
    blueprint: Blueprint,
    method: str,
    path: str,
    *,
    audience: Iterable[Audience],
    status: int = 200,
    media_types: tuple[str, ...] = ("application/json",),
    answers: tuple[str, ...] = ("application/json",),
    largest_body: int = LARGEST_BODY,
    also: tuple[int, ...] = (),
) -> Callable[[H], H]:
    """Declare a handler for ``method`` and ``path``, open to ``audience``. Returns the handler unchanged.

    ``status`` is the answer's usual status; ``media_types`` are those of a request body (only ``application/json``
    is parsed, other bodies are read from ``call.raw_body``); ``answers`` are those of the answer; ``largest_body`` in
    bytes, which the firewall is told too (`security.waf.limits`); ``also`` are further statuses under which the
    handler itself answers: 204 without content, others in a form of its own answer and not as a problem document.
    """

    admitted = frozenset(audience)
    if not admitted:
        raise TypeError(f"{method} {path} states no audience")

    def declare(handler: H) -> H:
        declared = Endpoint(
            method=method,
            path=path,
            audience=admitted,
            status=status,
            media_types=media_types,
            answers=answers,
            largest_body=largest_body,
            also=also,
            handler=handler,
        )
        ENDPOINTS.append(declared)

        def view(**path_values: str) -> Response:
            return _serve(declared, _request.get(), path_values)

        blueprint.route(path, methods=[method], name=declared.name, content_types=[], cors=CORS)(view)
        return handler

    return declare


@functools.cache
def _types(handler: Handler) -> dict[str, Any]:
    """Resolve the handler's annotations, importing what its module names for type checkers alone."""
    return get_type_hints(handler, localns=annotation_types(handler.__module__), include_extras=True)


def _serve(declared: Endpoint, request: Request, path_values: dict[str, str]) -> Response:
    call = call_of(request)
    standing: dict[str, str] = {}
    with failures.observed(declared.name, declared.path, call):
        try:
            response = _respond(declared, call, path_values, standing)
        except PadanError as error:
            response = failures.refused(error, call)
        except Exception as error:
            response = failures.failed(error, call)
    response.headers.update(standing)
    personal = declared.method != "GET" or not {"authorization", "signature"}.isdisjoint(call.headers)
    response.headers.update(protected(response.headers, personal=personal))
    return response


def _respond(declared: Endpoint, call: Call, path_values: dict[str, str], standing: dict[str, str]) -> Response:
    limiting.refuse_late(call, declared.method, declared.path)
    call.refuse_larger(declared.largest_body)
    principal = authentication.proven(call, declared.audience)
    with privileged.watched(declared.audience, declared.name, principal, path_values):
        return _admitted(declared, call, principal, path_values, standing)


def _admitted(
    declared: Endpoint, call: Call, principal: Principal, path_values: dict[str, str], standing: dict[str, str]
) -> Response:
    call = authentication.admitted(call, principal, declared.audience)
    limiting.count(call, declared.method, declared.path, standing)
    arguments: dict[str, Any] = {name: _path_value(name, value) for name, value in path_values.items()}
    if declared.query is not None:
        arguments["query"] = read_query(call.query_values, declared.query)
    else:
        call.refuse_parameters()
    if declared.body is not None:
        call.require_media_type(declared.media_types)
        arguments["body"] = read_body(call.raw_body, declared.body)
    with acting(call.principal):
        privileged.note(declared.method, declared.audience, declared.name, call.principal, path_values)
        answer = declared.handler(call, **arguments)
    if isinstance(answer.body, bytes):
        _admit(_request.get(), answer.media_type)
    return answer.response(declared.status, call.language)


def _admit(request: Request, media_type: str) -> None:
    """Let Chalice hand over bytes that the handler has found to be acceptable.

    It refuses them to who names them by a wildcard of their group, or sends no ``Accept`` at all.
    """
    request.headers = type(request.headers)({**request.headers, "accept": media_type})


def _path_value(name: str, sent: str) -> str:
    """Return the text of a path parameter, which API Gateway's REST interface hands over as it was sent."""
    try:
        value = unquote(sent, errors="strict")
    except UnicodeDecodeError:
        value = "\x00"
    if len(value) > _LONGEST_PATH_VALUE or refused_text(value, name):
        detail = Text(f"Bagian alamat {name} tidak sah.", f"The part {name} of the address is not valid.")
        raise invalid(name, "malformed", detail)
    return value
