"""Every place in a request in which somebody may write: the text fields of the platform's own description."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

_DESCRIPTION = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
_METHODS = ("get", "post", "put", "patch", "delete")
_TIMES = frozenset({"date", "date-time"})
_CREDENTIALS = frozenset({"Authorization", "Signature", "Signature-Input"})
MOST_SIGNS = 400
"""Of a field without a limit of its own."""


class Field(msgspec.Struct, frozen=True, order=True):
    """One text of one operation: ``where`` it stands (``body``, ``query`` or ``header``) and by which pointer or name.

    ``most`` signs may be written; what is written has to match ``pattern``, when there is one.
    """

    method: str
    path: str
    where: str
    pointer: str
    most: int = MOST_SIGNS
    pattern: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.where} {self.pointer}"

    def takes(self, text: str) -> bool:
        """Whether the description lets ``text`` stand here."""
        return len(text) <= self.most and re.search(self.pattern, text) is not None


def fields(description: Mapping[str, Any] | None = None) -> tuple[Field, ...]:
    """All of them, once each."""
    found = json.loads(_DESCRIPTION.read_text("utf-8")) if description is None else description
    return tuple(sorted(set(_fields(found))))


def _fields(description: Mapping[str, Any]) -> Iterator[Field]:
    for path, operations in description["paths"].items():
        for method in _METHODS:
            if (operation := operations.get(method)) is None:
                continue
            for parameter in operation.get("parameters", ()):
                yield from _of_parameter(description, method.upper(), path, _resolved(description, parameter))
            for content in operation.get("requestBody", {}).get("content", {}).values():
                for pointer, schema in _texts(description, content.get("schema", {}), "", frozenset()):
                    yield _field(method.upper(), path, "body", pointer, schema)


def _of_parameter(
    description: Mapping[str, Any], method: str, path: str, parameter: Mapping[str, Any]
) -> Iterator[Field]:
    if parameter["in"] == "path" or parameter["name"] in _CREDENTIALS:
        return
    for _, schema in _texts(description, parameter["schema"], "", frozenset()):
        yield _field(method, path, parameter["in"], parameter["name"], schema)


def _field(method: str, path: str, where: str, pointer: str, schema: Mapping[str, Any]) -> Field:
    return Field(method, path, where, pointer, schema.get("maxLength", MOST_SIGNS), schema.get("pattern", ""))


def _resolved(description: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node:
        found: Any = description
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def _texts(
    description: Mapping[str, Any], schema: Mapping[str, Any], pointer: str, above: frozenset[str]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the pointer and schema of every text in ``schema``; a part that holds itself is walked once."""
    if (name := schema.get("$ref", "")) in above and name:
        return
    above = above | {name} if name else above
    node = _resolved(description, schema)
    for other in ("anyOf", "oneOf", "allOf"):
        for each in node.get(other, ()):
            yield from _texts(description, each, pointer, above)
    if _is_text(node):
        yield pointer, node
    for name, each in node.get("properties", {}).items():
        yield from _texts(description, each, f"{pointer}/{name}", above)
    for part, name in (("items", "0"), ("additionalProperties", "*")):
        if isinstance(node.get(part), Mapping):
            yield from _texts(description, node[part], f"{pointer}/{name}", above)


def _is_text(node: Mapping[str, Any]) -> bool:
    kinds = node.get("type", ())
    is_string = "string" in ([kinds] if isinstance(kinds, str) else kinds)
    return is_string and not {"enum", "const"} & set(node) and node.get("format") not in _TIMES


def with_text(body: Any, pointer: str, text: str) -> Any:
    """Return a copy of ``body`` in which ``text`` stands at ``pointer``; what is missing on the way is made."""
    head, _, rest = pointer.removeprefix("/").partition("/")
    inner = f"/{rest}" if rest else ""
    if head == "0":
        first = body[0] if isinstance(body, list) and body else None
        return [text if not inner else with_text(first, inner, text)]
    known = body if isinstance(body, dict) else {}
    name = "lain" if head == "*" else head
    return {**known, name: text if not inner else with_text(known.get(name), inner, text)}
