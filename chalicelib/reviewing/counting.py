"""What is counted of the queue, and how the counts are kept: one number an item, in shards, by region and month."""

import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from chalicelib.clock import day_of
from chalicelib.reviewing.table import province_of

SHARDS = 4
STANDING = "now"
"""The period of what stands: how many wait, how many of them are overdue."""
WAITING, OVERDUE, LATE, TAKEN_BACK = "waiting", "overdue", "late", "left"
SECONDS = "seconds"
"""What the waits until the decisions of a month add up to, so that their mean is exact."""
_GROWTH = 1.25
BOUNDS = (timedelta(0), *(timedelta(minutes=_GROWTH**power) for power in range(47)))
"""Edges of the classes into which times to a decision are counted: one minute, and each a quarter longer, up to twenty
days; the last class has no upper edge."""
CLASSES = tuple(f"waited{number:02}" for number in range(len(BOUNDS)))


class Median(msgspec.Struct, frozen=True, kw_only=True):
    """A median of times counted by class, interpolated, and the edges between which it lies (``None``: open)."""

    about: timedelta
    low: timedelta
    high: timedelta | None


def regions_of(region: str | None) -> tuple[str, ...]:
    """Return under which codes a place is counted: its own and its province's."""
    return tuple(dict.fromkeys((region or province_of(region), province_of(region))))


def key(region: str, period: str, name: str, shard: int) -> str:
    """Return the partition key of one count."""
    return f"{region}#{period}#{name}#{shard}"


def shard_of(vacancy_id: str) -> int:
    """Return the shard in which a vacancy is counted."""
    return zlib.crc32(vacancy_id.encode()) % SHARDS


def month_of(moment: datetime) -> str:
    """Return the month in western Indonesian time, as ``2026-11``."""
    return day_of(moment).isoformat()[:7]


def class_of(waited: timedelta) -> str:
    """Return the name of the class into which a time to a decision is counted."""
    return CLASSES[max(number for number, bound in enumerate(BOUNDS) if number == 0 or waited >= bound)]


def median(counts: Mapping[str, int]) -> Median | None:
    """Return the median of times counted by class, ``None`` without any.

    ``about`` is the grouped median, interpolated as if the times were spread evenly in their class; of the open class
    it is the lower edge. What it is in truth lies between ``low`` and ``high``, with an even number of times too.
    """
    total = sum(counts.get(name, 0) for name in CLASSES)
    if not total:
        return None
    first, last = _place(counts, (total + 1) // 2), _place(counts, total // 2 + 1)
    return Median(about=_interpolated(counts, total / 2), low=BOUNDS[first], high=_upper(last))


def keys(region: str, period: str, names: Iterable[str]) -> dict[str, str]:
    """Return the name of each count under its partition keys."""
    return {key(region, period, name, shard): name for name in names for shard in range(_shards(name))}


def shard_in(name: str, vacancy_id: str) -> int:
    """Return in which shard of ``name`` a vacancy is counted: classes are many, and have one each."""
    return shard_of(vacancy_id) % _shards(name)


def _shards(name: str) -> int:
    return 1 if name in CLASSES else SHARDS


def _place(counts: Mapping[str, int], rank: int) -> int:
    """Return the number of the class that holds the ``rank``-th time, counted from 1."""
    below = 0
    for number, name in enumerate(CLASSES):
        below += counts.get(name, 0)
        if below >= rank:
            return number
    raise ValueError(f"there is no {rank}th time")


def _interpolated(counts: Mapping[str, int], middle: float) -> timedelta:
    below = 0
    for number, name in enumerate(CLASSES):
        inside = counts.get(name, 0)
        if inside and below + inside >= middle:
            low = BOUNDS[number]
            return low + ((_upper(number) or low) - low) * ((middle - below) / inside)
        below += inside
    return BOUNDS[-1]


def _upper(number: int) -> timedelta | None:
    return BOUNDS[number + 1] if number + 1 < len(BOUNDS) else None
