"""Files that are broken in every way that we could think of: by name, how to make it, and what is said of it.

What is said is the code of the whole file, or of the first row that is refused (``row:code``), or ``read`` where the
file can be used after all.
"""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator

from chalicelib.uploads.grid import MOST_ROWS
from tests.uploads.making import (
    HEADINGS,
    ROW,
    archive,
    delimited,
    parts,
    understating,
    with_part,
    with_sheet,
    workbook,
)

Make = Callable[[], bytes]
_SHEET = "xl/worksheets/sheet1.xml"
_PLAIN = delimited(HEADINGS, ROW)
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _bomb() -> bytes:
    return with_part(workbook(HEADINGS, ROW), "xl/media/big.xml", b" " * (41 * 1024 * 1024))


def _many_parts() -> bytes:
    return archive({**parts(workbook(HEADINGS, ROW)), **{f"xl/extra/{number}.xml": b"<a/>" for number in range(1_100)}})


def _lying() -> bytes:
    return understating(with_part(workbook(HEADINGS, ROW), "xl/media/big.xml", b" " * 4_000_000), "xl/media/big.xml")


def _encrypted_part() -> bytes:
    raw = bytearray(workbook(HEADINGS, ROW))
    place = raw.find(b"PK\x01\x02")
    raw[place + 8] |= 1
    return bytes(raw)


def _twice() -> bytes:
    out = io.BytesIO(workbook(HEADINGS, ROW))
    with zipfile.ZipFile(out, "a") as made:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made.writestr(_SHEET, b"<worksheet/>")
    return out.getvalue()


def _macro_type() -> bytes:
    content = workbook(HEADINGS, ROW)
    types = parts(content)["[Content_Types].xml"]
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert kind in types
    return with_part(
        content, "[Content_Types].xml", types.replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    )


def _damaged() -> bytes:
    raw = bytearray(workbook(HEADINGS, ROW))
    for place in range(200, 400):
        raw[place] ^= 0x5A
    return bytes(raw)


BROKEN: dict[str, tuple[Make, str]] = {
    "nothing": (lambda: b"", "empty_file"),
    "blank lines": (lambda: b"\r\n \t\r\n", "empty_file"),
    "a mark alone": (lambda: b"\xef\xbb\xbf", "empty_file"),
    "a mark of UTF-16 alone": (lambda: b"\xff\xfe", "empty_file"),
    "delimiters alone": (lambda: b";;;;\r\n;;;;", "empty_file"),
    "headings alone": (lambda: delimited(HEADINGS), "no_rows"),
    "comments alone": (lambda: delimited(HEADINGS, ("# contoh", "Kasir")), "no_rows"),
    "no headings": (lambda: delimited(ROW), "no_headings"),
    "headings of something else": (lambda: delimited(("nama", "umur"), ("Budi", "20")), "no_headings"),
    "headings far below": (lambda: b"x\r\n" * 30 + _PLAIN, "no_headings"),
    "one column twice": (lambda: delimited(("Judul", "Title", "Gaji"), ("a", "b", "c")), "repeated_column"),
    "too many rows": (
        lambda: delimited(HEADINGS, *[(str(n), f"Kasir {n}", "", "") for n in range(MOST_ROWS + 1)]),
        "too_many_rows",
    ),
    "rows without end": (lambda: delimited(HEADINGS) + b"\r\nx" * 100_000, "too_many_rows"),
    "too many columns": (
        lambda: delimited(("Judul", "Gaji", *(f"k{n}" for n in range(200))), ("Kasir", "1")),
        "too_many_columns",
    ),
    "Windows-1252 with bytes that it lacks": (lambda: _PLAIN + b"\r\n;\x81\x8d\x8f\xff", "unknown_encoding"),
    "half of a UTF-16 sign": (lambda: b"\xff\xfe" + _PLAIN.decode().encode("utf-16-le") + b"\x41", "unknown_encoding"),
    "zero bytes in a text": (lambda: _PLAIN + b"\0\0\0", "no_text"),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "no_text"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "no_text"),
    "something packed": (lambda: gzip.compress(_PLAIN), "no_text"),
    "every byte there is": (lambda: bytes(range(256)) * 4, "unknown_encoding"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old_workbook"),
    "a document of words": (
        lambda: archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "other_document",
    ),
    "an archive of anything": (lambda: archive({"a.txt": b"hello"}), "other_document"),
    "an empty archive": (lambda: b"PK\x03\x04", "broken_workbook"),
    "half a workbook": (lambda: workbook(HEADINGS, ROW)[:2_000], "broken_workbook"),
    "a damaged workbook": (_damaged, "broken_workbook"),
    "a workbook with macros": (
        lambda: with_part(workbook(HEADINGS, ROW), "xl/vbaProject.bin", b"\xd0\xcf"),
        "macros",
    ),
    "a workbook whose type has macros": (_macro_type, "macros"),
    "a workbook that swells": (_bomb, "swollen_workbook"),
    "a workbook of too many parts": (_many_parts, "swollen_workbook"),
    "a workbook that lies about sizes": (_lying, "broken_workbook"),
    "a workbook with an encrypted part": (_encrypted_part, "broken_workbook"),
    "a workbook with a part twice": (_twice, "broken_workbook"),
    "a workbook with entities": (
        lambda: with_sheet(lambda sheet: sheet.replace(b"<worksheet", _ENTITIES + b"<worksheet", 1)),
        "broken_workbook",
    ),
    "a workbook in UTF-16": (
        lambda: with_sheet(lambda sheet: ("\ufeff" + sheet.decode()).encode("utf-16-le")),
        "broken_workbook",
    ),
    "a sheet that does not end": (lambda: with_sheet(lambda sheet: sheet[: len(sheet) // 2]), "broken_workbook"),
    "a sheet that is no XML": (lambda: with_sheet(lambda sheet: b"hello"), "broken_workbook"),
    "a sheet without rows": (lambda: workbook(), "empty_file"),
    "a workbook without its strings": (
        lambda: with_sheet(
            lambda sheet: sheet.replace(
                b'<c r="A1" t="inlineStr"><is><t>Nomor</t></is></c>', b'<c r="A1" t="s"><v>7</v></c>'
            )
        ),
        "broken_workbook",
    ),
    "a row numbered beyond all sheets": (
        lambda: with_sheet(lambda sheet: sheet.replace(b'<row r="2"', b'<row r="1048576"')),
        "no_rows",
    ),
    "a wrong size of the sheet": (
        lambda: with_sheet(lambda sheet: sheet.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"')),
        "read",
    ),
    "a quotation mark that stays open": (lambda: delimited(HEADINGS, ('"A-1', *ROW[1:])), "row:unterminated_quote"),
    "a quotation mark amid a cell": (lambda: delimited(HEADINGS, ('"A" 1', *ROW[1:])), "row:stray_quote"),
    "a cell as long as a book": (lambda: delimited(HEADINGS, ("A-1", "K" * 30_000, "", "")), "row:cell_too_long"),
    "a cell beyond all bounds": (lambda: delimited(HEADINGS, ("A-1", "K" * 200_000, "", "")), "row:cell_too_long"),
    "more cells than headings": (lambda: delimited(HEADINGS, (*ROW, "6", "7")), "row:too_many_cells"),
    "fewer cells than headings": (lambda: delimited(HEADINGS, ("A-1", "Kasir")), "read"),
    "a row without a title": (lambda: delimited(HEADINGS, ("A-1", "", *ROW[2:])), "row:required"),
    "a lost character": (lambda: delimited(HEADINGS, ("A-1", "Kasir �", *ROW[2:])), "row:lost_character"),
    "characters that nobody sees": (
        lambda: delimited(HEADINGS, ("A-1", "Ka\u200bsir\x07 To\x00ko"[:10], "", "")),
        "read",
    ),
    "a formula": (lambda: workbook(HEADINGS, ("A-1", '=CONCAT("Ka","sir")', "", "")), "row:formula"),
    "a formula that calls another program": (
        lambda: workbook(HEADINGS, ("A-1", "=cmd|' /C calc'!A0", "", "")),
        "row:formula",
    ),
    "an error in a cell": (lambda: workbook(HEADINGS, ("A-1", "#N/A", "", "")), "row:cell_error"),
}


def contents() -> Iterator[bytes]:
    """Every file of the corpus."""
    yield from (make() for make, _ in BROKEN.values())
