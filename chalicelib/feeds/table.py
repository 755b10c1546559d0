"""The table of feeds with the index of those that are due, and the table of what is remembered of each.

What is remembered grows with a portal's pages and one item holds 400 KB at most, so it is packed and lies in rows of
its own. It has two places that take turns: the new state is written beside the one that counts, and one write of the
feed's item makes it count. A run that breaks off in between leaves the former state whole.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterator
from datetime import datetime

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib import tables
from chalicelib.attributes import StructAttribute
from chalicelib.clock import to_iso
from chalicelib.feeds.model import FeedState, Overview, Reached, Registered
from chalicelib.tables import Item, TableMeta

PART = 250_000
"""Packed bytes in a row: a third more as text, below what an item may hold."""
_ALL = "feeds"
_LONGEST_PROBLEM = 200


class ByDue(GlobalSecondaryIndex["FeedItem"]):  # type: ignore[no-untyped-call]
    """Active feeds by the moment from which on they are to be looked at; a few hundred, so one partition."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class FeedItem(Item):
    """The feed of a partner; ``pk`` is the partner."""

    class Meta(TableMeta):
        logical_name = "partner-feeds"

    registered = StructAttribute(Registered)
    reached = StructAttribute(Reached)
    due = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    by_due = ByDue()


class FeedPart(Item):
    """A part of what is remembered of a feed; ``pk`` is ``partner#slot``."""

    class Meta(TableMeta):
        logical_name = "partner-feed-states"

    number = NumberAttribute(range_key=True)
    packed = UnicodeAttribute()


def load(partner_id: str) -> FeedItem | None:
    """Return a partner's feed, read consistently, or ``None``."""
    try:
        return FeedItem.get(partner_id, consistent_read=True)
    except FeedItem.DoesNotExist:
        return None


def everything() -> Iterator[Overview]:
    """Yield every feed that was ever registered; for operators, over the whole table."""
    for item in FeedItem.scan():
        yield overview(item)


def overview(item: FeedItem) -> Overview:
    """Return what an operator sees of a feed."""
    next_at = datetime.fromisoformat(item.due_at) if item.due_at else None
    return Overview(registered=item.registered, reached=item.reached, next_at=next_at)


def due(now: datetime) -> list[str]:
    """Return the partners whose feeds are to be looked at by ``now``, the longest wait first.

    The index lags behind the table: whoever works on one looks at the item itself (`is_due`).
    """
    return [item.pk for item in FeedItem.by_due.query(_ALL, FeedItem.due_at <= to_iso(now))]


def is_due(item: FeedItem, now: datetime) -> bool:
    """Tell whether a feed is active and to be looked at by ``now``."""
    return bool(item.registered.active and item.due_at and item.due_at <= to_iso(now))


def save(item: FeedItem, registered: Registered, next_at: datetime | None) -> None:
    """Write a feed as of its version; ``next_at`` is the moment of its next look. Raises `ConditionRefused`."""
    item.registered = registered
    item.due, item.due_at = (_ALL, to_iso(next_at)) if next_at is not None else (None, None)
    tables.write(lambda transaction: transaction.save(item))


def state_of(item: FeedItem) -> FeedState:
    """Return what is remembered of a feed.

    Nothing, when its rows are not those that its item means, as after a restore of one table alone: then everything is
    fetched anew, which changes no vacancy.
    """
    rows = list(FeedPart.query(_place(item, item.reached.slot), consistent_read=True)) if item.reached.parts else []
    packed = b"".join(base64.b64decode(row.packed) for row in rows[: item.reached.parts])
    if not packed or hashlib.sha256(packed).hexdigest() != item.reached.digest:
        return FeedState()
    return msgspec.json.decode(zlib.decompress(packed), type=FeedState)


def keep(item: FeedItem, state: FeedState, now: datetime) -> None:
    """Remember ``state`` in the place that does not count, then make it count. Raises `ConditionRefused`."""
    packed = zlib.compress(msgspec.json.encode(state))
    slot = 1 - item.reached.slot
    starts = range(0, len(packed), PART)
    for number, start in enumerate(starts):
        text = base64.b64encode(packed[start : start + PART]).decode("ascii")
        FeedPart(_place(item, slot), number, packed=text).save(add_version_condition=False)
    item.reached = Reached(
        slot=slot,
        parts=len(starts),
        digest=hashlib.sha256(packed).hexdigest(),
        failures=state.failures,
        problem=state.problem[:_LONGEST_PROBLEM],
        looked_at=now,
    )
    save(item, item.registered, state.next_at)


def _place(item: FeedItem, slot: int) -> str:
    return f"{item.pk}#{slot}"
