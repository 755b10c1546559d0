"""A batch of queue messages, and the answer that names those that failed."""

from collections.abc import Callable

from chalice.app import SQSEvent

from chalicelib.observability import correlated, logger
from functions.outbox_records import BatchFailures


def failing_messages(event: SQSEvent, handle: Callable[[str], None]) -> BatchFailures:
    """Call ``handle`` with each message's body and return, as Lambda wants it, which messages come again."""
    failures: list[dict[str, str]] = []
    for message in event.to_dict()["Records"]:
        attributes = message.get("messageAttributes") or {}
        correlation = attributes.get("correlation_id", {}).get("stringValue") or message["messageId"]
        with correlated(correlation):
            try:
                handle(message["body"])
            except Exception:
                logger.exception("a message failed", extra={"message_id": message["messageId"]})
                failures.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failures}
