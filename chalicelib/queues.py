"""Sending many messages to a queue, as many in a call as SQS takes."""

from collections.abc import Iterable
from itertools import islice

import msgspec

from chalicelib import aws
from chalicelib.errors import Unavailable
from chalicelib.resources import Queue, physical_name

_IN_A_CALL = 10


def send_all(queue: Queue, messages: Iterable[msgspec.Struct]) -> None:
    """Send every message as JSON; raises `Unavailable` when the queue did not take one, with others sent already."""
    waiting = iter(messages)
    sqs, url = aws.client("sqs"), ""
    while batch := list(islice(waiting, _IN_A_CALL)):
        url = url or sqs.get_queue_url(QueueName=physical_name(queue.name))["QueueUrl"]
        entries = [
            {"Id": str(place), "MessageBody": msgspec.json.encode(message).decode()}
            for place, message in enumerate(batch)
        ]
        if sqs.send_message_batch(QueueUrl=url, Entries=entries).get("Failed"):
            raise Unavailable
