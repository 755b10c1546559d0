"""Files as people make them, and as nobody should: workbooks, their parts, archives that lie."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

HEADINGS = ("Nomor", "Judul", "Kabupaten/Kota", "Gaji")
ROW = ("A-1", "Kasir Toko Buah", "Kota Bekasi", "6 juta")


def workbook(*rows: Sequence[Any], change: Callable[[Workbook], None] | None = None, sheet: str = "Lowongan") -> bytes:
    """A workbook with one sheet of ``rows``."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    if change is not None:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(found: Mapping[str, bytes]) -> bytes:
    """An archive of parts."""
    return _zipped(found, zipfile.ZIP_DEFLATED)


def packed(content: bytes, method: int) -> bytes:
    """The same archive, packed by another method."""
    return _zipped(parts(content), method)


def _zipped(found: Mapping[str, bytes], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in found.items():
            made.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same workbook with one part added or replaced."""
    return archive({**parts(content), name: part})


def with_sheet(replaced: Callable[[bytes], bytes]) -> bytes:
    """A plain workbook whose sheet is written anew."""
    content = workbook(HEADINGS, ROW)
    name = "xl/worksheets/sheet1.xml"
    return with_part(content, name, replaced(parts(content)[name]))


def understating(content: bytes, name: str) -> bytes:
    """The same archive, whose directory says that a part has ten bytes."""
    raw = bytearray(content)
    place = 0
    while (place := raw.find(b"PK\x01\x02", place)) >= 0:
        length = struct.unpack_from("<H", raw, place + 28)[0]
        if bytes(raw[place + 46 : place + 46 + length]) == name.encode():
            struct.pack_into("<I", raw, place + 24, 10)
        place += 4
    return bytes(raw)


def delimited(*rows: Sequence[str], by: str = ";") -> bytes:
    """A text with delimiters, as it stands."""
    return "\r\n".join(by.join(row) for row in rows).encode()
