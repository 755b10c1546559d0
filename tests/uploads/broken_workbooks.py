"""Workbooks that are broken: archives, their parts, what stands in the sheets."""

import io
import warnings
import zipfile
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook

from tests.uploads.broken import READ, Broken
from tests.uploads.making import (
    HEADINGS,
    ROW,
    archive,
    packed,
    parts,
    understating,
    with_part,
    with_sheet,
    workbook,
)

SHEET = "xl/worksheets/sheet1.xml"
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_MANY = 12_000_000
"""Bytes of elements: more than is opened, less than is unpacked."""


def plain() -> bytes:
    """A workbook with nothing wrong."""
    return workbook(HEADINGS, ROW)


def swollen(name: str, before: bytes, unit: bytes) -> bytes:
    """A plain workbook with a part in which ``unit`` comes again and again before ``before``."""
    part = parts(plain())[name]
    assert before in part
    return with_part(plain(), name, part.replace(before, unit * (_MANY // len(unit)) + before, 1))


def _many_parts() -> bytes:
    return archive({**parts(plain()), **{f"xl/extra/{number}.xml": b"<a/>" for number in range(1_100)}})


def _lying() -> bytes:
    return understating(with_part(plain(), "xl/media/big.xml", b" " * 4_000_000), "xl/media/big.xml")


def _encrypted_part() -> bytes:
    raw = bytearray(plain())
    place = raw.find(b"PK\x01\x02")
    raw[place + 8] |= 1
    return bytes(raw)


def _twice() -> bytes:
    out = io.BytesIO(plain())
    with zipfile.ZipFile(out, "a") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr(SHEET, b"<worksheet/>")
    return out.getvalue()


def _macro_type() -> bytes:
    content = plain()
    types = parts(content)["[Content_Types].xml"]
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert kind in types
    macros = types.replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    return with_part(content, "[Content_Types].xml", macros)


def _damaged() -> bytes:
    raw = bytearray(plain())
    for place in range(200, 400):
        raw[place] ^= 0x5A
    return bytes(raw)


def _without(name: str) -> Callable[[], bytes]:
    return lambda: archive({each: part for each, part in parts(plain()).items() if each != name})


def _replaced(old: bytes, new: bytes) -> Callable[[], bytes]:
    def change(sheet: bytes) -> bytes:
        assert old in sheet
        return sheet.replace(old, new, 1)

    return lambda: with_sheet(change)


def _row(*cells: object, change: Callable[[Workbook], None] | None = None) -> Callable[[], bytes]:
    return lambda: workbook(HEADINGS, cells, change=change)


def _merge(book: Workbook) -> None:
    book.active.append(["A-2"])
    book.active.merge_cells("B2:B3")


def _hide(book: Workbook) -> None:
    book.create_sheet("Kosong")
    book.active.sheet_state = "hidden"


_ARCHIVES: dict[str, Broken] = {
    "an old workbook": Broken(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old_workbook"),
    "a workbook with a password": Broken(
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + plain(), "old_workbook"
    ),
    "a document of words": Broken(
        lambda: archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "other_document"
    ),
    "an archive of anything": Broken(lambda: archive({"a.txt": b"hello"}), "other_document"),
    "an empty archive": Broken(lambda: b"PK\x03\x04", "broken_workbook"),
    "half a workbook": Broken(lambda: plain()[:2_000], "broken_workbook"),
    "a workbook without its last byte": Broken(lambda: plain()[:-1], "broken_workbook"),
    "a damaged workbook": Broken(_damaged, "broken_workbook"),
    "a workbook with macros": Broken(lambda: with_part(plain(), "xl/vbaProject.bin", b"\xd0\xcf"), "macros"),
    "a workbook with macros of old": Broken(lambda: with_part(plain(), "xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
    "a workbook whose type has macros": Broken(_macro_type, "macros"),
    "a workbook packed by another method": Broken(lambda: packed(plain(), zipfile.ZIP_LZMA), "broken_workbook"),
    "a workbook packed by a third method": Broken(lambda: packed(plain(), zipfile.ZIP_BZIP2), "broken_workbook"),
    "a workbook that swells": Broken(
        lambda: with_part(plain(), "xl/media/big.xml", b" " * (41 * 1024 * 1024)), "swollen_workbook"
    ),
    "a workbook of too many parts": Broken(_many_parts, "swollen_workbook"),
    "a row of millions of cells": Broken(lambda: swollen(SHEET, b"</row>", b"<c/>"), "swollen_workbook"),
    "millions of rows": Broken(lambda: swollen(SHEET, b"</sheetData>", b"<row/>"), "swollen_workbook"),
    "cells within cells": Broken(lambda: swollen(SHEET, b"</row>", b"<c>"), "swollen_workbook"),
    "millions of attributes": Broken(lambda: swollen(SHEET, b"<sheetData", b"<x a=''/>"), "swollen_workbook"),
    "styles without end": Broken(lambda: swollen("xl/styles.xml", b"</cellXfs>", b"<xf/>"), "swollen_workbook"),
    "names without end": Broken(
        lambda: swollen("xl/workbook.xml", b"</workbook>", b"<definedName/>"), "swollen_workbook"
    ),
    "a workbook that lies about sizes": Broken(_lying, "broken_workbook"),
    "a workbook with an encrypted part": Broken(_encrypted_part, "broken_workbook"),
    "a workbook with a part twice": Broken(_twice, "broken_workbook"),
    "a workbook without its list of parts": Broken(_without("[Content_Types].xml"), "other_document"),
    "a workbook without its sheet": Broken(_without(SHEET), "broken_workbook"),
    "a workbook without its relations": Broken(_without("xl/_rels/workbook.xml.rels"), "broken_workbook"),
}
_PARTS: dict[str, Broken] = {
    "a workbook with entities": Broken(_replaced(b"<worksheet", _ENTITIES + b"<worksheet"), "broken_workbook"),
    "a workbook that asks for a file": Broken(_replaced(b"<worksheet", _OUTSIDE + b"<worksheet"), "broken_workbook"),
    "a workbook in UTF-16": Broken(
        lambda: with_sheet(lambda sheet: ("\ufeff" + sheet.decode()).encode("utf-16-le")), "broken_workbook"
    ),
    "a sheet in an encoding that nobody knows": Broken(
        lambda: with_sheet(lambda sheet: b'<?xml version="1.0" encoding="utf-7"?>' + sheet), "broken_workbook"
    ),
    "a sheet that does not end": Broken(lambda: with_sheet(lambda sheet: sheet[: len(sheet) // 2]), "broken_workbook"),
    "a sheet that is no XML": Broken(lambda: with_sheet(lambda sheet: b"hello"), "broken_workbook"),
    "a sheet without rows": Broken(lambda: workbook(), "empty_file"),
    "a sheet that nobody is shown": Broken(_row(*ROW, change=_hide), "empty_file"),
    "a workbook without its strings": Broken(
        _replaced(b'<c r="A1" t="inlineStr"><is><t>Nomor</t></is></c>', b'<c r="A1" t="s"><v>7</v></c>'),
        "broken_workbook",
    ),
    "a row numbered beyond all sheets": Broken(_replaced(b'<row r="2"', b'<row r="1048576"'), "no_rows"),
    "a row numbered by a word": Broken(_replaced(b'<row r="2"', b'<row r="two"'), "broken_workbook"),
    "a cell in a place of no sheet": Broken(_replaced(b'r="B2"', b'r="ZZZZZ2"'), "broken_workbook"),
    "a wrong size of the sheet": Broken(_replaced(b'ref="A1:D2"', b'ref="A1:XFD1048576"'), READ),
    "a sheet without its size": Broken(_replaced(b'<dimension ref="A1:D2"/>', b""), READ),
    "a size of nothing": Broken(_replaced(b'ref="A1:D2"', b'ref=""'), READ),
}
_CELLS: dict[str, Broken] = {
    "a formula": Broken(_row("A-1", '=CONCAT("Ka","sir")', "", ""), "formula", 2, "Judul"),
    "a formula that calls another program": Broken(_row("A-1", "=cmd|' /C calc'!A0", "", ""), "formula", 2, "Judul"),
    "a formula in the pay": Broken(_row("A-1", "Kasir", "", "=1+1"), "formula", 2, "Gaji"),
    "an error in a cell": Broken(_row("A-1", "#N/A", "", ""), "cell_error", 2, "Judul"),
    "a time for a title": Broken(_row("A-1", True, "", ""), "length", 2, "Judul"),
    "a date for a place": Broken(_row("A-1", "Kasir", date(2026, 5, 4), ""), "unknown_region", 2, "Kabupaten/Kota"),
    "a date for the pay": Broken(_row("A-1", "Kasir", "", date(2026, 5, 4)), "no_amount", 2, "Gaji"),
    "a number beyond all numbers": Broken(
        lambda: with_sheet(lambda sheet: sheet.replace(b't="inlineStr"><is><t>6 juta</t></is>', b"><v>1E400</v>")),
        "no_amount", 2, "Gaji",
    ),
    "a number that is none": Broken(
        lambda: with_sheet(lambda sheet: sheet.replace(b't="inlineStr"><is><t>6 juta</t></is>', b"><v>nan</v>")),
        "broken_workbook",
    ),
    "more cells than the headings name": Broken(_row(*ROW, "7"), "too_many_cells", 2),
    "cells that were merged": Broken(_row(*ROW, change=_merge), READ),
}  # fmt: skip
WORKBOOKS = _ARCHIVES | _PARTS | _CELLS
