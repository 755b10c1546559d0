"""Which region names of places mean together: ``Alam Sutera, Tangerang Selatan`` one, ``Palembang, Medan`` none."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chalicelib.reference.model_places import RegionKind
from chalicelib.reference.places import bare_name
from chalicelib.reference.recognising import recogniser
from chalicelib.reference.regions import regions
from search.reading.texts import Mention
from search.vocabulary import Kind

_PROVINCE, _PAIR = 2, 2
_SEVERAL = 1.5
"""The meanings of an island or a belt of cities are all meant: together they weigh more than one."""
_OF_TWO = 0.8
"""How surely a name that a city shares with the regency around it is what the table of names takes it for."""
_PAPUA = "9"
"""First digit of the provinces of Papua, two until four more were made of them (Laws 14 to 16 and 29 of 2022)."""
_SPREAD, _CONTRADICTED = 0.8, 0.85
_DIRECTION = re.compile(r"\s(?:pusat|utara|barat|selatan|timur)\b")
_HEAD = re.compile(r"(?<=kantor )pusat\b|(?<=gudang )pusat\b|\bpusat(?= ?\()")
"""Of a company's head office and not of the middle of Jakarta."""
_LIST = re.compile(r"\b(?:dan|and|atau|or|maupun|serta)\b|[&/]")


class Named(msgspec.Struct, frozen=True):
    """A name from ``start`` to ``end`` (exclusive), and the codes that it may mean by weight in 0..1."""

    start: int
    end: int
    codes: Mapping[str, float]


def named(words: str) -> Iterator[Named]:
    """Yield the regions that ``words`` name; a direction behind Jakarta belongs to it, whatever stood before."""
    told = _HEAD.sub("-----", words)
    for mention in recogniser().read(told, (Kind.REGION,)) if told.strip() else ():
        yield _of_jakarta(words, mention) or Named(
            mention.start, mention.end, {each.code: each.confidence for each in mention.meanings}
        )


def _of_jakarta(words: str, mention: Mention) -> Named | None:
    direction = _DIRECTION.match(words, mention.end)
    if direction is None or not mention.surface.endswith("jakarta"):
        return None
    found = regions().resolve(f"jakarta{direction[0]}")
    return Named(mention.start, direction.end(), {found[0].code: 1.0}) if found else None


def meant(words: str, places: Sequence[Named]) -> tuple[str, float] | None:
    """Return the code that ``places`` of ``words`` mean and how surely; of several in a province that, else None."""
    read = [each.codes for each in places]
    if any(sum(each.values()) > _SEVERAL for each in read):
        return None
    best = max((code for each in read for code in each), key=lambda code: _rank(code, read))
    against = [each for each in read if not _support(each, best)]
    if not against:
        return best, _sureness(best, read)
    weak = all(max(each.values()) < 1 for each in against)
    if weak and len(against) <= len(read) / 2 and not _is_list(words, places):
        return best, _sureness(best, read) * _CONTRADICTED
    provinces = {max(each, key=lambda code: each[code])[:_PROVINCE] for each in read}
    return (provinces.pop(), _SPREAD) if len(provinces) == 1 else None


def _support(codes: Mapping[str, float], code: str) -> float:
    """Return how surely one of ``codes`` is ``code``; if none is, how surely one lies in it or around it."""
    if code in codes:
        return codes[code]
    return max((weight for each, weight in codes.items() if _nested(each, code)), default=0)


def _nested(one: str, other: str) -> bool:
    """Whether one lies in the other, also by the name of the province that Papua's present ones were parts of."""
    if one.startswith(other) or other.startswith(one):
        return True
    return one[0] == other[0] == _PAPUA and min(len(one), len(other)) == _PROVINCE < max(len(one), len(other))


def _rank(code: str, read: Sequence[Mapping[str, float]]) -> tuple[int, bool, int, float]:
    """Return what to choose by: of how many names it may be meant, whether it comes first of any, how fine it is."""
    supports = [_support(each, code) for each in read]
    first = any(each.get(code) == max(each.values()) for each in read)
    return sum(weight > 0 for weight in supports), first, len(code), sum(supports)


def _sureness(code: str, read: Sequence[Mapping[str, float]]) -> float:
    """Return the surest weight of ``code`` among the names; more for the city of two regions that share a name."""
    codes = max((each for each in read if code in each), key=lambda each: each[code])
    first = codes[code] == max(codes.values())
    return max(codes[code], _OF_TWO) if first and _is_city_of_two(code, codes) else codes[code]


def _is_city_of_two(code: str, codes: Mapping[str, float]) -> bool:
    """Whether ``code`` is a city, and the only other meaning a regency of the same name: people call the city by it."""
    known = [region for each in codes if (region := regions().get(each)) is not None]
    if len(known) != _PAIR or len({bare_name(region) for region in known}) > 1:
        return False
    return any(region.code == code and region.kind is RegionKind.CITY for region in known)


def _is_list(words: str, places: Sequence[Named]) -> bool:
    """Whether the places are named one beside the other, and not one within the other."""
    return bool(_LIST.search(words[places[0].start : places[-1].end]))
