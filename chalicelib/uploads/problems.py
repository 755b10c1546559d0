"""What is wrong with an uploaded file, one of its rows, or one cell: the place, a stable code, a text in two languages.

``PROBLEMS`` is the whole catalogue; ``{}`` stands for what was found.
"""

from collections.abc import Mapping

import msgspec

from chalicelib.errors import FieldError, InvalidInput, TooLarge
from chalicelib.texts import Text

_LONGEST_VALUE = 80


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing about a row: ``column`` is the heading as the file has it, ``field`` the vacancy's own name for it."""

    code: str
    message: Text
    row: int = 0
    column: str = ""
    field: str = ""


PROBLEMS: Mapping[str, Text] = {
    # The whole file.
    "empty_file": Text("Berkas kosong.", "The file is empty."),
    "no_headings": Text(
        "Baris judul kolom tidak ditemukan; kolom Judul wajib ada. Pakai templat.",
        "No row of headings was found; the column Title is needed. Use the template.",
    ),
    "no_rows": Text("Tidak ada baris lowongan di bawah judul kolom.", "There is no vacancy below the headings."),
    "too_many_rows": Text(
        "Paling banyak {} baris; bagi menjadi beberapa berkas.", "At most {} rows; send several files."
    ),
    "too_many_columns": Text("Paling banyak {} kolom.", "At most {} columns."),
    "repeated_column": Text("Kolom “{}” ada dua kali.", "The column “{}” is there twice."),
    "unknown_encoding": Text(
        "Berkas teks ini bukan UTF-8, UTF-16, atau Windows-1252. Simpan sebagai CSV UTF-8.",
        "This text is neither UTF-8, UTF-16 nor Windows-1252. Save it as CSV UTF-8.",
    ),
    "no_text": Text("Berkas ini bukan CSV atau XLSX.", "This file is neither CSV nor XLSX."),
    "old_workbook": Text(
        "Berkas Excel lama (.xls) atau berkata sandi tidak dibaca; simpan sebagai .xlsx tanpa kata sandi.",
        "Old (.xls) or password-protected workbooks are not read; save it as .xlsx without a password.",
    ),
    "macros": Text(
        "Buku kerja berisi makro; simpan sebagai .xlsx tanpa makro.",
        "The workbook has macros; save it as .xlsx without them.",
    ),
    "broken_workbook": Text("Buku kerja rusak dan tidak dapat dibaca.", "The workbook is damaged and cannot be read."),
    "swollen_workbook": Text(
        "Isi buku kerja terlalu besar setelah dibuka.", "What the workbook holds is too large once it is unpacked."
    ),
    "other_document": Text(
        "Ini dokumen lain, bukan buku kerja .xlsx.", "This is another document, not a .xlsx workbook."
    ),
    # One row.
    "unterminated_quote": Text(
        "Tanda kutip tidak ditutup; sisa berkas terbaca sebagai satu sel.",
        "A quotation mark is not closed; the rest of the file reads as one cell.",
    ),
    "stray_quote": Text("Tanda kutip di tempat yang salah.", "A quotation mark stands in the wrong place."),
    "cell_too_long": Text("Sel lebih dari {} karakter.", "A cell has more than {} characters."),
    "too_many_cells": Text(
        "Baris punya {} sel lebih banyak dari judul kolom.", "The row has {} cells beyond the headings."
    ),
    "repeated_row": Text("Sama dengan baris {}.", "The same as row {}."),
    "repeated_number": Text("Nomor ini sudah dipakai baris {}.", "Row {} has this number already."),
    "not_processed": Text(
        "Baris ini tidak dapat diproses karena kesalahan di pihak kami; unggah ulang.",
        "This row could not be processed because of a failure on our side; upload it again.",
    ),
    "outside_region": Text("Wilayah di luar wilayah kerja petugas.", "The region is outside the officer's own."),
    # One cell.
    "required": Text("Wajib diisi.", "This is required."),
    "length": Text("Panjang harus {} karakter.", "It must have {} characters."),
    "formula": Text("Sel berisi rumus; tempel sebagai nilai.", "The cell holds a formula; paste its value."),
    "looks_like_formula": Text(
        "“{}” terbaca sebagai rumus; hapus tanda =, +, - atau @ di awal sel.",
        "“{}” reads as a formula; take away the sign =, +, - or @ that the cell begins with.",
    ),
    "cell_error": Text("Sel berisi kesalahan {}.", "The cell holds the error {}."),
    "lost_character": Text(
        "Ada karakter yang rusak (�); unggah berkas aslinya.", "A character was lost (�); upload the original file."
    ),
    "no_amount": Text("“{}” bukan jumlah rupiah.", "“{}” is not an amount of rupiah."),
    "minimum_wage": Text(
        "“{}” bukan jumlah; tulis upahnya dalam rupiah, misalnya 4.500.000, atau kosongkan sel ini.",
        "“{}” is no amount; write the pay in rupiah, such as 4.500.000, or leave the cell empty.",
    ),
    "other_period": Text(
        "Periode di sel ini bukan periode di kolom periode ({}); tulis satu periode saja.",
        "The period in this cell is not that of the period's column ({}); write one period only.",
    ),
    "foreign_currency": Text("Upah harus dalam rupiah, bukan “{}”.", "Pay must be in rupiah, not “{}”."),
    "no_number": Text("“{}” bukan bilangan bulat.", "“{}” is not a whole number."),
    "out_of_range": Text("Harus antara {}.", "It must be between {}."),
    "no_date": Text("“{}” bukan tanggal; tulis 31-12-2026.", "“{}” is not a date; write 2026-12-31."),
    "ambiguous_date": Text(
        "“{}” bisa berarti dua tanggal; tulis tahun lebih dulu, 2026-12-31.",
        "“{}” may be two dates; write the year first, 2026-12-31.",
    ),
    "no_choice": Text("“{}” tidak dikenal; gunakan ya atau tidak.", "“{}” is not known; use ya or tidak."),
    "unknown_period": Text("Periode “{}” tidak dikenal.", "The period “{}” is not known."),
    "unknown_type": Text("Jenis pekerjaan “{}” tidak dikenal.", "The employment type “{}” is not known."),
    "unknown_region": Text("Wilayah “{}” tidak dikenal.", "The region “{}” is not known."),
    "unknown_occupation": Text("Kode jabatan “{}” tidak dikenal.", "The occupation code “{}” is not known."),
    "unknown_education": Text("Jenjang pendidikan “{}” tidak dikenal.", "The education level “{}” is not known."),
    "unknown_skill": Text("Keterampilan “{}” tidak dikenal.", "The skill “{}” is not known."),
    "unknown_licence": Text("Izin atau SIM “{}” tidak dikenal.", "The licence “{}” is not known."),
    "unknown_language": Text("Bahasa “{}” tidak dikenal.", "The language “{}” is not known."),
    "no_address": Text("“{}” bukan alamat web.", "“{}” is not a web address."),
    "not_valid": Text("{}", "{}"),
    # Told, no obstacle.
    "unknown_column": Text("Kolom “{}” tidak dikenal dan diabaikan.", "The column “{}” is not known and left out."),
    "read_as_encoding": Text("Teks dibaca sebagai {}.", "The text was read as {}."),
    "merged_cells": Text("Sel gabungan diisi dengan nilainya.", "Merged cells were filled with their value."),
    "pay_not_stated": Text("“{}” dibaca sebagai tanpa gaji.", "“{}” was read as no pay stated."),
    "not_used": Text("“{}” tidak dikenal dan tidak dipakai.", "“{}” is not known and is not used."),
    "other_sheets": Text("Hanya lembar “{}” yang dibaca.", "Only the sheet “{}” is read."),
}


class BadFile(Exception):
    """The file as a whole cannot be read; ``code`` is one of `PROBLEMS`."""

    def __init__(self, code: str, value: object = "") -> None:
        """Keep the problem of the file."""
        super().__init__(code)
        self.problem = problem(code, value)

    def as_refusal(self) -> InvalidInput | TooLarge:
        """Return the error for the caller who sent the file."""
        found = self.problem
        fields = [FieldError(pointer="/file", code=found.code, detail=found.message)]
        kind = TooLarge if found.code in _LARGE else InvalidInput
        return kind(found.message, fields)


_LARGE = frozenset({"too_many_rows", "swollen_workbook"})


class BadCell(Exception):
    """A cell cannot be used; ``code`` is one of `PROBLEMS`."""

    def __init__(self, code: str, value: object = "") -> None:
        """Keep the code and what was found."""
        super().__init__(code)
        self.code, self.value = code, value


def problem(code: str, value: object = "", *, row: int = 0, column: str = "", field: str = "") -> Problem:
    """Return a problem of the catalogue with ``value`` in its texts, shortened; a `Text` in each one's language."""
    text, told = PROBLEMS[code], value if isinstance(value, Text) else Text(str(value), str(value))
    message = Text(
        *(words.replace("{}", shown[:_LONGEST_VALUE]) for words, shown in ((text.id, told.id), (text.en, told.en)))
    )
    return Problem(code=code, message=message, row=row, column=column[:_LONGEST_VALUE], field=field)
