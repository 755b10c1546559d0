"""The log of changes: parts that count without gaps, and for each vacancy the last change that was logged."""

import zlib
from collections.abc import Iterable
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.feed.model import PARTITIONS, Entry
from chalicelib.tables import Item, TableMeta


class FeedItem(Item):
    """One change: ``pk`` is the part of the log, ``count`` its place in it, from 1 without gaps."""

    class Meta(TableMeta):
        logical_name = "feed"

    count_ = NumberAttribute(range_key=True, attr_name="count")
    entry = StructAttribute(Entry)
    expires = NumberAttribute()


class FeedHead(Item):
    """How far each part of the log (``pk``) has come, and the time of its last change, which never goes back."""

    class Meta(TableMeta):
        logical_name = "feed-heads"

    count_ = NumberAttribute(attr_name="count")
    at = UnicodeAttribute()


class FeedMark(Item):
    """The revision of a vacancy (``pk``) that was logged last: what comes twice or late is not logged again."""

    class Meta(TableMeta):
        logical_name = "feed-marks"

    revision = NumberAttribute()


def partition_of(vacancy_id: str) -> str:
    """Return the part of the log in which a vacancy's changes stand."""
    return str(zlib.crc32(vacancy_id.encode()) % PARTITIONS)


def head(partition: str) -> FeedHead | None:
    """Return how far a part has come, read consistently, or ``None`` when it is empty."""
    try:
        return FeedHead.get(partition, consistent_read=True)
    except FeedHead.DoesNotExist:
        return None


def time_of(present: FeedHead) -> datetime:
    """Return the time of a part's last change."""
    return datetime.fromisoformat(present.at)


def counts() -> tuple[int, ...]:
    """Return how far every part has come."""
    found = {item.pk: int(item.count_) for item in FeedHead.batch_get(_names(), consistent_read=True)}
    return tuple(found.get(name, 0) for name in _names())


def logged(identifiers: Iterable[str]) -> dict[str, FeedMark]:
    """Return the marks of those vacancies that were logged before."""
    return {mark.pk: mark for mark in FeedMark.batch_get(identifiers, consistent_read=True)}


def entries_after(partition: str, count: int, limit: int) -> list[tuple[int, Entry]]:
    """Return the next changes of a part with their counts, read consistently."""
    found = FeedItem.query(partition, FeedItem.count_ > count, consistent_read=True, limit=limit)
    return [(int(item.count_), item.entry) for item in found]


def entry_at(partition: str, count: int) -> Entry | None:
    """Return one change, ``None`` when it is not kept any more."""
    try:
        return FeedItem.get(partition, count, consistent_read=True).entry
    except FeedItem.DoesNotExist:
        return None


def mark(transaction: TransactWrite, entry: Entry, present: FeedMark | None) -> None:
    """Add to ``transaction`` that ``entry`` is the vacancy's last logged change, if nobody else said so meanwhile."""
    item = FeedMark(entry.vacancy_id, revision=entry.revision)
    if present is not None:
        item.version = present.version
    transaction.save(item)


def move_head(transaction: TransactWrite, partition: str, present: FeedHead | None, count: int, at: str) -> None:
    """Add to ``transaction`` that the part has come to ``count``, if nobody else moved it meanwhile."""
    item = FeedHead(partition, count_=count, at=at)
    if present is not None:
        item.version = present.version
    transaction.save(item)


def _names() -> tuple[str, ...]:
    return tuple(str(number) for number in range(PARTITIONS))
