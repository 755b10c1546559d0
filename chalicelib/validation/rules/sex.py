"""Sex as a requirement. Both sexes named together are none, nor are goods and services for one of them."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import ITEM, Phrases, either, marked, places, words
from chalicelib.validation.reading import Passage
from chalicelib.validation.rules.equality import EQUAL_CHANCES, PREFERRED, WARES, asks_for
from chalicelib.validation.rules.genuine import may_be_genuine
from chalicelib.validation.subject import Subject

_TRIGGERS = ("pria", "laki", "wanita", "perempuan", "cowok", "cewek", "male", "men only")
_MAN = r"(?:pria|laki\s?[-–]?\s?laki|lelaki|cowok|males?|men(?= only)|man(?= only))"
_WOMAN = r"(?:wanita|perempuan|cewek|females?|women(?= only))"
_MENTION = re.compile(rf"(?<![\w-])(?:(?P<man>{_MAN})|(?P<woman>{_WOMAN}))(?![\w-])")
_BEFORE = re.compile(
    rf"(?:{PREFERRED}|jenis kelamin|kelamin|gender|\bsex\b|only|kandidat|candidates?|pelamar|applicants?|mencari|"
    r"dibutuhkan|dicari|seorang|karyawan|karyawati|tenaga)\W{0,4}$"
)
_AFTER = re.compile(
    r"\W{0,3}(?:only\b|saja\b|(?:is |are |lebih |sangat )?(?:di ?utamakan|disukai|prefer\w*))(?! semua)"
)
_PERSON = re.compile(
    r"[\s,(/&+-]{0,4}(?:$|\)|usia|umur|berusia|berumur|ma[kx]s|ma[kx]\b|min\b|minimal|single|lajang"
    r"|belum menikah|berpenampilan"
    r"|penampilan|pendidikan|lulusan|age|aged|\d\d|good|muslim|berhijab|sehat|jujur|domisili|fresh|s1|d3|sma|smk|max|"
    r"pengalaman|berpengalaman|years|old|memiliki|mampu|bisa|menguasai)"
)
_ITEM = re.compile(r"[:,(\[|/&+]|(?<!\w)[-–—]|\d[.)]")
_BOTH_WITHIN = 45
_MOST_NEAR = 9
_JOINED = re.compile(r"(?:pria|laki|lelaki|wanita|perempuan|male)\w{0,2}\s*(?:/|&|,|dan|atau|or|and|maupun)\s*$")
_WARES = re.compile(WARES)
_INVITED = re.compile(r"\W*(?:\w+\W+){0,3}?(?:encouraged|welcome|dipersilakan|empower|leader|karir|karier)")


@CATALOGUE.rule(
    "sex_requirement",
    version=1,
    message=asks_for("jenis kelamin", "one sex"),
    legal_basis=EQUAL_CHANCES,
)
def sex_requirement(subject: Subject) -> Iterator[Observation]:
    """Men or women are asked for, and not both."""
    for passage in subject.texts:
        if passage.mentions(_TRIGGERS):
            yield from marked(passage, _requirements(passage))


def _requirements(passage: Passage) -> Iterator[tuple[int, int]]:
    mentions = list(_MENTION.finditer(passage.lowered))
    for place, mention in enumerate(mentions):
        # Within the reach of a clause there is room for a few mentions only.
        near = mentions[max(0, place - _MOST_NEAR) : place + _MOST_NEAR + 1]
        if not _other_sex_near(mention, near) and _is_required(passage, mention):
            yield mention.span()


def _other_sex_near(mention: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(
        other.lastgroup != mention.lastgroup and abs(other.start() - mention.start()) <= _BOTH_WITHIN
        for other in others
    )


def _is_required(passage: Passage, mention: re.Match[str]) -> bool:
    before, after = passage.before(mention.start()), passage.after(mention.end())
    if _WARES.search(before) or _INVITED.match(after) or _JOINED.search(before):
        return False
    if _BEFORE.search(before) or _AFTER.match(after):
        return True
    own_item = not _ITEM.split(before)[-1].strip(" \t\xa0-–—'\"")
    ends_title = passage.pointer == "/title" and not after.strip(" )]")
    return ends_title or (own_item and _PERSON.match(after) is not None)


_EITHER = (
    r"\W{0,4}(?:/|&|,|dan|atau|or|and|maupun)\W{0,3}(?:cowo|cewe|laki|pria|wanita|perempuan|male|female|lad(?:y"
    r"|ies)|gentle)"
)
_SPOKEN = Phrases(
    words=words(
        "cewe cewek cowo cowok laki2 cwe cwo gadis lady ladies gentleman gentlemen lelaki laki pria wanita perempuan"
    ),
    pattern=either(
        rf"\b(?:{PREFERRED}|cari|dicari|butuh|dibutuhkan)\W{{0,3}}(?:yg |yang )?(?:cewek?|cowok?|laki2|cwe|cwo"
        rf"|lad(?:y|ies)"
        r"|gentlem[ae]n)\b",
        r"\b(?:cewek?|cowok?|laki2|lad(?:y|ies)|gentlem[ae]n)\W{0,3}(?:only|saja|aja|preferred"
        r"|(?:lebih )?diutamakan)\b",
        rf"{ITEM}(?:laki2|cewek?|cowok?|lelaki|laki[- ]laki|pria|wanita|perempuan)(?: dewasa)?"
        r"(?=\s{0,3},? ?(?:\n|$|dewasa|usia|umur|kuat|ramah|rajin|jujur|max|tinggal|siap|mau))",
    ),
    unless_before=re.compile(rf"{WARES}|(?:pria|laki|lelaki|wanita|perempuan|male|cewe|cowo)\w{{0,3}}\W{{0,4}}$"),
    unless_after=re.compile(rf"{_EITHER}|\W{{0,3}}(?:night|club|fashion|wear|shoes)"),
)
_GRANTED = re.compile(r"\b(?:cuti|tunjangan|fasilitas|benefits?|laktasi)\b")
"""What is given to people of one sex is no requirement."""


def asked(subject: Subject) -> Iterator[Observation]:
    """Yield every phrase that asks for one sex, whatever the job."""
    for passage in subject.texts:
        found = set(places(passage, _SPOKEN))
        if passage.mentions(_TRIGGERS):
            found.update(place for place in _requirements(passage) if not _GRANTED.search(passage.before(place[0])))
        yield from marked(passage, sorted(found))


@CATALOGUE.rule("sex_requirement", version=2, message=asks_for("jenis kelamin", "one sex"), legal_basis=EQUAL_CHANCES)
def sex_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording; not where the work may require it."""
    if not may_be_genuine(subject, "sex"):
        yield from asked(subject)
