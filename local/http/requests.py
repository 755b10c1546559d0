"""An HTTP request as it came over the wire, checked and decoded."""

import re
from urllib.parse import parse_qsl, unquote

import msgspec

from chalicelib.errors import PadanError, invalid
from chalicelib.texts import Text

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
MAX_URL = 10_240
MAX_HEADERS = 10_240
MAX_BODY = 10 * 1024 * 1024


class UrlTooLong(PadanError):
    """The URL is longer than the gateway takes."""

    slug, status = "url-too-long", 414
    title = Text("URL terlalu panjang", "URL too long")


class HeadersTooLarge(PadanError):
    """The headers together are larger than the gateway takes."""

    slug, status = "headers-too-large", 431
    title = Text("Header terlalu besar", "Headers too large")


class HttpRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request whose path, query and headers are text. Names of headers are in lower case, values in order.

    `raw_path` is the path as it was sent, percent-encoded; `path` and `segments` are decoded. `arrived` is when it was
    there as a whole, in epoch seconds.
    """

    method: str
    raw_path: str
    path: str
    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, str], ...]
    body: bytes
    source_ip: str
    host: str
    scheme: str = "http"
    arrived: float = 0.0

    def header(self, name: str) -> str:
        """The last value of a header, or an empty text."""
        return dict(self.headers).get(name, "")


def parse_path(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The decoded path and its decoded segments; raises `InvalidInput` for broken escapes or text."""
    text = _decode(raw, "path")
    segments = tuple(_unquote(part, "path") for part in text.split("/"))
    return "/".join(segments), segments


def parse_query(raw: bytes) -> tuple[tuple[str, str], ...]:
    """The decoded query parameters in order; raises `InvalidInput` for broken escapes or text."""
    text = _decode(raw, "query")
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=500))
    except UnicodeDecodeError:
        raise _not_utf8("query") from None
    except ValueError:
        detail = Text("Terlalu banyak parameter.", "There are too many parameters.")
        raise invalid("query", "too_many", detail) from None


def check_size(raw_url: int, headers: list[tuple[bytes, bytes]]) -> None:
    """Raise `UrlTooLong` or `HeadersTooLarge` for what API Gateway would not take either."""
    if raw_url > MAX_URL:
        raise UrlTooLong
    if sum(len(name) + len(value) for name, value in headers) > MAX_HEADERS:
        raise HeadersTooLarge


def _decode(raw: bytes, pointer: str) -> str:
    if _BROKEN_ESCAPE.search(raw):
        detail = Text("Pengodean persen tidak sah.", "The percent-encoding is malformed.")
        raise invalid(pointer, "malformed_escape", detail)
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError:
        raise _not_utf8(pointer) from None


def _unquote(part: str, pointer: str) -> str:
    try:
        return unquote(part, errors="strict")
    except UnicodeDecodeError:
        raise _not_utf8(pointer) from None


def _not_utf8(pointer: str) -> PadanError:
    return invalid(pointer, "not_utf8", Text("Teks bukan UTF-8.", "The text is not UTF-8."))
