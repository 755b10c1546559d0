"""Structs as native DynamoDB maps, so that exports, consoles and streams see fields and not a blob."""

from collections.abc import Mapping
from typing import Any


def to_wire(value: object) -> dict[str, Any]:
    """Return ``value`` (of JSON's types) in DynamoDB's attribute notation, such as ``{"S": "text"}``."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int() | float():
            return {"N": repr(value)}
        case str():
            return {"S": value}
        case Mapping():
            return {"M": {str(key): to_wire(entry) for key, entry in value.items()}}
        case list() | tuple():
            return {"L": [to_wire(entry) for entry in value]}
    raise TypeError(f"{type(value).__name__} has no place in a table")


def from_wire(wire: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the inverse gives JSON's types
    """Return the plain value of one attribute in DynamoDB's notation; the inverse of `to_wire`."""
    kind, value = next(iter(wire.items()))
    match kind:
        case "M":
            return {key: from_wire(entry) for key, entry in value.items()}
        case "L":
            return [from_wire(entry) for entry in value]
        case "N":
            return float(value) if "." in value or "e" in value.lower() else int(value)
        case "NULL":
            return None
        case "S" | "BOOL" | "SS" | "B":
            return value
    raise TypeError(f"attribute kind {kind} is not used here")
