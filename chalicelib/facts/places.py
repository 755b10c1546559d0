"""Where the work is: the region behind words such as ``penempatan``, or in the title; several apart give none."""

import re
from collections.abc import Iterator, Sequence

from chalicelib.facts.model import TITLE, Fact
from chalicelib.facts.passages import fact, surest
from chalicelib.reference.recognising import recogniser
from chalicelib.reference.regions import regions
from chalicelib.validation.reading import Passage
from search.reading.texts import Mention
from search.vocabulary import Kind

_PLACED, _IN_TITLE, _LIVING = 0.9, 0.7, 0.5
_LEAST = 0.3
_REACH = 90
_PROVINCE = 2
_WORK_PLACE = re.compile(
    r"\b(?:(?:lokasi|wilayah|area|tempat)? ?penempatan(?: kerja| area)?|(?:di ?|siap )?tempatkan|ditempatkan|placement"
    r"|placed|lokasi(?: kerja| pekerjaan| kantor)?|tempat kerja|work(?:ing)? (?:location|place|area)|job location"
    r"|location|located|based|kantor kami|berkantor|area kerja|work in|bekerja di|office)\b"
)
_HOME = re.compile(r"\b(?:domisili|berdomisili|domicile|domiciled?|bertempat tinggal|tinggal di|living in|reside)\b")
_ANYWHERE = re.compile(r"\b(?:seluruh|semua|all over|dimana saja|di mana saja|anywhere|berbagai|all area|luar)\b")


def place(passages: tuple[Passage, ...]) -> Fact[str] | None:
    """Return the region that is named most surely: behind words for a place of work, in the title, or of residence."""
    return surest(found for passage in passages for found in _named(passage))


def _named(passage: Passage) -> Iterator[Fact[str]]:
    if passage.pointer == TITLE:
        yield from _region(passage, 0, 0, len(passage.lowered), _IN_TITLE)
        return
    for pattern, sure in ((_WORK_PLACE, _PLACED), (_HOME, _LIVING)):
        for match in pattern.finditer(passage.lowered):
            yield from _region(passage, match.start(), match.end(), _end(passage, match.end()), sure)


def _end(passage: Passage, start: int) -> int:
    """Return where the words behind a cue end; a lost break behind a colon is none."""
    text = passage.lowered
    begin = start + len(text[start:]) - len(text[start : start + _REACH].lstrip(" :\n") + text[start + _REACH :])
    return begin + len(passage.after(begin, _REACH))


def _region(passage: Passage, cue: int, start: int, end: int, sure: float) -> Iterator[Fact[str]]:
    words = passage.lowered[start:end]
    mentions = recogniser().read(words, (Kind.REGION,)) if words.strip() else ()
    near = tuple(_together(words, mentions))
    if not near or _ANYWHERE.search(words[: near[-1].end]):
        return
    code = _meant(words[near[0].start : near[-1].end])
    if code is not None:
        begin = cue if sure != _IN_TITLE else start + near[0].start
        yield fact(passage, begin, start + near[-1].end, code[0], sure * code[1])


def _together(words: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the first place and those that are listed right behind it."""
    reached = None
    for mention in mentions:
        if reached is not None and len(words[reached : mention.start].split()) > 2:
            return
        yield mention
        reached = mention.end


def _meant(words: str) -> tuple[str, float] | None:
    """Return the region that ``words`` mean and how surely; of several apart their province, else None."""
    readings = [each for each in regions().resolve(words) if each.confidence >= _LEAST]
    if not readings:
        return None
    first = readings[0]
    if first.together and any(each.together and each.code != first.code for each in readings):
        return None  # an island or a belt of cities
    named = {each.matched for each in readings}
    if len(named) == 1:
        return first.code, min(1.0, first.confidence + 0.2)
    if all(each.code.startswith(first.code) or first.code.startswith(each.code) for each in readings):
        return max((each.code for each in readings), key=len), 1.0
    provinces = {each.code[:_PROVINCE] for each in readings}
    return (provinces.pop(), 0.8) if len(provinces) == 1 else None
