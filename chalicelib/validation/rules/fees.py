"""Money asked of the applicant, and diplomas kept as a pledge: never lawful, always held."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe
from chalicelib.validation.subject import Subject

DENIED = (
    r"\b(?:tidak|tdk|tanpa|bukan|tak|gak|nggak|ga|jangan|bebas|gratis|never|not|no|don'?t|doesn'?t|without|free|waspada"
    r"|hati-hati|awas|penipuan|mengatasnamakan|scams?|fraud\w*|beware|zero|any|apabila ada|jika ada)\b"
)
_OTHERS = (
    r"\b(?:siswa|murid|nasabah|pelanggan|customers?|clients?|klien|pasien|anggota|tenant|penyewa|mahasiswa|pengiriman"
    r"|vendor|supplier|mengelola|mencatat|mengurus|membuat|menghitung|memproses|menagih|menerima|melakukan"
    r"|manage|process"
    r"|laporan|invoice|tagihan|budget|anggaran|students?|members?|hotel|kas|bank|produk|reimburse\w*)\b"
)
BY_COMPANY = (
    r"[^\n]{0,25}(?:di ?tanggung|dibiayai|ditanggung oleh|covered|paid|provided|bor?ne)\s*(?:penuh\s)?(?:oleh\s"
    r"|by\s)?(?:the\s)?"
    r"(?:perusahaan|pt\b|kantor|kami|company|employer|us\b)|\W{0,3}(?:gratis|free|tidak dipungut|0\b"
    r"|dikembalikan oleh vendor)"
)
_MONEY = r"(?:rp\.?\s?\d|\d[\d.,]*\s?(?:rb|ribu|jt|juta|k)\b)"
_DUE = (
    r"(?:biaya|uang|dana|deposit|fee)\s+(?:pendaftaran|administrasi|admin|registrasi|training|pelatihan|seragam|jaminan"
    r"|interview|wawancara|medical|mcu|pangkal|seleksi|komitmen|deposit|tes|psikotes|rekrutmen|penempatan|formulir)"
)
_PAYS = (
    r"\b(?:wajib|harus|bersedia|dikenakan|diwajibkan|siap|diminta|membayar|bayar|setor|menyetor\w*|transfer"
    r"|mentransfer|siapkan|menyiapkan)"
)
BEFORE = re.compile(f"{DENIED}|{_OTHERS}")

INDONESIAN = Phrases(
    triggers=("biaya", "uang", "deposit", "dana ", "transfer", "bayar"),
    pattern=either(
        rf"{_PAYS}\W{{1,3}}(?:\w+\W{{1,3}}){{0,4}}?{_DUE}\b",
        rf"{_PAYS}\W{{1,3}}(?:\w+\W{{1,3}}){{0,3}}?(?:uang\s)?(?:deposit|jaminan)\b(?! (?:kesehatan|sosial|mutu"
        rf"|kualitas|hari tua))",
        rf"\b{_DUE}\b[^\n;!?]{{0,25}}?{_MONEY}",
        rf"\b{_DUE}\b[^\n;!?]{{0,20}}?(?:di ?tanggung|dibebankan)\s*(?:oleh\s|kepada\s)?(?:pelamar|peserta"
        rf"|kandidat|karyawan|sendiri|pribadi|masing)",
        r"\b(?:potong|dipotong|pemotongan) gaji\b[^\n;!?]{0,30}\b(?:training|pelatihan|seragam|jaminan|deposit)",
        r"\btransfer\b[^\n;!?]{0,40}\bsebelum (?:interview|wawancara|tes|bekerja|mulai|training)",
    ),
    unless_before=BEFORE,
    unless_after=re.compile(BY_COMPANY),
    reach=80,
)
ENGLISH = Phrases(
    triggers=("fee", "deposit", "pay ", "transfer", "payment", "cost"),
    pattern=either(
        r"\b(?:pay|paying|transfer|send|submit)\b(?:[^\n.;!?]|\.(?=\d)){0,30}\b(?:registration|admin\w*|training"
        r"|processing|recruitment|application|security|uniform)\s(?:fee|deposit|cost|payment)s?",
        r"\b(?:registration|recruitment|application|training|processing)\s(?:fee|deposit)s?\b(?:[^\n.;!?]"
        r"|\.(?=\d)){0,20}(?:\d|is required|required|applies|must be paid|refundable)",
        r"\b(?:refundable|security)\s(?:deposit|fee)\b(?:[^\n.;!?]|\.(?=\d)){0,30}\b(?:applicants?|candidates?"
        r"|before|required|upon joining|rp)",
        r"\btransfer\b(?:[^\n.;!?]|\.(?=\d)){0,40}\bbefore (?:the )?(?:interview|test|training|first day|joining)",
        r"\b(?:training|uniform)\s(?:cost|fee)s?\b(?:[^\n.;!?]|\.(?=\d)){0,25}\b(?:borne|paid"
        r"|covered) by (?:the )?(?:applicants?|candidates?|employees?|trainees?|yourself)",
    ),
    unless_before=BEFORE,
    unless_after=re.compile(BY_COMPANY),
    reach=80,
)
DIPLOMA = Phrases(
    triggers=("ijazah", "ijasah", "diploma", "certificate"),
    pattern=either(
        r"\b(?:bersedia |wajib |sistem |siap |ada )?(?:penahanan|menahan|tahan|di ?tahan|titip|menitipkan"
        r"|penitipan|jaminan|menjaminkan)\s(?:dokumen\s)?ija[zs]ah\b",
        r"\bija[zs]ah(?:\s(?:asli|terakhir|sma|smk|s1|d3)){0,2}\s(?:akan\s|harus\s|wajib\s"
        r"|bersedia\s)?(?:di ?tahan|dititipkan|disimpan|dijaminkan|sebagai jaminan|jadi jaminan"
        r"|dijadikan jaminan)",
        r"\bmenyerahkan ija[zs]ah asli\b",
        r"\b(?:original )?(?:diploma|degree certificate)s?\b(?:[^\n.;!?]|\.(?=\d)){0,25}\b(?:will be |are "
        r"|is )?(?:held|kept|withheld|retained)\b",
        r"\b(?:hold|keep|withhold|retain)s?\b(?:[^\n.;!?]|\.(?=\d)){0,15}\b(?:your|the"
        r"|original) (?:original )?(?:diploma|degree certificate)",
    ),
    unless_before=re.compile(DENIED),
    unless_after=re.compile(r"\W{0,3}(?:tidak|di lemari|siswa|arsip)"),
    reach=50,
)


ASKS_MONEY = Text(
    "Frasa “{phrase}” meminta uang dari pelamar. Lowongan ditahan sampai dihapus.",
    "The phrase “{phrase}” asks money of the applicant. The vacancy is held until it is removed.",
)
FREE_PLACEMENT = "UU 13/2003 Pasal 35 dan 38"
NO_PLEDGE = "SE Menaker M/5/HK.04.00/V/2025"


@CATALOGUE.rule("fee_asked", version=1, message=ASKS_MONEY, legal_basis=FREE_PLACEMENT)
def fee_asked(subject: Subject) -> Iterator[Observation]:
    """Registration fees, deposits, transfers before the interview, training at the applicant's cost."""
    yield from observe(subject.texts, INDONESIAN, ENGLISH)


@CATALOGUE.rule(
    "diploma_held",
    version=1,
    message=Text(
        "Frasa “{phrase}” menahan ijazah pekerja. Lowongan ditahan sampai dihapus.",
        "The phrase “{phrase}” keeps the worker's diploma as a pledge. The vacancy is held until it is removed.",
    ),
    legal_basis=NO_PLEDGE,
)
def diploma_held(subject: Subject) -> Iterator[Observation]:
    """The employer would keep the diploma."""
    yield from observe(subject.texts, DIPLOMA)
