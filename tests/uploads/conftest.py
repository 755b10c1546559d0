"""Tables, queues and buckets of their own, people who are signed in, and the worker of the queue."""

from collections.abc import Iterator

import pytest

from chalicelib import aws, settings, tables
from chalicelib.resources import UPLOADED_ROWS, physical_name
from functions.uploads import take_rows
from local.emulator import Emulator
from local.events.shapes import queue_event
from local.resources import create_stores
from security import identity
from security.principal import Principal
from tests.store_fixtures import Caller


def _forget() -> None:
    from chalicelib.employers import unclaimed

    for module in (settings, tables, aws, unclaimed):
        module.forget()


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables, queues and buckets that this module alone uses."""
    prefix = f"uploads-{request.module.__name__.rpartition('.')[2].replace('_', '-')}-"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", emulator.url)
        patch.setenv("PADAN_TABLE_PREFIX", prefix)
        patch.setenv("PADAN_QUEUE_PREFIX", prefix)
        patch.setenv("PADAN_PAYLOADS_BUCKET", f"{prefix}payloads")
        patch.setenv("PADAN_DOCUMENTS_BUCKET", f"{prefix}documents")
        _forget()
        create_stores(emulator.url)
        yield prefix
    _forget()


@pytest.fixture
def caller(stores: str, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Requests to the app, with people who are signed in by the word of the test."""
    principals: dict[str, Principal] = {}
    monkeypatch.setattr(identity, "verify_bearer", principals.__getitem__)
    return Caller(principals)


class Queue:
    """The queue of uploaded rows."""

    def __init__(self) -> None:
        self._sqs = aws.client("sqs")
        self._url = self._sqs.get_queue_url(QueueName=physical_name(UPLOADED_ROWS.name))["QueueUrl"]

    def work_off(self) -> int:
        """Deliver everything as Lambda would; return how many messages came."""
        delivered = 0
        while messages := self._receive():
            event = queue_event(messages, "arn:aws:sqs:ap-southeast-3:000000000000:rows")
            assert take_rows(event, None) == {"batchItemFailures": []}
            self._delete(messages)
            delivered += len(messages)
        return delivered

    def clear(self) -> None:
        """Throw away what waits."""
        while messages := self._receive():
            self._delete(messages)

    def _receive(self) -> list[dict[str, object]]:
        answer = self._sqs.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"], VisibilityTimeout=0
        )
        found: list[dict[str, object]] = answer.get("Messages", [])
        return found

    def _delete(self, messages: list[dict[str, object]]) -> None:
        for message in messages:
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])


@pytest.fixture
def queue(stores: str) -> Iterator[Queue]:
    """The queue, emptied afterwards."""
    found = Queue()
    yield found
    found.clear()
