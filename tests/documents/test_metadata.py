"""What a camera writes beside the pixels goes; the picture stays byte for byte, colours and turning included."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.images import check_image, png_chunks, segments
from chalicelib.documents.metadata import without_metadata
from chalicelib.documents.model import FileType
from tests.documents import files
from tests.documents.crafted import jpeg_with, png_with

PLACE = b"GPS 6.2088 S 106.8456 E"
SCAN = b"\x12\x34\xff\x00\x56\xff\xd0\x78"
"""Pixels in a scan: with a byte that looks like a marker and a restart."""


def exif(order: str = ">", turned: int | None = 6, *, more: bytes = PLACE) -> bytes:
    """Exif with the maker, a place, and how the picture is turned, in either order of bytes."""
    entries = [(271, 2, len(more), 100), (34853, 4, 1, 200)]
    begin = b"MM\0\x2a" if order == ">" else b"II\x2a\0"
    table = b"".join(struct.pack(f"{order}HHII", *each) for each in entries)
    if turned is not None:
        table += struct.pack(f"{order}HHIHH", 274, 3, 1, turned, 0)
    count = len(entries) + (turned is not None)
    head = begin + struct.pack(f"{order}I", 8) + struct.pack(f"{order}H", count) + table + b"\0\0\0\0"
    return head.ljust(100, b"\0") + more


def photo(*notes: tuple[int, bytes], behind: bytes = b"") -> bytes:
    """A JPEG with pixels, and ``notes`` before its frame."""
    plain = files.jpeg()
    more = b"".join(struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in notes)
    return plain[:20] + more + plain[20:-2] + SCAN + b"\xff\xd9" + behind


def notes(content: bytes) -> list[tuple[int, bytes]]:
    found = segments(content)
    return [(marker, content[start:end]) for marker, start, end in found if 0xE0 <= marker <= 0xEF or marker == 0xFE]


def turning(content: bytes) -> list[int]:
    """How the picture says that it is turned, read by the whole of its Exif, which is one directory of one entry."""
    found = []
    for _, data in notes(content):
        if data.startswith(b"Exif\0\0"):
            begin, offset, count, tag, form, amount, value, rest = struct.unpack(">4sIHHHIH6s", data[6:])
            assert (begin, offset, count, tag, form, amount, rest) == (b"MM\0\x2a", 8, 1, 274, 3, 1, b"\0" * 6)
            found.append(value)
    return found


FOREIGN = (
    (0xE1, b"Exif\0\0" + exif(turned=None)),
    (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE),
    (0xED, b"Photoshop 3.0\0" + PLACE),
    (0xFE, PLACE),
    (0xE2, b"MPF\0" + PLACE),
    (0xEB, b"anything " + PLACE),
    (0xE0, b"JFXX\0\x10" + PLACE),
)


@pytest.mark.parametrize("note", FOREIGN, ids=lambda note: f"{note[0]:x} {note[1][:9]!r}")
def test_what_a_camera_writes_beside_a_photo_goes(note):
    assert without_metadata(photo(note), FileType.JPEG) == photo()
    assert PLACE not in without_metadata(photo(note, note), FileType.JPEG)


def test_a_picture_without_metadata_is_itself():
    for content, kind in ((photo(), FileType.JPEG), (files.jpeg(), FileType.JPEG), (files.png(), FileType.PNG)):
        assert without_metadata(content, kind) == content


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_stays_turned_as_it_was(order, turned):
    clean = without_metadata(photo((0xE1, b"Exif\0\0" + exif(order, turned))), FileType.JPEG)
    assert PLACE not in clean
    assert turning(clean) == ([turned] if turned > 1 else [])
    assert without_metadata(clean, FileType.JPEG) == clean


def test_colours_stay_and_previews_go():
    profile, adobe = b"ICC_PROFILE\0\x01\x01profile", b"Adobe\0\x64\0\0\0\0\x01"
    clean = without_metadata(photo((0xE2, profile), (0xEE, adobe), (0xE1, b"Exif\0\0" + exif())), FileType.JPEG)
    assert [each for each in notes(clean) if each[0] in (0xE2, 0xEE)] == [(0xE2, profile), (0xEE, adobe)]
    plain = files.jpeg()
    preview = (
        plain[:2] + b"\xff\xe0" + struct.pack(">H", 16 + 3) + b"JFIF\0" + b"\0" * 7 + b"\1\1" + b"abc" + plain[20:]
    )
    assert without_metadata(preview, FileType.JPEG) == plain


def test_a_second_picture_behind_the_first_goes():
    hidden = photo((0xE1, b"Exif\0\0" + exif()))
    assert without_metadata(photo(behind=hidden), FileType.JPEG) == photo()


def test_pixels_after_a_note_between_scans_stay():
    plain = photo()
    scan = plain.index(b"\xff\xda")
    twice = plain[:-2] + struct.pack(">BBH", 0xFF, 0xFE, len(PLACE) + 2) + PLACE + plain[scan:]
    assert without_metadata(twice, FileType.JPEG) == plain[:-2] + plain[scan:]


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"prVt"])
def test_words_of_a_png_go(name):
    data = exif(turned=1) if name == b"eXIf" else PLACE
    assert without_metadata(png_with(name, data), FileType.PNG) == files.png()


@pytest.mark.parametrize("name", [b"iCCP", b"gAMA", b"tRNS", b"pHYs", b"sRGB"])
def test_how_a_png_is_shown_stays(name):
    shown = png_with(name, b"\0\1\2")
    assert without_metadata(shown, FileType.PNG) == shown


def test_a_png_stays_turned_and_has_checksums():
    clean = without_metadata(png_with(b"eXIf", exif("<", 3)), FileType.PNG)
    (found,) = (data for name, data, _ in png_chunks(clean) if name == b"eXIf")
    assert (len(found), found[18:20]) == (26, b"\0\3")
    assert PLACE not in clean
    check_image(clean, FileType.PNG)


def test_other_files_are_left_alone():
    content = files.pdf("Ijazah")
    assert without_metadata(content, FileType.PDF) is content


@given(st.lists(st.tuples(st.sampled_from([*range(0xE0, 0xF0), 0xFE]), st.binary(max_size=60)), max_size=6))
def test_whatever_the_notes_are_the_picture_is_whole_and_nothing_of_them_is_left(found):
    marked = [(marker, b"rahasia" + data) for marker, data in found]
    clean = without_metadata(photo(*marked), FileType.JPEG)
    assert clean == photo()
    check_image(clean, FileType.JPEG)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"sPLT", b"teSt", b"gAMA", b"iCCP"]),
            st.binary(max_size=60),
        ),
        max_size=6,
    )
)
def test_chunks_that_show_stay_in_order_and_others_go(found):
    header, rest = files.png()[:33], files.png()[33:]
    more = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in found
    )
    clean = without_metadata(header + more + rest, FileType.PNG)
    wanted = [b"IHDR", *(name for name, _ in found if name in (b"gAMA", b"iCCP")), b"IDAT", b"IEND"]
    assert [name for name, _, _ in png_chunks(clean) if name != b"eXIf"] == wanted
    assert without_metadata(clean, FileType.PNG) == clean
    check_image(clean, FileType.PNG)


@given(st.binary(max_size=200), st.sampled_from([b"MM\0\x2a", b"II\x2a\0", b""]))
def test_damaged_exif_is_dropped_and_breaks_nothing(data, begin):
    clean = without_metadata(jpeg_with(0xE1, b"Exif\0\0" + begin + data), FileType.JPEG)
    assert clean == files.jpeg() or len(turning(clean)) == 1
    check_image(clean, FileType.JPEG)
