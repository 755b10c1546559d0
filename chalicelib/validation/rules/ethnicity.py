"""Ethnicity or descent as a requirement; languages are none."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import END_LISTED, ITEM, LISTED, Phrases, either, observe, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.equality import NEGATED, PREFERRED, REFUSED, RIGHTS, SHUT_OUT, WANTED, asks_for
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


_SPOKEN = Phrases(
    words=words("orang chindo bule javanese sundanese batak wni keturunan native tionghoa chinese pribumi cina"),
    pattern=either(
        rf"\b(?:bukan|khusus|hanya|diutamakan|di utamakan|utamakan|tidak menerima) orang {_PEOPLES}\b",
        rf"\borang {_PEOPLES} (?:saja|(?:lebih )?di ?utamakan|only|preferred|lebih disukai)\b",
        r"\bchindo\b(?:\W{0,3}(?:only|saja|preferred|diutamakan))?",
        r"\b(?:bule|expat look)\W{0,3}(?:only|saja|preferred|(?:lebih )?diutamakan)\b",
        r"\b(?:native indonesians?|javanese|sundanese|local javanese) (?:only|preferred)\b",
        r"\bwni keturunan\b(?! [a-z])",
        r"\b(?:chinese|tionghoa|cina)\s?/\s?\w+ (?:preferred|only|diutamakan)\b",
        rf"{ITEM}(?:pribumi|non[- ]?pribumi)\s*(?=[,\n]|$)",
    ),
    unless_before=either(NEGATED, r"\b(?:fluent|fasih|berbahasa|bahasa|speak\w*|language|mandarin|aksen|accent)\b"),
    unless_after=re.compile(r"\W{0,3}(?:speak\w*|speaker|language|food|cuisine|restaurant|market)"),
)


_PEOPLE = rf"(?:{_PEOPLES}|javanese|sundanese|balinese|indian|malay|arab(?:ic)?|bule|pribumi|chindo)"
_EVERYDAY = Phrases(
    words=words(
        "suku etnis etnik ras ethnicity ethnic descent pribumi bule native indian javanese sundanese balinese malay "
        "keturunan chindo tionghoa tionghua chinese china cina jawa sunda batak bali melayu dayak padang minang madura "
        "bugis betawi ambon papua arab india nias toraja manado"
    ),
    pattern=either(
        rf"\borang {_PEOPLE}\W{{1,3}}(?:{WANTED}|{REFUSED})",
        rf"{SHUT_OUT} (?:orang|suku|etnis|ras|keturunan)\b(?: {_PEOPLE})?",
        rf"(?:{LISTED}|\b(?:ber))(?:suku|etni[sk]|ras"
        rf"|ethnicity)\W{{0,3}}[:=]?\W{{0,2}}{_PEOPLE}(?:\W{{1,3}}{_PEOPLE})*\b",
        rf"\b{_PEOPLE} (?:ethnic(?:ity)?|descent|people|girls?|boys?)\W{{1,3}}{WANTED}",
        rf"\b(?:must be|{PREFERRED})\W{{1,3}}(?:an? )?(?:native )?(?:{_PEOPLE}|indonesian)\W{{1,3}}\(?(?:pribumi"
        rf"|descent|girls?|boys?)\b",
        rf"\b(?:chinese|tionghoa|javanese|indian)[- ](?:indonesians? )?{WANTED}",
        rf"\b(?:bule|pribumi)\W{{1,3}}(?:lebih )?{WANTED}",
        r"\b(?:of )?(?:chinese|indian|arab|javanese) descent\b",
        rf"\bbukan (?:orang|suku|keturunan) {_PEOPLE}\b",
    ),
    unless_before=re.compile(
        r"\b(?:semua|tanpa|regardless|any|fluent|fasih|berbahasa|bahasa|speak\w*|language|mandarin|penelitian"
        r"|menghargai"
        r"|seni|budaya|kain|batik|tari|masakan|kuliner|restoran|kucing|anjing|ayam|sapi)\b|memandang|membeda"
    ),
    unless_after=re.compile(r"\W{0,3}(?:speak\w*|speaker|language|food|cuisine|restaurant|market|apa ?pun|mana ?pun)"),
)


_SKIN = r"(?:whites?|caucasians?|blacks?|western(?:ers?)?|europeans?|asians?)"
_APPLYING = r"(?:applicants?|candidates?|people|persons?|staff|employees?|teachers?|tutors?|workers?|only)"
_LOOKED_UPON = Phrases(
    words=words(
        "white whites caucasian caucasians black blacks western westerner westerners european europeans asian "
        "asians wni "
        "pribumi non nonchinese chinese indian tionghoa javanese"
    ),
    pattern=either(
        rf"\bnon[- ]?(?:{_PEOPLE}|indonesians?)(?: {_APPLYING})?(?: (?:only|preferred|please|saja|wajib))+\b"
        rf"|\bnon[- ]?(?:{_PEOPLE}) {_APPLYING}\b|{LISTED}non[- ]?{_PEOPLE}{END_LISTED}",
        rf"(?<!and )(?<!or )\b{_SKIN}(?: {_APPLYING})?(?: (?:is|are|strongly|highly))* (?:preferred|only)\b",
        rf"\b(?:no|only|prefer\w*|must be) (?:an? )?{_SKIN} {_APPLYING}\b",
        r"\bwni (?:\(?pribumi\)?|non[- ]?(?:keturunan|tionghoa|pribumi|chinese))",
        rf"\b(?:no|not accepting) (?:{_PEOPLE})s?(?= please| {_APPLYING}|[ \t]*(?:$|[,\n;!)]))",
    ),
    unless_before=re.compile(
        r"\b(?:shirts?|kemeja|baju|seragam|colou?rs?|warna|dress(?:es)?|shoes|sepatu|cars?|mobil|background|paper"
        r"|ink|uniforms?"
        r"|wear(?:ing)?|trousers|pants|celana|bag|wine|food|cuisine|menu|language|english|speak\w*|makanan|restoran)\b"
    ),
    unless_after=re.compile(
        r"\W{0,3}(?:speak\w*|language|food|cuisine|restaurant|market|shirts?|dress|shoes|colou?r|uniform|paper"
        r"|wear|background"
        r"|apa ?pun|mana ?pun)"
    ),
)
"""Skin and descent as English names them, and natives among citizens."""


@CATALOGUE.rule(
    "ethnicity_requirement",
    version=2,
    message=asks_for("suku atau ras tertentu", "one ethnicity"),
    legal_basis="UU 40/2008 Pasal 4; " + RIGHTS,
)
def ethnicity_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    yield from asked(subject.texts, _ETHNICITY, _SPOKEN, _EVERYDAY, _LOOKED_UPON)
