"""The text of a file's bytes: UTF-8 or nothing, and without characters that nobody sees."""

import re
from collections.abc import Mapping

from chalicelib.reference.importing.problems import Problems

LARGEST = 64
"""Megabytes. The largest table of the country, all its villages, has a tenth of this."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS: Mapping[bytes, str] = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LINE_END = re.compile(rb"\r\n|\n|\r")
_TEXT_LINE_END = re.compile(r"\r\n|\n|\r")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
_LOST = "\N{REPLACEMENT CHARACTER}"


def decoded(content: bytes, problems: Problems, *, strict: bool = True) -> str | None:
    """Return the text of ``content``, None when it has none; notes every line that is broken.

    When ``strict``, characters that nobody sees are noted too.
    """
    before = problems.total
    _as_a_whole(content, problems)
    if problems.total == before:
        _by_line(content, problems)
    if problems.total > before:
        return None
    text = content.decode("utf-8-sig")
    if strict:
        _hidden(text, problems)
    return text


def _as_a_whole(content: bytes, problems: Problems) -> None:
    if len(content) > LARGEST << 20:
        problems.add("too_large", most=LARGEST)
    elif content.startswith(_WORKBOOKS):
        problems.add("spreadsheet")
    elif (encoding := _other_encoding(content)) is not None:
        problems.add("wrong_encoding", line=1, encoding=encoding)
    elif not content.removeprefix(b"\xef\xbb\xbf").strip():
        problems.add("empty_file")


def _other_encoding(content: bytes) -> str | None:
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    start = content[:200]
    pairs = len(start) // 2
    if marked is None and pairs > 1 and pairs in (start[0::2].count(0), start[1::2].count(0)):
        return "UTF-16"
    return marked


def _by_line(content: bytes, problems: Problems) -> None:
    for number, line in enumerate(_LINE_END.split(content), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as problem:
            byte = f"0x{line[problem.start]:02X}"
            problems.add("broken_encoding", line=number, byte=byte, place=problem.start + 1)


def _hidden(text: str, problems: Problems) -> None:
    if not _HIDDEN.search(text):
        return
    for number, line in enumerate(_TEXT_LINE_END.split(text), start=1):
        for found in _HIDDEN.finditer(line):
            character, place = found.group(), found.start() + 1
            code = "lost_character" if character == _LOST else "control_character"
            problems.add(code, line=number, character=f"U+{ord(character):04X}", place=place)
