"""Age as a requirement. The legal working age itself (18) is none."""

import re
from collections.abc import Iterator

import msgspec

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import ITEM, Phrases, either, observe, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.age_told import ADDRESSED_TO, NO_MATTER, OTHER_UNIT, OTHERS, TOLD, invites_older
from chalicelib.validation.rules.equality import EQUAL_CHANCES, asks_for
from chalicelib.validation.subject import Subject

_NUMBER = r"(?:1[6-9]|[2-6]\d)(?!\d|[.,]\d|\s*%|\s*(?:juta|jt|rb|ribu|hari|jam|orang|unit))"
_YEARS = r"(?:tahun|thn?|years?|yrs?)"
_AGE = (
    r"\b(?:ber)?(?:usia|umur)(?:nya)?\b(?! (?:kendaraan|mesin|perusahaan|piutang|bangunan|aset|motor|mobil|anak|unit))"
    r"|\bage[ds]?\b"
)
_MOST = (
    r"(?:\b(?:mak(?:s\w{0,6}|imal)|max\w{0,4}|paling (?:tinggi|tua|lambat)|tidak lebih(?: dari)?"
    r"|di ?bawah|kurang dari|not (?:more|older|exceeding) than|no (?:more|older) than|not exceed(?:ing)?|under|below"
    r"|up to|hingga|sampai)\b|<=?|≤)"
)
_TO = r"(?:-|–|—|~|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|to|until|and|dan)"
_RANGE = rf"(?<!\d)(?:1[6-9]|[2-6]\d)\s*{_YEARS}?\.?\s*{_TO}\s*(?:{_MOST}\W{{0,3}})?{_NUMBER}"
_LIMIT = rf"{_MOST}\W{{0,4}}(?:age of\s|usia\s|umur\s)?{_NUMBER}"
_LEAST = r"\b(?:min(?:imal|imum)?|at least|di ?atas|over|above)\b"
_ABOVE_LEGAL = r"(?:19|[2-6]\d)(?!\d|[.,]\d)"
_OLD = r"\s*(?:years?|yrs?)?[\s-]*(?:old|of age)\b|\s*(?:y\.?o\.?)\b"

_OR_LESS = r"(?:ke (?:bawah|atas)|(?:or|and) (?:above|below|under|over|younger))"
_OTHERS_AGE = (
    r"(?:target\w*|pasar|market|konsumen|customers?(?!\s+service)|pelanggan|nasabah|audien\w*|audience|segmen\w*"
    r"|pengguna|users?|pasien|patients?|siswa|murid|anak|balita|bayi|remaja|kids|children|students?|kendaraan"
    r"|mobil|motor"
    r"|mesin|bangunan|gedung|aset|piutang|penonton|viewers?|perusahaan|company|responden|peserta|kelompok"
    r"|demografi\w*|demographics?)(?:\s+\w+)?\W*$"
)
_ADDRESSED = r"\W*(?:\w+\W+){0,2}?(?:target|market|segmen|audien|demograph|campaign|customer|konsumen|pelanggan)"
_EXPERIENCE = (
    r"pengalaman|experience|berdiri|garansi|tenor|kontrak|kredit|cicilan|angsuran|target|kendaraan|motor|mobil|lulus"
    r"|masa |mesin|established|sejak|perusahaan|company|warranty|nasabah|pelanggan|konsumen|pinjaman|anak|siswa"
)

_STATED = Phrases(
    words=words("usia umur berusia berumur usianya umurnya berusianya berumurnya age aged ages"),
    pattern=either(
        rf"(?:{_AGE})[^\n;!?•]{{0,25}}?(?:{_RANGE}|{_LIMIT})(?:\s*{_YEARS}\b)?",
        rf"{_MOST}\W{{0,4}}(?:{_AGE})\W{{0,4}}(?:of\s|is\s)?{_NUMBER}(?:\s*{_YEARS}\b)?",
        rf"(?:{_AGE})\W{{0,4}}{_LEAST}\W{{0,4}}{_ABOVE_LEGAL}(?:\s*{_YEARS}\b)?",
        rf"{_LEAST}\W{{0,4}}(?:{_AGE})\W{{0,4}}(?:of\s|is\s)?{_ABOVE_LEGAL}(?:\s*{_YEARS}\b)?",
        rf"(?:{_AGE})\W{{0,4}}{_NUMBER}\s*{_YEARS}?\s*{_OR_LESS}\b",
    ),
    unless_before=re.compile(_OTHERS_AGE),
    unless_after=re.compile(_ADDRESSED),
)
_YEARS_OLD = Phrases(
    triggers=("old", "of age", "y.o", "yo"),
    sign=re.compile(r"\d\s*(?:years?|yrs?)?[\s-]*(?:old|of age)\b|\d\s*y\.?o\.?\b"),
    pattern=either(rf"(?:{_RANGE}|{_LIMIT})(?:{_OLD})", rf"{_LEAST}\W{{0,4}}{_ABOVE_LEGAL}(?:{_OLD})"),
    unless_before=re.compile(rf"{_OTHERS_AGE}|\bis\s*$|\bare\s*$"),
    unless_after=re.compile(_ADDRESSED),
)
_IN_YEARS = Phrases(
    triggers=("tahun", "thn", "th"),
    sign=re.compile(r"[1-6]\d\s*(?:tahun|thn|th)\b"),
    pattern=either(rf"(?:{_RANGE}|{_LIMIT})\s*(?:tahun|thn|th)\b"),
    unless_before=re.compile(_EXPERIENCE),
    unless_after=re.compile(r"\W*(?:pengalaman|kerja|di bidang|experience|ke depan|terakhir|berturut)"),
)


@CATALOGUE.rule(
    "age_requirement",
    version=1,
    message=asks_for("batas usia", "an age"),
    legal_basis=EQUAL_CHANCES,
)
def age_requirement(subject: Subject) -> Iterator[Observation]:
    """An upper limit, a range, or a lower limit above the legal working age."""
    yield from observe(subject.texts, _STATED, _YEARS_OLD, _IN_YEARS)


_STATED_WORDS = msgspec.structs.replace(
    _STATED, words=words("usia umur berusia berumur usianya umurnya berusianya berumurnya age aged ages")
)
_YEARS_OLD_WORDS = msgspec.structs.replace(
    _YEARS_OLD,
    words=words("old age yo y")
    | frozenset(f"{years}{mark}" for years in range(16, 70) for mark in ("yo", "y", "old", "years")),
)
"""The same phrases behind whole words, which cost less: ``age`` stands in *manage*, ``yo`` in *you*."""

_BENEFIT = r"\b(?:asuransi|insurance|pensiun|pension|retire\w*|santunan|tunjangan|manfaat|jht|cover\w*)\b"
_STATED_WORDS = msgspec.structs.replace(
    _STATED_WORDS,
    pattern=re.compile(_STATED.pattern.pattern.replace(_AGE, rf"(?:{_AGE}){NO_MATTER}")),
    unless_before=re.compile(rf"{_OTHERS_AGE}|{_BENEFIT}|{OTHERS}"),
    unless_after=re.compile(rf"{_ADDRESSED}|{OTHER_UNIT}"),
)
_YEARS_OLD_WORDS = msgspec.structs.replace(
    _YEARS_OLD_WORDS, unless_before=re.compile(rf"{_YEARS_OLD.unless_before.pattern}|{OTHERS}")
)
_IN_YEARS_OF_ITEM = msgspec.structs.replace(
    _IN_YEARS,
    unless_before=re.compile(rf"(?:{_EXPERIENCE})[^,|]*$|{_BENEFIT}|{OTHERS}"),
    unless_after=re.compile(rf"{_IN_YEARS.unless_after.pattern}|{ADDRESSED_TO}"),
)
"""Experience named in an earlier item of the list says nothing of the years in this one."""

_LEGAL_AGE = re.compile(
    r"\b1[5-8]\s*(?:tahun|thn?|years?)?(?: old)?\W{0,3}(?:ke atas|(?:or|and) (?:above|over|older))$"
)
_NO_MORE = (
    r"(?:tidak|tdk|tak|gak?|nggak|jangan|not|no)\W{1,3}(?:boleh\W{1,3})?"
    r"(?:lebih|di ?atas|melebihi|melewati|lewat|over|above)"
)
_TENS = r"(?:dua|tiga|empat|lima) puluh(?: (?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))?"
_BORN = r"(?:19[6-9]\d|20[01]\d)"
_SPOKEN = Phrases(
    words=words("usia umur berusia berumur kelahiran lahir under below born age older"),
    sign=re.compile(
        r"[2-5]0\s?-?an\b|puluh |lahir|born|limit|older than|lebih|batas|(?:di ?|me)(?:atas|lewat)"
        r"|(?:under|below) [2-5]"
    ),
    pattern=either(
        r"\b(?:ber)?(?:usia|umur) (?:sekitar |antara )?(?:[2-5]0)\s?-?an\b",
        rf"\b(?:kelahiran|lahir|born)\b(?: tahun| thn| th| in| after| setelah| minimal|"
        rf" maksimal)*\W{{0,3}}{_BORN}\W{{0,3}}"
        rf"(?:ke atas|ke bawah|s\.?\s?/?\s?d\.?|sampai|hingga|-|–|or later|to)\W{{0,3}}(?:{_BORN})?",
        rf"\b(?:ber)?(?:usia|umur)\b[^\n;!?\d]{{0,15}}?\b{_TENS} tahun\b",
        rf"\b(?:ber)?(?:usia|umur)\b[^\n;!?\d]{{0,15}}?\b(?:maksimal|paling tua|maksimum"
        rf"|tidak lebih dari)\W{{0,3}}{_TENS}\b",
        rf"\b(?:usia|umur)(?:nya)?\b[^\n;!?\d]{{0,20}}?\b{_NO_MORE}(?:\W{{1,3}}dari)?\W{{0,3}}{_NUMBER}(?:\s*{_YEARS}\b)?",
        rf"\bage limit\W{{0,4}}(?:is |of )?{_NUMBER}(?:\s*{_YEARS}\b)?",
        rf"\b(?:no|not|never) older than {_NUMBER}(?:\s*{_YEARS}\b)?",
        rf"\b(?:batas|batasan|limit)\W{{0,3}}(?:maksimal\W{{1,3}})?(?:usia|umur)\b\W{{0,3}}(?:\w+\W{{1,3}}){{0,2}}?"
        rf"{_NUMBER}(?:\s*{_YEARS}\b)?",
        rf"{ITEM}(?:age )?(?:under|below) [2-5]\d\s*(?=\n|$|,|\))",
    ),
    unless_before=re.compile(rf"{_OTHERS_AGE}|{OTHERS}"),
    unless_after=re.compile(rf"{_ADDRESSED}|{OTHER_UNIT}"),
)


@CATALOGUE.rule("age_requirement", version=2, message=asks_for("batas usia", "an age"), legal_basis=EQUAL_CHANCES)
def age_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    for each in asked(subject.texts, _STATED_WORDS, _YEARS_OLD_WORDS, _IN_YEARS_OF_ITEM, _SPOKEN, *TOLD):
        if _LEGAL_AGE.search((each.phrase or "").lower()) is None and not invites_older(subject, each):
            yield each
