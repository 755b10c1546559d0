"""The names of places, and reading a place from what people write."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from chalicelib.reference import files
from chalicelib.reference.model_places import Region, RegionKind, RegionMatch
from chalicelib.reference.phrases import Hit, PhraseBook
from chalicelib.reference.shares import shares
from search.normalise import normalise

_SEAT_WEIGHT = 0.8
_APART = 0.5
_FORMS: Mapping[RegionKind, tuple[str, ...]] = {
    RegionKind.PROVINCE: ("{}", "provinsi {}", "prov {}", "propinsi {}", "{} province"),
    RegionKind.REGENCY: ("kabupaten {}", "kab {}", "kab. {}", "{} regency", "{} kabupaten", "{} kab"),
    RegionKind.CITY: ("kota {}", "kotamadya {}", "kodya {}", "{} city", "city of {}", "kota administrasi {}"),
}


class PlaceName(msgspec.Struct, frozen=True, kw_only=True):
    """An everyday name: one code with a weight, or several codes that it means together."""

    name: str
    codes: tuple[str, ...]
    weight: float
    together: bool


class Reading(msgspec.Struct, frozen=True):
    """What one phrase may mean: a region, how surely, and whether the others are meant too."""

    code: str
    weight: float
    together: bool = False


Readings = tuple[Reading, ...]


def bare_name(region: Region) -> str:
    """Return the normalised name without the words for city or regency (``Kota Administrasi Jakarta Barat``)."""
    name = normalise(region.name)
    for prefix in ("kota ", "kabupaten ", "administrasi "):
        name = name.removeprefix(prefix)
    return name


def surfaces(regions: Iterable[Region], version: str) -> PhraseBook[Readings]:
    """Return every way of naming the ``regions``, with what each may mean."""
    known = tuple(regions)
    book: dict[str, dict[str, Reading]] = defaultdict(dict)
    for surface, reading in (*_official(known), *_bare(known)):
        book[surface].setdefault(reading.code, reading)
    everyday = _everyday(version)
    for surface, readings in everyday.items():
        book[surface] = {reading.code: reading for reading in readings}
    book.update((name, dict(readings)) for name, readings in _shared())
    for region in known:
        if region.kind is not RegionKind.PROVINCE:
            book.setdefault(normalise(region.seat), {region.code: Reading(region.code, _SEAT_WEIGHT)})
    return PhraseBook({surface: tuple(readings.values()) for surface, readings in book.items()})


@cache
def _everyday(version: str) -> Mapping[str, Readings]:
    found: dict[str, Readings] = {}
    for row in files.typed("region_names", version, PlaceName):
        readings = tuple(Reading(code, row.weight, row.together) for code in row.codes)
        surface = normalise(row.name)
        found[surface] = (*found.get(surface, ()), *readings)
    return found


def _official(regions: Iterable[Region]) -> Iterable[tuple[str, Reading]]:
    for region in regions:
        for form in _FORMS[region.kind]:
            yield normalise(form.format(bare_name(region))), Reading(region.code, 1.0)
        for label in (region.label.id, region.label.en):
            yield normalise(label), Reading(region.code, 1.0)


def _bare(regions: Iterable[Region]) -> Iterable[tuple[str, Reading]]:
    """Names without ``kota`` or ``kabupaten``."""
    by_name: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        if region.kind is not RegionKind.PROVINCE:
            by_name[bare_name(region)].append(region)
    for name, same in by_name.items():
        yield from ((name, Reading(region.code, 1 / len(same))) for region in same)


def _shared() -> Iterable[tuple[str, Mapping[str, Reading]]]:
    """Names that several regions bear, with the measured share of each."""
    for name, parts in shares().items():
        yield name, {code: Reading(code, round(share, 3)) for code, share in parts.items()}


def resolve(book: PhraseBook[Readings], text: str) -> tuple[RegionMatch, ...]:
    """Return the readings of ``text``, the surest first; none when it names no known place."""
    words = normalise(text).split()
    hits = book.find(words)
    if not hits:
        return ()
    covered = 0.5 + 0.5 * sum(hit.end - hit.start for hit in hits) / len(words)
    best: dict[str, RegionMatch] = {}
    for hit in hits:
        others = [other for other in hits if other is not hit]
        for reading in _left(hit.value, others):
            match = _match(hit, reading, others, covered)
            if match.confidence > best.get(match.code, _NONE).confidence:
                best[match.code] = match
    return tuple(sorted(best.values(), key=lambda match: (-match.confidence, match.code)))


_NONE = RegionMatch(code="", confidence=0.0, matched="")


def _left(readings: Readings, others: list[Hit[Readings]]) -> Readings:
    """Leave out what other words give in detail. Of alternatives, those that are left share what it weighed.

    So the first word of ``Jambi, Jambi`` is the city for sure.
    """
    kept = tuple(reading for reading in readings if not any(_is_detailed_by(reading, other) for other in others))
    if len(kept) == len(readings):
        return kept
    gain = sum(reading.weight for reading in readings) / (sum(reading.weight for reading in kept) or 1)
    return tuple(msgspec.structs.replace(reading, weight=min(1.0, reading.weight * gain)) for reading in kept)


def _match(hit: Hit[Readings], reading: Reading, others: list[Hit[Readings]], covered: float) -> RegionMatch:
    agreement = 1.0
    for other in others:
        agreement *= 1.0 if any(_related(reading.code, its.code) for its in other.value) else _APART
    confidence = round(reading.weight * agreement * covered, 3)
    return RegionMatch(code=reading.code, confidence=confidence, matched=hit.surface, together=reading.together)


def _related(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _is_detailed_by(reading: Reading, other: Hit[Readings]) -> bool:
    """Whether the ``other`` words name something within what this one means (``Bekasi`` beside ``Jawa Barat``)."""
    return any(its.code != reading.code and its.code.startswith(reading.code) for its in other.value)
