"""What the archive of a DOCX file holds (ECMA-376, part 2), judged before anything opens it.

Its directory is judged first, so that nothing is unpacked that says it is too much; then each part, to its end.
"""

import io
import re
import zipfile
from collections.abc import Collection

from chalicelib.documents.model import Refusal
from chalicelib.documents.refusing import ContentRefused

MOST_ENTRIES = 1_000
MOST_UNPACKED = 60 * 1024 * 1024
MOST_RATIO = 200

_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The methods that the standard allows (annex B); others ask for memory as they like."""
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")
_MACROS = re.compile(
    r"vbaproject|vbadata|activex/|/macros/|\.(?:exe|dll|js|vbs|ps1|bat|cmd|scr|jar|lnk)$", re.IGNORECASE
)
_WITHIN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
"""How archives, old Office files and programs begin: none of them is a part of a text."""
_FETCHED = re.compile(
    rb"relationships/(?:attachedTemplate|oleObject|subDocument|frame|package)\"[^>]*TargetMode\s*=\s*[\"']External"
    rb"|TargetMode\s*=\s*[\"']External[\"'][^>]*relationships/(?:attachedTemplate|oleObject|subDocument|frame|package)\"",
    re.IGNORECASE,
)
"""What a word processor would fetch and run by itself; a link that somebody has to follow is none of it."""
_PIECE = 1 << 16
_OVERLAP = 1024


def refuse_dangerous(content: bytes) -> None:
    """Return when the file may be opened; raises `ContentRefused`, and what ``zipfile`` raises at a damaged archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        _check_sizes(entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise ContentRefused(Refusal.ENCRYPTED)
        _check_names([entry.orig_filename for entry in entries])
        if any(entry.compress_type not in _PACKED for entry in entries):
            raise ContentRefused(Refusal.UNREADABLE)
        for entry in entries:
            _check_part(archive, entry)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise ContentRefused(Refusal.TOO_COMPLEX)


def _check_names(names: Collection[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise ContentRefused(Refusal.ACTIVE)
    if len(set(names)) != len(names) or any(_OUTSIDE.search(name) for name in names):
        raise ContentRefused(Refusal.UNREADABLE)


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack a part to its end, which holds it to its size and checksum, and look at what it says."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    with archive.open(entry) as part:
        before = b""
        while piece := part.read(_PIECE):
            if not before and piece.startswith(_WITHIN):
                raise ContentRefused(Refusal.ACTIVE)
            if is_xml:
                _check_text(before + piece)
            before = piece[-_OVERLAP:]


def _check_text(piece: bytes) -> None:
    # A zero byte: the part is in UTF-16, where a declaration could hide. Word processors write UTF-8.
    if b"\0" in piece or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise ContentRefused(Refusal.UNREADABLE)
    if b"macroEnabled" in piece or _FETCHED.search(piece):
        raise ContentRefused(Refusal.ACTIVE)
