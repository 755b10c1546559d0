"""What a file really is, by its first bytes and its structure; names and announced types are not believed."""

import zipfile
from io import BytesIO

from chalicelib.documents.images import JPEG, PNG, check_image
from chalicelib.documents.model import FileType
from chalicelib.documents.refusing import ContentRefused

__all__ = ["ContentRefused", "check_image", "sniff"]

_PDF = b"%PDF-"
_MOST_BLANK = 64
_BLANK = b"\xef\xbb\xbf\0\t\r\n "
"""What some programs write before a PDF; a page or a script before it would make the file one of those as well."""


def sniff(content: bytes) -> FileType | None:
    """Return the type that ``content`` has, or ``None`` when it is none of the accepted ones."""
    if content.startswith(PNG):
        return FileType.PNG
    if content.startswith(JPEG):
        return FileType.JPEG
    if content[: _MOST_BLANK + len(_PDF)].lstrip(_BLANK).startswith(_PDF):
        return FileType.PDF
    return FileType.DOCX if _is_word(content) else None


def _is_word(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names
