"""Marital status as a requirement."""

import re
from collections.abc import Iterator

import msgspec

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import END_LISTED, ITEM, LISTED, Phrases, either, observe, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.equality import (
    EQUAL_CHANCES,
    NEGATED,
    NOT,
    PERSON,
    PREFERRED,
    REFUSED,
    SHUT_OUT,
    UNLESS_WELCOME,
    WANTED,
    asks_for,
)
from chalicelib.validation.rules.pregnancy import PREGNANCY
from chalicelib.validation.subject import Subject

_UNWED = r"(?:belum (?:menikah|nikah|kawin|berkeluarga)|lajang|single)"
_MARITAL = Phrases(
    triggers=("menikah", "nikah", "kawin", "lajang", "single", "unmarried", "berkeluarga"),
    pattern=either(
        r"\bbelum (?:menikah|nikah|kawin|berkeluarga)\b",
        r"\b(?:bersedia|siap|sanggup) (?:untuk )?tidak (?:menikah|kawin|hamil)\b",
        rf"\b(?:masih|status(?: pernikahan| perkawinan| marital)?|berstatus|must be|marital status"
        rf"|{PREFERRED})\W{{0,4}}{_UNWED}\b",
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


@CATALOGUE.rule(
    "marital_requirement",
    version=1,
    message=asks_for("status perkawinan", "a marital status"),
    legal_basis=EQUAL_CHANCES,
)
def marital_requirement(subject: Subject) -> Iterator[Observation]:
    """Single people are asked for, or a promise not to marry."""
    yield from observe(subject.texts, _MARITAL)


_SPOKEN = Phrases(
    words=words(
        "blm hamil kehamilan pregnant anak janda duda gadis bujang bujangan perjaka widow menikah married sendiri"
    ),
    pattern=either(
        r"\bblm (?:me)?(?:nikah|kawin|berkeluarga)\b",
        r"\b(?:tidak|tdk|belum) (?:sedang )?(?:dalam keadaan )?hamil\b|\bnot (?:currently )?pregnant\b",
        r"\b(?:bersedia|siap|sanggup) (?:untuk )?(?:menunda|tidak merencanakan) (?:kehamilan|pernikahan|menikah"
        r"|hamil)\b",
        r"\b(?:belum|blm|tidak) (?:punya|memiliki|mempunyai|ada) anak\b(?: kecil| balita)?(?! (?:buah|perusahaan"
        r"|cabang))",
        rf"(?:{ITEM}|(?<=,)|(?<=, ))(?:janda|duda|gadis|bujang(?:an)?|perjaka|widow)\s*(?:/\s?(?:janda|gadis"
        r"|duda))?\s*(?=[,\n]|$)",
        r"\b(?:sudah |telah )?menikah (?:lebih )?di ?utamakan\b|\bmarried (?:preferred|only)\b",
        r"\bmasih sendiri\b",
    ),
    unless_before=re.compile(
        r"\b(?:pasien|ibu|peserta|tunjangan|cuti|asuransi|baik|belum atau|maupun|melindungi|customers?|boleh|tanpa"
        r"|yang)\b"
    ),
    unless_after=either(
        rf"{UNLESS_WELCOME.pattern}",
        r"\W{0,3}(?:/|atau|maupun|or)\s*(?:pregnant|sudah|tidak|telah|belum|menikah|punya)",
    ),
)


_OTHERS = (
    r"\b(?:melayani|pelanggan|nasabah|klien|customers?|clients?|calon|pasien|warga|dihitung|data|event|baju|lagu)\b"
)
_MARITAL_OF_APPLICANTS = msgspec.structs.replace(
    _MARITAL, unless_before=re.compile(rf"{_MARITAL.unless_before.pattern}|{_OTHERS}")
)
_EVERYDAY = Phrases(
    words=words(
        "single lajang bujang bujangan gadis perjaka janda duda married menikah nikah kawin pernikahan perkawinan "
        "unmarried berkeluarga"
    ),
    pattern=either(
        rf"{LISTED}(?:masih |status |yang masih )?(?:single|lajang|bujang(?:an)?|gadis|perjaka|unmarried|janda|duda)"
        rf"(?:\s?/\s?(?:janda|duda|lajang|gadis))?(?= tanpa anak|{END_LISTED[3:]}",
        rf"\b{PERSON} (?:yang |yg )?(?:masih )?(?:single|lajang|bujang)\b(?! (?:parent|dad|mom))",
        r"\bnot (?:yet )?married\b(?: yet)?",
        rf"\b(?:bersedia|siap|sanggup|mau)\W{{1,3}}(?:utk |untuk )?(?:{NOT} |menunda |menahan )(?:akan )?"
        r"(?:me)?(?:nikah|kawin|pernikahan|berkeluarga)\b",
        rf"\b{NOT} (?:sedang |pernah )?(?:ter|dalam )?(?:ikat(?:an)?) (?:pernikahan|perkawinan)\b|\b{NOT} pernah"
        rf" menikah\b",
        rf"\b(?:married|(?:sudah |telah )?(?:menikah|berkeluarga)|lajang|bujang(?:an)?|single)\W{{1,3}}(?:lebih"
        rf" )?{WANTED}",
        rf"\b(?:di ?prioritaskan|prioritas)\W{{1,3}}(?:yang |yg )?{_UNWED}\b",
    ),
    unless_before=re.compile(
        rf"{NEGATED}|{_OTHERS}|\b(?:sudah|telah|menikah|married|belum|nikah)\s*(?:/|atau|maupun|dan|or|&|,)\s*$"
        r"|\b(?:tunjangan|cuti|asuransi|bonus|tim)\b"
    ),
    unless_after=either(
        rf"{UNLESS_WELCOME.pattern}",
        r"\W{0,3}(?:/|atau|maupun|dan|or|&)\s*(?:sudah|telah|menikah|married|berkeluarga|belum|tidak)",
    ),
)


_STATUS = (
    r"(?:(?:(?:sudah |telah |belum |pernah )?(?:menikah|nikah|kawin|berkeluarga|bercerai))|janda|duda|lajang|single"
    r"|(?:sedang )?(?:hamil|menyusui)|(?:sudah )?(?:punya|memiliki) anak)"
)
_REFUSED_OR_SOUGHT = Phrases(
    words=words(
        "menikah nikah kawin berkeluarga bercerai janda duda lajang single hamil menyusui anak gadis perjaka "
        "bujang married "
        "pregnant mothers"
    ),
    pattern=either(
        rf"{SHUT_OUT} (?:pelamar |karyawan |kandidat |calon |orang |wanita |perempuan |pria |ibu ){{0,2}}"
        rf"(?:yang |yg |dengan |status |berstatus )*{_STATUS}\b",
        rf"\b(?:yang|yg|pelamar|wanita|pria|karyawan)\W{{1,3}}(?:sudah |telah )(?:menikah|nikah|kawin"
        rf"|berkeluarga)\W{{1,3}}{REFUSED}",
        r"\b(?:di|men)?cari\W{1,3}(?:\d+ )?(?:janda|duda|gadis|perjaka|bujang(?:an)?)\b",
        r"\b(?:no|do not (?:accept|hire)|don't (?:accept|hire)|not accepting) (?:married|pregnant|divorced)"
        r"(?: (?:people|persons?|wom[ae]n|m[ae]n|applicants?|candidates?))?\b",
    ),
    unless_after=re.compile(rf"{UNLESS_WELCOME.pattern}|\W{{0,3}}(?:sebagai alasan|menjadi alasan)"),
)
"""Who is shut out, or sought, by being married or not: to refuse is no denial."""


@CATALOGUE.rule(
    "marital_requirement",
    version=2,
    message=asks_for("status perkawinan atau kehamilan", "a marital status or pregnancy"),
    legal_basis=EQUAL_CHANCES,
)
def marital_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    yield from asked(subject.texts, _MARITAL_OF_APPLICANTS, _SPOKEN, _EVERYDAY, _REFUSED_OR_SOUGHT, PREGNANCY)
