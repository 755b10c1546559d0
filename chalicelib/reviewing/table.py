"""The table of cases. Index keys are sparse: only what an index is for stands in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds, to_iso
from chalicelib.errors import Unavailable
from chalicelib.reviewing.model import Case, Desk, Level
from chalicelib.tables import Item, TableMeta, Writes, committed, saved

NOWHERE = "00"
"""Stands for the province of a vacancy whose place is not known."""
MONITOR = "monitor"
KEPT = timedelta(days=400)
"""How long a case stays after the last work on it."""
DESK_KEPT = timedelta(days=2)
"""How long a desk stays; longer than any lease lasts."""


class ByLease(GlobalSecondaryIndex["CaseItem"]):  # type: ignore[no-untyped-call]
    """Cases that somebody took, by province and the end of the lease."""

    class Meta:
        index_name = "by_lease"
        projection = IncludeProjection(["region"])

    lease_province = UnicodeAttribute(hash_key=True)
    lease_until = UnicodeAttribute(range_key=True)


class ByProposal(GlobalSecondaryIndex["CaseItem"]):  # type: ignore[no-untyped-call]
    """Cases in which a second officer is asked, by province and the end of the proposal."""

    class Meta:
        index_name = "by_proposal"
        projection = IncludeProjection(["region"])

    proposal_province = UnicodeAttribute(hash_key=True)
    proposal_until = UnicodeAttribute(range_key=True)


class ByEscalation(GlobalSecondaryIndex["CaseItem"]):  # type: ignore[no-untyped-call]
    """Overdue cases by whom they were brought to, a province or the monitor, the earliest deadline first."""

    class Meta:
        index_name = "by_escalation"
        projection = IncludeProjection(["region"])

    escalated_to = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class CaseItem(Item):
    """One case under its vacancy's identifier. Attributes beside the struct follow from it."""

    class Meta(TableMeta):
        logical_name = "review-cases"

    case = StructAttribute(Case)
    region = UnicodeAttribute(null=True)
    lease_province = UnicodeAttribute(null=True)
    lease_until = UnicodeAttribute(null=True)
    proposal_province = UnicodeAttribute(null=True)
    proposal_until = UnicodeAttribute(null=True)
    escalated_to = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    expires = NumberAttribute()
    by_lease = ByLease()
    by_proposal = ByProposal()
    by_escalation = ByEscalation()


class DeskItem(Item):
    """What an officer took, under the officer's identifier."""

    class Meta(TableMeta):
        logical_name = "review-desks"

    desk = StructAttribute(Desk)
    expires = NumberAttribute()


class CountItem(Item):
    """One count of the queue; ``pk`` is ``region#period#name#shard`` (see `chalicelib.reviewing.counting`)."""

    class Meta(TableMeta):
        logical_name = "review-counts"

    number = NumberAttribute(default=0)


def province_of(region: str | None) -> str:
    """Return the province under which a place is kept."""
    return (region or NOWHERE)[:2]


def item_of(case: Case, version: int | None, now: datetime) -> CaseItem:
    """Return the item for ``case``; saving it demands ``version`` in the table, or that there is none yet."""
    item = CaseItem(case.vacancy_id, case=case, region=case.region, expires=epoch_seconds(now + KEPT))
    if version is not None:
        item.version = version
    province = province_of(case.region)
    if case.lease is not None:
        item.lease_province, item.lease_until = province, to_iso(case.lease.until)
    if case.proposal is not None:
        item.proposal_province, item.proposal_until = province, to_iso(case.proposal.until)
    if case.level is not Level.OFFICE and case.due_at is not None:
        item.escalated_to = MONITOR if case.level is Level.MONITOR else province
        item.due_at = to_iso(case.due_at)
    return item


def load(vacancy_id: str) -> tuple[Case, int | None]:
    """Return the case of a vacancy and its version, read consistently; a new one, with no version, when none is."""
    try:
        item = CaseItem.get(vacancy_id, consistent_read=True)
    except CaseItem.DoesNotExist:
        return Case(vacancy_id=vacancy_id), None
    return item.case, item.version


def load_many(identifiers: Iterable[str]) -> dict[str, tuple[Case, int | None]]:
    """Return those of the cases that exist with their versions, read consistently, by vacancy."""
    return {item.pk: (item.case, item.version) for item in CaseItem.batch_get(identifiers, consistent_read=True)}


def put(case: Case, version: int | None, now: datetime) -> bool:
    """Write a case over the one at ``version``; tell whether that was the present one."""
    return saved(item_of(case, version, now))


def load_desk(officer_id: str) -> tuple[Desk, int | None]:
    """Return an officer's desk and its version, read consistently; an empty one, with no version, when none is."""
    try:
        item = DeskItem.get(officer_id, consistent_read=True)
    except DeskItem.DoesNotExist:
        return Desk(officer_id=officer_id), None
    return item.desk, item.version


def take(
    case: Case,
    version: int | None,
    desk: Desk,
    desk_version: int | None,
    now: datetime,
    also: Writes,
) -> bool:
    """Write a case, the desk of who takes it and what ``also`` adds, all or nothing; tell whether that was done.

    Somebody else who takes the case at this very moment refuses it too: nobody waits to see who gets it.
    """
    kept = DeskItem(desk.officer_id, desk=desk, expires=epoch_seconds(now + DESK_KEPT))
    if desk_version is not None:
        kept.version = desk_version

    def build(transaction: TransactWrite) -> None:
        transaction.save(item_of(case, version, now))
        transaction.save(kept)
        also(transaction)

    try:
        return committed(build, attempts=1)
    except Unavailable:
        return False


def leased(regions: tuple[str, ...], now: datetime) -> int:
    """Return how many cases in ``regions`` are held at ``now``."""
    found = (
        item
        for province in {province_of(region) for region in regions}
        for item in CaseItem.by_lease.query(province, CaseItem.lease_until > to_iso(now))
    )
    return sum(1 for item in found if _within(item.region, regions))


def proposed(regions: tuple[str, ...], now: datetime, limit: int) -> list[str]:
    """Return the vacancies in ``regions`` about which a second officer is asked, the earliest end first."""
    found: list[tuple[str, str]] = []
    for province in {province_of(region) for region in regions} | {NOWHERE}:
        entries = CaseItem.by_proposal.query(province, CaseItem.proposal_until > to_iso(now))
        found += _first((item for item in entries if _within(item.region, regions)), limit, "proposal_until")
    return [vacancy_id for _, vacancy_id in sorted(found)[:limit]]


def escalated(regions: tuple[str, ...], limit: int) -> list[str]:
    """Return the overdue vacancies in ``regions``, the earliest deadline first; without any, the monitor's."""
    provinces = {province_of(region) for region in regions} | ({NOWHERE} if regions else set())
    found: list[tuple[str, str]] = []
    for to in (*sorted(provinces), MONITOR):
        entries = (item for item in CaseItem.by_escalation.query(to) if not regions or _within(item.region, regions))
        found += _first(entries, limit, "due_at")
    return [vacancy_id for _, vacancy_id in sorted(found)[:limit]]


def count(
    transaction: TransactWrite, vacancy_id: str, sums: Iterable[tuple[str | None, Mapping[tuple[str, str], int]]]
) -> None:
    """Add to the counts of regions and of their provinces in ``transaction``; each region's by period and name."""
    from chalicelib.reviewing import counting

    added: Counter[str] = Counter()
    for region, numbers in sums:
        for code in counting.regions_of(region):
            for (period, name), number in numbers.items():
                added[counting.key(code, period, name, counting.shard_in(name, vacancy_id))] += number
    for key, number in added.items():
        if number:
            actions: list[Action] = [CountItem.number.add(number)]
            transaction.update(CountItem(key), actions, add_version_condition=False)


def counts(names: Mapping[str, str]) -> dict[str, int]:
    """Return the sums of counts by name; ``names`` has the name under each partition key."""
    found: Counter[str] = Counter()
    for item in CountItem.batch_get(names):
        found[names[item.pk]] += int(item.number)
    return dict(found)


def _first(items: Iterator[CaseItem], limit: int, key: str) -> list[tuple[str, str]]:
    return [(str(getattr(item, key)), item.pk) for item, _ in zip(items, range(limit), strict=False)]


def _within(region: str | None, regions: tuple[str, ...]) -> bool:
    return region is None or any(region == own or region.startswith(f"{own}.") for own in regions)
