"""The queue of uploads to check. Its messages are S3's own event notifications, whoever sends them."""

import urllib.parse
from collections.abc import Iterator

import msgspec

from chalicelib import resources
from chalicelib.aws import client
from chalicelib.documents.files import key_of


class UploadedObject(msgspec.Struct, frozen=True):
    """The object of one notification; ``key`` is URL-encoded as in a form."""

    key: str


class Storage(msgspec.Struct, frozen=True):
    """The part of a record that S3 fills in."""

    object: UploadedObject


class UploadRecord(msgspec.Struct, frozen=True):
    """One upload."""

    s3: Storage


class UploadNotice(msgspec.Struct, frozen=True, rename={"records": "Records"}):
    """What S3 sends to a queue; the test message that it sends first has no records."""

    records: tuple[UploadRecord, ...] = ()


def uploaded_keys(body: str) -> Iterator[str]:
    """Yield the keys in one message; raises ``msgspec.DecodeError`` for a message of another form."""
    for record in msgspec.json.decode(body, type=UploadNotice).records:
        yield urllib.parse.unquote_plus(record.s3.object.key)


def enqueue(person_id: str, document_id: str) -> None:
    """Ask for the check of an upload, as the bucket's own notification does."""
    key = urllib.parse.quote_plus(key_of(person_id, document_id), safe="/")
    notice = UploadNotice((UploadRecord(Storage(UploadedObject(key))),))
    sqs = client("sqs")
    address = sqs.get_queue_url(QueueName=resources.physical_name(resources.DOCUMENTS.name))["QueueUrl"]
    sqs.send_message(QueueUrl=address, MessageBody=msgspec.json.encode(notice).decode())
