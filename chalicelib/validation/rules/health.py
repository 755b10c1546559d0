"""A person's health as a requirement, HIV above all, whose test no employer may ask for. To be fit is none."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe, words
from chalicelib.validation.rules.equality import EQUAL_CHANCES, asks_for
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


@CATALOGUE.rule(
    "health_requirement",
    version=1,
    message=asks_for("status kesehatan", "a state of health"),
    legal_basis="Kepmenakertrans KEP.68/MEN/IV/2004 Pasal 5 (HIV); " + EQUAL_CHANCES,
)
def health_requirement(subject: Subject) -> Iterator[Observation]:
    """People with HIV or another illness are shut out, or a test for it is asked."""
    yield from observe(subject.texts, _HEALTH)
