"""Religion, ethnicity, marital status, appearance and disability as requirements."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe
from chalicelib.validation.rules import age, sex
from chalicelib.validation.rules.equality import (
    EQUAL_CHANCES,
    NEGATED,
    PREFERRED,
    RIGHTS,
    UNLESS_WELCOME,
    WARES,
    asks_for,
)
from chalicelib.validation.subject import Subject

__all__ = ["age", "sex"]

_FAITH = (
    r"(?:islam|muslim(?:ah|in)?|kristen\w*|kristiani|kat(?:h)?olik|hindu|budd?h?a|nasrani|konghucu|christian|catholic)"
)
_SCARF = r"(?:hijab|jilbab|kerudung)"
_RELIGION = Phrases(
    triggers=(
        "islam",
        "muslim",
        "kristen",
        "kristiani",
        "katolik",
        "katholik",
        "hindu",
        "nasrani",
        "hijab",
        "jilbab",
        "kerudung",
        "christian",
        "catholic",
        "budha",
        "buddha",
    ),
    pattern=either(
        rf"\bberagama\s+(?:non[- ]?)?{_FAITH}",
        rf"\bagama\s*:\s*{_FAITH}",
        rf"\b{PREFERRED}\W{{0,4}}(?:seorang\s|a\s|yang\s|ber)?(?:non[- ]?)?\b{_FAITH}\b(?! (?:school|university))",
        rf"\b{_FAITH}\W{{0,3}}(?:only|preferred|(?:lebih )?di ?utamakan|saja|lebih disukai)\b",
        r"(?<=\n)\W{0,4}muslim(?:ah)?\s?(?:/\s?muslim(?:ah)?)?\s*(?=[,\n]|$)",
        rf"\b(?:wajib|bersedia|harus|must)\s+(?:menggunakan\s|mengenakan\s|memakai\s|pakai\s|wear(?:ing)? (?:a )?)?(?:ber)?{_SCARF}",
        r"\bber(?:hijab|jilbab|kerudung)\b",
    ),
    unless_before=either(NEGATED, WARES),
    unless_after=either(rf"{UNLESS_WELCOME.pattern}", r"\W{0,3}(?:/\s?(?:non|tidak)|fashion|friendly)"),
)

_PEOPLES = (
    r"(?:tionghoa|tionghua|chinese|china|cina|jawa|sunda|batak|bali|melayu|dayak|padang|minang|madura|bugis|betawi|ambon|"
    r"papua|arab|india|pribumi|nias|toraja|manado)"
)
_ETHNICITY = Phrases(
    triggers=("keturunan", "etnis", "etnik", "suku", "ras ", "tionghoa", "tionghua", "chinese", "pribumi", "ethnic"),
    pattern=either(
        rf"\b(?:keturunan|etni[sk]|ras|suku)\s+{_PEOPLES}\b",
        rf"\b{PREFERRED}\W{{0,4}}(?:orang\s|wni\s)?(?:keturunan|tionghoa|tionghua|pribumi"
        r"|chinese(?!\W+(?:speak|language|food|cuisine|restaurant|mandarin|market|new)))\b",
        r"\b(?:chinese|tionghoa|tionghua|pribumi)\s+(?:(?:lebih )?di ?utamakan|lebih disukai|preferred|only|descent)\b",
        rf"\bethnic(?:ity)?\W{{0,3}}{_PEOPLES}\b",
    ),
    unless_before=either(
        NEGATED, r"\b(?:budaya|kain|batik|musik|museum|tari|masakan|kuliner|bahasa|seni|restoran)(?:\s+\w+)?\s*$"
    ),
)

_UNWED = r"(?:belum (?:menikah|nikah|kawin|berkeluarga)|lajang|single)"
_MARITAL = Phrases(
    triggers=("menikah", "nikah", "kawin", "lajang", "single", "unmarried", "berkeluarga"),
    pattern=either(
        r"\bbelum (?:menikah|nikah|kawin|berkeluarga)\b",
        r"\b(?:bersedia|siap|sanggup) (?:untuk )?tidak (?:menikah|kawin|hamil)\b",
        rf"\b(?:masih|status(?: pernikahan| perkawinan| marital)?|berstatus|must be|marital status|{PREFERRED})\W{{0,4}}{_UNWED}\b",
        r"\bunmarried\b|\bnot married\b",
        r"(?<=[,\n:/(•-])[ \t\xa0]*(?:single|lajang)[ \t\xa0]*(?=[,\n).;]|$)",
        r"\bsingle (?:preferred|only|status|diutamakan)\b",
    ),
    unless_before=either(
        NEGATED,
        r"\b(?:sudah|telah|menikah|kawin|married|nikah)\s*(?:/|atau|maupun|dan|or|&|,)\s*(?:yang\s)?$",
        r"\b(?:tunjangan|cuti|asuransi|status ptkp|ptkp)\b",
    ),
    unless_after=either(
        rf"{UNLESS_WELCOME.pattern}",
        r"\W{0,3}(?:/|atau|maupun|dan|or|&)?\s*(?:sudah|telah|menikah|married|berkeluarga)"
        r"|\s*(?:point|page|sign|source|life|entity|origin|unit|window|sourc|use|item|digit)",
    ),
)

_LOOKS = Phrases(
    triggers=(
        "penampilan",
        "looking",
        "appearance",
        "tinggi",
        "postur",
        "badan",
        "kulit",
        "tato",
        "tatto",
        "height",
        "cantik",
        "ganteng",
        "bb ",
    ),
    pattern=either(
        r"\b(?:ber)?penampilan\s+(?:yang\s|fisik\s|diri\s)?(?:\w+\s?(?:,|dan|&|/|serta)\s?){0,2}(?:menarik|cantik|ganteng|good)",
        r"\bgood[\s-]?looking\b|\bgoodlooking\b",
        r"\b(?:attractive|pleasant|beautiful|charming)[\s-](?:physical )?(?:appearance|looking|looks?|personal appearance)\b",
        r"\b(?:tinggi(?:\s+badan)?|tb)\b[^\n;!?•\d]{0,20}1[4-9]\d\s*(?:cm)?",
        r"\bheight\b[^\n;!?•\d]{0,20}1[4-9]\d\s*(?:cm)?",
        r"\b(?:berat badan|tinggi badan|bb|postur(?: tubuh)?|tubuh|badan|berat)\s*(?:yang )?(?:ideal|propor?sional|proportional)",
        r"\bkulit (?:putih|cerah|bersih)\b",
        r"\btidak (?:bertatt?o|bertindik|(?:memiliki|punya|ada|mempunyai) (?:tatt?o|tindik))|\bno (?:visible )?tattoos?\b",
        r"(?<=[,\n/•])\W{0,3}(?:cantik|ganteng|tampan)\s*(?=[,\n]|$)",
    ),
    unless_before=either(
        r"\b(?:tidak|tdk|bukan|tanpa|not|no)\W+(?:\w+\W+){0,2}$",
        r"\b(?:tampilan|desain|design|konten|content|produk|product|display|toko|website|situs|makanan|foto|kemasan"
        r"|visual|membuat|create|interface|anak|balita|pasien|bayi|mengukur|menimbang|untuk)(?:\s+\w+)?\W*$",
    ),
    unless_after=either(
        r"\W{0,2}(?:website|ui\b|design|desain|content|konten|interface|visual|app|produk|display|plating)"
    ),
)

_DISABILITY = Phrases(
    triggers=("cacat", "disabilit", "handicap", "physical defect"),
    pattern=either(
        r"\btidak (?:sedang )?(?:(?:memiliki|mempunyai|ada|punya) )?(?:cacat|disabilitas)(?: (?:fisik|tubuh|mental|jasmani))?",
        r"\b(?:bebas|tanpa) (?:dari )?cacat (?:fisik|tubuh|mental)\b",
        r"\bno (?:physical )?(?:disabilit\w+|handicaps?)\b|\bnon[- ]?disabilitas\b|\bfree (?:of|from) physical defects?\b",
    ),
    unless_before=re.compile(
        r"\b(?:produk|barang|kemasan|hasil|unit|jahitan|memastikan|kain|material|ensure|product|mutu|sayur|buah)\b"
    ),
    unless_after=re.compile(r"\W*(?:produk|menjadi|discrimination|produksi|mutu|barang)"),
)


@CATALOGUE.rule(
    "religion_requirement", version=1, message=asks_for("agama tertentu", "one religion"), legal_basis=RIGHTS
)
def religion_requirement(subject: Subject) -> Iterator[Observation]:
    """A faith or its dress is asked for."""
    yield from observe(subject.texts, _RELIGION)


@CATALOGUE.rule(
    "ethnicity_requirement",
    version=1,
    message=asks_for("suku atau ras tertentu", "one ethnicity"),
    legal_basis="UU 40/2008 Pasal 4; " + RIGHTS,
)
def ethnicity_requirement(subject: Subject) -> Iterator[Observation]:
    """A people or descent is asked for."""
    yield from observe(subject.texts, _ETHNICITY)


@CATALOGUE.rule(
    "marital_requirement",
    version=1,
    message=asks_for("status perkawinan", "a marital status"),
    legal_basis=EQUAL_CHANCES,
)
def marital_requirement(subject: Subject) -> Iterator[Observation]:
    """Single people are asked for, or a promise not to marry."""
    yield from observe(subject.texts, _MARITAL)


@CATALOGUE.rule(
    "appearance_requirement",
    version=1,
    message=asks_for("penampilan fisik", "a physical appearance"),
    legal_basis=EQUAL_CHANCES,
)
def appearance_requirement(subject: Subject) -> Iterator[Observation]:
    """Looks, height, weight or skin; to be neatly dressed is no such thing."""
    yield from observe(subject.texts, _LOOKS)


@CATALOGUE.rule(
    "disability_requirement",
    version=1,
    message=asks_for("tidak menyandang disabilitas", "the absence of a disability"),
    legal_basis="UU 8/2016 Pasal 11 dan 53; " + EQUAL_CHANCES,
)
def disability_requirement(subject: Subject) -> Iterator[Observation]:
    """People with a disability are shut out."""
    yield from observe(subject.texts, _DISABILITY)
