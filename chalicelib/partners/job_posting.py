"""From schema.org JobPosting to the platform's own vacancy content."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from chalicelib import mistakes
from chalicelib.errors import FieldError, InvalidInput
from chalicelib.nesting import DEEPEST, deeper_than
from chalicelib.partners.amounts import Wrong
from chalicelib.partners.posting_types import JobPosting
from chalicelib.partners.translation import Converted, translated
from chalicelib.texts import Text

_LONGEST_NAME = 100
LARGEST_ITEM = 200_000
"""Bytes of one item: twice the longest description that is read."""


def convert(raw: bytes) -> Converted:
    """Return the vacancy that one raw item states.

    Raises `InvalidInput` with a pointer for everything that is wrong: bytes that are no JSON object, a key given
    twice, a value of the wrong type, a missing identifier or title, a negative sum, a date that is none.
    """
    posting = _typed(_document(raw))
    try:
        return translated(posting)
    except Wrong as wrong:
        raise _refused([wrong.error]) from None


def identifier_in(raw: bytes) -> str | None:
    """Return the partner's own id in a raw item as far as it can be read; for answers about broken items."""
    if deeper_than(raw):
        return None
    try:
        found = msgspec.json.decode(raw, type=_Identified).identifier
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    value = found.get("value") if isinstance(found, dict) else found
    return str(value)[:200].strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


class _Identified(msgspec.Struct):
    identifier: Any = None


def _document(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST_ITEM:
        raise _one("", "too_large", "Lowongan lebih dari 200 KB.", "The item is over 200 KB.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
        raise _one(
            "", "wrong_encoding", f"Bukan UTF-8 pada byte {place}.", f"Not UTF-8 at byte {place} of the item."
        ) from None
    if deeper_than(raw):
        indonesian = f"Bersarang lebih dari {DEEPEST} tingkat."
        raise _one("", "nested_too_deeply", indonesian, f"Nested deeper than {DEEPEST} levels.")
    try:
        msgspec.json.decode(raw)
        document = json.loads(text, object_pairs_hook=_without_repetition)
    except ValueError as error:
        said = mistakes.told_of_json(str(error))
        raise _one("", "malformed_json", said.id, said.en) from None
    if not isinstance(document, dict):
        raise _one("", "not_an_object", "Harus objek JobPosting.", "The item must be a JobPosting object.")
    return document


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        repeated = Counter(name for name, _ in pairs).most_common(1)[0][0][:_LONGEST_NAME]
        raise _one("/" + repeated, "repeated_key", f"Kunci {repeated} berulang.", f"The key {repeated} is repeated.")
    return found


def _typed(document: dict[str, Any]) -> JobPosting:
    try:
        return msgspec.convert(document, JobPosting)
    except msgspec.ValidationError:
        raise _refused(list(_each_field(document))) from None


def _each_field(document: dict[str, Any]) -> Iterator[FieldError]:
    for field in msgspec.structs.fields(JobPosting):
        name = field.encode_name
        if name not in document:
            if field.required:
                text = Text(f"{name} wajib diisi.", f"{name} is required.")
                yield FieldError(pointer=f"/{name}", code="required", detail=text)
            continue
        try:
            msgspec.convert(document[name], field.type)
        except msgspec.ValidationError as error:
            yield _wrong_type(name, str(error))


def _wrong_type(name: str, message: str) -> FieldError:
    text, _, place = message.partition(" - at `$")
    inside = place.rstrip("`").replace("[...]", "").replace(".", "/").replace("[", "/").replace("]", "")
    return FieldError(pointer=f"/{name}{inside}", code="wrong_type", detail=mistakes.told(text))


def _one(pointer: str, code: str, indonesian: str, english: str) -> InvalidInput:
    return _refused([FieldError(pointer=pointer, code=code, detail=Text(indonesian, english))])


def _refused(errors: list[FieldError]) -> InvalidInput:
    return InvalidInput(Text("Lowongan tidak dapat dibaca.", "The item cannot be read."), errors)
