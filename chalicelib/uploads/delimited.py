"""CSV in the dialects and encodings that spreadsheets write."""

import csv
import io
import re
from collections.abc import Iterator

from chalicelib.uploads.grid import Grid, Line, line_of
from chalicelib.uploads.problems import BadFile, problem

DELIMITERS = (";", ",", "\t", "|")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ERRORS = {"unexpected end of data": "unterminated_quote", "field larger than": "cell_too_long"}
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_LOOKED_AT = 400
_MOST_LINES = 20_000
"""Lines, empty ones counted; those at the end of a file are not."""
_NOTHING = " \t\r\n;,|"


def lines_of(content: bytes, most: int) -> Grid:
    """Return the rows of a text with delimiters; raises `BadFile` for what is no text or has over ``most`` rows."""
    text, encoding = decoded(content)
    notes = () if encoding == "UTF-8" else (problem("read_as_encoding", encoding),)
    found: list[Line] = []
    for line in _records(text.rstrip(_NOTHING)):
        if not line.is_empty:
            found.append(line)
        if len(found) > most or line.number > _MOST_LINES:
            raise BadFile("too_many_rows", most)
    return Grid(lines=tuple(found), notes=notes)


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding that it was read as; raises `BadFile`.

    UTF-8 is certain when it decodes. Windows-1252 has a meaning for nearly every byte: it is the last guess, and told.
    """
    codec, name = _codec(content)
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        if name != "UTF-8":
            raise BadFile("unknown_encoding") from None
        text, name = _western(content), "Windows-1252"
    if "\0" in text:
        raise BadFile("no_text")
    return text, name


def _codec(content: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return codec, name
    start = content[: _LOOKED_AT - len(content[:_LOOKED_AT]) % 2]
    pairs = len(start) // 2
    # In UTF-16 nearly every other byte of a text in Latin letters is zero.
    if pairs > 1 and start[1::2].count(0) > pairs * 0.8:
        return "utf-16-le", "UTF-16"
    if pairs > 1 and start[0::2].count(0) > pairs * 0.8:
        return "utf-16-be", "UTF-16"
    return "utf-8", "UTF-8"


def _western(content: bytes) -> str:
    if b"\0" in content:
        raise BadFile("no_text")
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise BadFile("unknown_encoding") from None


def _records(text: str) -> Iterator[Line]:
    stated = _SEPARATOR_LINE.match(text)
    delimiter = stated[1] if stated and stated[1] in DELIMITERS else _delimiter(text[stated.end() if stated else 0 :])
    body = text[stated.end() :] if stated else text
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    number = 1 if stated else 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            code = next((code for words, code in _ERRORS.items() if words in str(error)), "stray_quote")
            yield Line(number=number, broken=code)
            continue
        yield line_of(number, cells)


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often outside quotation marks in the fullest of the first lines."""
    first = [_QUOTED.sub("", line) for line in text[:20_000].splitlines()[:10]]
    return max(DELIMITERS, key=lambda each: max((line.count(each) for line in first), default=0))
