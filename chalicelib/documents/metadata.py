"""Takes out of a picture what a camera writes beside the pixels: where and when it was made, with what, by whom.

Pixels, colours and transparency stay as they are, byte for byte, and so does the way in which the picture is turned: of
all of Exif that is the one entry by which it is shown (CIPA DC-008, section 4.6.4, tag 274). The picture has been
checked before (`chalicelib.documents.images`), so its structure is whole.
"""

import struct
import zlib
from collections.abc import Iterator

from chalicelib.documents.images import PNG, png_chunks, segments
from chalicelib.documents.model import FileType

_SHOWN_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split()
)
"""Chunks by which a PNG is shown (PNG specification, section 11); all others are words, times, previews or unknown."""

_EXIF, _PROFILE, _ADOBE, _JFIF = b"Exif\0\0", b"ICC_PROFILE\0", b"Adobe", b"JFIF\0"
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_KEPT_NOTES = {_APP0: _JFIF, _APP2: _PROFILE, _APP14: _ADOBE}
_JFIF_BYTES = 14
"""A JFIF segment without the small preview that may follow (ITU-T T.871, section 10.1)."""

_ORIENTATION, _SHORT = 274, 3
_TURNED = range(2, 9)
_MOST_ENTRIES = 1_000


def without_metadata(content: bytes, kind: FileType) -> bytes:
    """Return the picture without its metadata: ``content`` itself when it has none, and what is no picture as it is.

    Raises ``ValueError`` and its like for a picture that was not found to be whole before.
    """
    if kind is FileType.PNG:
        return b"".join(_png(content))
    return b"".join(_jpeg(content)) if kind is FileType.JPEG else content


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG
    for name, data, whole in png_chunks(content):
        if name in _SHOWN_CHUNKS:
            yield whole
        elif name == b"eXIf" and (turned := _only_turned(data)):
            yield struct.pack(">I", len(turned)) + name + turned + struct.pack(">I", zlib.crc32(name + turned))


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    place = 2
    for marker, start, end in segments(content):
        payload = content[start:end]
        if not _is_note(marker):
            # With what stands before it: restarts, filling bytes, and after a scan its pixels.
            yield content[place:end]
        elif kept := _note(marker, payload):
            yield content[place : start - 4] + struct.pack(">BBH", 0xFF, marker, len(kept) + 2) + kept
        else:
            yield content[place : start - 4]
        place = end


def _is_note(marker: int) -> bool:
    return _APP0 <= marker <= _APP15 or marker == _COMMENT


def _note(marker: int, payload: bytes) -> bytes:
    """Return what stays of an application's segment or a comment, empty when nothing does."""
    if marker == _APP1 and payload.startswith(_EXIF):
        turned = _only_turned(payload[len(_EXIF) :])
        return _EXIF + turned if turned else b""
    if marker == _APP0 and payload.startswith(_JFIF):
        return payload[: _JFIF_BYTES - 2] + b"\0\0" if len(payload) >= _JFIF_BYTES else b""
    wanted = _KEPT_NOTES.get(marker)
    return payload if wanted and payload.startswith(wanted) else b""


def _only_turned(exif: bytes) -> bytes:
    """Return Exif that says how the picture is turned and nothing else; empty when it stands upright or is unreadable.

    A header, one directory of one entry, no next directory (TIFF 6.0, section 2).
    """
    turned = _orientation(exif)
    if turned not in _TURNED:
        return b""
    return b"MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)


def _orientation(exif: bytes) -> int:
    order = {b"MM\0\x2a": ">", b"II\x2a\0": "<"}.get(exif[:4])
    if order is None:
        return 0
    try:
        (place,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, place)
        for number in range(min(count, _MOST_ENTRIES)):
            tag, form, amount, value = struct.unpack_from(f"{order}HHIH", exif, place + 2 + 12 * number)
            if (tag, form, amount) == (_ORIENTATION, _SHORT, 1):
                return int(value)
    except struct.error:
        return 0
    return 0
