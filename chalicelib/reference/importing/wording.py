"""The words for every problem that a file may have, in both languages."""

from collections.abc import Mapping

from chalicelib.texts import Text

_WORDS: Mapping[str, Text] = {
    # the file
    "too_large": Text("Berkas lebih besar dari {most} MB.", "The file is larger than {most} MB."),
    "empty_file": Text("Berkas kosong.", "The file is empty."),
    "spreadsheet": Text(
        "Ini buku kerja lembar sebar (XLSX, XLS, ODS); simpan sebagai CSV UTF-8.",
        "This is a workbook (XLSX, XLS, ODS); save it as CSV UTF-8.",
    ),
    "wrong_encoding": Text("Berkas ini {encoding}; simpan sebagai UTF-8.", "The file is {encoding}; save it as UTF-8."),
    "broken_encoding": Text(
        "Bita {byte} pada posisi {place} baris ini bukan UTF-8.", "Byte {byte} at position {place} is not UTF-8."
    ),
    "control_character": Text(
        "Ada karakter kendali atau tak terlihat {character} pada posisi {place}.",
        "There is a control or hidden character {character} at position {place}.",
    ),
    "lost_character": Text(
        "Ada karakter pengganti pada posisi {place}: huruf aslinya hilang saat konversi.",
        "There is a replacement character at position {place}: the letter was lost in a conversion.",
    ),
    "unterminated_quote": Text(
        "Tanda kutip yang dibuka di sini tidak pernah ditutup.", "The quote that opens here is never closed."
    ),
    "stray_quote": Text("Ada teks setelah tanda kutip penutup.", "There is text after a closing quote."),
    "cell_too_long": Text("Ada sel yang terlalu panjang.", "A cell is too long."),
    "ragged_row": Text(
        "Ada {found} sel, padahal judul kolom {expected}.", "There are {found} cells for {expected} headings."
    ),
    "no_rows": Text("Tidak ada baris di bawah judul kolom.", "There is no row below the headings."),
    "bad_head": Text("Baris kepala tidak sah: {problem}", "The head is not valid: {problem}"),
    # headings
    "unknown_table": Text("Tidak ada tabel bernama {table}.", "There is no table called {table}."),
    "missing_column": Text("Kolom {name} tidak ada ({headings}).", "Column {name} is missing ({headings})."),
    "unknown_column": Text(
        "Judul kolom tidak dikenal; abaikan dengan --ignore atau petakan dengan --column.",
        "The heading is not known; leave it out by --ignore or map it by --column.",
    ),
    "repeated_column": Text("Dua judul berarti kolom {name}.", "Two headings mean column {name}."),
    "bad_mapping": Text("--column {given}: {problem}", "--column {given}: {problem}"),
    # cells
    "empty_cell": Text("Sel kosong.", "The cell is empty."),
    "missing_label": Text(
        "Label bahasa Inggris tidak ada, dan versi berjalan tidak punya untuk label ini{hint}.",
        "The English label is missing, and the running version has none for this label{hint}.",
    ),
    "bad_code": Text("{value} bukan kode yang sah: {form}.", "{value} is no code: {form_en}."),
    "reserved_mark": Text(
        "Sel pertama tidak boleh diawali '# ', tanda baris kepala.",
        "A first cell may not begin with '# ', a head's mark.",
    ),
    "bad_amount": Text("{value} bukan jumlah rupiah bulat.", "{value} is no whole amount of rupiah."),
    "implausible_amount": Text(
        "{value} rupiah sebulan tidak masuk akal ({least} sampai {most}).",
        "{value} rupiah a month is not plausible ({least} to {most}).",
    ),
    "bad_date": Text("{value} bukan tanggal.", "{value} is no date."),
    "bad_number": Text("{value} bukan bilangan.", "{value} is no number."),
    "bad_year": Text("{value} bukan tahun.", "{value} is no year."),
    "wrong_year": Text("{value} bukan tahun {year} tabel ini.", "{value} is not of {year}, the year of this table."),
    "unknown_kind": Text("{value} bukan salah satu dari {known}.", "{value} is none of {known}."),
    "bad_value": Text("Nilai tidak sah: {problem}", "The value is not valid: {problem}"),
    "outside_country": Text("{value} di luar wilayah Indonesia.", "{value} lies outside Indonesia."),
    "unknown_region": Text("{value} bukan wilayah yang dikenal.", "{value} is no known region."),
    "ambiguous_region": Text("{value} bisa berarti {known}.", "{value} may mean {known}."),
    "unknown_source": Text(
        "Sumber {value} tidak disebut di kepala berkas.", "Source {value} is not stated in the head."
    ),
    # the whole table
    "duplicate_code": Text("Kode ini sudah ada di baris {first}.", "The code is already in line {first}."),
    "unknown_parent": Text("Induknya, {parent}, tidak ada.", "Its parent, {parent}, is not there."),
    "wrong_parent": Text("Induknya {parent}, bukan {value}.", "Its parent is {parent}, not {value}."),
    "wrong_level": Text("Kode ini tingkat {level}, bukan {value}.", "The code is of level {level}, not {value}."),
    "no_children": Text("Tidak ada apa pun di bawahnya.", "There is nothing below it."),
    "lost_range": Text(
        "Hanya {found} dari {before} anaknya pada versi berjalan yang ada.",
        "Only {found} of the {before} below it in the running version are there.",
    ),
    "lost_group": Text(
        "Kelompok ini, dengan {before} di bawahnya pada versi berjalan, hilang seluruhnya.",
        "This group, with {before} below it in the running version, is gone altogether.",
    ),
    "too_few_rows": Text(
        "Ada {found} baris; versi berjalan {before}. Kurang dari {share} %: pastikan dengan --expect-rows.",
        "There are {found} rows; the running version has {before}. Less than {share} %: confirm by --expect-rows.",
    ),
    "unexpected_rows": Text(
        "Ada {found} baris, bukan {expected} yang dinyatakan.", "There are {found} rows, not the {expected} stated."
    ),
    "missing_province": Text("Provinsi ini tidak punya upah minimum.", "The province has no minimum wage."),
    "inconsistent": Text("Isi tidak serasi: {problem}.", "It does not hold together: {problem}."),
    # what is stated beside the file
    "bad_version": Text(
        "{value} bukan nama versi: angka, dengan titik bila perlu (2026, 2026.1).",
        "{value} names no version: numbers, with points where needed (2026, 2026.1).",
    ),
    "version_exists": Text(
        "Versi {value} sudah ada dan tidak pernah diubah; pilih nama lain.",
        "Version {value} exists and is never changed; choose another name.",
    ),
    "bad_fact": Text("--{fact}: {problem}.", "--{fact}: {problem_en}."),
}


def worded(code: str, facts: Mapping[str, str]) -> Text:
    """Return the text of the problem ``code`` with its facts; raises KeyError for a code or fact that is not known."""
    words = _WORDS[code]
    return Text(words.id.format_map(facts), words.en.format_map(facts))


def codes() -> frozenset[str]:
    """Return every code that a problem may have."""
    return frozenset(_WORDS)
