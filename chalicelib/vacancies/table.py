"""The table of vacancies and its indices. Index keys are sparse: only what an index is for stands in it."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection

from chalicelib.attributes import StructAttribute
from chalicelib.clock import to_iso
from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.tables import Item, TableMeta, saved
from chalicelib.vacancies.lifecycle import WAITING, due_at
from chalicelib.vacancies.model import DIRECT, State, Vacancy
from chalicelib.vacancies.renewal import RenewalDigest

SOURCE_SHARDS = 8
DUE_SHARDS = 8
REVIEW_SHARDS = 4
NOWHERE = "00"
"""Stands for the province of a vacancy whose place is not known."""


class ByEmployer(GlobalSecondaryIndex["VacancyItem"]):  # type: ignore[no-untyped-call]
    """Vacancies of one employer, oldest first."""

    class Meta:
        index_name = "by_employer"
        projection = KeysOnlyProjection()

    employer_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class BySource(GlobalSecondaryIndex["VacancyItem"]):  # type: ignore[no-untyped-call]
    """Vacancies of one partner that are not closed, in shards, by the partner's own identifier."""

    class Meta:
        index_name = "by_source"
        projection = IncludeProjection(["state"])

    source_shard = UnicodeAttribute(hash_key=True)
    external_id = UnicodeAttribute(range_key=True)


class ByDue(GlobalSecondaryIndex["VacancyItem"]):  # type: ignore[no-untyped-call]
    """Published vacancies by the moment at which something has to happen to them, in shards."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class ByReview(GlobalSecondaryIndex["VacancyItem"]):  # type: ignore[no-untyped-call]
    """Vacancies that wait for an officer, by province and shard, the longest wait first; and apart rejected ones."""

    class Meta:
        index_name = "by_review"
        projection = IncludeProjection(["region"])

    review_shard = UnicodeAttribute(hash_key=True)
    review_at = UnicodeAttribute(range_key=True)


class VacancyItem(Item):
    """One vacancy. Attributes beside the struct are keys of the indices and follow from it."""

    class Meta(TableMeta):
        logical_name = "vacancies"
        stream_view_type: ClassVar[str] = "NEW_AND_OLD_IMAGES"

    vacancy = StructAttribute(Vacancy)
    employer_id = UnicodeAttribute()
    state = UnicodeAttribute()
    region = UnicodeAttribute(null=True)
    source_shard = UnicodeAttribute(null=True)
    external_id = UnicodeAttribute(null=True)
    due_shard = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    review_shard = UnicodeAttribute(null=True)
    review_at = UnicodeAttribute(null=True)
    by_employer = ByEmployer()
    by_source = BySource()
    by_due = ByDue()
    by_review = ByReview()


class RenewalDigestItem(Item):
    """The last message about renewals to the employer ``pk``."""

    class Meta(TableMeta):
        logical_name = "renewal-digests"

    digest = StructAttribute(RenewalDigest)


def shard_of(value: str, shards: int) -> int:
    """Return a stable shard for ``value``."""
    return zlib.crc32(value.encode()) % shards


def source_shard(partner: str, number: int) -> str:
    """Return the partition of `BySource` for one shard of ``partner``."""
    return f"{partner}#{number}"


def review_shard(province: str, number: int) -> str:
    """Return the partition of `ByReview` for one shard of ``province``."""
    return f"{province}#{number}"


def rejected_in(province: str) -> str:
    """Return under which name `ByReview` keeps the rejected vacancies of ``province``, apart from those that wait."""
    return f"rejected-{province}"


def item_of(vacancy: Vacancy, version: int | None = None) -> VacancyItem:
    """Return the item for ``vacancy``; saving it demands ``version`` in the table, or that there is none yet."""
    item = VacancyItem(
        vacancy.id,
        vacancy=vacancy,
        employer_id=vacancy.employer_id,
        state=vacancy.state.value,
        region=vacancy.content.region,
    )
    if version is not None:
        item.version = version
    _place(item, vacancy)
    return item


def _place(item: VacancyItem, vacancy: Vacancy) -> None:
    source = vacancy.source
    if source.partner != DIRECT and source.external_id and vacancy.state not in CLOSED:
        item.source_shard = source_shard(source.partner, shard_of(source.external_id, SOURCE_SHARDS))
        item.external_id = source.external_id
    if vacancy.state is State.PUBLISHED:
        item.due_shard = str(shard_of(vacancy.id, DUE_SHARDS))
        item.due_at = to_iso(due_at(vacancy))
    if vacancy.state in WAITING or vacancy.state is State.REJECTED:
        province = (vacancy.content.region or NOWHERE)[:2]
        if vacancy.state is State.REJECTED:
            province = rejected_in(province)
        item.review_shard = review_shard(province, shard_of(vacancy.id, REVIEW_SHARDS))
        item.review_at = f"{to_iso(vacancy.waiting_since or vacancy.updated_at)}#{vacancy.id}"


CLOSED = frozenset({State.CLOSED, State.FILLED, State.WITHDRAWN, State.EXPIRED})
"""States of a vacancy that its source no longer offers."""


def due_before(now: datetime) -> Iterator[str]:
    """Yield the identifiers of published vacancies to which something has to happen by ``now``.

    The index may lag: a vacancy itself decides.
    """
    for number in range(DUE_SHARDS):
        for item in VacancyItem.by_due.query(str(number), VacancyItem.due_at <= to_iso(now)):
            yield item.pk


def renewal_digest(employer_id: str) -> RenewalDigestItem | None:
    """Return the last message to an employer, read consistently, ``None`` before the first."""
    try:
        return RenewalDigestItem.get(employer_id, consistent_read=True)
    except RenewalDigestItem.DoesNotExist:
        return None


def digest_item(employer_id: str, digest: RenewalDigest, version: int | None) -> RenewalDigestItem:
    """Return the item for ``digest``; saving it demands ``version`` in the table, or that there is none yet."""
    item = RenewalDigestItem(employer_id, digest=digest)
    if version is not None:
        item.version = version
    return item


def load(vacancy_id: str) -> VacancyItem:
    """Return the stored vacancy, read consistently; raises `NotFound`."""
    if not is_identifier(vacancy_id, "vac"):
        raise NotFound
    try:
        return VacancyItem.get(vacancy_id, consistent_read=True)
    except VacancyItem.DoesNotExist:
        raise NotFound from None


def load_many(identifiers: Iterable[str]) -> dict[str, VacancyItem]:
    """Return those of the vacancies that exist, read consistently, by identifier."""
    return {item.pk: item for item in VacancyItem.batch_get(identifiers, consistent_read=True)}


def every() -> Iterator[VacancyItem]:
    """Read the whole table, page by page, consistently."""
    yield from VacancyItem.scan(consistent_read=True, page_size=200)


def some(after: str | None, limit: int) -> tuple[list[VacancyItem], str | None]:
    """Return the next ``limit`` items of the table after ``after``, read consistently, and where to go on."""
    start = {"pk": {"S": after}} if after else None
    page = VacancyItem.scan(limit=limit, page_size=limit, last_evaluated_key=start, consistent_read=True)
    items = list(page)
    last = page.last_evaluated_key
    return items, str(last["pk"]["S"]) if last else None


def replace(vacancy: Vacancy, version: int) -> bool:
    """Write a vacancy over the one at ``version``; tell whether that was the present one."""
    return saved(item_of(vacancy, version))


def about() -> int:
    """Return how many items there were when DynamoDB last counted, which is every six hours; 0 at first."""
    described: dict[str, Any] = VacancyItem.describe_table()
    return int(described.get("ItemCount", 0))
