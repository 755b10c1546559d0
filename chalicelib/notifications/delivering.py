"""From an event to messages: queued, then sent, each at most once. See docs/decisions/0064-messages.md."""

from datetime import timedelta

import msgspec

from chalicelib import people, resources, tables
from chalicelib.aws import client
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.notifications.model import Delivery, Notice
from chalicelib.notifications.planning import is_told, notices_of
from chalicelib.notifications.rendering import render
from chalicelib.notifications.sending import NeverTaken, NotTaken, Sender, sender
from chalicelib.notifications.table import DeliveryItem, item_of
from chalicelib.notifications.uses import is_wanted
from chalicelib.observability import correlated, logger, measure
from chalicelib.outbox import OutboxEvent

_REMEMBERED = timedelta(days=15)
"""Longer than a message can come back: the queue and its dead-letter queue keep it 14 days."""


def relay(event: OutboxEvent) -> None:
    """Put ``event`` into the queue of notifications when anybody is told of it."""
    if not is_told(event.topic):
        return
    sqs = client("sqs")
    address = sqs.get_queue_url(QueueName=resources.physical_name(resources.NOTIFICATIONS.name))["QueueUrl"]
    sqs.send_message(QueueUrl=address, MessageBody=msgspec.json.encode(event).decode())


def deliver(body: str, by: Sender | None = None, clock: Clock = SYSTEM_CLOCK) -> int:
    """Send the messages of the event in ``body`` that were not begun before; returns how many were sent.

    Raises `NotTaken` when some were refused for now (the event is to come again; those that were sent stay sent).
    """
    event = msgspec.json.decode(body, type=OutboxEvent)
    out = by or sender()
    refused: NotTaken | None = None
    sent = 0
    with correlated(event.correlation_id):
        for notice in notices_of(event, clock):
            try:
                sent += _deliver(event, notice, out, clock)
            except NotTaken as error:
                refused = error
    if refused is not None:
        raise refused
    return sent


def _deliver(event: OutboxEvent, notice: Notice, out: Sender, clock: Clock) -> int:
    recipient = notice.recipient
    if not is_wanted(notice):
        return 0
    address = people.address(recipient.person_id, recipient.channel, recipient.contact_hash)
    if address is None:
        return 0
    # Before the mark: a message that cannot be put into words comes again, and is set aside where somebody sees it.
    message = render(notice, address)
    item = _begin(event, notice, clock)
    if item is None:
        return 0
    try:
        out.send(message)
    except NotTaken:
        item.delete(add_version_condition=False)
        raise
    except NeverTaken:
        logger.warning("a message was refused for good", extra={"event": event.id, "topic": event.topic})
        measure("MessageRefused", 1, topic=event.topic)
        return 0
    item.delivery = msgspec.structs.replace(item.delivery, sent_at=clock.now(), channel=address.channel)
    tables.saved(item)
    measure("MessageSent", 1, topic=event.topic, channel=address.channel.value)
    return 1


def _begin(event: OutboxEvent, notice: Notice, clock: Clock) -> DeliveryItem | None:
    """Mark the message as begun, ``None`` when it was begun before.

    A sender that died in between leaves the mark: whether its message went out cannot be known, and a second code or a
    second welcome does more harm than none.
    """
    person = notice.recipient.person_id
    now = clock.now()
    delivery = Delivery(topic=event.topic, person_id=person, begun_at=now)
    item = item_of(f"{event.id}#{person}", delivery, now + _REMEMBERED)
    return item if tables.saved(item) else None
