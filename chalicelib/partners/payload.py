"""The body of a push, taken apart into items that are still raw bytes.

What concerns the whole body refuses the whole: its size, its number of items, an array that does not close. What
concerns one item, such as a truncated line, is left to that item.
"""

import re
from collections.abc import Mapping

import msgspec

from chalicelib.errors import InvalidInput, PadanError, TooLarge, UnsupportedMediaType, invalid
from chalicelib.partners.model import PayloadForm
from chalicelib.texts import Text

MOST_ITEMS = 500
MOST_BYTES = 5 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.-]+)", re.IGNORECASE)
_FORMS: Mapping[str, PayloadForm] = {
    "application/x-ndjson": PayloadForm.LINES,
    "application/ndjson": PayloadForm.LINES,
    "application/jsonl": PayloadForm.LINES,
    "application/json": PayloadForm.ARRAY,
    "application/ld+json": PayloadForm.ARRAY,
}


def form_of(content_type: str, content_encoding: str = "") -> PayloadForm:
    """Return how the items are written; raises `UnsupportedMediaType` for other types, charsets and encodings."""
    form = _FORMS.get(content_type.partition(";")[0].strip().lower())
    if form is None:
        raise _unsupported("Content-Type", "Gunakan application/x-ndjson.", "Use application/x-ndjson.")
    charset = _CHARSET.search(content_type)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise _unsupported("Content-Type", "Gunakan charset=utf-8.", "Use charset=utf-8.")
    if content_encoding.strip().lower() not in ("", "identity"):
        raise _unsupported("Content-Encoding", "Kirim tanpa kompresi.", "Send it uncompressed.")
    return form


def items_of(body: bytes, form: PayloadForm) -> tuple[bytes, ...]:
    """Return the raw items in order; blank lines are none.

    Raises `TooLarge` over 5 MB or 500 items, `InvalidInput` for an empty body, an array that does not parse, or an
    encoding that is not UTF-8 as a whole.
    """
    if len(body) > MOST_BYTES:
        raise TooLarge(Text("Isi lebih dari 5 MB; bagi menjadi beberapa.", "The body is over 5 MB; send it in parts."))
    if body.startswith(_OTHER_ENCODINGS):
        raise invalid("", "wrong_encoding", Text("Isi bukan UTF-8.", "The body is not UTF-8."))
    bare = body.removeprefix(_BOM)
    items = _lines(bare) if form is PayloadForm.LINES else _array(bare)
    if not items:
        raise invalid("", "empty", Text("Tidak ada lowongan di dalam isi.", "The body holds no vacancy."))
    if len(items) > MOST_ITEMS:
        raise _too_many(len(items))
    return items


def _lines(body: bytes) -> tuple[bytes, ...]:
    return tuple(stripped for line in body.split(b"\n") if (stripped := line.strip()))


def _array(body: bytes) -> tuple[bytes, ...]:
    try:
        parts = msgspec.json.decode(body, type=tuple[msgspec.Raw, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _malformed(error) from None
    return tuple(bytes(part) for part in parts)


def _malformed(error: Exception) -> InvalidInput:
    detail = Text(f"Isi bukan larik JSON yang utuh: {error}", f"The body is not a complete JSON array: {error}")
    return invalid("", "malformed_json", detail)


def _too_many(count: int) -> PadanError:
    detail = Text(
        f"Ada {count} lowongan; paling banyak {MOST_ITEMS} sekali kirim.",
        f"There are {count} vacancies; at most {MOST_ITEMS} in one push.",
    )
    return TooLarge(detail)


def _unsupported(header: str, indonesian: str, english: str) -> UnsupportedMediaType:
    refused = invalid(header, "unsupported", Text(indonesian, english))
    return UnsupportedMediaType(refused.detail, refused.errors)
