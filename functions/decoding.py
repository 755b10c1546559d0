"""JSON bodies into plain values, strictly: what a lenient reader would let pass silently is refused and named.

Two members of one name (RFC 8259, section 4, leaves open which one counts), numbers that do not fit 64 bits, control
characters, texts that are no Unicode, documents nested too deeply for any of our types.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib import mistakes
from chalicelib.errors import FieldError, InvalidInput, invalid
from chalicelib.texts import Text

DEEPEST = 32
"""Levels of nesting; the deepest of our types has six."""

_LARGEST = (1 << 63) - 1
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MOST_NAMED = 50


class _Object(dict[str, Any]):
    """An object with the names that it holds more than once."""

    repeated: tuple[str, ...] = ()


def decode(raw: bytes, pointer: str = "") -> Any:  # noqa: ANN401 - any JSON
    """Return the document; raises `InvalidInput` that names every place that is not allowed."""
    document = _parsed(raw)
    errors = list(_wrong(document, pointer, 0))
    if errors:
        raise InvalidInput(Text("Ada isian yang tidak sah.", "Some fields are not valid."), errors[:_MOST_NAMED])
    return document


def refused_text(text: str, pointer: str) -> FieldError | None:
    """Return the error for a text that holds control characters (but tab and line ends) or lone surrogates."""
    if not _FORBIDDEN.search(text):
        return None
    detail = Text("Karakter kendali tidak diperbolehkan.", "Control characters are not allowed.")
    return FieldError(pointer=pointer, code="forbidden_character", detail=detail)


def segment(name: str) -> str:
    """Return ``name`` as one segment of a JSON pointer (RFC 6901, section 3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _parsed(raw: bytes) -> Any:  # noqa: ANN401
    try:
        msgspec.json.decode(
            raw
        )  # Stricter than the standard library: no NaN, no lone surrogates, nothing out of range.
        return json.loads(raw, object_pairs_hook=_object)
    except RecursionError:
        raise _too_deep("") from None
    except ValueError as error:
        raise invalid("", "malformed_json", mistakes.told_of_json(str(error))) from None


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        found.repeated = tuple(name for name in found if names.count(name) > 1)
    return found


def _wrong(value: object, pointer: str, depth: int) -> Iterator[FieldError]:
    if depth > DEEPEST:
        raise _too_deep(pointer)
    match value:
        case str():
            if error := refused_text(value, pointer):
                yield error
        case int() if abs(value) > _LARGEST:
            yield FieldError(
                pointer=pointer, code="out_of_range", detail=Text("Bilangan terlalu besar.", "The number is too large.")
            )
        case _Object():
            yield from _wrong_members(value, pointer, depth)
        case list():
            for place, entry in enumerate(value):
                yield from _wrong(entry, f"{pointer}/{place}", depth + 1)


def _wrong_members(value: _Object, pointer: str, depth: int) -> Iterator[FieldError]:
    for name in value.repeated:
        detail = Text(f"{name} ditulis lebih dari sekali.", f"{name} is given more than once.")
        yield FieldError(pointer=f"{pointer}/{segment(name)}", code="repeated", detail=detail)
    for name, entry in value.items():
        place = f"{pointer}/{segment(name)}"
        if error := refused_text(name, place):
            yield error
        yield from _wrong(entry, place, depth + 1)


def _too_deep(pointer: str) -> InvalidInput:
    detail = Text(f"Bersarang lebih dari {DEEPEST} tingkat.", f"Nested deeper than {DEEPEST} levels.")
    return invalid(pointer, "nested_too_deeply", detail)
