"""A person's health as a requirement, HIV above all, whose test no employer may ask for. To be fit is none."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import LISTED, Phrases, either, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.equality import EQUAL_CHANCES, NOT, REFUSED, asks_for
from chalicelib.validation.subject import Subject

_ILL = (
    r"(?:hiv(?:\s?/\s?aids)?|aids|hepatitis(?: b| c)?|tbc|tuberkulosis|epilepsi|ayan|diabetes|kanker|epilepsy"
    r"|tuberculosis)"
)
_HEALTH = Phrases(
    words=words("hiv aids hepatitis tbc tuberkulosis epilepsi epilepsy riwayat penyakit kronis illness disease"),
    pattern=either(
        rf"\b(?:bebas|negatif|negative|non ?-?reaktif|free)\W{{0,3}}(?:dari |of |for )?(?:penyakit )?{_ILL}",
        rf"\b{_ILL}\W{{0,3}}(?:negatif|negative|non ?-?reaktif|free)\b",
        rf"\b(?:tidak|tdk|bukan) (?:sedang )?(?:mengidap|menderita|memiliki|punya|penderita|terinfeksi|ada)\W{{0,3}}"
        rf"(?:riwayat )?(?:penyakit )?{_ILL}",
        rf"\b(?:wajib|harus|bersedia|melampirkan|lampirkan|lolos|lulus|hasil|surat)\W{{0,3}}(?:\w+ ){{0,2}}?(?:tes"
        rf"|test)"
        rf" {_ILL}",
        r"\b(?:tidak|tdk) (?:memiliki|punya|mempunyai|ada) (?:riwayat )?penyakit(?: (?:kronis|berat|menular|dalam"
        r"|bawaan"
        r"|apapun|apa pun|serius))?\b",
        r"\bno (?:history of )?(?:chronic |serious )(?:illness|disease)s?\b",
    ),
    unless_before=re.compile(
        r"\b(?:pasien|edukasi|penyuluhan|program|penderita|odha|produk|makanan|darah|donor|sampel|memastikan|hewan"
        r"|ternak"
        r"|layanan|konseling|pencegahan|diskriminasi|patients?|asuransi|tanpa|regardless|boleh)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:pada (?:pasien|hewan)|hewan|ternak|tanaman|dipersilakan)"),
)


_AILMENT = (
    rf"(?:{_ILL[3:-1]}|hbs\s?ag|asma|asthma|jantung|paru|ginjal|gangguan (?:jiwa|mental|kesehatan)"
    r"|penyakit (?:jiwa|menular(?: seksual)?|kronis"
    r"|bawaan|jantung|paru|dalam|kulit menular|berat)|mental illness|chronic (?:illness|disease)|sakit (?:berat|keras"
    r"|jiwa))"
)
_SUFFER = r"(?:memiliki|mempunyai|punya|pny|ada|mengidap|menderita|terkena|pernah|terinfeksi|penderita|riwayat)"
_EVERYDAY = Phrases(
    words=words(
        "hiv aids hepatitis hbsag hbs tbc tuberkulosis tuberculosis "
        "epilepsi epilepsy ayan diabetes kanker asma asthma jantung paru "
        "gangguan penyakit sakit illness disease riwayat sakitan"
    ),
    pattern=either(
        rf"\b{NOT} (?:sedang |boleh )?(?:{_SUFFER}\W{{1,3}}){{0,2}}(?:riwayat )?(?:penyakit )?{_AILMENT}\b",
        rf"(?:{LISTED}|\b(?:wajib|harus|dan|sehat|must be|and|are|pelamar|kandidat) )(?:bebas|free)\W{{1,3}}(?:dari "
        rf"|of |from )?(?:penyakit )?{_AILMENT}\b",
        rf"\b(?:tes|test|screening) {_ILL}\W{{1,3}}(?:wajib|negatif|negative|required|mandatory)\b",
        rf"\b{_ILL} (?:test|tests|screening)\W{{1,3}}(?:is |are )?(?:required|mandatory|wajib)\b",
        rf"\b(?:must|wajib|harus|bersedia|lampirkan|melampirkan|hasil|pass|submit"
        rf"|take)\W{{1,3}}(?:\w+\W{{1,3}}){{0,3}}?"
        rf"(?:{_ILL} (?:test|screening)|(?:hasil |lab |tes |test |dites |di ?tes ){{1,3}}(?:lab )?(?:{_ILL}"
        rf"|hbs\s?ag))\b",
        r"\bhasil (?:lab |tes |test )?(?:hiv|hbs\s?ag|hepatitis)(?: b)? (?:negatif|negative|non ?-?reaktif)\b",
        rf"\b{NOT} sakit[- ]?sakitan\b|\bno (?:history of )?(?:mental|chronic|serious) (?:illness|disease)s?\b",
        rf"\b(?:pelamar|penderita|orang|applicants?|people)\W{{1,3}}(?:\w+\W{{1,3}})?(?:dengan |with |positif"
        rf" )?{_ILL}(?: positif)?\W{{1,3}}{REFUSED}",
        rf"\b{NOT} (?:memiliki|punya|pny|mempunyai|ada) riwayat (?:penyakit|{_AILMENT})\b",
    ),
    unless_before=_HEALTH.unless_before,
    unless_after=re.compile(
        r"\W{0,3}(?:pada (?:pasien|hewan|tanaman|ikan)|hewan|ternak|tanaman|dipersilakan|bukan syarat)"
    ),
)


@CATALOGUE.rule(
    "health_requirement",
    version=1,
    message=asks_for("status kesehatan", "a state of health"),
    legal_basis="Kepmenakertrans KEP.68/MEN/IV/2004 Pasal 5 (HIV); " + EQUAL_CHANCES,
)
def health_requirement(subject: Subject) -> Iterator[Observation]:
    """People with HIV or another illness are shut out, or a test for it is asked."""
    yield from asked(subject.texts, _HEALTH, _EVERYDAY)
