"""The table of requests, with the open ones in an index by the end of their term, in shards, and everybody's own."""

import heapq
import zlib
from collections.abc import Iterator

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds, to_iso
from chalicelib.errors import NotFound, Unavailable
from chalicelib.identifiers import is_identifier
from chalicelib.rights.model import ERASED, KEPT, PREFIX, Outcome, RightsRequest
from chalicelib.tables import Item, TableMeta, saved
from security.sealed import Sealed

SHARDS = 4


class ByOpen(GlobalSecondaryIndex["RightsItem"]):  # type: ignore[no-untyped-call]
    """What waits for an answer, by the end of its term."""

    class Meta:
        index_name = "by_open"
        projection = AllProjection()

    open_shard = UnicodeAttribute(hash_key=True)
    due_key = UnicodeAttribute(range_key=True)


class ByPerson(GlobalSecondaryIndex["RightsItem"]):  # type: ignore[no-untyped-call]
    """What one person asked for, by time."""

    class Meta:
        index_name = "by_person"
        projection = AllProjection()

    person_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class RightsItem(Item):
    """One request; ``text`` and ``answer`` are the sealed words of both sides. The keys follow from the struct."""

    class Meta(TableMeta):
        logical_name = "rights-requests"

    request = StructAttribute(RightsRequest)
    person_id = UnicodeAttribute()
    text = StructAttribute(Sealed, null=True)
    answer = StructAttribute(Sealed, null=True)
    open_shard = UnicodeAttribute(null=True)
    due_key = UnicodeAttribute(null=True)
    expires = NumberAttribute(null=True)
    by_open = ByOpen()
    by_person = ByPerson()


def item_of(
    request: RightsRequest, text: Sealed | None = None, answer: Sealed | None = None, version: int | None = None
) -> RightsItem:
    """Return the item; saving it demands ``version`` in the table, or that there is none yet.

    An open request has no end but its answer: its time to live begins with that.
    """
    item = RightsItem(request.id, request=request, person_id=request.person_id, text=text, answer=answer)
    if request.is_open:
        item.open_shard = str(zlib.crc32(request.id.encode()) % SHARDS)
        item.due_key = place(request)
    elif request.done_at is not None:
        item.expires = epoch_seconds(request.done_at + KEPT)
    if version is not None:
        item.version = version
    return item


def place(request: RightsRequest) -> str:
    """Return where an open request stands among the others."""
    return f"{to_iso(request.due_at)}#{request.id}"


def record(transaction: TransactWrite, request: RightsRequest) -> None:
    """Add to ``transaction`` what was done at once."""
    transaction.save(item_of(request))


def load(request_id: str) -> RightsItem:
    """Return one request, read consistently; raises `NotFound`."""
    if not is_identifier(request_id, PREFIX):
        raise NotFound
    try:
        return RightsItem.get(request_id, consistent_read=True)
    except RightsItem.DoesNotExist:
        raise NotFound from None


def strip(item: RightsItem) -> None:
    """Take the words of both sides out of a request, and close an open one; raises `Unavailable` when it changed."""
    request = item.request
    if request.is_open:
        request = msgspec.structs.replace(request, done_at=request.received_at, outcome=Outcome.DONE, by=ERASED)
    if not saved(item_of(msgspec.structs.replace(request, region=""), version=int(item.version))):
        raise Unavailable


def waiting(after: str | None = None) -> Iterator[RightsItem]:
    """Yield what waits for an answer, the end of whose term is nearest first; ``after`` a place to go on from."""
    later = RightsItem.due_key > after if after else None
    shards = (RightsItem.by_open.query(str(number), later) for number in range(SHARDS))
    yield from heapq.merge(*shards, key=lambda item: str(item.due_key))


def of_person(person_id: str, before: str | None = None, limit: int | None = None) -> Iterator[RightsItem]:
    """Yield what a person asked for, the latest first, ``limit`` at most; the index may lag.

    ``before``: a request's identifier, to go on from there.
    """
    earlier = RightsItem.pk < before if before else None
    yield from RightsItem.by_person.query(person_id, earlier, scan_index_forward=False, limit=limit)
