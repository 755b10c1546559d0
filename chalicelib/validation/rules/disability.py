"""The absence of a disability as a requirement."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe, words
from chalicelib.validation.rules.equality import EQUAL_CHANCES, asks_for
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


@CATALOGUE.rule(
    "disability_requirement",
    version=2,
    message=asks_for("tidak menyandang disabilitas", "the absence of a disability"),
    legal_basis="UU 8/2016 Pasal 11 dan 53; " + EQUAL_CHANCES,
)
def disability_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    yield from observe(subject.texts, _DISABILITY, _SPOKEN)
