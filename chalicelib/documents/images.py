"""Pictures: whole from the first byte to the last, of a sane size, with nothing that runs and nothing behind them.

Pixels are not decoded: nobody looks at them here, and decoders are what crafted pictures aim at.
"""

import struct
import zlib
from collections.abc import Iterator

from chalicelib.documents.foreign import is_foreign, refuse_running
from chalicelib.documents.model import FileType, Refusal
from chalicelib.documents.refusing import ContentRefused

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_MOST_PIXELS = 60_000_000
_MOST_CHUNKS = 20_000
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NOTES = frozenset(range(0xE0, 0xF0)) | {0xFE}
_RESTARTS = frozenset(range(0xD0, 0xD8))
_STANDALONE = _RESTARTS | {0x01}
_SCAN, _END = 0xDA, 0xD9


def check_image(content: bytes, kind: FileType) -> None:
    """Raise `ContentRefused` unless the picture's structure is whole, its size sane, and nothing else is in it."""
    try:
        width, height = _png_size(content) if kind is FileType.PNG else _jpeg_size(content)
    except (struct.error, IndexError, ValueError):
        raise ContentRefused(Refusal.UNREADABLE) from None
    if width < 1 or height < 1:
        raise ContentRefused(Refusal.UNREADABLE)
    if width * height > _MOST_PIXELS:
        raise ContentRefused(Refusal.TOO_COMPLEX)


def png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield name, data and the whole of each chunk up to the end of the picture.

    Chunks are length, name, data, checksum (PNG specification, section 5). Raises ``ValueError`` and ``struct.error``
    when one is damaged or there is no end.
    """
    place, name = len(PNG), b""
    while name != b"IEND":
        length, name = struct.unpack(">I4s", content[place : place + 8])
        data, end = content[place + 8 : place + 8 + length], place + 12 + length
        if zlib.crc32(name + data) != struct.unpack(">I", content[end - 4 : end])[0]:
            raise ValueError("a chunk is damaged")
        yield name, data, content[place:end]
        place = end


def _png_size(content: bytes) -> tuple[int, int]:
    names: list[bytes] = []
    place = len(PNG)
    for name, data, whole in png_chunks(content):
        if len(names) > _MOST_CHUNKS:
            raise ValueError("too many chunks")
        if name in _TEXTS:
            refuse_running(data)
        names.append(name)
        place += len(whole)
    if names[0] != b"IHDR" or b"IDAT" not in names:
        raise ValueError("no PNG structure")
    _refuse_behind(content[place:])
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    size: tuple[int, int] | None = None
    place = 2
    for marker, start, end in segments(content):
        if marker in _FRAMES and size is None:
            height, width = struct.unpack(">HH", content[start + 1 : start + 5])
            size = width, height
        if marker in _NOTES:
            refuse_running(content[start:end])
        place = end
    if size is None:
        raise ValueError("no frame")
    _refuse_behind(content[place:])
    return size


def segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each payload up to the end of the image (ITU-T T.81, annex B).

    Raises ``ValueError``, ``IndexError`` and ``struct.error`` when the structure is not whole.
    """
    place = 2
    while True:
        if content[place] != 0xFF:
            raise ValueError("no marker")
        marker = content[place + 1]
        if marker == _END:
            yield marker, place + 2, place + 2
            return
        if marker == 0xFF or marker in _STANDALONE:
            place += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        if length < 2:
            raise ValueError("segment too short")
        end = place + 2 + length
        yield marker, place + 4, end
        place = _after_scan(content, end) if marker == _SCAN else end


def _after_scan(content: bytes, place: int) -> int:
    """Return where the next marker stands: within a scan ``FF 00`` is a byte of it and restarts belong to it."""
    while True:
        place = content.index(b"\xff", place)
        if content[place + 1] != 0 and content[place + 1] not in _RESTARTS:
            return place
        place += 2


def _refuse_behind(rest: bytes) -> None:
    """Cameras put a second picture behind the first (CIPA DC-007); anything else does not belong there."""
    if rest.strip(b"\0\r\n \t") and (not rest.startswith(JPEG) or is_foreign(rest)):
        raise ContentRefused(Refusal.MIXED)
