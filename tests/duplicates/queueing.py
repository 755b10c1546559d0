"""The queue of vacancies that are to be compared, as a fixture."""

from collections.abc import Callable

import pytest

from chalicelib import aws
from chalicelib.resources import ALERTS, DUPLICATES, physical_name

Drained = Callable[[], list[str]]


@pytest.fixture
def announcements(store: str) -> Drained:
    """The queue, empty; called, it gives the messages that have come since."""
    sqs = aws.client("sqs")
    url = sqs.create_queue(QueueName=physical_name(DUPLICATES.name))["QueueUrl"]
    # What is announced to be compared is announced to saved searches as well.
    sqs.create_queue(QueueName=physical_name(ALERTS.name))

    def drained() -> list[str]:
        bodies: list[str] = []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            for message in messages:
                bodies.append(message["Body"])
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    drained()
    return drained
