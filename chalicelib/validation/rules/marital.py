"""Marital status as a requirement."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import ITEM, Phrases, either, observe, words
from chalicelib.validation.rules.equality import EQUAL_CHANCES, NEGATED, PREFERRED, UNLESS_WELCOME, asks_for
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


@CATALOGUE.rule(
    "marital_requirement",
    version=2,
    message=asks_for("status perkawinan atau kehamilan", "a marital status or pregnancy"),
    legal_basis=EQUAL_CHANCES,
)
def marital_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    yield from observe(subject.texts, _MARITAL, _SPOKEN)
