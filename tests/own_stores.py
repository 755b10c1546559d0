"""Tables, queues and buckets that one module of tests alone uses, and a queue that is worked off as Lambda would."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from chalicelib import aws, settings, tables
from chalicelib.resources import physical_name
from local.emulator import Emulator
from local.events.shapes import queue_event
from local.resources import create_stores

Message = Mapping[str, object]
Handler = Callable[[dict[str, object], object], dict[str, list[dict[str, str]]]]


def own_stores(emulator: Emulator, begin: str, module: str) -> Iterator[str]:
    """Yield the prefix of everything's name, made of ``begin`` and the module's name."""
    prefix = f"{begin}{module.rpartition('.')[2].replace('_', '-')}-"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", emulator.url)
        patch.setenv("PADAN_TABLE_PREFIX", prefix)
        patch.setenv("PADAN_QUEUE_PREFIX", prefix)
        patch.setenv("PADAN_PAYLOADS_BUCKET", f"{prefix}payloads")
        patch.setenv("PADAN_MATCHES_BUCKET", f"{prefix}matches")
        patch.setenv("PADAN_DOCUMENTS_BUCKET", f"{prefix}documents")
        _forget()
        create_stores(emulator.url)
        yield prefix
    _forget()


class Queue:
    """A queue by its logical name."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def url(self) -> str:
        """Its address, with the prefix of now."""
        return str(aws.client("sqs").get_queue_url(QueueName=physical_name(self._name))["QueueUrl"])

    def receive(self) -> list[dict[str, object]]:
        """Messages that wait, at most ten."""
        answer = aws.client("sqs").receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"], VisibilityTimeout=0
        )
        found: list[dict[str, object]] = answer.get("Messages", [])
        return found

    def delete(self, message: Message) -> None:
        """Take one away."""
        aws.client("sqs").delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def work_off(self, handle: Handler) -> int:
        """Deliver everything to ``handle``, of which nothing may fail; return how many messages came."""
        delivered = 0
        while messages := self.receive():
            event = queue_event(messages, f"arn:aws:sqs:ap-southeast-3:000000000000:{self._name}")
            failed = {entry["itemIdentifier"] for entry in handle(event, None)["batchItemFailures"]}
            assert not failed, failed
            delivered += self._deleted(messages)
        return delivered

    def clear(self) -> None:
        """Throw away what waits."""
        while messages := self.receive():
            self._deleted(messages)

    def _deleted(self, messages: list[dict[str, object]]) -> int:
        for message in messages:
            self.delete(message)
        return len(messages)


def _forget() -> None:
    from chalicelib.employers import lookalikes, unclaimed

    for module in (settings, tables, aws, unclaimed, lookalikes):
        module.forget()
