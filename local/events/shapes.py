"""The events that Lambda hands a function for queues, streams and schedules."""

import base64
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from local.emulator import ACCOUNT, REGION

Json = dict[str, Any]


def queue_event(messages: Sequence[Mapping[str, Any]], queue_arn: str) -> Json:
    """An SQS event from what `receive_message` gave."""
    return {"Records": [_message(message, queue_arn) for message in messages]}


def stream_event(records: Sequence[Mapping[str, Any]], stream_arn: str) -> Json:
    """A DynamoDB streams event from what `get_records` gave."""
    return {"Records": [_change(record, stream_arn) for record in records]}


def schedule_event(rule: str, at: datetime) -> Json:
    """The event of a schedule of EventBridge that is due `at` (UTC)."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{rule}"],
        "detail": {},
    }


def _message(message: Mapping[str, Any], queue_arn: str) -> Json:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": dict(message.get("Attributes", {})),
        "messageAttributes": {name: _attribute(value) for name, value in message.get("MessageAttributes", {}).items()},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": REGION,
    }


def _attribute(value: Mapping[str, Any]) -> Json:
    shaped: Json = {"dataType": value["DataType"], "stringListValues": [], "binaryListValues": []}
    if "StringValue" in value:
        shaped["stringValue"] = value["StringValue"]
    if "BinaryValue" in value:
        shaped["binaryValue"] = base64.b64encode(value["BinaryValue"]).decode("ascii")
    return shaped


def _change(record: Mapping[str, Any], stream_arn: str) -> Json:
    change = record["dynamodb"]
    shaped: Json = {
        "ApproximateCreationDateTime": epoch(change["ApproximateCreationDateTime"]),
        "Keys": plain(change["Keys"]),
        "SequenceNumber": change["SequenceNumber"],
        "SizeBytes": change.get("SizeBytes") or _size(change),
        "StreamViewType": change["StreamViewType"],
    }
    shaped |= {image: plain(change[image]) for image in ("NewImage", "OldImage") if image in change}
    return {
        "eventID": record["eventID"].replace("-", ""),
        "eventName": record["eventName"],
        "eventVersion": record["eventVersion"],
        "eventSource": "aws:dynamodb",
        "awsRegion": REGION,
        "dynamodb": shaped,
        "eventSourceARN": stream_arn,
    } | ({"userIdentity": record["userIdentity"]} if "userIdentity" in record else {})


def epoch(moment: datetime | float) -> float:
    """Seconds since 1970 in UTC, as Lambda gives times of changes."""
    return moment.astimezone(UTC).timestamp() if isinstance(moment, datetime) else float(moment)


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """DynamoDB's attribute values as JSON has them: bytes in base64."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(part) for part in value]
    return value


def _size(change: Mapping[str, Any]) -> int:
    return sum(len(str(plain(change[part]))) for part in ("Keys", "NewImage", "OldImage") if part in change)
