"""The interface description (OpenAPI 3.1), generated from the same types that validate."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from functions.http import ENDPOINTS, Endpoint
from functions.openapi_headers import STANDING, answers_held, header_parameters, refusal_headers, standing_headers
from functions.openapi_links import links
from functions.problems import MEDIA_TYPE, Problem
from security.principal import Audience

_TEMPLATE = "#/components/schemas/{name}"
_PROBLEM = {"$ref": _TEMPLATE.format(name="Problem")}
_PATH_VALUE = re.compile(r"\{(\w+)\}")
_ERRORS = {
    400: "Invalid input; errors names each field",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    406: "Not acceptable",
    409: "Conflict with the present state",
    412: "The data has changed",
    413: "Too large",
    415: "Unsupported media type",
    428: "If-Match required",
    429: "Too many requests",
    503: "Temporarily unavailable",
}


def document(endpoints: Iterable[Endpoint] = ENDPOINTS) -> dict[str, Any]:
    """Return the OpenAPI document of ``endpoints`` as plain JSON values."""
    declared = sorted(endpoints, key=lambda entry: (entry.path, entry.method))
    kinds = [kind for entry in declared for kind in (entry.body, _answered(entry)) if kind is not None]
    schemas, components = msgspec.json.schema_components([*kinds, Problem], ref_template=_TEMPLATE)
    by_kind = {id(kind): schema for kind, schema in zip([*kinds, Problem], schemas, strict=True)}
    leading = links(declared)
    paths: dict[str, dict[str, Any]] = {}
    for entry in declared:
        operation = _operation(entry, by_kind)
        if entry.name in leading:
            operation["responses"][str(entry.status)]["links"] = leading[entry.name]
        paths.setdefault(entry.path, {})[entry.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Padan", "version": "1", "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": _refusals(),
            "securitySchemes": _schemes(),
            "headers": STANDING,
        },
    }


def _operation(entry: Endpoint, by_kind: dict[int, dict[str, Any]]) -> dict[str, Any]:
    words = (entry.handler.__doc__ or "").replace("``", "").strip()
    summary, _, description = words.partition("\n")
    operation: dict[str, Any] = {
        "operationId": entry.name,
        "summary": summary.rstrip("."),
        "tags": [entry.name.partition("_")[0]],
        "x-audience": sorted(entry.audience),
        "parameters": [
            *_path_parameters(entry.path),
            *_query_parameters(entry.query),
            *header_parameters(entry.handler),
        ],
        "responses": _responses(entry, by_kind),
    }
    if description.strip():
        operation["description"] = re.sub(r"\s+", " ", description.strip())
    if security := _security(entry.audience):
        operation["security"] = security
    if entry.body is not None:
        content = {kind: {"schema": by_kind[id(entry.body)]} for kind in entry.media_types}
        operation["requestBody"] = {"required": True, "content": content}
    elif entry.media_types != ("application/json",):
        operation["requestBody"] = {"required": True, "content": {kind: {} for kind in entry.media_types}}
    return operation


def _responses(entry: Endpoint, by_kind: dict[int, dict[str, Any]]) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done"}
    if standing := standing_headers(entry.method, entry.path):
        good["headers"] = standing
    if _answered(entry) is not None:
        usual, *others = entry.answers
        good["content"] = {usual: {"schema": by_kind[id(entry.answer)]}} | {kind: _another(kind) for kind in others}
    refused = {str(status): {"$ref": f"#/components/responses/{_refusal_name(status)}"} for status in _ERRORS}
    return {str(entry.status): good, **refused, **_further(entry, good)}


def _further(entry: Endpoint, good: dict[str, Any]) -> dict[str, Any]:
    """Describe what the handler itself answers under other statuses than its usual one."""
    found = {str(status): _own_refusal(entry, good, status) for status in entry.also if status != 204}
    if 204 in entry.also:
        found["204"] = {"description": "Nothing to tell"}
    if answers_held(entry.handler):
        found["304"] = {"description": "The caller has the current version"}
    return found


def _own_refusal(entry: Endpoint, good: dict[str, Any], status: int) -> dict[str, Any]:
    """Describe a refusal in the operation's own form: as a page where there is one, else as its usual answer."""
    kind = next((each for each in entry.answers if not each.endswith("json")), entry.answers[0])
    return {**_refusal(status), "content": {MEDIA_TYPE: {"schema": _PROBLEM}, kind: good["content"][kind]}}


def _another(kind: str) -> dict[str, Any]:
    """Describe the answer in another form than the usual one: what it says is up to the form's own standard."""
    return {"schema": {"type": "object" if kind.endswith("json") else "string"}}


def _answered(entry: Endpoint) -> Any:  # noqa: ANN401 - a type, or nothing where there is no content
    return entry.answer if entry.status != 204 else None


def _refusals() -> dict[str, Any]:
    return {_refusal_name(status): _refusal(status) for status in _ERRORS}


def _refusal(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": _PROBLEM}}
    headers = refusal_headers(status)
    return {"description": _ERRORS[status], "content": content} | ({"headers": headers} if headers else {})


def _refusal_name(status: int) -> str:
    return f"Error{status}"


def _path_parameters(path: str) -> list[dict[str, Any]]:
    names = _PATH_VALUE.findall(path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(query: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a struct type or nothing
    if query is None:
        return []
    schema = msgspec.json.schema(query)
    own = schema["$defs"][query.__name__] if "$defs" in schema else schema
    required = set(own.get("required", ()))
    inlined = {name: _inline(shape, schema.get("$defs", {})) for name, shape in own["properties"].items()}
    return [
        {"name": name, "in": "query", "required": name in required, "schema": shape} for name, shape in inlined.items()
    ]


def _inline(shape: Any, definitions: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(shape, list):
        return [_inline(part, definitions) for part in shape]
    if not isinstance(shape, dict):
        return shape
    if "$ref" in shape:
        return _inline(definitions[shape["$ref"].rpartition("/")[2]], definitions)
    return {key: _inline(part, definitions) for key, part in shape.items()}


def _security(audience: frozenset[Audience]) -> list[dict[str, list[str]]]:
    if Audience.PARTNER in audience:
        return [{"signature": []}]
    if Audience.PUBLIC in audience:
        return []
    return [{"bearer": []}]


def _schemes() -> dict[str, Any]:
    signed = "HTTP Message Signatures (RFC 9421) with Content-Digest (RFC 9530)"
    return {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "signature": {"type": "apiKey", "in": "header", "name": "Signature", "description": signed},
    }


def main(target: str) -> int:
    """Write the document of the whole app to the file ``target``."""
    import importlib

    importlib.import_module("app")
    Path(target).write_bytes(msgspec.json.format(msgspec.json.encode(document()), indent=2) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
