"""Delivers messages of a queue; the queue itself counts receives and moves the dead ones."""

import logging
from collections.abc import Sequence
from typing import Any

from botocore.exceptions import ClientError

from local.events.delivery import Backoff, deliver
from local.events.shapes import queue_event
from local.events.sources import QueueSource
from local.events.worker import Worker

_log = logging.getLogger("padan.events")
_MOST_AT_ONCE = 10
_WAITING = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class QueueWorker(Worker):
    """Deletes what succeeded; makes what failed visible again after a growing pause."""

    def __init__(self, source: QueueSource, client: Any, backoff: Backoff) -> None:  # noqa: ANN401 - boto3
        """`client` is an SQS client; the queue must exist."""
        super().__init__(source.name, f"queue {source.queue}")
        self._source = source
        self._client = client
        self._backoff = backoff
        self._url = client.get_queue_url(QueueName=source.queue)["QueueUrl"]
        self._arn = self._attributes("QueueArn")["QueueArn"]

    def poll(self) -> bool:
        """Deliver one batch; true as long as the queue holds anything, hidden messages included."""
        messages = self._receive()
        if not messages:
            return self._holds_hidden_messages()
        identifiers = [message["MessageId"] for message in messages]
        event = queue_event(messages, self._arn)
        outcome = deliver(self.name, self._source.handler, event, identifiers)
        self._settle(messages, outcome.failed)
        self.delivered += len(messages)
        return True

    def _receive(self) -> list[dict[str, Any]]:
        received: list[dict[str, Any]] = []
        while (wanted := min(_MOST_AT_ONCE, self._source.batch_size - len(received))) > 0:
            answer = self._client.receive_message(
                QueueUrl=self._url,
                MaxNumberOfMessages=wanted,
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=["All"],
            )
            received += answer.get("Messages", [])
            if len(answer.get("Messages", [])) < wanted:
                break
        return received

    def _settle(self, messages: Sequence[dict[str, Any]], failed: frozenset[str]) -> None:
        done = [message for message in messages if message["MessageId"] not in failed]
        for start in range(0, len(done), _MOST_AT_ONCE):
            self._delete(done[start : start + _MOST_AT_ONCE])
        for message in messages:
            if message["MessageId"] in failed:
                self._show_again(message)

    def _show_again(self, message: dict[str, Any]) -> None:
        """Let a message that failed come again soon; when that cannot be said, it does after its visibility time-out.

        A handle is good until the message is received again: a handler that took longer than the message was hidden
        has lost it to whoever received it then.
        """
        attempt = int(message["Attributes"]["ApproximateReceiveCount"])
        try:
            self._client.change_message_visibility(
                QueueUrl=self._url,
                ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=round(self._backoff.pause(attempt)),
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
            _log.warning("%s: a message that failed comes again later than it could: %s", self.name, code)

    def _delete(self, messages: Sequence[dict[str, Any]]) -> None:
        entries = [
            {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]} for place, message in enumerate(messages)
        ]
        answer = self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)
        for failure in answer.get("Failed", []):
            # It comes again after its visibility time-out; handlers take a message twice without harm.
            _log.warning("%s: a message that was handled could not be deleted: %s", self.name, failure.get("Code"))

    def _holds_hidden_messages(self) -> bool:
        counts = self._attributes(*_WAITING)
        hidden = any(int(counts.get(name, 0)) for name in _WAITING)
        if hidden:
            self.rest(0.1)
        return hidden

    def _attributes(self, *names: str) -> dict[str, str]:
        answer = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=list(names))
        attributes: dict[str, str] = answer["Attributes"]
        return attributes
