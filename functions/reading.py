"""Bodies and parameters into types that cannot be wrong; every mistake is named."""

import functools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from chalicelib import mistakes
from chalicelib.errors import FieldError, InvalidInput, invalid
from chalicelib.texts import Text
from functions.decoding import decode, refused_text, segment

T = TypeVar("T")
LONGEST_VALUE = 12_000
"""Of one parameter: the longest search must be answered, simplified but not refused."""
_LONGEST_DETAIL = 300
_PATH = re.compile(r" - at `\$(?P<path>.*)`$")
_FREE_NAME = re.compile(r"(?<= - at )`\$\[\.\.\.\]|`key` in `\$")
_UNKNOWN = re.compile(r"unknown field `(?P<name>.*)`")
_MISSING = re.compile(r"missing required field `(?P<name>.*)`")


def read_body(raw: bytes, kind: type[T]) -> T:
    """Decode a JSON body into ``kind``; raises `InvalidInput` that names every wrong top-level field."""
    return convert(decode(raw), kind, strict=True, pointer="/")


def read_query(values: Mapping[str, Sequence[str]], kind: type[T]) -> T:
    """Convert query parameters into the struct ``kind``; repeated and comma-separated values fill sequences."""
    repeatable = _repeatable(kind)  # type: ignore[arg-type]
    plain: dict[str, Any] = {}
    for name, given in values.items():
        _check_texts(name, given)
        if name in repeatable:
            plain[name] = [part for value in given for part in value.split(",") if part]
        elif len(given) > 1:
            detail = Text(f"Parameter {name} hanya boleh sekali.", f"The parameter {name} may be given once only.")
            raise invalid(name, "repeated", detail)
        else:
            plain[name] = given[0]
    try:
        found = convert(plain, kind, strict=False, pointer="")
    except InvalidInput as error:
        # A parameter has a name and no entries: which of its values is wrong, the text says.
        named = [msgspec.structs.replace(each, pointer=each.pointer.partition("/")[0]) for each in error.errors]
        raise InvalidInput(error.detail, named) from None
    _check_finite(found, plain)
    return found


def convert(document: object, kind: type[T], *, strict: bool, pointer: str) -> T:
    """Convert plain values into ``kind``; raises `InvalidInput` with one entry for each wrong field."""
    try:
        return msgspec.convert(document, kind, strict=strict)
    except msgspec.ValidationError as error:
        errors = _each_field(document, kind, strict, pointer) or [field_error(str(error), pointer)]
        errors = [msgspec.structs.replace(error, pointer=error.pointer.rstrip("/")) for error in errors]
        detail = Text("Ada isian yang tidak sah.", "Some fields are not valid.")
        raise InvalidInput(detail, errors) from None


def field_error(message: str, pointer: str, kind: Any = None) -> FieldError:  # noqa: ANN401 - any type
    """Turn a message of msgspec into a field error; ``pointer`` is where the document stands, ``kind`` its type."""
    place = _PATH.search(message)
    text = _PATH.sub("", message)[:_LONGEST_DETAIL]
    path = re.sub(r"[.\[]", "/", place["path"]).replace("]", "").strip("/") if place else ""
    for pattern, code in ((_UNKNOWN, "unknown_field"), (_MISSING, "required")):
        if found := pattern.search(text):
            full = "/".join(part for part in (path, segment(found["name"])) if part)
            return FieldError(pointer=pointer + full, code=code, detail=_wording(code, full))
    return FieldError(pointer=pointer + path, code="invalid", detail=mistakes.told(text, _choices(kind)))


def _each_field(document: object, kind: type[Any], strict: bool, pointer: str) -> list[FieldError]:
    if not isinstance(document, dict) or not issubclass(kind, msgspec.Struct):
        return []
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    errors = [
        FieldError(
            pointer=pointer + segment(str(name)), code="unknown_field", detail=_wording("unknown_field", str(name))
        )
        for name in document.keys() - fields.keys()
        if kind.__struct_config__.forbid_unknown_fields
    ]
    for name, field in fields.items():
        if name not in document:
            if field.required:
                errors.append(FieldError(pointer=pointer + name, code="required", detail=_wording("required", name)))
            continue
        try:
            msgspec.convert(document[name], field.type, strict=strict)
        except msgspec.ValidationError as error:
            errors.extend(_each_entry(document[name], field.type, strict, f"{pointer}{name}/", error))
    return errors


def _each_entry(
    value: object,
    kind: Any,  # noqa: ANN401 - any type
    strict: bool,
    pointer: str,
    whole: msgspec.ValidationError,
) -> list[FieldError]:
    """Return the wrong entries of an object with free names, which messages leave out; else what is wrong with it."""
    if not isinstance(value, dict) or not _is_mapping(kind):
        return [field_error(str(whole), pointer, kind)]
    errors = []
    for name, entry in value.items():
        try:
            msgspec.convert({name: entry}, kind, strict=strict)
        except msgspec.ValidationError as error:
            found = field_error(_FREE_NAME.sub("`$", str(error), count=1), f"{pointer}{segment(str(name))}/")
            errors.append(found)
    return errors or [field_error(str(whole), pointer)]


def _check_texts(name: str, values: Iterable[str]) -> None:
    for text in (name, *values):
        if len(text) > LONGEST_VALUE:
            detail = Text(f"Paling banyak {LONGEST_VALUE} karakter.", f"At most {LONGEST_VALUE} characters.")
            raise invalid(name[:_LONGEST_DETAIL], "too_long", detail)
        if error := refused_text(text, name):
            raise InvalidInput(error.detail, [error])


def _check_finite(found: object, given: Iterable[str]) -> None:
    """Refuse ``nan`` and ``inf``, which read as numbers and are within no bounds."""
    for name in given:
        value = getattr(found, name, None)
        if isinstance(value, float) and not math.isfinite(value):
            raise invalid(name, "invalid", Text("Bukan bilangan.", "Not a number."))


def _wording(code: str, name: str) -> Text:
    if code == "required":
        return Text(f"{name} wajib diisi.", f"{name} is required.")
    return Text(f"{name} tidak dikenal.", f"{name} is not known.")


@functools.cache
def _repeatable(kind: type[Any]) -> frozenset[str]:
    """Return the names of the sequences; working out a struct's fields costs as much as reading a whole query."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind) if _is_sequence(field.type))


def _choices(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type
    """Return what may be chosen where ``kind``, or what a union or list of it holds, is one enumeration or literal."""
    if get_origin(kind) is Literal:
        return tuple(str(each) for each in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    found = [names for part in get_args(kind) if (names := _choices(part))]
    return found[0] if len(found) == 1 else ()


def _is_sequence(kind: object) -> bool:
    return not _origins(kind).isdisjoint((list, tuple, set, frozenset))


def _is_mapping(kind: object) -> bool:
    return not _origins(kind).isdisjoint((dict, Mapping))


def _origins(kind: object) -> set[Any]:
    """Return what ``kind``, or a member of it when it is a union or annotated, is a form of."""
    return {get_origin(part) for part in (kind, *get_args(kind))}
