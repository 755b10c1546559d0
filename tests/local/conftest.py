"""What the tests of the local platform share."""

import uuid
from typing import Any

import msgspec
import pytest

from local.emulator import Emulator
from local.events.runner import Clients
from local.resources import client


class Place(msgspec.Struct, frozen=True):
    """Names on the emulator that no other test uses, and clients to reach them."""

    emulator: Emulator
    name: str

    @property
    def clients(self) -> Clients:
        url = self.emulator.url
        return Clients(
            queues=client("sqs", url), tables=client("dynamodb", url), streams=client("dynamodbstreams", url)
        )

    def table(self, name: str = "") -> str:
        """A new table with a stream."""
        full = f"{self.name}-table{name}"
        self.clients.tables.create_table(
            TableName=full,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        return full

    def queue(self, name: str = "", **attributes: str) -> str:
        """A new queue's name."""
        full = f"{self.name}-queue{name}"
        self.clients.queues.create_queue(QueueName=full, Attributes=attributes)
        return full

    def put(self, table: str, key: str, **attributes: Any) -> None:
        """Write one item."""
        self.clients.tables.put_item(TableName=table, Item={"pk": {"S": key}, **attributes})

    def send(self, queue: str, *bodies: str) -> None:
        """Send messages."""
        for body in bodies:
            self.clients.queues.send_message(QueueUrl=self.url(queue), MessageBody=body)

    def url(self, queue: str) -> str:
        """A queue's address."""
        return str(self.clients.queues.get_queue_url(QueueName=queue)["QueueUrl"])

    def messages(self, queue: str) -> list[str]:
        """Bodies of up to ten messages that wait."""
        answer = self.clients.queues.receive_message(QueueUrl=self.url(queue), MaxNumberOfMessages=10)
        return [message["Body"] for message in answer.get("Messages", [])]


@pytest.fixture
def place(emulator: Emulator) -> Place:
    """Fresh names."""
    return Place(emulator, f"t{uuid.uuid4().hex[:10]}")
