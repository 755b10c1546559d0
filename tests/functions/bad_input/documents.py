"""Documents derived from the types of the interface: right ones, and ones that are wrong in one place."""

import functools
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect as kinds

from tests.functions.bad_input.data import MATCHING

Path = tuple[str | int, ...]


class Mistake(msgspec.Struct, frozen=True):
    """A wrong document: what is wrong, and the pointer that must be named."""

    label: str
    pointer: str
    document: Any


@functools.singledispatch
def example(kind: kinds.Type) -> Any:
    """A value of JSON's types that reads as ``kind``, optional parts filled in."""
    raise NotImplementedError(f"no example of {type(kind).__name__}: extend this function")


@example.register
def _(kind: kinds.StructType) -> Any:
    return {field.encode_name: example(field.type) for field in kind.fields}


@example.register
def _(kind: kinds.UnionType) -> Any:
    return example(_first(kind))


@example.register
def _(kind: kinds.EnumType) -> Any:
    return next(iter(kind.cls)).value


@example.register
def _(kind: kinds.LiteralType) -> Any:
    return kind.values[0]


@example.register
def _(kind: kinds.IntType | kinds.FloatType) -> Any:
    if kind.ge is not None:
        return kind.ge
    return min(0, kind.le) if kind.le is not None else 0


@example.register
def _(kind: kinds.StrType) -> Any:
    if kind.pattern is not None:
        assert kind.pattern in MATCHING, f"add a text of the form {kind.pattern} to bad_input/data.py"
        return MATCHING[kind.pattern]
    return "x" * max(kind.min_length or 0, min(3, kind.max_length or 3))


@example.register
def _(kind: kinds.BoolType) -> Any:
    return True


@example.register
def _(kind: kinds.DateType) -> Any:
    return "2020-01-31"


@example.register
def _(kind: kinds.DateTimeType) -> Any:
    return "2020-01-31T08:30:00Z"


@example.register
def _(kind: kinds.DictType) -> Any:
    return {example(kind.key_type): example(kind.value_type)}


@example.register
def _(kind: kinds.ListType | kinds.VarTupleType) -> Any:
    return [example(kind.item_type)] * max(1, kind.min_length or 0)


def _first(kind: kinds.UnionType) -> kinds.Type:
    return next(part for part in kind.types if not isinstance(part, kinds.NoneType))


def mistakes(kind: type[msgspec.Struct]) -> Iterator[Mistake]:
    """Every document that is like the example and wrong in one place."""
    described = kinds.type_info(kind)
    right = example(described)
    for path, part, optional in _places(described, (), False):
        for label, wrong in _wrong_values(part, optional):
            yield Mistake(f"{_pointer(path)}: {label}", _pointer(path), _with(right, path, wrong))
        if isinstance(part, kinds.StructType):
            yield from _wrong_members(part, path, right)


def _places(kind: kinds.Type, path: Path, optional: bool) -> Iterator[tuple[Path, kinds.Type, bool]]:
    match kind:
        case kinds.UnionType():
            yield from _places(_first(kind), path, any(isinstance(part, kinds.NoneType) for part in kind.types))
            return
        case kinds.StructType():
            for field in kind.fields:
                yield from _places(field.type, (*path, field.encode_name), False)
        case kinds.ListType() | kinds.VarTupleType():
            yield from _places(kind.item_type, (*path, 0), False)
        case kinds.DictType():
            yield from _places(kind.value_type, (*path, example(kind.key_type)), False)
    yield path, kind, optional


def _wrong_members(kind: kinds.StructType, path: Path, right: Any) -> Iterator[Mistake]:
    at = _at(right, path)
    unknown = _pointer((*path, "bukan_isian"))
    yield Mistake(f"{unknown}: unknown", unknown, _with(right, path, {**at, "bukan_isian": 1}))
    for field in kind.fields:
        if field.required:
            missing = _pointer((*path, field.encode_name))
            rest = {name: value for name, value in at.items() if name != field.encode_name}
            yield Mistake(f"{missing}: missing", missing, _with(right, path, rest))


def _wrong_values(kind: kinds.Type, optional: bool) -> Iterator[tuple[str, Any]]:
    if not optional:
        yield "null", None
    yield from _wrong(kind)


@functools.singledispatch
def _wrong(kind: kinds.Type) -> Iterator[tuple[str, Any]]:
    raise NotImplementedError(f"nothing wrong is known of {type(kind).__name__}: extend this function")


@_wrong.register
def _(kind: kinds.StrType) -> Iterator[tuple[str, Any]]:
    yield from (("number", 7), ("list", []), ("object", {}), ("true", True), ("zero byte", "abc\x00def"))
    if kind.max_length is not None:
        yield "too long", "x" * (kind.max_length + 1)
    if kind.min_length:
        yield "too short", "x" * (kind.min_length - 1)
    if kind.pattern is not None:
        yield "another form", "\n" * max(1, kind.min_length or 0)


@_wrong.register
def _(kind: kinds.IntType | kinds.FloatType) -> Iterator[tuple[str, Any]]:
    yield from (("text", "7"), ("true", True), ("list", [1]), ("huge", 10**30), ("hugely negative", -(10**30)))
    if isinstance(kind, kinds.IntType):
        yield "a fraction", 1.5
    if kind.ge is not None:
        yield "too small", kind.ge - 1
    if kind.le is not None:
        yield "too large", kind.le + 1


@_wrong.register
def _(kind: kinds.BoolType) -> Iterator[tuple[str, Any]]:
    yield from (("text", "true"), ("number", 1), ("list", []))


@_wrong.register
def _(kind: kinds.EnumType | kinds.LiteralType) -> Iterator[tuple[str, Any]]:
    yield from (("unknown code", "bukan-kode"), ("number", 1), ("object", {}))


@_wrong.register
def _(kind: kinds.DateType | kinds.DateTimeType) -> Iterator[tuple[str, Any]]:
    yield from (("no such day", "2025-02-30"), ("number", 20250101), ("text", "besok"), ("list", []))


@_wrong.register
def _(kind: kinds.StructType) -> Iterator[tuple[str, Any]]:
    yield from (("text", "x"), ("list", [1]), ("number", 1))


@_wrong.register
def _(kind: kinds.DictType) -> Iterator[tuple[str, Any]]:
    yield from (("list", []), ("text", "x"))


@_wrong.register
def _(kind: kinds.ListType | kinds.VarTupleType) -> Iterator[tuple[str, Any]]:
    yield from (("object", {}), ("text", "x"), ("number", 1))
    if kind.max_length is not None and kind.max_length <= 1000:
        yield "too many", [example(kind.item_type)] * (kind.max_length + 1)


def _at(document: Any, path: Path) -> Any:
    return functools.reduce(lambda part, step: part[step], path, document)


def _with(document: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    first, rest = path[0], path[1:]
    changed = _with(document[first], rest, value)
    if isinstance(document, list):
        return [changed, *document[1:]]
    return {**document, first: changed}


def _pointer(path: Path) -> str:
    return "".join(f"/{step}" for step in path)


def documents(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Documents like the example, with anything at all in some places."""
    right = example(kinds.type_info(kind))
    places = [path for path, _, _ in _places(kinds.type_info(kind), (), False) if path]
    change = st.tuples(st.sampled_from(places), anything) if places else st.nothing()
    return st.lists(change, max_size=3, unique_by=lambda entry: entry[0][0]).map(
        lambda changes: functools.reduce(lambda found, entry: _with(found, *entry), changes, right)
    )


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=30)
    | st.sampled_from(["x" * 30_000, "2026-01-31", "32.73", "5230", "vac_" + "0" * 26]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
"""Any JSON."""
