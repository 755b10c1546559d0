"""Partial updates in the manner of JSON Merge Patch (RFC 7396); a patch type follows from the type that it changes."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def patch_type(kind: type[msgspec.Struct], name: str, module: str) -> Any:  # noqa: ANN401 - a type made at run time
    """Return a struct type in which every field of ``kind`` may be absent; unknown fields are refused.

    A field of ``null`` empties an optional field; a field that has to have a value refuses it.
    """
    fields = [(field.name, field.type | msgspec.UnsetType, msgspec.UNSET) for field in msgspec.structs.fields(kind)]
    return msgspec.defstruct(name, fields, kw_only=True, frozen=True, forbid_unknown_fields=True, module=module)


def merged(value: T, patch: msgspec.Struct) -> T:
    """Return ``value`` with the fields that ``patch`` names; those that it leaves out stay."""
    named = [name for name in patch.__struct_fields__ if names(patch, name)]
    return msgspec.structs.replace(value, **{name: getattr(patch, name) for name in named})


def names(patch: msgspec.Struct, field: str) -> bool:
    """Tell whether ``patch`` says anything about ``field``, be it ``null``."""
    return getattr(patch, field) is not msgspec.UNSET
