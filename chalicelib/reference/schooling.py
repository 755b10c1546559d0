"""What an advert asks of schooling: the least that is enough, whether equals count, which schools and programmes.

By law the certificate of an equal education counts as that of a school, whatever an advert says: paket A to C (Law
20/2003 art. 26) and the muadalah and diniyah schooling of pesantren (Law 18/2019). ``equivalents_accepted`` only tells
that the text says so itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile, zip_longest

import msgspec

from chalicelib.reference.lists import education_levels
from chalicelib.reference.model_study import Programme, ProgrammeKind, RequiredEducation
from chalicelib.reference.schooling_cues import ENROLLED, EQUAL, JOINING, LEAST, MOST, PREFERRED, SCHOOLING
from chalicelib.reference.schooling_words import SECONDARY, Mention, Token, mentions, tokens
from chalicelib.reference.study import fields_of_study, programmes

_STATED, _TOLD, _BARE, _STUDYING, _WISHED = 0.95, 0.85, 0.6, 0.5, 0.4
_BEFORE, _AFTER, _FAR = 5, 3, 14
_FIELDS_WITHIN = 160
_FOR_ALL = frozenset({"equivalent", "equivalents"})
"""Words for equals that English puts behind the fields."""
_MADRASAH = frozenset({"mi", "mts", "ma", "mak"})
_ALONE = 8
"""A text of so few words is about schooling when it names a level, be it a field of a form or a line of a list."""
_OTHER_MATTER = re.compile(
    r"[\n;•●▪➢✓*]|\.\s|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?i:\b(?:ber)?pengalaman|\bexperience|\busia|\bumur"
    r"|\bmemiliki|\bmampu|\bmenguasai|\bmemahami|\bpaham|\bterbiasa|\bbersedia|\bipk\b|\bgpa\b|\bpenempatan|\bpria"
    r"|\bwanita|\bdomisili|\bmengerti|\bfamiliar|\blancar|\bfasih|\byears?\b|\bfresh|\bmin(?:imal)?\b"
    r"|\b(?:semua|segala|seluruh) jurusan|\b(?:any|all) majors?)"
)
"""Where the words about schools end: at the end of a line, also of one that was lost, or with another demand."""


class _Group(msgspec.Struct, frozen=True):
    """Levels that are named together (``SMA/SMK, D3 atau S1``), the tokens from ``first`` to ``last``."""

    levels: tuple[Mention, ...]
    first: int
    last: int
    sure: float
    most: bool


def required_education(text: str) -> RequiredEducation:
    """Return what ``text``, a sentence or the whole of an advert, asks of schooling. Raises BadTable.

    Of several demands the least counts, for with it one may apply; a level that is only preferred is not asked.
    """
    words = tokens(text)
    groups = tuple(_groups(text, words, mentions(text, words)))
    asked = _asked(groups)
    named = tuple(chain.from_iterable(group.levels for group in groups))
    if not named:
        return RequiredEducation()
    levels = tuple(chain.from_iterable(group.levels for group in asked if not group.most))
    equals = any(_equals(words, group) for group in asked)
    studied = tuple(_programmes(text, words, asked or groups))
    return RequiredEducation(
        lowest=min(levels, key=_rank).code if levels else None,
        highest_named=max(named, key=_rank).code,
        equivalents_accepted=equals,
        kinds=_kinds(levels, equals=equals),
        programmes=tuple(programme.code for programme in studied),
        fields=_fields(text, words, asked or groups, studied),
        spans=tuple((words[level.first].start, words[level.last - 1].end) for level in named),
        confidence=max(group.sure for group in asked or groups),
    )


def _asked(groups: Sequence[_Group]) -> tuple[_Group, ...]:
    """Return the groups that are a demand: those that are announced as one, else those that merely stand there."""
    demands = tuple(group for group in groups if group.sure > _WISHED)
    announced = tuple(group for group in demands if group.sure >= _TOLD)
    return announced or demands


def _rank(level: Mention) -> tuple[int, int]:
    codes = [each.code for each in education_levels()]
    known = education_levels().get(level.code)
    return (known.rank if known else 0, codes.index(level.code))


def _groups(text: str, words: Sequence[Token], found: Sequence[Mention]) -> Iterator[_Group]:
    together: list[Mention] = []
    for level in _completed(text, words, found):
        if together and not _joined(words[together[-1].last : level.first]):
            yield _group(words, together)
            together = []
        together.append(level)
    if together:
        yield _group(words, together)


def _completed(text: str, words: Sequence[Token], found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the levels without the degree that another one completes (``S1 Keperawatan, profesi Ners``)."""
    for level, following in zip_longest(found, found[1:]):
        if following is None or not _completes(text, words, level, following):
            yield level


def _completes(text: str, words: Sequence[Token], level: Mention, following: Mention) -> bool:
    between = {word.text for word in words[level.last : following.first]}
    apart = not between and any(
        sign in ",/;" for sign in text[words[level.last - 1].end : words[following.first].start]
    )
    near = len(between) <= _AFTER and not between & {"atau", "or"} and not apart
    return near and (level.code, following.code) == ("s1", "profession")


def _joined(between: Sequence[Token]) -> bool:
    return len(between) <= _AFTER and all(word.text in JOINING | EQUAL | {"s", "d", "k"} for word in between)


def _group(words: Sequence[Token], levels: Sequence[Mention]) -> _Group:
    first, last = levels[0].first, levels[-1].last
    before = [word.text for word in words[max(0, first - _BEFORE) : first]]
    return _Group(tuple(levels), first, last, _sureness(words, before, last), bool(MOST & set(before[-2:])))


def _sureness(words: Sequence[Token], before: Sequence[str], last: int) -> float:
    """Return how surely a level is asked for: by the words before it, else by those behind it."""
    near = set(before)
    if near & PREFERRED and not _least_after_wish(before):
        return _WISHED
    if near & ENROLLED:
        return _STUDYING
    if near & LEAST:
        return _STATED
    if near & SCHOOLING:
        return _TOLD
    if _wished_after(words, last):
        return _WISHED
    return _TOLD if len(words) <= _ALONE else _BARE


def _least_after_wish(before: Sequence[str]) -> bool:
    """Whether the wish was about another matter before the demand (``wanita diutamakan, usia 30, minimal D3``)."""
    wish = max(at for at, word in enumerate(before) if word in PREFERRED)
    following = list(takewhile(lambda word: word not in LEAST, before[wish + 1 :]))
    return len(following) < len(before) - wish - 1 and not SCHOOLING.issuperset(following)


def _wished_after(words: Sequence[Token], last: int) -> bool:
    """Whether the level is followed by a wish that is about it, not about the field (``S1 diutamakan Teknik``)."""
    behind = [word.text for word in words[last : last + _AFTER + 1]]
    places = [at for at, word in enumerate(behind[:_AFTER]) if word in PREFERRED]
    return bool(places) and behind[places[0] + 1 : places[0] + 2] == []


def _equals(words: Sequence[Token], group: _Group) -> bool:
    """Whether equals count: said among the levels or right behind, or the equal of a school is named beside it."""
    behind = words[group.last : group.last + _FAR]
    close = takewhile(lambda word: word.text not in LEAST | SCHOOLING | MOST, behind)
    near = (word for at, word in enumerate(close) if at < _AFTER or word.text in _FOR_ALL)
    schools = {name for level in group.levels for name in level.words}
    said = any(word.text in EQUAL for word in (*words[group.first : group.last], *near))
    return said or bool(schools & _MADRASAH and schools - _MADRASAH)


def _kinds(levels: Iterable[Mention], *, equals: bool) -> tuple[ProgrammeKind, ...]:
    named = frozenset(chain.from_iterable(level.kinds for level in levels))
    if equals and named & SECONDARY:
        named |= SECONDARY
    return tuple(kind for kind in ProgrammeKind if kind in named)


def _programmes(text: str, words: Sequence[Token], groups: Iterable[_Group]) -> Iterator[Programme]:
    """Yield the programmes that stand behind the levels, of the schools that are named where those teach them."""
    seen = set()
    for group in groups:
        kinds = frozenset(chain.from_iterable(level.kinds for level in group.levels))
        found = programmes().find_in(_behind(text, words, group))
        for programme in [each for each in found if each.kind in kinds] or found:
            if programme.code not in seen:
                seen.add(programme.code)
                yield programme


def _fields(
    text: str, words: Sequence[Token], groups: Iterable[_Group], studied: Sequence[Programme]
) -> tuple[str, ...]:
    """Return the fields of the programmes, else those that are named themselves (``jurusan teknik``)."""
    named = [programme.field for programme in studied]
    if not named:
        named = [field for group in groups for field in fields_of_study().find_in(_behind(text, words, group))]
    return tuple(dict.fromkeys(named))


def _behind(text: str, words: Sequence[Token], group: _Group) -> str:
    """Return the words behind the levels up to another matter, announced as those of a school are."""
    start = words[group.last - 1].end
    end = words[group.last].start if group.last < len(words) else len(text)
    stop = _OTHER_MATTER.search(text, start, min(len(text), max(end, start + _FIELDS_WITHIN)))
    return f"jurusan {text[start : stop.start() if stop else start + _FIELDS_WITHIN]}"
