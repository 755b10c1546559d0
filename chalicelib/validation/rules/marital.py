"""Marital status as a requirement."""

from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe
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
