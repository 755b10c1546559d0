"""What does not belong into a document: another file behind or within it, or something that runs when it is opened."""

import re
import zipfile
from io import BytesIO

from chalicelib.documents.model import FileType, Refusal
from chalicelib.documents.refusing import ContentRefused

_RUNS = re.compile(rb"<script|<\?php|<svg|<iframe|javascript:", re.IGNORECASE)
"""What a browser or a server would run if it took a picture or a text for a page."""
_BEGINS = re.compile(
    rb"PK\x03\x04|%PDF-|GIF8[79]a|\x7fELF|MZ\x90|<!doctype|<html|<head|<body|Rar!|7z\xbc\xaf|\xca\xfe\xba\xbe",
    re.IGNORECASE,
)
"""How files of other kinds begin."""
_PDF_END = b"%%EOF"
_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 22


def refuse_mixed(content: bytes, kind: FileType) -> None:
    """Raise `ContentRefused` when the file is one of another kind as well: an archive, a page, a program behind it."""
    if kind is FileType.DOCX:
        mixed = content[-_ZIP_END_BYTES:][:4] != _ZIP_END or content[-2:] != b"\0\0"
    elif kind is FileType.PDF:
        rest = content[content.rfind(_PDF_END) + len(_PDF_END) :] if _PDF_END in content else b""
        mixed = is_foreign(rest) or zipfile.is_zipfile(BytesIO(content))
    else:
        mixed = zipfile.is_zipfile(BytesIO(content))
    if mixed:
        raise ContentRefused(Refusal.MIXED)


def is_foreign(rest: bytes) -> bool:
    """Tell whether what stands behind the end of a file begins, or runs, as something else."""
    return bool(_BEGINS.search(rest) or _RUNS.search(rest))


def refuse_running(note: bytes) -> None:
    """Raise `ContentRefused` when what a picture says beside its pixels would run in a page."""
    if _RUNS.search(note):
        raise ContentRefused(Refusal.ACTIVE)
