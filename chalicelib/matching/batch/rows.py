"""The result of one person in a row of fixed length, so that any row of a file is found without reading the rest.

A row: the identifier, how many vacancies follow, and ten times a vacancy's number in the run, its score as the eight
bytes of the float, and the codes of reasons and gaps in their order, each as one byte: its place in a list, from 1 on.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from chalicelib.matching.batch.market import MOST
from chalicelib.matching.model import Match

IDENTIFIER = 32
_REMARKS = 16
_HEAD = struct.Struct(f"<{IDENTIFIER}sB")
_ENTRY = struct.Struct(f"<Id{_REMARKS}s{_REMARKS}s")
ROW = _HEAD.size + MOST * _ENTRY.size
"""Bytes of a row."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy of a row: its number in the run, its score, and the codes of reasons and gaps as on-line."""

    number: int
    score: float
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """The best vacancies of one person, best first."""

    person_id: str
    entries: tuple[Entry, ...]


def row_of(person_id: str, matches: Iterable[Match], numbers: Mapping[str, int]) -> Row:
    """Return what is kept of a person's matches; ``numbers`` has the number of each vacancy."""
    entries = (
        Entry(
            number=numbers[match.vacancy_id],
            score=match.score,
            reasons=tuple(remark.code for remark in match.reasons),
            gaps=tuple(remark.code for remark in match.gaps),
        )
        for match in matches
    )
    return Row(person_id=person_id, entries=tuple(entries))


def codes_in(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return every code of some rows, in alphabetical order."""
    found = {code for row in rows for entry in row.entries for code in (*entry.reasons, *entry.gaps)}
    return tuple(sorted(found))


def pack(rows: Iterable[Row], codes: Sequence[str]) -> bytes:
    """Return the bytes of some rows, whose codes are among ``codes``; raises ``ValueError`` for what has no room."""
    numbers = {code: number for number, code in enumerate(codes, start=1)}
    return b"".join(_pack(row, numbers) for row in rows)


def unpack(content: bytes, codes: Sequence[str]) -> tuple[Row, ...]:
    """Return what `pack` wrote with the same ``codes``."""
    return tuple(_unpack(content[start : start + ROW], codes) for start in range(0, len(content), ROW))


def fixed(identifier: str) -> bytes:
    """Return an identifier in the length that all have; raises ``ValueError`` for a longer one."""
    return _room(identifier.encode("ascii"), IDENTIFIER).ljust(IDENTIFIER, b"\0")


def plain(raw: bytes) -> str:
    """Return the identifier that `fixed` wrote."""
    return raw.rstrip(b"\0").decode("ascii")


def _pack(row: Row, numbers: Mapping[str, int]) -> bytes:
    entries = b"".join(
        _ENTRY.pack(entry.number, entry.score, _codes(entry.reasons, numbers), _codes(entry.gaps, numbers))
        for entry in row.entries
    )
    return _room(_HEAD.pack(fixed(row.person_id), len(row.entries)) + entries, ROW).ljust(ROW, b"\0")


def _unpack(row: bytes, codes: Sequence[str]) -> Row:
    person_id, count = _HEAD.unpack_from(row)
    entries = (_ENTRY.unpack_from(row, _HEAD.size + place * _ENTRY.size) for place in range(count))
    return Row(
        person_id=plain(person_id),
        entries=tuple(
            Entry(number=number, score=score, reasons=_words(reasons, codes), gaps=_words(gaps, codes))
            for number, score, reasons, gaps in entries
        ),
    )


def _codes(words: Sequence[str], numbers: Mapping[str, int]) -> bytes:
    return _room(bytes(numbers[word] for word in words), _REMARKS)


def _words(raw: bytes, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(codes[number - 1] for number in raw.rstrip(b"\0"))


def _room(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise ValueError(f"{len(content)} bytes do not go into {most}: {content[:40]!r}")
    return content
