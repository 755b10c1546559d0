"""One file of named sections, which says what it was made from and whether it is whole.

It begins with a mark, the checksum of all that follows, the size of the head and the head (MessagePack); then come the
sections, each at a multiple of eight bytes. The same contents give the same bytes.
"""

import mmap
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

MARK = b"PADANLEX"
FORM = 2
"""Raised with every change of what a section holds: files of another form are refused."""
_NUMBER, _STEP = 4, 8
_BEFORE = len(MARK) + 2 * _NUMBER


class BadLexicon(Exception):
    """A compiled file is missing, torn, of another program or another machine; the message says which."""


class _Section(msgspec.Struct, frozen=True, array_like=True):
    name: str
    start: int
    size: int


class _Head(msgspec.Struct, frozen=True, array_like=True):
    form: int
    byte_order: str
    version: str
    digest: str
    sections: tuple[_Section, ...]


class Container:
    """The sections of one file. Nothing is copied: what is handed out are views of the file."""

    def __init__(self, head: _Head, body: memoryview) -> None:
        """Keep both; use `unpack` or `load`."""
        self.version = head.version
        self.digest = head.digest
        self._sections = {section.name: section for section in head.sections}
        self._body = body

    def section(self, name: str) -> memoryview:
        """Return the bytes of a section. Raises BadLexicon when there is none of that name."""
        found = self._sections.get(name)
        if found is None:
            raise BadLexicon(f"has no section {name}")
        return self._body[found.start : found.start + found.size]

    def numbers(self, name: str, code: str = "I") -> memoryview:
        """Return a section as an array of numbers; ``code`` is that of the module ``array``."""
        return self.section(name).cast(code)  # type: ignore[call-overload, no-any-return]

    def lines(self, name: str) -> list[str]:
        """Return a section of texts, one a line."""
        return str(self.section(name), "utf-8").split("\n")


def pack(sections: Mapping[str, bytes], version: str, digest: str) -> bytes:
    """Return a file of ``sections`` for ``version`` of what it holds, made from what has ``digest``."""
    body, places = bytearray(), list[_Section]()
    for name, content in sections.items():
        places.append(_Section(name, len(body), len(content)))
        body += content + bytes(-len(content) % _STEP)
    head = msgspec.msgpack.encode(_Head(FORM, sys.byteorder, version, digest, tuple(places)))
    padding = bytes(-(_BEFORE + len(head)) % _STEP)
    checked = b"".join((len(head).to_bytes(_NUMBER, "little"), head, padding, body))
    return MARK + zlib.crc32(checked).to_bytes(_NUMBER, "little") + checked


def unpack(content: bytes | mmap.mmap) -> Container:
    """Return the sections of ``content``. Raises BadLexicon."""
    view = memoryview(content)
    if view[: len(MARK)] != MARK or len(view) < _BEFORE:
        raise BadLexicon("is no compiled file")
    size_at = len(MARK) + _NUMBER
    if zlib.crc32(view[size_at:]) != int.from_bytes(view[len(MARK) : size_at], "little"):
        raise BadLexicon("is torn: its checksum is another")
    end = _BEFORE + int.from_bytes(view[size_at:_BEFORE], "little")
    head = _head(view[_BEFORE:end])
    return Container(head, view[end + -end % _STEP :])


def _head(content: memoryview) -> _Head:
    try:
        head = msgspec.msgpack.decode(content, type=_Head)
    except msgspec.MsgspecError as problem:
        raise BadLexicon(f"its head is of another form: {problem}") from problem
    if (head.form, head.byte_order) != (FORM, sys.byteorder):
        raise BadLexicon(f"is of form {head.form}, {head.byte_order} end first")
    return head


def load(path: Path) -> Container:
    """Map the file at ``path`` into memory and return its sections. Raises BadLexicon."""
    try:
        with path.open("rb") as file:
            return unpack(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as problem:  # a file of no bytes cannot be mapped
        raise BadLexicon(f"cannot be read: {problem}") from problem
