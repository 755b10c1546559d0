"""What the tests of partners share: stores of their own, a partner that signs, and the worker of the queue."""

from collections.abc import Callable, Iterator, Mapping

import msgspec
import pytest

from chalicelib import aws, partners, settings, tables
from chalicelib.partners import Partner
from chalicelib.resources import PARTNER_ITEMS, physical_name
from local.emulator import Emulator
from local.events.shapes import queue_event
from local.resources import create_stores
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign

PREFIX = "partners-"


def forget() -> None:
    from chalicelib.employers import unclaimed

    for module in (settings, tables, aws, unclaimed):
        module.forget()


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables, queues and buckets that this module alone uses."""
    prefix = f"{PREFIX}{request.module.__name__.rpartition('.')[2].replace('_', '-')}-"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", emulator.url)
        patch.setenv("PADAN_TABLE_PREFIX", prefix)
        patch.setenv("PADAN_QUEUE_PREFIX", prefix)
        patch.setenv("PADAN_PAYLOADS_BUCKET", f"{prefix}payloads")
        patch.setenv("PADAN_DOCUMENTS_BUCKET", f"{prefix}documents")
        forget()
        create_stores(emulator.url)
        yield prefix
    forget()


class SigningPartner:
    """A partner with its private key."""

    def __init__(self, name: str) -> None:
        self.partner: Partner = partners.add_partner(name)
        private, public = generate_ed25519()
        key = partners.add_key(self.partner.id, public)
        self.key = SigningKey(key_id=key.key_id, algorithm=Algorithm.ED25519, private=private)

    @property
    def id(self) -> str:
        return self.partner.id

    def headers(self, method: str, url: str, body: bytes, given: Mapping[str, str]) -> dict[str, str]:
        """The headers of a signed request."""
        return sign(SignedRequest(method=method, url=url, headers=given, body=body), self.key)


@pytest.fixture
def signing_partner(stores: str, request: pytest.FixtureRequest) -> SigningPartner:
    """A new partner."""
    return SigningPartner(f"{request.node.name} {request.module.__name__}"[-100:])


class Queue:
    """The queue of pushed items."""

    @property
    def url(self) -> str:
        return str(aws.client("sqs").get_queue_url(QueueName=physical_name(PARTNER_ITEMS.name))["QueueUrl"])

    def receive(self) -> list[dict[str, object]]:
        """Messages that wait, at most ten."""
        answer = aws.client("sqs").receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"], VisibilityTimeout=0
        )
        found: list[dict[str, object]] = answer.get("Messages", [])
        return found

    def delete(self, message: Mapping[str, object]) -> None:
        aws.client("sqs").delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def work_off(self, handle: Callable[[dict[str, object], object], dict[str, list[dict[str, str]]]]) -> int:
        """Deliver everything to ``handle`` as Lambda would, deleting what did not fail; return how many came."""
        delivered = 0
        while messages := self.receive():
            event = queue_event(messages, "arn:aws:sqs:ap-southeast-3:000000000000:items")
            failed = {entry["itemIdentifier"] for entry in handle(event, None)["batchItemFailures"]}
            assert not failed, failed
            for message in messages:
                self.delete(message)
            delivered += len(messages)
        return delivered


@pytest.fixture
def queue(stores: str) -> Iterator[Queue]:
    """The queue, emptied afterwards."""
    found = Queue()
    yield found
    while messages := found.receive():
        for message in messages:
            found.delete(message)


def posting(number: int = 1, **changes: object) -> dict[str, object]:
    """An invented vacancy as a partner writes it, with ``changes``."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": f"K-{number:04d}",
        "title": f"Staf Administrasi Gudang {number}",
        "description": "Mencatat barang masuk dan keluar, menyiapkan laporan stok harian, dan melayani pengemudi.",
        "hiringOrganization": {"@type": "Organization", "name": "PT Contoh Lumbung Rejeki"},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": "Kota Semarang", "addressRegion": "Jawa Tengah"},
        },
        **changes,
    }


def ndjson(*items: object) -> bytes:
    """The items one on each line; bytes go as they are."""
    return b"\n".join(item if isinstance(item, bytes) else msgspec.json.encode(item) for item in items)
