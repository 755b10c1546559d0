"""The tables of the monitor: what it looks at, sums for its figures, what users reported."""

import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds, to_iso
from chalicelib.errors import NotFound
from chalicelib.monitoring.model import KeptReport, Reported, Sampled
from chalicelib.monitoring.rates import Sums
from chalicelib.tables import Item, TableMeta, saved

_SHARDS = 4


class ByPending(GlobalSecondaryIndex["SampleItem"]):  # type: ignore[no-untyped-call]
    """What the monitor has not looked at, in shards, the earliest first."""

    class Meta:
        index_name = "by_pending"
        projection = KeysOnlyProjection()

    pending = UnicodeAttribute(hash_key=True)
    since = UnicodeAttribute(range_key=True)


class SampleItem(Item):
    """One vacancy for the monitor; it stands in the index until there is an opinion."""

    class Meta(TableMeta):
        logical_name = "monitor-samples"

    sampled = StructAttribute(Sampled)
    pending = UnicodeAttribute(null=True)
    since = UnicodeAttribute(null=True)
    by_pending = ByPending()


class SumItem(Item):
    """Sums over judged samples; ``pk`` is ``month#group``. The numbers are those of `chalicelib.monitoring.rates`.

    One item of each month, ``month#sources``, names the sources of which something was judged.
    """

    class Meta(TableMeta):
        logical_name = "monitor-sums"

    judged = NumberAttribute(default=0)
    wrong = NumberAttribute(default=0)
    weight = NumberAttribute(default=0)
    weight_wrong = NumberAttribute(default=0)
    spread = NumberAttribute(default=0)
    spread_wrong = NumberAttribute(default=0)
    sources = UnicodeSetAttribute(null=True)


class ReportedItem(Item):
    """Who reported a vacancy of what kind, under its identifier."""

    class Meta(TableMeta):
        logical_name = "reported-vacancies"

    reported = StructAttribute(Reported)


class ReportItem(Item):
    """One report with its words, sealed; it goes by its time to live, as the key of its words does."""

    class Meta(TableMeta):
        logical_name = "reports"

    report = StructAttribute(KeptReport)
    expires = NumberAttribute()


def item_of(sampled: Sampled, version: int | None = None) -> SampleItem:
    """Return the item for a sample; saving it demands ``version`` in the table, or that there is none yet."""
    item = SampleItem(sampled.id, sampled=sampled)
    if version is not None:
        item.version = version
    if sampled.opinion is None:
        item.pending = str(zlib.crc32(sampled.id.encode()) % _SHARDS)
        item.since = f"{to_iso(sampled.at)}#{sampled.id}"
    return item


def add(sampled: Sampled) -> bool:
    """Write a new sample; tell whether it was new."""
    return saved(item_of(sampled))


def load(sample_id: str) -> tuple[Sampled, int]:
    """Return a sample and its version, read consistently; raises `NotFound`."""
    try:
        item = SampleItem.get(sample_id, consistent_read=True)
    except SampleItem.DoesNotExist:
        raise NotFound from None
    return item.sampled, item.version


def pending(limit: int) -> tuple[Sampled, ...]:
    """Return what waits for the monitor, the earliest first."""
    keys = [
        (str(item.since), item.pk)
        for shard in range(_SHARDS)
        for item in SampleItem.by_pending.query(str(shard), limit=limit)
    ]
    wanted = [key for _, key in sorted(keys)[:limit]]
    found = {item.pk: item.sampled for item in SampleItem.batch_get(wanted, consistent_read=True)}
    return tuple(found[key] for key in wanted if key in found and found[key].opinion is None)


def add_sums(transaction: TransactWrite, month: str, source: str, sums: Mapping[str, Sums]) -> None:
    """Add to the sums of groups in ``transaction``, and remember the ``source``."""
    named: list[Action] = [SumItem.sources.add({source})]
    transaction.update(SumItem(f"{month}#sources"), named, add_version_condition=False)
    for group, more in sums.items():
        actions: list[Action] = [getattr(SumItem, name).add(getattr(more, name)) for name in more.__struct_fields__]
        transaction.update(SumItem(f"{month}#{group}"), actions, add_version_condition=False)


def sums(month: str, groups: Iterable[str]) -> dict[str, Sums]:
    """Return the sums of those of the groups in which something was judged."""
    names = {f"{month}#{group}": group for group in groups}
    fields = Sums.__struct_fields__
    return {
        names[item.pk]: Sums(**{field: getattr(item, field) for field in fields}) for item in SumItem.batch_get(names)
    }


def sources(month: str) -> frozenset[str]:
    """Return the sources of which something was judged in a month."""
    try:
        return frozenset(SumItem.get(f"{month}#sources").sources or ())
    except SumItem.DoesNotExist:
        return frozenset()


def load_reported(vacancy_id: str) -> tuple[Reported, int | None]:
    """Return who reported a vacancy, and the version, read consistently; nobody, with no version, when none did."""
    try:
        item = ReportedItem.get(vacancy_id, consistent_read=True)
    except ReportedItem.DoesNotExist:
        return Reported(vacancy_id=vacancy_id), None
    return item.reported, item.version


def put_report(
    transaction: TransactWrite, reported: Reported, version: int | None, key: str, report: KeptReport, until: datetime
) -> None:
    """Add a report to ``transaction``, over the list of reports at ``version``."""
    item = ReportedItem(reported.vacancy_id, reported=reported)
    if version is not None:
        item.version = version
    transaction.save(item)
    transaction.save(ReportItem(key, report=report, expires=epoch_seconds(until)))


def reports(keys: Iterable[str], now: datetime) -> dict[str, KeptReport]:
    """Return those of the reports whose time is not over; the table itself removes them some days later."""
    moment = epoch_seconds(now)
    return {item.pk: item.report for item in ReportItem.batch_get(keys) if item.expires > moment}
