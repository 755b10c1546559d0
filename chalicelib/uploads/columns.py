"""The columns of an uploaded file: what they are called in both languages, what goes in, an example."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class Form(StrEnum):
    """How a cell is read."""

    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long_text"
    OCCUPATION = "occupation"
    REGION = "region"
    SKILLS = "skills"
    LICENCES = "licences"
    LANGUAGES = "languages"
    MONEY = "money"
    PERIOD = "period"
    TYPE = "type"
    EDUCATION = "education"
    MONTHS = "months"
    WHOLE = "whole"
    CHOICE = "choice"
    DATE = "date"
    ADDRESS = "address"


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: ``name`` is the vacancy's field, ``label`` the template's heading, ``synonyms`` other headings.

    ``span`` bounds whole numbers and lengths of texts.
    """

    name: str
    form: Form
    label: Text
    help: Text
    synonyms: tuple[str, ...] = ()
    example: str = ""
    needed: bool = False
    span: tuple[int, int] = (0, 0)


def _column(name: str, form: Form, label: tuple[str, str], help_text: tuple[str, str], **more: object) -> Column:
    given = {"name": name, "form": form, "label": Text(*label), "help": Text(*help_text), **more}
    return msgspec.convert(given, Column)


NUMBER = "external_id"
"""The column with the employer's own number of a vacancy."""

COLUMNS: tuple[Column, ...] = (
    _column(
        NUMBER,
        Form.NUMBER,
        ("Nomor", "Number"),
        (
            "Nomor Anda sendiri; unggah ulang dengan nomor yang sama memperbarui lowongan.",
            "Your own number; uploading it again updates the vacancy.",
        ),
        synonyms=("no", "id", "kode lowongan", "nomor lowongan", "vacancy id", "reference", "ref", "kode"),
        example="LOW-001",
    ),
    _column(
        "title",
        Form.TEXT,
        ("Judul", "Title"),
        ("Nama jabatan, 3-200 karakter.", "Title of the job, 3-200 characters."),
        synonyms=(
            "posisi",
            "jabatan",
            "nama jabatan",
            "lowongan",
            "judul lowongan",
            "job title",
            "position",
            "nama posisi",
            "judul pekerjaan",
        ),
        example="Kasir Toko Buah",
        needed=True,
        span=(3, 200),
    ),
    _column(
        "description",
        Form.LONG_TEXT,
        ("Uraian", "Description"),
        ("Tugas dan syarat, paling banyak 20.000 karakter.", "Duties and requirements, up to 20,000 characters."),
        synonyms=("deskripsi", "uraian pekerjaan", "deskripsi pekerjaan", "tugas", "job description", "keterangan"),
        example="Melayani pembeli, mencatat penjualan harian, dan menata buah di rak.",
        span=(0, 20_000),
    ),
    _column(
        "occupation",
        Form.OCCUPATION,
        ("Kode jabatan", "Occupation code"),
        (
            "Empat angka KBJI/ISCO-08; kosongkan bila tidak tahu.",
            "Four digits of KBJI/ISCO-08; leave it empty if unsure.",
        ),
        synonyms=("kbji", "kode kbji", "isco", "occupation", "kode okupasi"),
        example="5230",
    ),
    _column(
        "region",
        Form.REGION,
        ("Kabupaten/Kota", "Region"),
        ("Nama atau kode, misalnya Kota Bekasi atau 32.75.", "A name or code, such as Kota Bekasi or 32.75."),
        synonyms=(
            "lokasi",
            "kota",
            "kabupaten",
            "wilayah",
            "lokasi kerja",
            "penempatan",
            "location",
            "city",
            "place",
            "kabupaten kota",
            "tempat kerja",
            "provinsi",
        ),
        example="Kota Bekasi",
    ),
    _column(
        "pay_minimum",
        Form.MONEY,
        ("Upah terendah", "Lowest pay"),
        ("Rupiah: 4500000, 4.500.000, 4,5 juta.", "Rupiah: 4500000, 4.500.000, 4,5 juta."),
        synonyms=(
            "upah",
            "gaji",
            "gaji minimum",
            "gaji terendah",
            "upah minimum",
            "gaji min",
            "salary",
            "pay",
            "minimum salary",
            "salary min",
            "min salary",
            "besaran gaji",
        ),
        example="5.999.443",
    ),
    _column(
        "pay_maximum",
        Form.MONEY,
        ("Upah tertinggi", "Highest pay"),
        ("Boleh kosong.", "May be empty."),
        synonyms=(
            "gaji maksimum",
            "gaji tertinggi",
            "upah maksimum",
            "gaji max",
            "gaji maks",
            "maximum salary",
            "salary max",
            "max salary",
        ),
        example="6,5 juta",
    ),
    _column(
        "pay_period",
        Form.PERIOD,
        ("Upah per", "Pay per"),
        ("bulan (bila kosong), jam, hari, minggu, tahun.", "month (when empty), hour, day, week, year."),
        synonyms=("periode upah", "periode gaji", "pay period", "salary period", "per", "satuan upah"),
        example="bulan",
    ),
    _column(
        "hours",
        Form.WHOLE,
        ("Jam per minggu", "Hours a week"),
        ("1-168.", "1-168."),
        synonyms=("jam kerja", "jam kerja per minggu", "hours", "weekly hours"),
        example="40",
        span=(1, 168),
    ),
    _column(
        "employment_type",
        Form.TYPE,
        ("Jenis pekerjaan", "Employment type"),
        ("Penuh waktu, paruh waktu, kontrak, harian lepas, magang, …", "Full time, part time, contract, intern, …"),
        synonyms=(
            "tipe pekerjaan",
            "jenis kontrak",
            "status kerja",
            "status pekerjaan",
            "job type",
            "contract type",
            "type",
            "jenis",
        ),
        example="Penuh waktu",
    ),
    _column(
        "education",
        Form.EDUCATION,
        ("Pendidikan terendah", "Least education"),
        ("SD, SMP, SMA, SMK, D3, S1, …", "SD, SMP, SMA, SMK, D3, S1, …"),
        synonyms=(
            "pendidikan",
            "pendidikan minimal",
            "pendidikan minimum",
            "education",
            "minimum education",
            "tingkat pendidikan",
            "jenjang pendidikan",
        ),
        example="SMA",
    ),
    _column(
        "experience_months",
        Form.MONTHS,
        ("Pengalaman (bulan)", "Experience (months)"),
        ("Bulan; atau tulis 2 tahun.", "Months; or write 2 tahun."),
        synonyms=("pengalaman", "pengalaman kerja", "experience", "pengalaman bulan", "experience months"),
        example="0",
        span=(0, 600),
    ),
    _column(
        "skills",
        Form.SKILLS,
        ("Keterampilan", "Skills"),
        ("Dipisahkan titik koma atau koma.", "Parted by ; or ,"),
        synonyms=("keahlian", "kompetensi", "skill", "kemampuan"),
        example="Pelayanan pelanggan; Microsoft Excel",
    ),
    _column(
        "licences",
        Form.LICENCES,
        ("SIM dan izin", "Licences"),
        ("Misalnya SIM A.", "Such as SIM A."),
        synonyms=("sim", "izin", "lisensi", "licence", "license", "licenses", "sertifikat"),
        example="",
    ),
    _column(
        "languages",
        Form.LANGUAGES,
        ("Bahasa", "Languages"),
        ("Misalnya Bahasa Inggris.", "Such as English."),
        synonyms=("language", "kemampuan bahasa"),
        example="Bahasa Indonesia",
    ),
    _column(
        "openings",
        Form.WHOLE,
        ("Jumlah lowongan", "Openings"),
        ("1 bila kosong.", "1 when empty."),
        synonyms=(
            "jumlah",
            "kebutuhan",
            "kuota",
            "jumlah kebutuhan",
            "jumlah dibutuhkan",
            "number of openings",
            "vacancies",
            "formasi",
        ),
        example="2",
        span=(1, 10_000),
    ),
    _column(
        "remote",
        Form.CHOICE,
        ("Kerja jarak jauh", "Remote"),
        ("ya atau tidak.", "ya or tidak (yes or no)."),
        synonyms=("wfh", "jarak jauh", "work from home"),
        example="tidak",
    ),
    _column(
        "disability_friendly",
        Form.CHOICE,
        ("Ramah disabilitas", "Disability friendly"),
        ("ya atau tidak.", "ya or tidak."),
        synonyms=("disabilitas", "disability"),
        example="ya",
    ),
    _column(
        "fresh_graduate",
        Form.CHOICE,
        ("Lulusan baru", "Fresh graduates"),
        ("ya atau tidak.", "ya or tidak."),
        synonyms=("fresh graduate", "tanpa pengalaman"),
        example="ya",
    ),
    _column(
        "small_enterprise",
        Form.CHOICE,
        ("Usaha mikro/kecil", "Small enterprise"),
        ("ya: upah minimum tidak berlaku (PP 36/2021).", "ya: the minimum wage does not hold (PP 36/2021)."),
        synonyms=("umk kecil", "usaha kecil", "usaha mikro", "umkm", "usaha mikro kecil"),
        example="tidak",
    ),
    _column(
        "benefits",
        Form.TEXT,
        ("Tunjangan", "Benefits"),
        ("Paling banyak 2.000 karakter.", "Up to 2,000 characters."),
        synonyms=("fasilitas", "benefit", "tunjangan dan fasilitas"),
        example="BPJS, makan siang",
        span=(0, 2_000),
    ),
    _column(
        "contact_url",
        Form.ADDRESS,
        ("Tautan", "Link"),
        ("Alamat web lowongan, bila ada.", "The vacancy's web page, if any."),
        synonyms=("url", "website", "situs", "link lowongan", "web", "laman"),
        example="",
        span=(0, 500),
    ),
    _column(
        "expires_at",
        Form.DATE,
        ("Berlaku sampai", "Expires"),
        ("31-12-2026 atau 2026-12-31.", "2026-12-31."),
        synonyms=(
            "tanggal berakhir",
            "batas akhir",
            "penutupan",
            "tanggal tutup",
            "deadline",
            "berakhir",
            "valid through",
            "batas lamaran",
            "kedaluwarsa",
            "expiry",
            "expiry date",
            "tutup",
        ),
        example="",
    ),
)
"""All of them, in the order of the template."""
