"""Records of the outbox's stream as events, and the answer that names the records that failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import DynamoDBEvent

from chalicelib.observability import correlated, logger
from functions.streams import correlation_of

if TYPE_CHECKING:
    from chalicelib.outbox import OutboxEvent

BatchFailures = dict[str, list[dict[str, str]]]
Record = Mapping[str, Any]


def events_of(record: Any) -> Iterator[OutboxEvent]:  # noqa: ANN401 - a record of AWS
    """Yield the event that ``record`` brought; the removal of an expired one brings none."""
    from chalicelib.outbox import OutboxEvent
    from chalicelib.wire import from_wire

    if record["eventName"] == "INSERT":
        yield msgspec.convert(from_wire(record["dynamodb"]["NewImage"]["event"]), OutboxEvent)


def failing_records(event: DynamoDBEvent, handle: Callable[[Record], None]) -> BatchFailures:
    """Call ``handle`` for each record in order and return, as Lambda wants it, where it failed.

    A stream is taken up again from the first failure, so that nothing after it needs to be tried now.
    """
    for record in event.to_dict()["Records"]:
        with correlated(correlation_of(record)):
            try:
                handle(record)
            except Exception:
                logger.exception("a stream record failed")
                return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}
