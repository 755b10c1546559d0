"""Which headers an operation reads, seen from its handler, so that the description cannot forget one."""

from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

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
_READS = {"idempotency_key": _KEY, "expected_version": _TAG}


def header_parameters(handler: Callable[..., Any]) -> list[dict[str, Any]]:
    """Return the OpenAPI parameters for the headers that ``handler`` or a helper beside it reads from its call."""
    used = {name for function in _functions(handler) for name in function.__code__.co_names}
    return [parameter for method, parameter in _READS.items() if method in used]


def _functions(handler: Callable[..., Any]) -> Iterator[FunctionType]:
    if not isinstance(handler, FunctionType):
        return
    yield handler
    for name in handler.__code__.co_names:
        helper = handler.__globals__.get(name)
        if isinstance(helper, FunctionType) and helper.__module__ == handler.__module__:
            yield helper
