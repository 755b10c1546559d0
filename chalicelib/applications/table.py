"""The tables of applications and of how many each vacancy received."""

import zlib
from collections.abc import Iterable
from typing import ClassVar

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.applications.model import Application
from chalicelib.applications.words import closed
from chalicelib.attributes import StructAttribute
from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.tables import Item, TableMeta

COUNTER_SHARDS = 16
"""Parts of a vacancy's count, so that many may apply to the same vacancy at once."""


class ByPerson(GlobalSecondaryIndex["ApplicationItem"]):  # type: ignore[no-untyped-call]
    """A person's applications by time."""

    class Meta:
        index_name = "by_person"
        projection = AllProjection()

    person_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class ByVacancy(GlobalSecondaryIndex["ApplicationItem"]):  # type: ignore[no-untyped-call]
    """A vacancy's applications by time."""

    class Meta:
        index_name = "by_vacancy"
        projection = AllProjection()

    vacancy_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class ApplicationItem(Item):
    """One application; the identifiers beside the struct are keys of the indices."""

    class Meta(TableMeta):
        logical_name = "applications"
        stream_view_type: ClassVar[str] = "NEW_AND_OLD_IMAGES"

    application = StructAttribute(Application)
    person_id = UnicodeAttribute()
    vacancy_id = UnicodeAttribute()
    by_person = ByPerson()
    by_vacancy = ByVacancy()


class ReceivedItem(Item):
    """One part of the number of applications that a vacancy ever received: ``pk`` is vacancy and part."""

    class Meta(TableMeta):
        logical_name = "application-counts"

    received = NumberAttribute()


def item_of(application: Application, version: int | None = None) -> ApplicationItem:
    """Return the item for ``application``, its words sealed.

    Saving it demands ``version`` in the table, or that there is none yet.
    """
    item = ApplicationItem(
        application.id,
        application=closed(application),
        person_id=application.person_id,
        vacancy_id=application.vacancy_id,
    )
    if version is not None:
        item.version = version
    return item


def load(application_id: str) -> ApplicationItem:
    """Return the stored application, read consistently; raises `NotFound`."""
    if not is_identifier(application_id, "app"):
        raise NotFound
    try:
        return ApplicationItem.get(application_id, consistent_read=True)
    except ApplicationItem.DoesNotExist:
        raise NotFound from None


def some(after: str | None, limit: int) -> tuple[list[Application], str | None]:
    """Return the next ``limit`` applications after the one ``after`` in no order of time, and where to go on."""
    start = {"pk": {"S": after}} if after else None
    page = ApplicationItem.scan(limit=limit, page_size=limit, last_evaluated_key=start)
    items = [item.application for item in page]
    last = page.last_evaluated_key
    return items, str(last["pk"]["S"]) if last else None


def count_one(transaction: TransactWrite, application: Application) -> None:
    """Add to ``transaction`` that the vacancy received one more."""
    part = zlib.crc32(application.id.encode()) % COUNTER_SHARDS
    item = ReceivedItem(f"{application.vacancy_id}#{part}")
    # From zero the version is added to, as the count is, whether or not the part exists.
    item.version = 0
    transaction.update(item, actions=[ReceivedItem.received.add(1)], add_version_condition=False)


def received(vacancy_ids: Iterable[str]) -> dict[str, int]:
    """Return how many applications each vacancy ever received, read consistently."""
    totals = dict.fromkeys(vacancy_ids, 0)
    keys = [f"{vacancy_id}#{part}" for vacancy_id in totals for part in range(COUNTER_SHARDS)]
    for item in ReceivedItem.batch_get(keys, consistent_read=True):
        totals[item.pk.partition("#")[0]] += int(item.received)
    return totals
