"""Levels of schooling where they stand in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import msgspec

from chalicelib.reference.lists import education_levels
from chalicelib.reference.model_study import ProgrammeKind
from chalicelib.reference.schooling_cues import EQUAL, GRADUATED, JOINING, LEAST, PUPILS, SCHOOLING, SCHOOLS

_TOKEN = re.compile(
    r"(?<![A-Za-z])(?i:sm[akpu])(?![A-Za-z])|(?<=[DdSs])[1-4](?=\d{1,2}\.)|[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|\d+"
)
"""Words and numbers; also where an advert lost its line breaks (``SMKMemiliki``, ``S1Usia``)."""
_WITHIN = re.compile(r"[\s./'’\-–,()]{0,3}")
_NUMBERED = re.compile(r"[ .\-–]?")
_LETTERS = frozenset({"d", "s"})

_CUES = LEAST | GRADUATED | EQUAL | {"atau", "semua"}
_BEFORE_A_DEGREE = frozenset({"a", "university", "program", "diploma", "bachelor", "s"})
_EQUALS_THEMSELVES = frozenset({"paket", "muadalah"})
_NEEDS_CAPITALS = frozenset({"sd", "mi", "ma", "mak", "div", "s e", "s t", "s h"})
_SHORT = 8
_NEEDS_A_CUE = frozenset(
    {"s 3", "degree", "undergraduate", "undergraduates", "universitas", "akademi", "profesi", "magister"}
)
_COMPLETED = frozenset({"s 1 profesi", "s 1 ners", "s 1 profesi ners"})
_NO_LEVEL = frozenset(
    {"master", "masters", "kuliah", "graduate degree", "m m", "di diploma", "brevet profesi", *_COMPLETED}
)
_GENERAL = frozenset({"sma", "smu", "sman", "smun", "ma", "man", "aliyah", "smalb", "paket", "pesantren", "muadalah"})
_VOCATIONAL = frozenset({"smk", "smkn", "smkk", "stm", "smea", "smf", "smip", "mak", "k", "kejuruan", "vocational"})


class Token(msgspec.Struct, frozen=True):
    """A word of the text in lower case, and where it stands."""

    text: str
    start: int
    end: int
    capitals: bool


class Mention(msgspec.Struct, frozen=True):
    """Tokens ``first`` up to ``last`` (exclusive) name level ``code``."""

    first: int
    last: int
    code: str
    words: tuple[str, ...]

    @property
    def kinds(self) -> frozenset[ProgrammeKind]:
        """The schools at which the level is reached, as far as its name tells."""
        return _OF_LEVEL[self.code] if self.code in _OF_LEVEL else _secondary(self.code, frozenset(self.words))


_OF_LEVEL: Mapping[str, frozenset[ProgrammeKind]] = {
    **dict.fromkeys(("none", "sd", "smp"), frozenset[ProgrammeKind]()),
    **dict.fromkeys(("d1", "d2", "d3"), frozenset({ProgrammeKind.DIPLOMA})),
    "d4": frozenset({ProgrammeKind.DIPLOMA, ProgrammeKind.UNIVERSITY}),
    **dict.fromkeys(("s1", "profession", "s2", "s3"), frozenset({ProgrammeKind.UNIVERSITY})),
}
SECONDARY = frozenset({ProgrammeKind.GENERAL_SECONDARY, ProgrammeKind.VOCATIONAL_SECONDARY})


def _secondary(code: str, words: frozenset[str]) -> frozenset[ProgrammeKind]:
    if words & _VOCATIONAL and words & _GENERAL:
        return SECONDARY
    if words & _GENERAL:
        return frozenset({ProgrammeKind.GENERAL_SECONDARY})
    return frozenset({ProgrammeKind.VOCATIONAL_SECONDARY}) if code == "smk" else SECONDARY


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of ``text``."""
    found = ((match[0], *match.span()) for match in _TOKEN.finditer(text))
    return tuple(Token(word.lower(), start, end, word.isupper()) for word, start, end in found)


def mentions(text: str, words: Sequence[Token]) -> tuple[Mention, ...]:
    """Return the levels that ``words``, the tokens of ``text``, name: from left to right, the longest at each place."""
    return tuple(_mentions(text, words))


def _mentions(text: str, words: Sequence[Token]) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        found = _longest(text, words, at)
        if found:
            yield found
        at = found.last if found else at + 1


def _longest(text: str, words: Sequence[Token], at: int) -> Mention | None:
    book = _book()
    for last in range(min(len(words), at + max(map(len, book))), at, -1):
        surface = tuple(word.text for word in words[at:last])
        if surface in book and _together(text, words[at:last]) and _meant(words, at, last):
            return Mention(at, last, book[surface], surface)
    return None


def _together(text: str, words: Sequence[Token]) -> bool:
    """Whether nothing but a few marks stands between the words; of ``D3`` and ``S-1`` one at most."""
    gap = _NUMBERED if words[0].text in _LETTERS and len(words) == 2 else _WITHIN
    return all(gap.fullmatch(text, one.end, two.start) for one, two in pairwise(words))


def _meant(words: Sequence[Token], at: int, last: int) -> bool:
    """Whether the level is meant, and nothing that looks like it (``3D 3 tahun``, ``Senin sd Jumat``)."""
    before = _before(words, at)
    surface = " ".join(word.text for word in words[at:last])
    if before and (before.text in PUPILS or (before.text.isdigit() and before.end == words[at].start)):
        return False
    if last < len(words) and (words[last].text in PUPILS or _glued(words, last)):
        return False
    if surface in _NEEDS_CAPITALS and not words[at].capitals:
        return surface == "sd" and _told(words, at) and not words[at - 1].text.isdigit()
    if surface == "s 3" and (len(words) <= _SHORT or _after_a_level(words, at)):
        return True
    return surface not in _NEEDS_A_CUE or _told(words, at) or _listed(words)


def _after_a_level(words: Sequence[Token], at: int) -> bool:
    """Whether a numbered level stands right before, as in ``S2 atau S3``: a lone ``S3`` may be a store of files."""
    while at and words[at - 1].text in JOINING | SCHOOLS:
        at -= 1
    school = words[at].text in SCHOOLS
    return school or (at > 1 and words[at - 1].text.isdigit() and words[at - 2].text in _LETTERS)


def _listed(words: Sequence[Token]) -> bool:
    """Whether a text is nothing but a list of levels, as the field of a form is (``PROFESI, S2``)."""
    return all(word.text in SCHOOLS | _LETTERS | {"profesi"} or word.text.isdigit() for word in words)


def _before(words: Sequence[Token], at: int) -> Token | None:
    """Return the word before a level, and before other schools that are named with it (``siswa SMP dan SMA``)."""
    while at and words[at - 1].text in JOINING | SCHOOLS:
        at -= 1
    return words[at - 1] if at else None


def _glued(words: Sequence[Token], last: int) -> bool:
    """Whether a number is followed by a letter that belongs to it, as in ``2D/3D``."""
    one, two = words[last - 1], words[last]
    return one.text.isdigit() and one.end == two.start and len(two.text) == 1 and two.text.isalpha()


def _told(words: Sequence[Token], at: int, back: int = 3) -> bool:
    near = {word.text for word in words[max(0, at - back) : at]}
    following = words[at + 1].text if at + 1 < len(words) else ""
    return bool(near & (LEAST | SCHOOLING | _BEFORE_A_DEGREE)) or (words[at].text, following) == ("degree", "in")


@cache
def _book() -> Mapping[tuple[str, ...], str]:
    """Return the names of all levels as tokens, without those that carry a word about them (``minimal SMA``)."""
    found: dict[tuple[str, ...], str] = {}
    for level in education_levels():
        for name in (*_short(level.code), *level.synonyms):
            surface = tuple(token.text for token in tokens(name))
            if " ".join(surface) not in _NO_LEVEL and not (level.code != "none" and _cued(surface)):
                found.setdefault(surface, level.code)
    return found


def _short(code: str) -> Iterable[str]:
    more = {"sma": ("ma", "sma/k", "smu/k", "slta/k", "paket c"), "smk": ("mak",), "smp": ("paket b",)}
    return more.get(code, ())


def _cued(surface: Sequence[str]) -> bool:
    """Whether a name says more than the level, or names two kinds of schools at once."""
    words = frozenset(surface)
    return bool(words & _CUES and not words & _EQUALS_THEMSELVES) or ("smk" in words and bool(words & _GENERAL))
