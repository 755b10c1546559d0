"""Age told without the word: of a kind of person, in written numbers, by birth or generation; and what is no age."""

import re

from chalicelib.validation.catalogue import Observation
from chalicelib.validation.phrases import ITEM, LISTED, Phrases, either, words
from chalicelib.validation.rules.equality import PERSON, SHUT_OUT, WANTED, WARES
from chalicelib.validation.subject import Subject

NO_MATTER = (
    r"(?!\W{1,3}(?:bukan|(?:tidak|tdk|tak) (?:men)?(?:jadi |di ?)?(?:masalah|batasi|persoalkan|permasalahkan|penting"
    r"|berpengaruh)|(?:is |does )?(?:not|no) (?:an? )?(?:matter|issue|problem|barrier)))"
)
"""Not followed by: is no matter."""

OTHER_UNIT = (
    r"\s*(?:menit|mnt|detik|minutes?|mins?\b|seconds?|hours?|days?|kata|words?|karakter|characters?|kg|kilo\w*"
    r"|gram|cm|km"
    r"|meter|mm|m2|mb|gb|item|pcs|lembar|halaman|pages?|peserta|slot|persen|percent|kali|bulan|months?|minggu|weeks?"
    r"|pax|box|karton|dus|pelanggan|customers?|siswa|pasien|people|persons?)\b"
)
"""Right after a number that is no age."""

_HIRING = (
    r"(?:butuh\w*|cari|mencari|dicari|di ?butuhkan|membutuhkan|lowongan|pegawai|staff?|pelamar|kandidat|hiring|seeking)"
)
OTHERS = (
    rf"{WARES}\W{{1,3}}$|{WARES}(?:(?!\b{_HIRING}\b)[^,;:]){{0,40}}\b(?:untuk|bagi|buat|for)\b"
    rf"(?:(?!\b{_HIRING}\b)[^,;:]){{0,30}}$"
)
"""Before the age of those for whom wares are made."""

ADDRESSED_TO = (
    r"\W*(?:sebagai |as |adalah |is )?(?:(?:our|the|kami) )?(?:target|market|segmen|audien|demograph|konsumen)"
)

_NUMBER = r"(?:1[6-9]|[2-6]\d)(?!\d|[.,]\d|%)"
_YEARS = r"(?:tahun|thn?|years?|yrs?)"
_MOST = (
    r"(?:ma(?:ks|x)\w{0,6}|paling (?:tinggi|tua)|di ?bawah|kurang dari|under|below|up to"
    r"|no(?:t)? (?:more|older) than|younger than)"
)
_SAID = r"(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
_END = (
    rf"(?:\s*{_YEARS}\b|(?=[ \t\xa0]*(?:$|[,\n).;/!|]|(?:single|belum|lajang|jujur|rajin|domisili|pendidikan|min\w*|ya"
    r"|aja|saja)\b)))"
)
_SEXES = r"(?:l\s?/\s?p|p\s?/\s?l|m\s?/\s?f|f\s?/\s?m)"
_BORN = r"(?:19[6-9]\d|20[01]\d)"

_OF_PERSON = Phrases(
    words=words(
        "l p m f pria wanita laki laki2 perempuan cewe cewek cowo cowok female females male males men man women woman "
        "girl girls lady ladies kandidat candidate candidates pelamar applicant applicants karyawan karyawati "
        "orang gadis"
    ),
    sign=re.compile(rf"{_MOST}\W{{0,4}}[1-6]\d"),
    pattern=either(
        rf"\b(?:{PERSON}|{_SEXES})\b\W{{0,4}}(?:(?:only|saja|aja|yang|yg|who are|must be|lajang|single|muda)\W{{1,3}})?"
        rf"(?P<place>{_MOST}\W{{0,4}}{_NUMBER}{_END})"
    ),
    unless_before=re.compile(OTHERS),
    unless_after=re.compile(OTHER_UNIT),
)
"""A limit right behind the kind of person: ``L/P, max 40``; the number must end the item or count years."""

_REFUSED_ABOVE = Phrases(
    words=words("menerima terima nerima"),
    sign=re.compile(r"(?:di ?atas|lebih dari|over) [2-6]\d"),
    pattern=either(
        rf"{SHUT_OUT} (?:{PERSON} |usia |umur |berusia |yang |yg ){{1,4}}(?:di ?atas|lebih dari"
        rf"|over) {_NUMBER}(?: {_YEARS}\b)?"
    ),
    unless_after=re.compile(OTHER_UNIT),
)
_WRITTEN = Phrases(
    words=words("twenty thirty forty fifty"),
    pattern=either(
        rf"\bage[ds]?\W{{1,4}}(?:must be |limit |is |of |between |from )*(?:{_MOST}\W{{0,3}})?{_SAID}"
        rf"(?: (?:to|and|until) {_SAID})?\b(?: {_YEARS})?",
        rf"\b{_MOST}\W{{1,3}}(?:the )?(?:age of )?{_SAID}[- ]{_YEARS}[- ](?:old|of age)\b",
        rf"\b{_MOST}\W{{1,3}}(?:the )?age of {_SAID}\b",
        rf"{LISTED}(?:under|below|max\w*) {_SAID}(?=[ \t]*(?:$|[,\n.;)]))",
    ),
    unless_before=re.compile(OTHERS),
    unless_after=re.compile(OTHER_UNIT),
)
_BIRTH = Phrases(
    words=words("lahir kelahiran lahiran born"),
    sign=re.compile(rf"{_BORN}"),
    pattern=either(
        rf"\b{_MOST}\W{{0,3}}(?:tahun |thn )?(?:ke)?lahir(?:an)?\W{{0,3}}(?:tahun |thn )?{_BORN}\b",
        rf"\b(?:ke)?lahir(?:an)?\W{{0,3}}(?:tahun |thn )?{_MOST}\W{{0,3}}(?:tahun |thn )?{_BORN}\b",
        rf"\bborn (?:no (?:earlier|later) than|not before|before|after|from) {_BORN}\b",
    ),
)
_GENERATION = r"(?:gen(?:erasi|eration)?[- ]?z|gen ?z|millennials?|mill?enial)"
_YOUNG = (
    rf"(?:{PERSON}|people|persons?|boys?|staff|employees?|workers?|teachers?|secretary|receptionist|waitress(?:es)?"
    r"|admins?)"
)
_CALLED = r"(?:looking for|searching for|seeking|hiring|we need|we want|wanted|required?|need(?:ed)?)"
_IN_SEARCH = r"(?:(?:di|men)?cari|(?:di|mem)?butuh(?:kan)?|(?:di)?utamakan|khusus)"
_GENERATIONS = Phrases(
    words=words("gen genz generasi generation z millennial millennials milenial millenial"),
    sign=re.compile(_GENERATION),
    pattern=either(
        rf"\b{_GENERATION}s?(?: (?:candidates?|applicants?|staff))?\W{{1,3}}(?:lebih )?{WANTED}",
        rf"\b(?:khusus(?: untuk)?|hanya(?: untuk)?|(?:lebih )?di ?utamakan|only|must be"
        rf"|prefer\w*)\W{{1,3}}{_GENERATION}\b"
        r"(?! (?:customer|market|audien|konsumen|pelanggan|brand|content|konten|trend|tren|style|slang))",
    ),
    unless_before=re.compile(rf"{WARES}|\b(?:konten|content|campaign|kampanye|tren|trend\w*|audien\w*)\b"),
)
_YOUTH = Phrases(
    words=words("young muda younger"),
    pattern=either(
        rf"\b{_CALLED}\W{{1,3}}(?:\w+\W{{1,3}}){{0,3}}?(?P<place>young(?:er)?(?:,? (?:and )?\w+){{0,2}}? {_YOUNG})\b",
    ),
    unless_before=re.compile(WARES),
)
_MUDA = Phrases(
    words=words("muda"),
    pattern=either(
        rf"\b{_IN_SEARCH}\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}?"
        r"(?P<place>(?:gadis|janda|duda|wanita|pria|cewek?|cowok?|laki[- ]laki|perempuan|orang|karyawan|karyawati)"
        r"(?: yang| yg)? (?:masih )?muda)\b",
        rf"{ITEM}(?:gadis|janda|perjaka) muda\b",
    ),
    unless_before=re.compile(WARES),
)
TOLD = (_OF_PERSON, _REFUSED_ABOVE, _WRITTEN, _BIRTH, _GENERATIONS, _YOUTH, _MUDA)

_FROM = re.compile(r"(?:di ?atas|lebih dari|over|above|older than|ke atas|or (?:above|older))")
_UP_TO = re.compile(r"ma(?:ks|x)|di ?bawah|ke bawah|under|below|tidak lebih|no(?:t)? (?:more|older)")
_INVITED = re.compile(
    r"\W{0,3}(?:(?:juga|tetap|pun|are|is|also|sangat|masih|kami|bisa)\W+){0,3}"
    r"(?:dipersilakan|di ?perbolehkan|boleh|welcome|encouraged|silakan|silahkan|di ?terima|may apply|can apply"
    r"|bisa melamar)"
)


def invites_older(subject: Subject, found: Observation) -> bool:
    """Tell whether a lower limit is an invitation: ``usia di atas 40 tahun dipersilakan melamar``."""
    phrase = (found.phrase or "").lower()
    if _UP_TO.search(phrase) or not _FROM.search(phrase) or found.span is None:
        return False
    text = next(passage.original for passage in subject.texts if passage.pointer == found.pointer)
    return _INVITED.match(text[found.span.end : found.span.end + 60].lower()) is not None
