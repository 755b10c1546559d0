"""Cutting a file of lines into pushes of at most 500 items and 5 MB."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

MOST_ITEMS = 500
MOST_BYTES = 5_000_000


class OversizeLineError(ValueError):
    """One line alone is larger than a push may be; the message names it."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One push: its raw lines, how many they are, and the number (from 1) of the first one in the file."""

    body: bytes
    items: int
    first_line: int

    @property
    def digest(self) -> str:
        """SHA-256 of the body; the same part has the same digest however often it is cut."""
        return hashlib.sha256(self.body).hexdigest()


def parts_of(file: Path, most_items: int = MOST_ITEMS, most_bytes: int = MOST_BYTES) -> Iterator[Part]:
    """Yield the pushes of ``file`` in order; blank lines are left out. Raises `OversizeLineError`."""
    lines: list[bytes] = []
    size, first = 0, 1
    for number, line in _lines(file):
        if len(line) > most_bytes:
            raise OversizeLineError(f"{file}, line {number}: {len(line)} bytes, a push takes {most_bytes}")
        if lines and (len(lines) == most_items or size + len(line) > most_bytes):
            yield _part(lines, first)
            lines, size = [], 0
        first = first if lines else number
        lines.append(line)
        size += len(line)
    if lines:
        yield _part(lines, first)


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    with file.open("rb") as source:
        for number, line in enumerate(source, start=1):
            if stripped := line.strip():
                yield number, stripped + b"\n"


def _part(lines: list[bytes], first: int) -> Part:
    return Part(body=b"".join(lines), items=len(lines), first_line=first)
