"""Money asked of the applicant, and papers kept as a pledge, as people write of them every day."""

import re
from collections.abc import Iterator

import msgspec

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import END_LISTED, Phrases, either, spotted, words
from chalicelib.validation.rules.fees import (
    ASKS_MONEY,
    BEFORE,
    BY_COMPANY,
    DENIED,
    DIPLOMA,
    ENGLISH,
    FREE_PLACEMENT,
    INDONESIAN,
    NO_PLEDGE,
)
from chalicelib.validation.rules.fees_demanded import DEMANDED, INSURED, NOT_CUT
from chalicelib.validation.subject import Subject

_SUM = (
    r"(?:(?:rp|idr)\W{0,3}\d[\d.,]*(?:\s?(?:rb|ribu|jt|juta|k)\b)?|\d[\d.,]*\s?(?:rb|ribu|jt|juta|k)\b"
    r"|\d{1,3}(?:\.\d{3})+"
    r"|\d{5,8}\b)"
)
_FOR = (
    r"(?:pendaftaran|administrasi|admin|adm|registrasi|training|pelatihan|seragam|jaminan|interview|wawancara|medical"
    r"|mcu"
    r"|pangkal|seleksi|komitmen|tes|psikotes|rekrutmen|penempatan|formulir|berkas|modul|id ?card|sertifik\w+|masuk"
    r"|penyaluran|registration|onboarding|recruitment|pelicin)"
)
_THING = r"(?:kit|starter|modul|seragam|uniform|atribut|perlengkapan|id ?card|paket|alat kerja|berkas|formulir)"
_APPLICANT = r"(?:pelamar|peserta|kandidat|karyawan|pekerja|sendiri|pribadi|masing)"
_GIVE = r"(?:bayar|membayar|tf|transfer|mentransfer|setor|menyetor\w*|siapkan|menyiapkan|kirim|pay|send)"
_ELSEWHERE = (
    r"|\b(?:perusahaan|kami|company|we|pulsa|voucher|game|tabungan|tarif|parkir|gym|kursus|sekolah|umrah|umroh|kos|kost"
    r"|dp|invoice|uang saku|saku|dilarang|melarang|dibayar|bonus|tunjangan|insentif|allowance|produk|collection"
    r"|menginput|merekap)\b"
)
_GUARD = re.compile(BEFORE.pattern + _ELSEWHERE)


def _kind(some: str, *parts: str, sign: str = "") -> Phrases:
    """Return the phrases with one of the words ``some``: each text is read for the kinds of its own words alone."""
    return Phrases(
        words=words(some),
        sign=re.compile(sign) if sign else None,
        pattern=either(*parts),
        unless_before=_GUARD,
        unless_after=re.compile(BY_COMPANY),
        reach=80,
    )


_FEES = (
    _kind(
        "biaya uang dana fee fees ongkos iuran",
        rf"\b(?:biaya|uang|dana|fee|ongkos|iuran) {_FOR}\b[^\n;!?]{{0,30}}?{_SUM}",
        rf"\b(?:biaya|uang|fee) (?:masuk|penyaluran|berkas)\b[^\n;!?]{{0,10}}?(?:{_SUM}|\d{{1,2}} bulan gaji)",
        rf"\b(?:biaya|uang|fee) (?:pelicin|calo)\b(?:[^\n;!?]{{0,10}}?{_SUM})?",
        rf"\b{_GIVE} (?:biaya|uang|dana) {_FOR}\b(?:[^\n;!?]{{0,10}}?{_SUM})?",
    ),
    _kind(
        "administrasi pendaftaran registrasi formulir",
        rf"\b(?:administrasi|pendaftaran|registrasi|formulir)\W{{1,3}}{_SUM}",
        sign=r"(?:si|an|lir)\W{1,3}(?:rp|idr|\d)",
    ),
    _kind(
        "bayar membayar tf transfer mentransfer setor menyetor menyetorkan siapkan menyiapkan kirim pay send",
        rf"\b{_GIVE} {_SUM}[^\n;!?]{{0,25}}?\b(?:untuk|utk|buat|agar|supaya|dulu|sebelum|saat|for|before|bisa|langsung)"
        rf"\b[^\n;!?]{{0,25}}?\b(?:jadwal|interview|wawancara|slot|kerja|masuk|start|grup|{_FOR}|{_THING})\b",
        rf"\bmasuk kerja\W{{1,3}}(?:\w+\W{{1,3}})?bayar\b(?:\W{{1,3}}{_SUM})?",
        r"\bbayar\b[^\n;!?]{0,25}?\d{1,3}\s?% (?:dari )?gaji\b",
        sign=r"(?:r|f|n|m|y|d) (?:rp|idr|\d)|\bbayar\b",
    ),
    _kind(
        "potong dipotong potongan",
        rf"\bgaji\b(?:{NOT_CUT}[^\n;!?]){{0,20}}?\b(?:di)?potong\b(?:{NOT_CUT}[^\n;!?]){{0,15}}?\b(?:{_FOR}|deposit)\b"
        rf"{INSURED}",
        r"\bpotong(?:an)? gaji\b[^\n;!?]{0,15}?\b(?:utk|untuk|buat)\b[^\n;!?]{0,10}?\b(?:yayasan|penyalur|agen|calo"
        r"|biro)\b",
    ),
    _kind(
        "beli membeli buy purchase",
        rf"\b(?:wajib|harus|must|have to|required to|need to)\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}?(?:membeli|beli|buy"
        rf"|purchase)\b[^\n;!?]{{0,20}}?\b{_THING}\b(?:[^\n;!?]{{0,8}}?{_SUM})?",
    ),
    _kind(
        "mcu medical psikotes training seragam sertifikat sertifikasi",
        rf"\b(?:mcu|medical(?: check ?-?up)?|psikotes|training|seragam|sertifik\w+)\b[^\n;!?]{{0,25}}?\b"
        rf"(?:bayar sendiri|biaya sendiri|(?:di ?tanggung|di ?bebankan|dibayar)(?: oleh| ke| kepada)? {_APPLICANT})",
        sign=r"sendiri|tanggung|dibebankan|dibayar",
    ),
)
_HELD = (
    r"(?:titip(?:kan)?|menitipkan|serahkan|menyerahkan|setor(?:kan)?|menyetor(?:kan)?|menaruh|taruh|bayar|membayar"
    r"|siapkan|leave)"
)
_PLEDGES = Phrases(
    words=words("deposit deposito jaminan garansi pledge"),
    pattern=either(
        rf"\bdeposito?(?: (?:kerja|seragam|fee|awal|unit|id card))?\W{{1,3}}(?:sebesar |of |minimal )?{_SUM}",
        rf"\b{_HELD}\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}?(?:uang |a )?(?:jaminan|deposito?|garansi)\b"
        r"(?! (?:kesehatan|sosial|mutu|kualitas|hari tua))",
        r"\b(?:titip|serahkan|setor|taruh|menaruh)\w* uang\b[^\n;!?]{0,20}?\bsebagai jaminan\b",
        rf"\buang (?:jaminan|garansi)(?: kerja)?(?:\W{{1,3}}{_SUM}|{END_LISTED}|(?= dicicil| dikembalikan| kembali|"
        rf" di ?bayar))",
        rf"\bjaminan(?: kerja)?\W{{1,3}}(?:berupa )?uang\b(?:[^\n;!?]{{0,8}}?{_SUM})?",
        rf"\bgaji\b(?:{NOT_CUT}[^\n;!?]){{0,20}}?\b(?:di ?tahan|di ?potong)\b(?:{NOT_CUT}[^\n;!?]){{0,10}}?"
        rf"\b(?:deposit|jaminan)\b{INSURED}",
        rf"\b(?:refundable|security|cash) deposit\b(?: of)?(?:\W{{1,3}}{_SUM})?|\bdeposit\b[^\n;!?]{{0,20}}?\b(?:is"
        rf" )?required upon\b",
        rf"\bada deposit\b(?:[^\n;!?]{{0,12}}?{_SUM})?",
    ),
    unless_before=_GUARD,
    unless_after=re.compile(
        rf"{BY_COMPANY}|\W{{0,3}}(?:sewa|milik|tenant|tender|pelaksanaan|penawaran|pengadaan|kesehatan|sosial|pelanggan"
        rf"|nasabah"
        r"|for (?:guests?|customers?)|slip|box)"
    ),
    reach=80,
)
_UNDENIED = r"(?:(?!\b(?:tidak|tdk|bukan|gak|tanpa|murid|siswa|fotokopi|dicocokkan)\b)[^\n;!?.,]){0,30}?"
_PAPER = r"(?:ija[zs]ah(?:nya)?|bpkb|akta(?: lahir)?|buku nikah)"
_PAPERS = Phrases(
    words=words("ijazah ijasah ijazahnya bpkb akta nikah diploma certificate certificates"),
    pattern=either(
        rf"\b{_PAPER}\b{_UNDENIED}\b(?:di ?tahan|di ?titip(?:kan)?|(?:kami |akan )?(?:di)?simpan (?:di|oleh"
        rf"|perusahaan|kantor|sampai"
        r"|selama|hrd)|di ?jaminkan|di ?pegang|(?:jadi|sebagai|dijadikan) jaminan|di ?serahkan ke)\b",
        rf"\b(?:tahan|penahanan|menahan|titip|menitipkan|penitipan|meninggalkan|tinggalkan)\W{{1,3}}(?:dokumen"
        rf" )?{_PAPER}\b",
        rf"\b(?:menyerahkan|serahkan) {_PAPER} \(?asli\b",
        rf"\b(?:jaminan|menjaminkan)(?: kerja)?\W{{1,3}}(?:berupa )?{_PAPER}\b",
        r"\b(?:hold|keep|withhold|retain)s? your (?:original )?(?:diploma|(?:degree )?certificate)s?\b",
    ),
    unless_before=re.compile(
        DENIED + r"|\b(?:dilarang|melarang|pengembalian|advokasi|arsip|murid|siswa|alumni|pelanggan|kredit)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:tidak|di lemari|siswa|arsip|perusahaan lain|murid|alumni|debitur)"),
    reach=50,
)
_DIPLOMA = msgspec.structs.replace(DIPLOMA, unless_before=_PAPERS.unless_before, unless_after=_PAPERS.unless_after)


def asked(subject: Subject) -> tuple[Observation, ...]:
    """Return every phrase that asks money of the applicant."""
    return tuple(spotted(subject.texts, INDONESIAN, ENGLISH, *_FEES, _PLEDGES, *DEMANDED))


@CATALOGUE.rule("fee_asked", version=2, message=ASKS_MONEY, legal_basis=FREE_PLACEMENT)
def fee_asked_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday wording, pledges in money, and whole sums."""
    yield from subject.once(asked)


@CATALOGUE.rule(
    "diploma_held",
    version=2,
    message=Text(
        "Frasa “{phrase}” menahan ijazah atau dokumen pekerja. Lowongan ditahan sampai dihapus.",
        "The phrase “{phrase}” keeps the worker's diploma or papers as a pledge. It is held until that is removed.",
    ),
    legal_basis=NO_PLEDGE,
)
def diploma_held_2(subject: Subject) -> Iterator[Observation]:
    """The employer would keep the diploma, or other papers that the circular names."""
    yield from spotted(subject.texts, _DIPLOMA, _PAPERS)
