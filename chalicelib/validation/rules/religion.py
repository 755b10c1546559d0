"""Religion as a requirement."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import END_LISTED, ITEM, LISTED, Phrases, either, observe, words
from chalicelib.validation.phrases_denied import asked as asked_of_applicants
from chalicelib.validation.rules.equality import (
    NEGATED,
    PERSON,
    PREFERRED,
    REFUSED,
    RIGHTS,
    SHUT_OUT,
    UNLESS_WELCOME,
    WANTED,
    WARES,
    asks_for,
)
from chalicelib.validation.rules.genuine import may_be_genuine
from chalicelib.validation.subject import Subject

_FAITH = (
    r"(?:islam|muslim(?:ah|in)?|kristen\w*|kristiani|kat(?:h)?olik|hindu|budd?h?a|nasrani|konghucu|christian|catholic)"
)
_SCARF = r"(?:hijab|jilbab|kerudung)"
_RELIGION = Phrases(
    triggers=(
        "islam",
        "muslim",
        "kristen",
        "kristiani",
        "katolik",
        "katholik",
        "hindu",
        "nasrani",
        "hijab",
        "jilbab",
        "kerudung",
        "christian",
        "catholic",
        "budha",
        "buddha",
    ),
    pattern=either(
        rf"\bberagama\s+(?:non[- ]?)?{_FAITH}",
        rf"\bagama\s*:\s*{_FAITH}",
        rf"\b{PREFERRED}\W{{0,4}}(?:seorang\s|a\s|yang\s|ber)?(?:non[- ]?)?\b{_FAITH}\b(?! (?:school|university))",
        rf"\b{_FAITH}\W{{0,3}}(?:only|preferred|(?:lebih )?di ?utamakan|saja|lebih disukai)\b",
        r"(?<=\n)\W{0,4}muslim(?:ah)?\s?(?:/\s?muslim(?:ah)?)?\s*(?=[,\n]|$)",
        rf"\b(?:wajib|bersedia|harus|must)\s+(?:menggunakan\s|mengenakan\s|memakai\s|pakai\s"
        rf"|wear(?:ing)? (?:a )?)?(?:ber)?{_SCARF}",
        r"\bber(?:hijab|jilbab|kerudung)\b",
    ),
    unless_before=either(NEGATED, WARES),
    unless_after=either(rf"{UNLESS_WELCOME.pattern}", r"\W{0,3}(?:/\s?(?:non|tidak)|fashion|friendly)"),
)


@CATALOGUE.rule(
    "religion_requirement", version=1, message=asks_for("agama tertentu", "one religion"), legal_basis=RIGHTS
)
def religion_requirement(subject: Subject) -> Iterator[Observation]:
    """A faith or its dress is asked for."""
    yield from observe(subject.texts, _RELIGION)


_PRACTICE = Phrases(
    words=words(
        "muslim islam sholat salat shalat mengaji ngaji ibadah beribadah seiman hijab berhijab jilbab berjilbab agama"
    ),
    pattern=either(
        rf"{ITEM}non[- ]?(?:muslim|islam)\b",
        rf"{ITEM}agama {_FAITH}\s*(?=[,\n]|$)",
        r"\b(?:rajin|taat|wajib|rutin|menjaga|tidak meninggalkan) (?:sholat|salat|shalat|beribadah|ibadah)\b",
        rf"(?:{ITEM}|(?<=,)|(?<=, ))(?:sholat|salat|shalat) (?:5|lima) waktu\b",
        r"\b(?:bisa|mampu|dapat|lancar) (?:me)?ngaji\b",
        r"\b(?:bersedia|siap|wajib) (?:lepas|melepas(?:kan)?|tidak (?:memakai|mengenakan|pakai|ber)) ?(?:hijab"
        r"|jilbab)\b",
        rf"{ITEM}(?:tidak (?:ber|memakai |mengenakan |pakai )|tanpa )(?:hijab|jilbab)\b",
        r"\b(?:yang )?seiman\b",
    ),
    unless_before=re.compile(r"\b(?:murid|siswa|santri|mengajar\w*|tempat|waktu|izin|fasilitas|jamaah|jemaah|boleh)\b"),
    unless_after=either(rf"{UNLESS_WELCOME.pattern}", r"\W{0,3}(?:/|atau|maupun)"),
)


_BELIEVER = rf"(?:{_FAITH}|muslim\(ah\)|protestan)"
_LISTED = Phrases(
    words=words(
        "islam muslim muslimah muslimin kristen kristiani katolik katholik hindu budha buddha nasrani konghucu "
        "christian catholic hijab jilbab kerudung agama protestan seagama buddhist"
    ),
    pattern=either(
        rf"{LISTED}(?:non[- ]?)?{_BELIEVER}(?:[/ ]{{1,3}}{_BELIEVER})?(?: yang| yg)?(?: taat| religius)?{END_LISTED}",
        rf"{LISTED}(?:non|no|tanpa)[- ]?{_SCARF}{END_LISTED}",
        rf"{LISTED}agama\W{{0,3}}{_BELIEVER}(?:\W{{1,3}}{_BELIEVER}){{0,2}}{END_LISTED}",
        rf"\b(?:{PERSON}|an?) {_BELIEVER}(?: (?:driver|nanny|maid|teacher|tutor|staff|secretary|{PERSON}))?"
        rf"(?= (?:yang|yg|max|mak|min|usia|umur|taat|ber\w+|only|for|to)\b|[ \t]*(?:$|[,\n).;/]))",
        rf"\bmust be (?:an? )?(?:practi[sc]ing |devout )?{_BELIEVER}\b"
        rf"|\b{_BELIEVER} (?:candidates?|applicants?|staff|employees?|teachers?)(?: only| preferred)",
        rf"\b(?:take off|remove|without) (?:the |your |a )?{_SCARF}\b",
        rf"\b(?:seagama|buddhist|protestan)\W{{0,3}}(?:lebih )?{WANTED}|\b(?:cari|mencari|yang|yg) (?:yang |yg"
        rf" )?seagama\b",
    ),
    unless_before=re.compile(rf"(?:{NEGATED}|{WARES}|\b(?:semua|libur|perayaan|umat|jamaah|audien\w*)\b)[^,\n]*$"),
    unless_after=either(rf"{UNLESS_WELCOME.pattern}", r"\W{0,3}(?:/|dan|atau|and|or)\W{0,3}(?:non|tidak)\b"),
)


_OF_FAITH = rf"(?:{_FAITH}|protestan(?:ts?)?|buddhist)s?"
_SHUT_OUT_OR_ALONE = Phrases(
    words=words(
        "islam muslim muslims muslimah muslimin kristen kristiani katolik katholik hindu hindus budha buddha buddhist "
        "buddhists nasrani konghucu christian christians catholic catholics protestan protestant protestants hijab "
        "berhijab jilbab berjilbab hijabis"
    ),
    pattern=either(
        rf"{SHUT_OUT} (?:pelamar |karyawan |kandidat |orang |yang |yg |wanita |pria ){{0,3}}(?:ber)?(?:agama )?"
        rf"(?:non[- ]?)?(?:{_OF_FAITH}|{_SCARF})\b",
        rf"\b(?:no|not accepting|do not (?:accept|hire)|don't (?:accept|hire)) (?:non[- ]?)?(?:{_OF_FAITH}|hijabis?)"
        rf"(?: (?:people|applicants?|candidates?))?(?= please|[ \t]*(?:$|[,\n.;!)]))",
        rf"\bonly (?:non[- ]?)?{_OF_FAITH}(?: (?:may|can|should|need) apply| (?:people|applicants?|candidates?|apply))"
        rf"\b|\bonly {_OF_FAITH}(?=[ \t]*(?:$|[,\n.;!)]))|\b(?:non[- ]?)?{_OF_FAITH} (?:only|preferred)\b",
        rf"\b(?:pelamar |yang |yg |orang )(?:ber)?(?:agama )?(?:non[- ]?)?{_OF_FAITH}\W{{1,3}}{REFUSED}",
    ),
    unless_before=either(WARES, r"\b(?:halal|school|sekolah|menu|restaurant)\b[^,]*$"),
    unless_after=re.compile(rf"{UNLESS_WELCOME.pattern}|\W{{0,3}}(?:fashion|friendly|school|holiday)"),
)
"""Who is shut out, and who alone may come, as English says it too."""


def asked(subject: Subject) -> Iterator[Observation]:
    """Yield every phrase that asks for a faith or its dress, whatever the job."""
    yield from asked_of_applicants(subject.texts, _RELIGION, _PRACTICE, _LISTED, _SHUT_OUT_OR_ALONE)


@CATALOGUE.rule(
    "religion_requirement", version=2, message=asks_for("agama tertentu", "one religion"), legal_basis=RIGHTS
)
def religion_requirement_2(subject: Subject) -> Iterator[Observation]:
    """Beside what version 1 found: everyday and mixed wording."""
    if not may_be_genuine(subject, "religion"):
        yield from asked(subject)
