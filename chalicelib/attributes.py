"""Structs as attributes of PynamoDB's models."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec
from pynamodb.attributes import Attribute
from pynamodb.constants import MAP

from chalicelib.wire import from_wire, to_wire

T = TypeVar("T", bound=msgspec.Struct)


class StructAttribute(Attribute[T], Generic[T]):
    """A PynamoDB attribute that holds one struct as a map; unset optional fields are left out of the item."""

    attr_type = MAP

    def __init__(self, kind: type[T], **options: Any) -> None:  # noqa: ANN401 - PynamoDB's own options
        """Hold structs of ``kind``."""
        super().__init__(**options)
        self._kind = kind

    def serialize(self, value: T) -> dict[str, Any]:
        """Return the map for ``value``."""
        wire: dict[str, Any] = to_wire(msgspec.to_builtins(value))["M"]
        return wire

    def deserialize(self, value: Mapping[str, Any]) -> T:
        """Return the struct in a stored map; raises ``msgspec.ValidationError`` when the item is malformed."""
        return msgspec.convert(from_wire({"M": value}), self._kind)
