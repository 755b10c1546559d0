"""The tables that come from official files: which headings these have, and what is worked out without."""

from collections.abc import Mapping

from chalicelib.reference.importing.columns import Column, Form, Keep, Levels

_LABEL = (
    "judul", "nama", "name", "title", "label", "title_id", "judul_id", "judul_kbji", "judul_kbli", "nama_jabatan",
    "jabatan", "golongan_pokok", "nama_wilayah", "judul_indonesia", "title_indonesian",
)  # fmt: skip
_ENGLISH = (
    "title_en",
    "judul_en",
    "judul_inggris",
    "english_title",
    "english",
    "nama_inggris",
    "name_en",
    "title_english",
)
_ABOVE = ("induk", "kode_induk", "parent", "parent_code")
_LEVEL = ("tingkat", "level", "digit", "digits")
_SYNONYMS = Column("synonyms[]", ("sinonim", "synonyms"), Form.SEVERAL, needed=False, keep=Keep.ROW)

_LABEL_ID = Column("label.id", _LABEL)
_LABEL_EN = Column("label.en", _ENGLISH, keep=Keep.LABEL)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "occupations": (
        Column("code", ("kode", "kode_kbji", "kbji", "kode_isco", "isco", "kode_jabatan"), Form.OCCUPATION),
        _LABEL_ID,
        _LABEL_EN,
        Column("parent", _ABOVE, needed=False, written=False),
        Column("level", _LEVEL, needed=False, written=False),
    ),
    "regions": (
        Column("code", ("kode", "kode_wilayah", "kode_kemendagri"), Form.REGION),
        Column("kind", ("jenis", "tipe", "type"), Form.REGION_KIND, derived=True),
        _LABEL_ID,
        _LABEL_EN,
        Column("seat", ("ibukota", "ibu_kota", "capital"), keep=Keep.ROW),
        Column("latitude", ("lat", "lintang"), Form.LATITUDE, keep=Keep.ROW),
        Column("longitude", ("lon", "lng", "long", "bujur"), Form.LONGITUDE, keep=Keep.ROW),
        Column("island", ("pulau",), keep=Keep.ROW),
        Column("parent", (*_ABOVE, "kode_provinsi", "province_code"), needed=False, written=False),
        Column("level", _LEVEL, needed=False, written=False),
    ),
    "districts": (
        Column("code", ("kode", "kode_kecamatan", "kode_wilayah", "kode_kemendagri"), Form.DISTRICT),
        Column("name", ("nama", "nama_kecamatan", "kecamatan", "nama_wilayah")),
        Column("regency", ("regency_code", "kode_kabupaten", "kode_kabupaten_kota", *_ABOVE), derived=True),
        Column("level", _LEVEL, needed=False, written=False),
    ),
    "minimum_wages": (
        Column(
            "region",
            (
                "wilayah", "kode_wilayah", "kode", "daerah", "provinsi", "province", "kabupaten", "kabupaten_kota",
                "regency",
            ),
            Form.NAMED_REGION,
        ),
        Column("year", ("tahun",), Form.YEAR, derived=True),
        Column("amount", ("besaran", "upah", "upah_minimum", "ump", "umk", "nilai", "jumlah"), Form.AMOUNT),
        Column("scope", ("lingkup",), needed=False),
        Column("reported[]", ("reported",), Form.AMOUNTS, derived=True),
        Column("sources[]", ("sumber", "source", "sources"), Form.SEVERAL, needed=False),
        Column("decree", ("keputusan", "nomor_keputusan", "sk", "no_sk", "nomor_sk", "dasar_hukum"), needed=False),
    ),
    "industries": (
        Column("code", ("kode", "kode_kbli", "kbli"), Form.INDUSTRY),
        Column("parent", (*_ABOVE, "kategori", "section"), needed=False, derived=True),
        _LABEL_ID,
        _LABEL_EN,
        _SYNONYMS,
        Column("level", _LEVEL, needed=False, written=False),
    ),
    "calendar_days": (
        Column("date", ("tanggal",), Form.DATE),
        Column("kind", ("jenis", "kategori", "tipe"), Form.DAY_KIND),
        Column("label.id", (*_LABEL, "keterangan", "hari_libur", "peringatan", "uraian")),
        _LABEL_EN,
    ),
}  # fmt: skip
"""The columns of each, in the order in which the table has them."""


def _dotted_parent(code: str) -> str:
    return code.rpartition(".")[0]


def _dotted_level(code: str) -> int:
    return code.count(".") + 1


LEVELS: Mapping[str, Levels] = {
    "occupations": Levels(lambda code: code[:-1], lambda code: len(code.replace(".", "")), 1, 4),
    "regions": Levels(_dotted_parent, _dotted_level, 1, 2),
    "districts": Levels(_dotted_parent, _dotted_level, 3, 3),
    "industries": Levels(lambda _: "", len, 1, 2),
}
"""The trees. A section of industries is one letter, a division two digits."""
BY_CODE = frozenset({"occupations", "regions", "districts", "minimum_wages", "calendar_days"})
OF_A_YEAR = frozenset({"calendar_days", "minimum_wages"})
"""Tables whose version begins with the year that all of their rows are of."""
