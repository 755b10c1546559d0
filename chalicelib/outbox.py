"""Events that leave with the write that caused them: an item in the same transaction, relayed by the table's stream."""

from datetime import datetime, timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.identifiers import new_identifier
from chalicelib.tables import Item, TableMeta

KEPT = timedelta(days=7)


class OutboxEvent(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened. ``subject`` is the identifier it is about; ``details`` hold no personal data."""

    id: str
    topic: str
    subject: str
    correlation_id: str
    at: datetime
    details: dict[str, str] = {}


class OutboxItem(Item):
    """One event waiting in the stream; the item itself goes by its time to live."""

    class Meta(TableMeta):
        logical_name = "outbox"
        stream_view_type = "NEW_AND_OLD_IMAGES"

    event = StructAttribute(OutboxEvent)
    expires = NumberAttribute()


def add(
    transaction: TransactWrite,
    *,
    topic: str,
    subject: str,
    details: dict[str, str] | None = None,
    identifier: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """Add an event to ``transaction``; it is delivered at least once, after the commit.

    With an ``identifier`` that follows from what happened the commit is refused while the same event is there already.
    """
    from chalicelib.observability import correlation_id

    now = clock.now()
    event = OutboxEvent(
        id=identifier or new_identifier("evt", clock),
        topic=topic,
        subject=subject,
        correlation_id=correlation_id(),
        at=now,
        details=details or {},
    )
    transaction.save(OutboxItem(event.id, event=event, expires=epoch_seconds(now + KEPT)))
