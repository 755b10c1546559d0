"""The tables of what is learned from use. Of searches none says who, or when to the minute.

``correlation`` stays empty in those: it would tie a search to its request, and so to the log.
"""

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import islice

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds
from chalicelib.learning.model import ChoiceEvent, Heard, Lines, Overlay, Proposal, ProposalState, SearchEvent
from chalicelib.tables import Item, TableMeta, was_refused

EVENT_SHARDS = 8
"""Partitions of a day's events: searches of the whole country are written at the same time."""
STATE_SHARDS = 4
KEPT = timedelta(days=180)
"""How long events stay, and a text that nobody searches for any more."""
DAYS_KEPT = timedelta(days=400)
"""How long the sums of a day stay: a season can be compared with the one before."""
_CURRENT = "current"


class EventItem(Item):
    """One search, or one choice that followed one, under its day and a shard; ``id`` is random, or the choice's."""

    class Meta(TableMeta):
        logical_name = "search-events"

    id = UnicodeAttribute(range_key=True)
    search = StructAttribute(SearchEvent, null=True)
    choice = StructAttribute(ChoiceEvent, null=True)
    expires = NumberAttribute()


class TermItem(Item):
    """A text under its key: marks of where and when it was searched for, and itself when they are enough."""

    class Meta(TableMeta):
        logical_name = "search-terms"

    kind = UnicodeAttribute()
    seen = UnicodeSetAttribute(null=True)
    text = UnicodeAttribute(null=True)
    expires = NumberAttribute()


class DayItem(Item):
    """What was searched for on one day in one province, ``-`` where no place was named."""

    class Meta(TableMeta):
        logical_name = "search-days"

    province = UnicodeAttribute(range_key=True)
    lines = StructAttribute(Lines)
    expires = NumberAttribute()


class ByState(GlobalSecondaryIndex["ProposalItem"]):  # type: ignore[no-untyped-call]
    """Proposals by state and shard, the surest first."""

    class Meta:
        index_name = "by_state"
        projection = AllProjection()

    listed = UnicodeAttribute(hash_key=True)
    rank = UnicodeAttribute(range_key=True)


class ProposalItem(Item):
    """One proposal. Attributes beside the struct follow from it."""

    class Meta(TableMeta):
        logical_name = "proposals"

    proposal = StructAttribute(Proposal)
    listed = UnicodeAttribute()
    rank = UnicodeAttribute()
    by_state = ByState()


class LearnedItem(Item):
    """Everything that was accepted and stands, in one item: whoever reads queries reads it every few minutes."""

    class Meta(TableMeta):
        logical_name = "learned-words"

    overlay = StructAttribute(Overlay)


def keep_search(day: date, identifier: str, event: SearchEvent) -> None:
    """Keep a search of ``day`` under a random ``identifier``."""
    _event(day, identifier, search=event).save()


def keep_choice(day: date, identifier: str, event: ChoiceEvent) -> None:
    """Keep a choice of ``day``; with the same ``identifier`` it is the same one."""
    _event(day, identifier, choice=event).save()


def events_of(day: date) -> Iterator[EventItem]:
    """Yield the searches and choices of ``day``."""
    for shard in range(EVENT_SHARDS):
        yield from EventItem.query(f"{day.isoformat()}#{shard}", page_size=1_000)


def hear(heard: Heard, mark: str, enough: Callable[[Collection[str]], bool], day: date) -> bool:
    """Note that a text was searched for; return whether it stands in the clear, as it does with ``enough`` marks."""
    item, until = TermItem(heard.key, correlation=None), _until(day, KEPT)
    item.version = 0
    actions: list[Action] = [
        TermItem.kind.set(heard.kind.value),
        TermItem.expires.set(until),
        TermItem.seen.add({mark}),
    ]
    try:
        item.update(actions, condition=TermItem.text.does_not_exist(), add_version_condition=False)
    except UpdateError as error:
        if not was_refused(error):
            raise
        item.update([TermItem.expires.set(until)], add_version_condition=False)
        return True
    if not enough(item.seen or ()):
        return False
    item.update([TermItem.text.set(heard.text), TermItem.seen.remove()], add_version_condition=False)
    return True


def texts(keys: Iterable[str]) -> Mapping[str, TermItem]:
    """Return those of the texts that stand in the clear, by key."""
    found = TermItem.batch_get(sorted(set(keys)))
    return {item.pk: item for item in found if item.text}


def replace_day(day: date, provinces: Mapping[str, Lines]) -> None:
    """Put the sums of ``day`` in the place of what there was; a province of which nothing is left is emptied."""
    gone = {item.province for item in DayItem.query(day.isoformat())} - provinces.keys()
    for province, lines in {**provinces, **dict.fromkeys(gone, Lines())}.items():
        DayItem(day.isoformat(), province, lines=lines, expires=_until(day, DAYS_KEPT), correlation=None).save(
            add_version_condition=False
        )


def days(first: date, last: date) -> Iterator[tuple[date, str, Lines]]:
    """Yield the sums of each day from ``first`` to ``last`` by province."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for item in DayItem.query(day.isoformat()):
            yield day, item.province, item.lines


def load(proposal_id: str) -> ProposalItem | None:
    """Return a proposal, read consistently, ``None`` when there is none."""
    try:
        return ProposalItem.get(proposal_id, consistent_read=True)
    except ProposalItem.DoesNotExist:
        return None


def item_of(proposal: Proposal, version: int | None) -> ProposalItem:
    """Return the item of a proposal; saving it demands ``version`` in the table, or that there is none yet."""
    shard = zlib.crc32(proposal.id.encode()) % STATE_SHARDS
    item = ProposalItem(
        proposal.id, proposal=proposal, listed=f"{proposal.state}#{shard}", rank=rank_of(proposal), correlation=None
    )
    if version is not None:
        item.version = version
    return item


def rank_of(proposal: Proposal) -> str:
    """Return what orders proposals: the surest first."""
    return f"{1 - proposal.confidence:.4f}#{proposal.id}"


def listed(state: ProposalState, after: str | None, limit: int) -> Sequence[Proposal]:
    """Return up to ``limit`` proposals in ``state`` whose rank is behind ``after``, the surest first."""
    behind = None if after is None else ByState.rank > after
    shards = (
        ProposalItem.by_state.query(f"{state}#{shard}", behind, limit=limit, page_size=limit)
        for shard in range(STATE_SHARDS)
    )
    found = islice(merge(*shards, key=lambda item: item.rank), limit)
    return tuple(item.proposal for item in found)


def overlay() -> tuple[Overlay, int | None]:
    """Return what was accepted and the item's version, read consistently."""
    try:
        item = LearnedItem.get(_CURRENT, consistent_read=True)
    except LearnedItem.DoesNotExist:
        return Overlay(), None
    return item.overlay, item.version


def save_overlay(transaction: TransactWrite, changed: Overlay, version: int | None) -> None:
    """Put ``changed`` in the place of the overlay, provided that it still stands at ``version``."""
    item = LearnedItem(_CURRENT, overlay=changed, correlation=None)
    if version is not None:
        item.version = version
    transaction.save(item)


def _event(
    day: date, identifier: str, search: SearchEvent | None = None, choice: ChoiceEvent | None = None
) -> EventItem:
    key = f"{day.isoformat()}#{zlib.crc32(identifier.encode()) % EVENT_SHARDS}"
    return EventItem(key, identifier, search=search, choice=choice, expires=_until(day, KEPT), correlation=None)


def _until(day: date, kept: timedelta) -> int:
    # From the day and not from the moment, which nobody may learn.
    return epoch_seconds(datetime.combine(day, time(), UTC) + kept)
