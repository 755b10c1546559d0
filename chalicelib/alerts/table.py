"""Where saved searches lie, where each person's alerts stand, and which vacancies were found for them.

All three have the person as their partition, so that they spread and that everything of a person is found without a
scan. Who is to be told by when is found by an index in shards.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.alerts.model import Alerts, Match, SavedSearch
from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds, to_iso
from chalicelib.errors import NotFound
from chalicelib.tables import Item, TableMeta, saved, was_refused

DUE_SHARDS = 16
KEPT = timedelta(days=90)
"""So long a match is remembered: longer than a vacancy stays without a renewal, so that none is told of twice."""


class SavedSearchItem(Item):
    """One saved search; ``pk`` is the person, the item's version is its ``ETag``."""

    class Meta(TableMeta):
        logical_name = "saved-searches"
        stream_view_type = "NEW_AND_OLD_IMAGES"

    search_id = UnicodeAttribute(range_key=True)
    search = StructAttribute(SavedSearch)


class ByDue(GlobalSecondaryIndex["AlertsItem"]):  # type: ignore[no-untyped-call]
    """People by the moment at which they are to be told, in shards."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class AlertsItem(Item):
    """Where the alerts of the person ``pk`` stand; due for as long as something may be untold."""

    class Meta(TableMeta):
        logical_name = "alerts"

    alerts = StructAttribute(Alerts)
    due_shard = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    by_due = ByDue()

    def be_due(self, moment: datetime | None) -> None:
        """Set when the person is to be told, ``None`` when nothing is untold."""
        self.due_shard = None if moment is None else str(zlib.crc32(self.pk.encode()) % DUE_SHARDS)
        self.due_at = None if moment is None else to_iso(moment)

    @property
    def due(self) -> datetime | None:
        """When the person is to be told."""
        return datetime.fromisoformat(self.due_at) if self.due_at else None


class ByUntold(GlobalSecondaryIndex["MatchItem"]):  # type: ignore[no-untyped-call]
    """A person's matches that they were not told of yet."""

    class Meta:
        index_name = "by_untold"
        projection = KeysOnlyProjection()

    untold = UnicodeAttribute(hash_key=True)
    vacancy_id = UnicodeAttribute(range_key=True)


class MatchItem(Item):
    """One vacancy that was found for the person ``pk``; ``untold`` is the person again until they are told."""

    class Meta(TableMeta):
        logical_name = "alert-matches"

    vacancy_id = UnicodeAttribute(range_key=True)
    match = StructAttribute(Match)
    untold = UnicodeAttribute(null=True)
    expires = NumberAttribute()
    by_untold = ByUntold()


def search_item(search: SavedSearch, version: int | None = None) -> SavedSearchItem:
    """Return the item of ``search``; saving it demands ``version`` in the table, or that there is none yet."""
    item = SavedSearchItem(search.person_id, search.id, search=search)
    if version is not None:
        item.version = version
    return item


def find_search(person_id: str, search_id: str) -> SavedSearchItem:
    """Return one saved search of a person, read consistently; raises `NotFound`."""
    try:
        return SavedSearchItem.get(person_id, search_id, consistent_read=True)
    except SavedSearchItem.DoesNotExist:
        raise NotFound from None


def searches_of(person_id: str) -> list[SavedSearchItem]:
    """Return a person's saved searches, the oldest first, read consistently."""
    return list(SavedSearchItem.query(person_id, consistent_read=True))


def every_search() -> Iterator[SavedSearchItem]:
    """Yield every saved search, read consistently; for what is rebuilt from the table."""
    yield from SavedSearchItem.scan(consistent_read=True, page_size=500)


def find_alerts(person_id: str) -> AlertsItem | None:
    """Return where a person's alerts stand, read consistently, ``None`` for who never saved or set anything."""
    try:
        return AlertsItem.get(person_id, consistent_read=True)
    except AlertsItem.DoesNotExist:
        return None


def alerts_item(person_id: str, found: AlertsItem | None, alerts: Alerts) -> AlertsItem:
    """Return the item that replaces what was ``found`` of a person, with its place in the index."""
    item = AlertsItem(person_id, alerts=alerts)
    if found is not None:
        item.version, item.due_shard, item.due_at = found.version, found.due_shard, found.due_at
    return item


def put_alerts(transaction: TransactWrite, item: AlertsItem) -> None:
    """Add the item to ``transaction`` under its version."""
    transaction.save(item)


def due_before(now: datetime) -> Iterator[str]:
    """Yield the people who are to be told by ``now``, shard by shard, who waits longest first; the index may lag."""
    for number in range(DUE_SHARDS):
        for item in AlertsItem.by_due.query(str(number), AlertsItem.due_at <= to_iso(now)):
            yield item.pk


def add_match(person_id: str, vacancy_id: str, match: Match) -> bool:
    """Note that a vacancy was found for a person, once: whether it was not noted before."""
    expires = epoch_seconds(match.found_at + KEPT)
    item = MatchItem(person_id, vacancy_id, match=match, untold=person_id, expires=expires)
    return saved(item)


def untold(person_id: str, limit: int) -> tuple[str, ...]:
    """Return up to ``limit`` vacancies that a person was not told of, the newest first; the index may lag."""
    found = MatchItem.by_untold.query(person_id, scan_index_forward=False, limit=limit)
    return tuple(item.vacancy_id for item in found)


def matches(person_id: str, before: str | None, limit: int) -> list[MatchItem]:
    """Return up to ``limit`` matches of a person, the newest vacancy first, those before ``before``."""
    earlier = MatchItem.vacancy_id < before if before else None
    return list(MatchItem.query(person_id, earlier, scan_index_forward=False, limit=limit, consistent_read=True))


def every_match(person_id: str) -> Iterator[MatchItem]:
    """Yield every match of a person, the newest vacancy first, read consistently."""
    yield from MatchItem.query(person_id, scan_index_forward=False, consistent_read=True)


def matches_of(person_id: str, vacancy_ids: Iterable[str]) -> dict[str, Match]:
    """Return the matches of a person with these vacancies that there are, read consistently."""
    keys = [(person_id, each) for each in vacancy_ids]
    return {item.vacancy_id: item.match for item in MatchItem.batch_get(keys, consistent_read=True)}


def settle(person_id: str, vacancy_id: str) -> None:
    """Take a match out of what is untold; one that is gone stays gone."""
    try:
        MatchItem(person_id, vacancy_id).update(
            actions=[MatchItem.untold.remove()],
            condition=MatchItem.pk.exists(),
            add_version_condition=False,
        )
    except UpdateError as error:
        if not was_refused(error):
            raise


def drop_match(person_id: str, vacancy_id: str) -> None:
    """Remove a match; one that is gone stays gone."""
    MatchItem(person_id, vacancy_id).delete(add_version_condition=False)


def drop_all(person_id: str) -> int:
    """Remove everything of a person; returns how many items that were. May be repeated."""
    items: list[Item] = [
        *SavedSearchItem.query(person_id, consistent_read=True),
        *MatchItem.query(person_id, consistent_read=True),
        *AlertsItem.query(person_id, consistent_read=True),
    ]
    for item in items:
        item.delete(add_version_condition=False)
    return len(items)
