"""The absence of a disability as a requirement."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import LISTED, Phrases, either, observe, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.equality import EQUAL_CHANCES, HAVE, NOT, REFUSED, SHUT_OUT, asks_for
from chalicelib.validation.subject import Subject

_DISABILITY = Phrases(
    triggers=("cacat", "disabilit", "handicap", "physical defect"),
    pattern=either(
        r"\btidak (?:sedang )?(?:(?:memiliki|mempunyai|ada|punya) )?(?:cacat|disabilitas)(?: (?:fisik|tubuh"
        r"|mental|jasmani))?",
        r"\b(?:bebas|tanpa) (?:dari )?cacat (?:fisik|tubuh|mental)\b",
        r"\bno (?:physical )?(?:disabilit\w+|handicaps?)\b|\bnon[- ]?disabilitas\b|\bfree (?:of"
        r"|from) physical defects?\b",
    ),
    unless_before=re.compile(
        r"\b(?:produk|barang|kemasan|hasil|unit|jahitan|memastikan|kain|material|ensure|product|mutu|sayur|buah)\b"
    ),
    unless_after=re.compile(r"\W*(?:produk|menjadi|discrimination|produksi|mutu|barang)"),
)


@CATALOGUE.rule(
    "disability_requirement",
    version=1,
    message=asks_for("tidak menyandang disabilitas", "the absence of a disability"),
    legal_basis="UU 8/2016 Pasal 11 dan 53; " + EQUAL_CHANCES,
)
def disability_requirement(subject: Subject) -> Iterator[Observation]:
    """People with a disability are shut out."""
    yield from observe(subject.texts, _DISABILITY)


_SPOKEN = Phrases(
    words=words("fisik tubuh buta tuli bisu pincang lumpuh physically bodied anggota"),
    pattern=either(
        r"\bfisik (?:yang )?(?:normal|sempurna|lengkap|tidak cacat)\b|\b(?:normal|sempurna"
        r"|lengkap)(?: secara)? fisik\b",
        r"\banggota (?:tubuh|badan) (?:yang )?(?:lengkap|sempurna|normal)\b",
        r"\b(?:tidak|tdk) (?:buta(?! warna| huruf)|tuli|bisu|pincang|lumpuh)\b",
        r"\bphysically (?:perfect|normal|intact|complete)\b|\bable[- ]bodied\b(?! seam)",
    ),
    unless_before=re.compile(
        r"\b(?:produk|barang|pemeriksaan|memeriksa|stok|aset|gudang|pasien|siswa|pelanggan|arsip|dokumen|laporan"
        r"|patients?)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:barang|produk|stok|seamen|dokumen)"),
)


_OF_PEOPLE = (
    r"(?:sehat|jasmani|rohani|fisik|kondisi|wajib|harus|kandidat|pelamar|pria|wanita|yang|yg|dan|tubuh|badan|mental"
    r"|normal"
    r"|jujur|rajin)"
)
_BODILY = r"(?:fisik|tubuh|badan|jasmani|mental|bawaan|anggota tubuh)"
_LACK = rf"(?:cacat|disabilitas|difabel|disable[d]?|kekurangan {_BODILY}|kelainan {_BODILY})"
_EVERYDAY = Phrases(
    words=words(
        "cacat disabilitas difabel disabled disability disabilities handicap handicaps kekurangan kelainan defects"
    ),
    pattern=either(
        rf"\b{NOT} (?:sedang )?(?:{HAVE} )?(?:{_LACK} {_BODILY}|(?:kekurangan|kelainan) {_BODILY})\b",
        rf"(?:{LISTED}|\b{_OF_PEOPLE} ){NOT} (?:sedang )?(?:{HAVE} )?(?:penyandang |orang )?{_LACK}(?: {_BODILY})?\b",
        rf"\b(?:penyandang )?(?:disabilitas|difabel|disabled (?:people|persons|applicants?"
        rf"|candidates?))\W{{1,3}}{REFUSED}",
        rf"\b(?:bebas|tanpa) (?:dari )?cacat {_BODILY}\b|\bnon[- ]?(?:disabilitas|difabel|disabled)\b",
        r"\bno (?:physical |mental )?(?:disabilit\w+|handicaps?)\b|\bfree (?:of|from) physical (?:defects?"
        r"|disabilit\w+)\b",
    ),
    unless_before=re.compile(
        r"\b(?:produk|barang|kemasan|hasil|unit|jahitan|memastikan|kain|material|ensure|product|mutu|sayur|buah|retur"
        r"|menyortir)\b"
    ),
    unless_after=re.compile(
        r"\W*(?:produk|menjadi|discrimination|produksi|mutu|barang|pada|setelah|atau tidak|boleh|parking|toilets?"
        r"|access)\b"
    ),
)
"""To be without defects is said of goods as well: here what is before must be the item's beginning or of people."""

_SHUT_OUT = Phrases(
    words=words("cacat disabilitas difabel tunanetra tunarungu disabled disability disabilities"),
    pattern=either(
        rf"{SHUT_OUT} (?:pelamar |karyawan |kandidat |calon |orang |yang |yg |dengan |penyandang ){{0,4}}"
        rf"(?:difabel|disabilitas|penyandang cacat|cacat {_BODILY}|orang cacat|tunanetra|tunarungu)\b",
        rf"{SHUT_OUT} (?:pelamar |karyawan |kandidat |calon |orang |yang |yg ){{1,3}}(?:cacat)\b",
        r"\b(?:no|do not (?:accept|hire)|don't (?:accept|hire)|not accepting) (?:disabled|handicapped)"
        r"(?: (?:people|persons?|applicants?|candidates?)\b|(?= please|[ \t]*(?:$|[,\n.;)])))",
    ),
    unless_after=re.compile(r"\W{0,3}(?:parking|toilet|access)"),
)
"""To refuse people is a requirement; to refuse what is done to them, or goods with defects, is none."""


@CATALOGUE.rule(
    "disability_requirement",
    version=2,
    message=asks_for("tidak menyandang disabilitas", "the absence of a disability"),
    legal_basis="UU 8/2016 Pasal 11 dan 53; " + EQUAL_CHANCES,
)
def disability_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    yield from asked(subject.texts, _SPOKEN, _EVERYDAY, _SHUT_OUT)
