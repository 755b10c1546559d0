"""Sex as a requirement. Both sexes named together are none, nor are goods and services for one of them."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import ITEM, Phrases, either, marked, places, words
from chalicelib.validation.phrases_denied import of_applicants
from chalicelib.validation.reading import Passage
from chalicelib.validation.rules.equality import EQUAL_CHANCES, PREFERRED, SHUT_OUT, WANTED, WARES, asks_for
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


_ONE = r"(?:cewek?|cowok?|laki2|pria|wanita|perempuan|laki\s?-\s?laki)"
_ONE_ENGLISH = r"(?:females?|males?|m[ae]n|wom[ae]n)"
_MANY = r"(?:cewek?|cowok?|perempuan|laki)(?:2|-(?:cewek?|cowok?))"
_EITHER = (
    r"\W{0,4}(?:/|&|,|dan|atau|or|and|maupun)\W{0,3}(?:cowo|cewe|laki|pria|wanita|perempuan|male|female|lad(?:y"
    r"|ies)|gentle)"
)
_SPOKEN = Phrases(
    words=words(
        "cewe cewek cowo cowok laki2 cwe cwo gadis lady ladies gentleman gentlemen lelaki laki pria wanita perempuan "
        "mas mbak ibu bapak emak karyawati female females male males men women man woman girl girls boys "
        "cewek2 cewe2 cowok2 cowo2 perempuan2 janda duda perjaka bujang"
    ),
    pattern=either(
        rf"\b(?:{PREFERRED}|cari|dicari|butuh|dibutuhkan)\W{{0,3}}(?:yg |yang )?(?:cewek?|cowok?|laki2|cwe|cwo"
        rf"|lad(?:y|ies)"
        r"|gentlem[ae]n)\b",
        r"\b(?:cewek?|cowok?|laki2|lad(?:y|ies)|gentlem[ae]n)\W{0,3}(?:only|saja|aja|preferred"
        r"|(?:lebih )?diutamakan)\b",
        rf"{ITEM}(?:laki2|cewek?|cowok?|lelaki|laki[- ]laki|pria|wanita|perempuan)(?: dewasa)?"
        r"(?=\s{0,3},? ?(?:\n|$|muda\b|dewasa|usia|umur|kuat|ramah|rajin|jujur|max|tinggal|siap|mau))",
        r"\b(?:cari|dicari|mencari|butuh|dibutuhkan|need)\W{1,3}(?:\w+\W{1,3}){0,2}?(?:(?:mas|mbak|ibu|bapak|emak)-"
        r"(?:mas|mbak|ibu|bapak|emak)|karyawati|ibu rumah tangga)\b",
        r"\b(?:khusus|untuk) (?:ibu rumah tangga|karyawati|ibu-ibu|bapak-bapak)\b",
        rf"\b{_ONE} {WANTED}",
        rf"\b{_ONE_ENGLISH} (?:candidates?|applicants?|staff|employees?|workers?|drivers?) (?:only|preferred|wanted)\b",
        r"\b(?:m[ae]n|wom[ae]n) (?:only|preferred)\b",
        r"\b(?:looking for|need|seeking|hiring|wanted|want|require)\W{1,3}(?:an? )?(?:(?:\d+|young|pretty"
        r"|beautiful|single"
        r"|attractive|energetic|good[- ]looking|experienced|qualified|friendly|smart|and|unmarried|muslim)\W{1,3}){0,4}"
        r"(?:(?:fe)?males?|girls?|lad(?:y|ies)|wom[ae]n|m[ae]n|boys)\b(?! (?:fashion|wear|clothing|products?|shoes))",
        rf"\b{_MANY}\W{{0,3}}(?:lebih )?{WANTED}|\b(?:{PREFERRED}|cari|dicari|butuh|dibutuhkan|mencari) {_MANY}(?!\w)",
        r"\b(?:di|men)?cari\W{1,3}(?:\d+ )?(?:gadis|janda|duda|perjaka|bujang)\b|\b(?:di)?butuh(?:kan)? gadis\b",
        rf"{ITEM}(?:gadis|janda|perjaka) muda\b",
    ),
    unless_before=re.compile(rf"{WARES}|(?:pria|laki|lelaki|wanita|perempuan|male|cewe|cowo)\w{{0,3}}\W{{0,4}}$"),
    unless_after=re.compile(rf"{_EITHER}|\W{{0,3}}(?:night|club|fashion|wear|shoes)"),
)
_SHUT_OUT = Phrases(
    words=words("pria wanita laki perempuan cewe cewek cowo cowok male males female females"),
    pattern=either(
        rf"{SHUT_OUT} (?:pelamar |karyawan |kandidat |calon |tenaga )?(?:pria|wanita|laki\s?-?\s?laki|perempuan"
        rf"|cewek?|cowok?)"
        r"\b(?! (?:hamil|menyusui|berhijab|bertato|yang|yg))",
        r"\b(?:no|not accepting) (?:fe)?males?(?= please| applicants?| candidates?|[ \t]*(?:$|[,\n.;)]))",
    ),
    unless_after=re.compile(_EITHER),
)
_GRANTED = re.compile(r"\b(?:cuti|tunjangan|fasilitas|benefits?|laktasi)\b")
"""What is given to people of one sex is no requirement."""


_ROLE = (
    r"(?:admin|staff?|kasir|driver|supir|sopir|sales|spg|spb|operator|asisten|guru|terapis|tenaga|pegawai|penjaga"
    r"|crew|kru"
    r"|secretary|sekretaris|\d{1,3}(?: ?orang)?)"
)
_ASKED_FOR = re.compile(
    rf"(?:{_BEFORE.pattern[:-1]}|\b{_ROLE}\W{{0,3}}$"
    rf"|\b(?:cari|dicari|butuh|dibutuhkan|mencari)\W{{1,3}}(?:segera\W{{1,3}})?(?:{_ROLE}\W{{1,3}}){{0,2}}$)"
)
_ALONE = re.compile(r"[ \t\xa0]*(?:$|[,\n.;)]|\(?wajib|muda\b|dewasa\b|enerjik)")
"""What follows a sex that is an item of a list by itself."""

_AGED = re.compile(r"[\s,(/]{0,3}(?:(?:ber)?usia|(?:ber)?umur|aged?|ma(?:x|ks)\w{0,6})\b")
"""An age right behind a sex says that an applicant is meant, wherever in the sentence it stands."""

_SERVED = re.compile(
    r"\b(?:melayani|pelanggan|penghuni|tamu|untuk (?:pria|wanita)|audien\w*|target|konten|menjaga|menjual)\b"
)


def _everyday(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield one sex as an item of a list, behind the number or kind of people, beside the goods of an earlier item."""
    mentions = list(_MENTION.finditer(passage.lowered))
    for place, mention in enumerate(mentions):
        near = mentions[max(0, place - _MOST_NEAR) : place + _MOST_NEAR + 1]
        if not _other_sex_near(mention, near) and _stands_alone(passage, mention):
            yield mention.span()


def _stands_alone(passage: Passage, mention: re.Match[str]) -> bool:
    before, after = passage.before(mention.start()), passage.after(mention.end())
    item = _ITEM.split(before)[-1]
    if _WARES.search(item) or _SERVED.search(before) or _INVITED.match(after) or _JOINED.search(before):
        return False
    if _AGED.match(after):
        return True
    if _ASKED_FOR.search(before):
        return not re.match(r"[ \t]*[-/&]", after)
    return not item.strip(" \t\xa0-–—'\"") and _ALONE.match(after) is not None


def asked(subject: Subject) -> Iterator[Observation]:
    """Yield every phrase that asks for one sex, whatever the job."""
    for passage in subject.texts:
        found = {*places(passage, _SPOKEN), *places(passage, _SHUT_OUT)}
        if passage.mentions(_TRIGGERS):
            found.update(_requirements(passage), _everyday(passage))
        kept = (place for place in found if not _GRANTED.search(passage.before(place[0]).rpartition(",")[2]))
        yield from of_applicants(passage, kept)


@CATALOGUE.rule("sex_requirement", version=2, message=asks_for("jenis kelamin", "one sex"), legal_basis=EQUAL_CHANCES)
def sex_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording; not where the work may require it."""
    if not may_be_genuine(subject, "sex"):
        yield from asked(subject)
