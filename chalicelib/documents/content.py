"""What a file really is, by its first bytes and its structure; names and announced types are not believed."""

import struct
import zipfile
from io import BytesIO

from chalicelib.documents.model import FileType, Refusal

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_MOST_PIXELS = 60_000_000
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset(range(0xD0, 0xD8)) | {0x01}


class ContentRefused(Exception):
    """A file is not acceptable; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        """Keep the reason."""
        super().__init__(reason.value)
        self.reason = reason


def sniff(content: bytes) -> FileType | None:
    """Return the type that ``content`` has, or ``None`` when it is none of the accepted ones."""
    if content.startswith(_PNG):
        return FileType.PNG
    if content.startswith(_JPEG):
        return FileType.JPEG
    if b"%PDF-" in content[:1024]:
        return FileType.PDF
    return FileType.DOCX if _is_word(content) else None


def check_image(content: bytes, kind: FileType) -> None:
    """Raise `ContentRefused` unless the image's structure is whole and its size sane."""
    try:
        width, height = _png_size(content) if kind is FileType.PNG else _jpeg_size(content)
    except (struct.error, IndexError, ValueError):
        raise ContentRefused(Refusal.UNREADABLE) from None
    if width < 1 or height < 1:
        raise ContentRefused(Refusal.UNREADABLE)
    if width * height > _MOST_PIXELS:
        raise ContentRefused(Refusal.TOO_COMPLEX)


def _is_word(content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names


def _png_size(content: bytes) -> tuple[int, int]:
    # The header chunk comes first and the end chunk last (PNG specification, section 5.6).
    if content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        raise ValueError("no PNG structure")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    # Segments are marker, length, payload (ITU-T T.81, annex B); a frame header states the size.
    if b"\xff\xd9" not in content[-1024:]:
        raise ValueError("no end of image")
    place = 2
    while place < len(content):
        if content[place] != 0xFF:
            raise ValueError("no marker")
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += _segment_length(content, place, marker)
    raise ValueError("no frame")


def _segment_length(content: bytes, place: int, marker: int) -> int:
    if marker == 0xFF:
        return 1
    if marker in _STANDALONE:
        return 2
    (length,) = struct.unpack(">H", content[place + 2 : place + 4])
    if length < 2:
        raise ValueError("segment too short")
    return 2 + int(length)
