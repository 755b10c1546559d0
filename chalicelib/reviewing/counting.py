"""What is counted of the queue, and how the counts are kept: one number an item, in shards, by region and month."""

import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from chalicelib.clock import day_of
from chalicelib.reviewing.table import province_of

SHARDS = 4
STANDING = "now"
"""The period of what stands: how many wait, how many of them are overdue."""
WAITING, OVERDUE, LATE, TAKEN_BACK = "waiting", "overdue", "late", "left"
BOUNDS = tuple(timedelta(hours=hours) for hours in (0, 1, 2, 4, 8, 16, 24, 36, 48, 72, 96, 144, 240, 480))
"""Edges of the classes into which times to a decision are counted; the last class has no upper edge."""


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
    return f"within{max(number for number, bound in enumerate(BOUNDS) if number == 0 or waited >= bound)}"


CLASSES = tuple(f"within{number}" for number in range(len(BOUNDS)))


def median(counts: Mapping[str, int]) -> timedelta | None:
    """Return the median of times counted by class, ``None`` without any.

    Within its class the median is interpolated linearly, as the times were spread evenly there (the grouped median);
    it is wrong by no more than the width of the class. Of the open class at the end it is the lower edge.
    """
    total = sum(counts.get(name, 0) for name in CLASSES)
    if not total:
        return None
    below = 0
    for name, (low, high) in zip(CLASSES, pairwise(BOUNDS), strict=False):
        inside = counts.get(name, 0)
        if inside and below + inside >= total / 2:
            return low + (high - low) * ((total / 2 - below) / inside)
        below += inside
    return BOUNDS[-1]


def keys(region: str, period: str, names: Iterable[str]) -> dict[str, str]:
    """Return the name of each count under its partition keys."""
    return {key(region, period, name, shard): name for name in names for shard in range(SHARDS)}
