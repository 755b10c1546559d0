"""Which headers an operation reads, seen from its handler, so that the description cannot forget one."""

from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from chalicelib.limits.model import RouteClass
from functions.route_classes import class_of

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same body gives the first answer again; with another body 409.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
_TAG = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of the version that is changed: 412 when it is not the current one, 428 without.",
    "schema": {"type": "string", "pattern": '^(W/)?"[0-9]{1,15}"$'},
}
_HELD = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag that the caller has: 304 without a body when it is still the current one.",
    "schema": {"type": "string"},
}
_WAIT = {"description": "Seconds after which to come back.", "schema": {"type": "integer", "minimum": 0}}
STANDING: dict[str, Any] = {
    "RateLimitPolicy": {
        "description": "The limit that this counts towards: q requests in any w seconds (docs/limits.md).",
        "schema": {"type": "string"},
        "example": '"search-person";q=240;w=60',
    },
    "RateLimit": {
        "description": "Where the caller stands: r requests are left, in t seconds that changes.",
        "schema": {"type": "string"},
        "example": '"search-person";r=231;t=7',
    },
}
"""Headers of draft-ietf-httpapi-ratelimit-headers by their names among the components."""
_STANDING = {
    "RateLimit-Policy": {"$ref": "#/components/headers/RateLimitPolicy"},
    "RateLimit": {"$ref": "#/components/headers/RateLimit"},
}
_REFUSALS: dict[int, dict[str, Any]] = {
    401: {
        "WWW-Authenticate": {
            "description": "How to prove who one is (RFC 9110, 11.6.1).",
            "required": True,
            "schema": {"type": "string"},
        }
    },
    429: {"Retry-After": {**_WAIT, "required": True}, **_STANDING},
    503: {"Retry-After": _WAIT},
}
_READS = {"idempotency_key": _KEY, "expected_version": _TAG, "has_already": _HELD}


def header_parameters(handler: Callable[..., Any]) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters for the headers that ``handler`` or a helper beside it reads from its call."""
    used = _used(handler)
    return [parameter for name, parameter in _READS.items() if name in used]


def refusal_headers(status: int) -> dict[str, Any]:
    """Return the OpenAPI headers that a refusal with ``status`` carries."""
    return _REFUSALS.get(status, {})


def standing_headers(method: str, path: str) -> dict[str, Any]:
    """Return the OpenAPI headers that tell where a caller stands; none of an operation that is not limited."""
    return {} if class_of(method, path) is RouteClass.FREE else _STANDING


def reads_version(handler: Callable[..., Any]) -> bool:
    """Tell whether the operation takes ``If-Match``."""
    return "expected_version" in _used(handler)


def answers_held(handler: Callable[..., Any]) -> bool:
    """Tell whether the operation answers 304 to who has the current version."""
    return "has_already" in _used(handler)


def _used(handler: Callable[..., Any]) -> set[str]:
    return {name for function in _functions(handler) for name in function.__code__.co_names}


def _functions(handler: Callable[..., Any]) -> Iterator[FunctionType]:
    if not isinstance(handler, FunctionType):
        return
    yield handler
    for name in handler.__code__.co_names:
        helper = handler.__globals__.get(name)
        if isinstance(helper, FunctionType) and helper.__module__ == handler.__module__:
            yield helper
