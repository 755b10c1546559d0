"""Ethnicity or descent as a requirement; languages are none."""

from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe
from chalicelib.validation.rules.equality import NEGATED, PREFERRED, RIGHTS, asks_for
from chalicelib.validation.subject import Subject

_PEOPLES = (
    r"(?:tionghoa|tionghua|chinese|china|cina|jawa|sunda|batak|bali|melayu|dayak|padang|minang|madura|bugis"
    r"|betawi|ambon|"
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
        NEGATED,
        r"\b(?:budaya|kain|batik|musik|museum|tari|masakan|kuliner|bahasa|seni|restoran)(?:\s+\w+)?\s*$",
        r"\b(?:fluent|fasih|berbahasa|bahasa|speak\w*|english|inggris|language|mandarin)\b",
    ),
)


@CATALOGUE.rule(
    "ethnicity_requirement",
    version=1,
    message=asks_for("suku atau ras tertentu", "one ethnicity"),
    legal_basis="UU 40/2008 Pasal 4; " + RIGHTS,
)
def ethnicity_requirement(subject: Subject) -> Iterator[Observation]:
    """A people or descent is asked for."""
    yield from observe(subject.texts, _ETHNICITY)
