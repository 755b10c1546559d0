"""Files of text that are broken: encodings, delimiters, quotation marks, sizes, cells."""

import gzip

from chalicelib.uploads.grid import MOST_ROWS
from tests.uploads.broken import READ, Broken
from tests.uploads.making import HEADINGS, ROW, archive, delimited, workbook

PLAIN = delimited(HEADINGS, ROW)
TEXT = PLAIN.decode()


def cells(*given: str) -> bytes:
    """A file of one row."""
    return delimited(HEADINGS, given)


def cell(heading: str, text: str) -> bytes:
    """A file of one row in which only one cell is worth looking at."""
    return delimited(("Judul", heading), ("Kasir Toko", text))


_FILES: dict[str, Broken] = {
    "nothing": Broken(lambda: b"", "empty_file"),
    "one zero byte": Broken(lambda: b"\0", "no_text"),
    "blank lines": Broken(lambda: b"\r\n \t\r\n", "empty_file"),
    "a mark alone": Broken(lambda: b"\xef\xbb\xbf", "empty_file"),
    "a mark of UTF-16 alone": Broken(lambda: b"\xff\xfe", "empty_file"),
    "delimiters alone": Broken(lambda: b";;;;\r\n;;;;", "empty_file"),
    "quotation marks alone": Broken(lambda: b'"' * 1_001, "no_headings"),
    "headings alone": Broken(lambda: delimited(HEADINGS), "no_rows"),
    "comments alone": Broken(lambda: delimited(HEADINGS, ("# contoh", "Kasir")), "no_rows"),
    "no headings": Broken(lambda: delimited(ROW), "no_headings"),
    "headings of something else": Broken(lambda: delimited(("nama", "umur"), ("Budi", "20")), "no_headings"),
    "headings far below": Broken(lambda: b"x\r\n" * 30 + PLAIN, "no_headings"),
    "one column twice": Broken(lambda: delimited(("Judul", "Title", "Gaji"), ("a", "b", "c")), "repeated_column"),
    "a page of the web": Broken(lambda: b"<!doctype html><table><tr><td>Judul</td></tr></table>", "no_headings"),
    "JSON": Broken(lambda: b'[{"Judul": "Kasir", "Gaji": 1}]', "no_headings"),
    "one line without end": Broken(lambda: b"Judul" * 1_000_000, "no_headings"),
    "too many rows": Broken(
        lambda: delimited(HEADINGS, *[(str(n), f"Kasir {n}", "", "") for n in range(MOST_ROWS + 1)]),
        "too_many_rows",
    ),
    "rows without end": Broken(lambda: delimited(HEADINGS) + b"\r\nx" * 100_000, "too_many_rows"),
    "rows far apart": Broken(lambda: PLAIN + b"\r\n" * 30_000 + b"A-2;Kasir", "too_many_rows"),
    "nothing after the rows, millions of times": Broken(lambda: PLAIN + b";;;\r\n" * 1_000_000, READ),
    "too many columns": Broken(
        lambda: delimited(("Judul", "Gaji", *(f"k{n}" for n in range(200))), ("Kasir", "1")), "too_many_columns"
    ),
    "a million columns": Broken(lambda: b"Judul;Gaji" + b";k" * 1_000_000, "too_many_columns"),
    "a million empty columns": Broken(lambda: b"Judul;Gaji" + b";" * 1_000_000 + b"\r\nKasir Toko;6 juta", READ),
}
_ENCODINGS: dict[str, Broken] = {
    "Windows-1252": Broken(lambda: cells("A-1", "Kasir café", "", "").decode().encode("cp1252"), READ),
    "Windows-1252 with bytes that it lacks": Broken(lambda: PLAIN + b"\r\n;\x81\x8d\x8f\xff", "unknown_encoding"),
    "a mark of UTF-8 before Windows-1252": Broken(lambda: b"\xef\xbb\xbf" + PLAIN + b"\r\n;caf\xe9", READ),
    "UTF-16 with its mark": Broken(lambda: TEXT.encode("utf-16"), READ),
    "UTF-16 without its mark": Broken(lambda: TEXT.encode("utf-16-be"), READ),
    "half of a UTF-16 sign": Broken(lambda: TEXT.encode("utf-16") + b"\x41", "unknown_encoding"),
    "half of a pair in UTF-16": Broken(
        lambda: b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8", "unknown_encoding"
    ),
    "UTF-32": Broken(lambda: TEXT.encode("utf-32"), "no_text"),
    "UTF-7": Broken(lambda: cells("A-1", "Kasir café", "", "").decode().encode("utf-7"), READ),
    "letters of mainframes": Broken(lambda: TEXT.encode("cp500"), "unknown_encoding"),
    "a sign that is longer than it may be": Broken(lambda: PLAIN + b"\r\n;\xc0\xafKasir", READ),
    "halves of pairs in UTF-8": Broken(lambda: PLAIN + b"\r\n;\xed\xa0\x80Kasir", READ),
    "zero bytes in a text": Broken(lambda: PLAIN + b"\0\0\0", "no_text"),
    "a PDF": Broken(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "no_text"),
    "a PDF that is a workbook too": Broken(lambda: b"%PDF-1.7\n" + workbook(HEADINGS, ROW), "no_text"),
    "a program that is a workbook too": Broken(lambda: b"MZ\x90\x00" + workbook(HEADINGS, ROW), "no_text"),
    "a text that is an archive too": Broken(lambda: PLAIN + b"\r\n" + archive({"a.txt": b"\0"}), "no_text"),
    "a picture": Broken(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "no_text"),
    "something packed": Broken(lambda: gzip.compress(PLAIN), "no_text"),
    "every byte there is": Broken(lambda: bytes(range(256)) * 4, "no_text"),
    "every byte but one": Broken(lambda: bytes(range(1, 256)) * 4, "unknown_encoding"),
}
_ROWS: dict[str, Broken] = {
    "a quotation mark that stays open": Broken(lambda: cells('"A-1', *ROW[1:]), "unterminated_quote", 2),
    "a quotation mark amid a cell": Broken(lambda: cells('"A" 1', *ROW[1:]), "stray_quote", 2),
    "a lone quotation mark": Broken(lambda: PLAIN + b'\r\n"', "unterminated_quote", 3),
    "a cell as long as a book": Broken(lambda: cells("A-1", "K" * 30_000, "", ""), "cell_too_long", 2, "Judul"),
    "a cell beyond all bounds": Broken(lambda: cells("A-1", "K" * 200_000, "", ""), "cell_too_long", 2),
    "more cells than headings": Broken(lambda: cells(*ROW, "6", "7"), "too_many_cells", 2),
    "a row of a million cells": Broken(lambda: PLAIN + b"\r\nA-2" + b";7" * 1_000_000, "too_many_cells", 3),
    "fewer cells than headings": Broken(lambda: cells("A-1", "Kasir"), READ),
    "a row without a title": Broken(lambda: cells("A-1", "", *ROW[2:]), "required", 2, "Judul"),
    "a title of spaces that nobody sees": Broken(
        lambda: cells("A-1", "\u200b\u2060\xa0", "", ""), "required", 2, "Judul"
    ),
    "a lost character": Broken(lambda: cells("A-1", "Kasir �", *ROW[2:]), "lost_character", 2, "Judul"),
    "characters that nobody sees": Broken(lambda: cells("A-1", "Ka\u200bsir\x07 To", "", ""), READ),
    "other line ends": Broken(lambda: PLAIN.replace(b"\r\n", b"\r"), READ),
    "a formula as text": Broken(lambda: cells("A-1", "=HYPERLINK(1)", "", ""), "looks_like_formula", 2, "Judul"),
    "a place that is none": Broken(
        lambda: cells("A-1", "Kasir", "Atlantis", ""), "unknown_region", 2, "Kabupaten/Kota"
    ),
    "pay in words": Broken(lambda: cells("A-1", "Kasir", "", "banyak"), "no_amount", 2, "Gaji"),
    "pay in dollars": Broken(lambda: cells("A-1", "Kasir", "", "$500"), "foreign_currency", 2, "Gaji"),
    "pay below nothing": Broken(lambda: cells("A-1", "Kasir", "", "-5 juta"), "no_amount", 2, "Gaji"),
    "pay beyond all sums": Broken(lambda: cells("A-1", "Kasir", "", "9" * 15), "out_of_range", 2, "Gaji"),
    "pay of a thousand digits": Broken(lambda: cells("A-1", "Kasir", "", "9" * 5_000), "no_amount", 2, "Gaji"),
    "a date as a spreadsheet counts": Broken(lambda: cell("Berakhir", "46022"), "no_date", 2, "Berakhir"),
    "a date of the thirteenth month": Broken(lambda: cell("Berakhir", "12/31/2026"), "ambiguous_date", 2, "Berakhir"),
    "a date before time": Broken(lambda: cell("Berakhir", "0000-00-00"), "no_date", 2, "Berakhir"),
    "a date after time": Broken(lambda: cell("Berakhir", "31-12-99999"), "no_date", 2, "Berakhir"),
    "hours in other digits": Broken(lambda: cell("Jam kerja", "٤٠"), "no_number", 2, "Jam kerja"),
    "more hours than a week has": Broken(lambda: cell("Jam kerja", "1.000"), "out_of_range", 2, "Jam kerja"),
    "an occupation of no list": Broken(lambda: cell("KBJI", "0000"), "unknown_occupation", 2, "KBJI"),
    "an address that runs": Broken(lambda: cell("Link", "javascript:alert(1)"), "no_address", 2, "Link"),
    "a licence of no list": Broken(lambda: cell("SIM", "SIM Z9"), "unknown_licence", 2, "SIM"),
    "a language of no list": Broken(lambda: cell("Bahasa", "Klingon"), "unknown_language", 2, "Bahasa"),
    "neither yes nor no": Broken(lambda: cell("WFH", "kadang"), "no_choice", 2, "WFH"),
    "a number twice": Broken(lambda: delimited(HEADINGS, ROW, ROW), "repeated_number", 3, "Nomor"),
}
TEXTS = _FILES | _ENCODINGS | _ROWS
