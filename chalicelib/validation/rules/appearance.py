"""Appearance as a requirement; to be neatly dressed is none."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import END_LISTED, LISTED, Phrases, either, observe, words
from chalicelib.validation.phrases_denied import asked as asked_of_applicants
from chalicelib.validation.rules.equality import EQUAL_CHANCES, NOT, asks_for
from chalicelib.validation.rules.genuine import may_be_genuine
from chalicelib.validation.subject import Subject

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
        r"\b(?:ber)?penampilan\s+(?:yang\s|fisik\s|diri\s)?(?:\w{1,20}\s?(?:,|dan|&|/|serta)\s?){0,2}(?:menarik"
        r"|cantik|ganteng|good[\s-]?looking)",
        r"\bgood[\s-]?looking\b|\bgoodlooking\b",
        r"\b(?:attractive|pleasant|beautiful|charming)[\s-](?:physical )?(?:appearance|looking|looks?"
        r"|personal appearance)\b",
        r"\b(?:tinggi(?:\s+badan)?|tb)\b[^\n;!?•\d]{0,20}1[4-9]\d\s*(?:cm)?",
        r"\bheight\b[^\n;!?•\d]{0,20}1[4-9]\d\s*(?:cm)?",
        r"\b(?:berat badan|tinggi badan|bb|postur(?: tubuh)?|tubuh|badan|berat)\s*(?:yang )?(?:ideal"
        r"|propor?sional|proportional)",
        r"\bkulit (?:putih|cerah|bersih)\b",
        r"\btidak (?:bertatt?o|bertindik|(?:memiliki|punya|ada|mempunyai) (?:tatt?o|tindik))"
        r"|\bno (?:visible )?tattoos?\b",
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


@CATALOGUE.rule(
    "appearance_requirement",
    version=1,
    message=asks_for("penampilan fisik", "a physical appearance"),
    legal_basis=EQUAL_CHANCES,
)
def appearance_requirement(subject: Subject) -> Iterator[Observation]:
    """Looks, height, weight or skin; to be neatly dressed is no such thing."""
    yield from observe(subject.texts, _LOOKS)


_SPOKEN = Phrases(
    words=words(
        "brpenampilan berpenampilan wajah paras berparas tb tb160 gemuk gendut berkacamata mancung "
        "proporsional cakep goodlooking kulit"
    ),
    pattern=either(
        r"\bbe?rpe?nampilan (?:yg |yang )?(?:\w+ (?:&|dan) )?(?:menarik|cantik|ganteng|ok[e]?)\b",
        r"\b(?:wajah|(?:ber)?paras)(?:nya)? (?:yang |yg )?(?:cantik|menarik|tampan|ganteng|good looking)\b",
        r"\btb\b[^\n;!?•\d]{0,12}1[4-9]\d\s*(?:cm)?",
        r"\b(?:tidak|tdk) (?:gemuk|gendut|obesitas|berkacamata)\b",
        r"\b(?:ber)?hidung mancung\b|\bkulit (?:sawo matang|kuning langsat)\b",
        r"\bpropor?sional\W{0,3}(?:tb|bb|tinggi|berat)\b",
        r"(?<=[,\n/])\W{0,3}(?:cakep|goodlooking)\s*(?=[,\n]|$)",
    ),
    unless_before=re.compile(
        r"\b(?:foto|model|anak|balita|pasien|perawatan|produk|skincare|klinik|tanpa|tidak harus|boleh"
        r"|pelanggan)(?:\s+\w+)?\W*$"
    ),
    unless_after=re.compile(
        r"\W{0,2}(?:website|desain|produk|pasien|customer|pelanggan|boleh|bukan syarat|tidak (?:men)?jadi syarat)"
    ),
)


_BUILD = r"(?:tegap|langsing|atletis|ideal|tinggi semampai|semampai|kurus|berisi|proporsional)"
_BODY = Phrases(
    words=words(
        "muka wajah paras enak tato tatto bertato bertatto tindik bertindik tattoo tattoos minus mata postur tubuh "
        "bertubuh badan berbadan penampilan looks langsing dilihat dipandang kacamata rambut body"
    ),
    pattern=either(
        r"\b(?:(?:muka|wajah|paras|penampilan)(?:nya)? (?:yang |yg )?)?enak (?:di ?lihat|di ?pandang)\b",
        rf"\b{NOT} (?:boleh |sedang )?(?:ber|punya |ada |memiliki )?(?:tatt?o|tindik)(?:an)?(?:\W{{1,3}}(?:(?:dan"
        rf"|atau|&) )?(?:ber)?(?:tatt?o|tindik)(?:an)?)?\b",
        r"\b(?:tatt?oo?s?|tindik(?:an)?) (?:di ?larang|tidak (?:boleh|di ?perbolehkan)|(?:is |are )?not allowed)\b",
        r"\b(?:minus mata|mata minus|minus)\W{1,3}(?:mak(?:s\w{0,6})?|max\w{0,4})\W{0,3}\d(?:[.,]\d+)?\b",
        rf"\b(?:ber)?(?:postur|tubuh|badan)(?: tubuh| badan)? (?:yang |yg )?{_BUILD}\b|{LISTED}{_BUILD}{END_LISTED}",
        r"\bpenampilan (?:yang |yg |harus |fisik )?(?:ok[e]?|good|cakep|keren|menarik)\b",
        r"\b(?:looks?|looking) (?:\w+ (?:and|&) )?(?:beautiful|pretty|handsome|attractive)\b",
        rf"\b{NOT} (?:ber|pakai |memakai )kacamata\b|\brambut (?:tidak|tdk) (?:di ?warnai|di ?cat|gondrong)\b",
    ),
    unless_before=re.compile(
        r"\b(?:foto|anak|balita|pasien|perawatan|produk|skincare|klinik|tanpa|harus (?:ber)?|konten|menu|makanan|desain"
        r"|pelanggan|boneka|manekin|produsen|pasta|program)(?:\s+\w+)?\W*$"
    ),
    unless_after=re.compile(
        r"\W{0,2}(?:website|desain|produk|pasien|customer|pelanggan|boleh|bukan syarat|tidak (?:men)?jadi syarat|artist"
        r"|studio)"
    ),
)


_FAIR = Phrases(
    words=words("cantik ganteng tampan cakep pretty beautiful handsome"),
    pattern=either(
        r"\b(?:(?:di|men)?cari|(?:di|mem)?butuh(?:kan)?)\W{1,3}(?:\w+\W{1,3}){0,3}?(?:gadis|wanita|pria|cewek?"
        r"|cowok?|perempuan"
        r"|laki[- ]laki|karyawati|spg|janda|orang)(?: yang| yg| muda| dan){0,3} (?P<place>cantik|ganteng|tampan"
        r"|cakep)\b",
        r"\b(?:looking for|seeking|hiring|need)\W{1,3}(?:an? )?(?:\w+ ){0,2}?(?:pretty|beautiful|handsome) (?:\w+ )?"
        r"(?:girls?|lad(?:y|ies)|wom[ae]n|m[ae]n|females?|males?|staff)\b",
    ),
)
"""Beauty of the person who is sought."""


def asked(subject: Subject) -> Iterator[Observation]:
    """Yield every phrase that asks for looks, whatever the job."""
    yield from asked_of_applicants(subject.texts, _LOOKS, _SPOKEN, _BODY, _FAIR)


@CATALOGUE.rule(
    "appearance_requirement",
    version=2,
    message=asks_for("penampilan fisik", "a physical appearance"),
    legal_basis=EQUAL_CHANCES,
)
def appearance_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    if not may_be_genuine(subject, "appearance"):
        yield from asked(subject)
