"""Telling people: events from the outbox go to a queue, and from there out as messages."""

from chalice.app import Blueprint, DynamoDBEvent, SQSEvent

from chalicelib import notifications, resources
from chalicelib.observability import measure
from functions.outbox_records import BatchFailures, Record, events_of, failing_records
from functions.queue_messages import failing_messages
from functions.streams import stream_arn

blueprint = Blueprint(__name__)


@blueprint.on_dynamodb_record(stream_arn=stream_arn("outbox"), name="relay_events", batch_size=100)
def relay_events(event: DynamoDBEvent) -> BatchFailures:
    """Queue the events that somebody is told of, and count all of them."""
    return failing_records(event, _relay)


def _relay(record: Record) -> None:
    for found in events_of(record):
        notifications.relay(found)
        measure("Happened", 1, topic=found.topic)


@blueprint.on_sqs_message(
    queue=resources.physical_name(resources.NOTIFICATIONS.name), name="send_messages", batch_size=10
)
def send_messages(event: SQSEvent) -> BatchFailures:
    """Send what the queued events ask for; one that is refused comes again, after five times it is set aside."""
    return failing_messages(event, _send)


def _send(body: str) -> None:
    notifications.deliver(body)
