"""What goes to the dead-letter queue of stream consumers: Lambda's on-failure record, and the record's key."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from local.emulator import ACCOUNT, REGION
from local.events.streams import Abandoned


def failure_record(abandoned: Abandoned) -> dict[str, Any]:
    """The message that Lambda sends to a stream consumer's on-failure destination.

    AWS names the place in the stream only, and the stream forgets after a day. `padan` adds the key
    and the kind of change, so that an operator can replay it from the table.
    """
    change = abandoned.record["dynamodb"]
    arrived = _iso(datetime.fromtimestamp(change["ApproximateCreationDateTime"], UTC))
    return {
        "requestContext": {
            "requestId": str(uuid.uuid4()),
            "functionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{abandoned.source}",
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": abandoned.attempts,
        },
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "version": "1.0",
        "timestamp": _iso(datetime.now(UTC)),
        "DDBStreamBatchInfo": {
            "shardId": abandoned.shard,
            "startSequenceNumber": change["SequenceNumber"],
            "endSequenceNumber": change["SequenceNumber"],
            "approximateArrivalOfFirstRecord": arrived,
            "approximateArrivalOfLastRecord": arrived,
            "batchSize": 1,
            "streamArn": abandoned.stream_arn,
        },
        "padan": {
            "source": abandoned.source,
            "eventName": abandoned.record["eventName"],
            "keys": change["Keys"],
            "error": abandoned.error.partition(":")[0],
        },
    }


class DeadLetters:
    """Sends records that were given up to a queue."""

    def __init__(self, client: Any, queue: str) -> None:  # noqa: ANN401 - boto3
        """`client` is an SQS client; `queue` must exist."""
        self._client = client
        self._url = client.get_queue_url(QueueName=queue)["QueueUrl"]

    def __call__(self, abandoned: Abandoned) -> None:
        """Send one record."""
        self._client.send_message(QueueUrl=self._url, MessageBody=json.dumps(failure_record(abandoned)))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
