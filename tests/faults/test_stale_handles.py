"""A worker whose hold on a message is gone: somebody else has it, or it is deleted. Nothing is lost, nothing breaks."""

import logging
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from local.events.delivery import Backoff
from local.events.queues import QueueWorker
from local.events.sources import QueueSource
from tests.local.conftest import Place, place

__all__ = ["place"]

pytestmark = pytest.mark.emulator
AT_ONCE = Backoff(attempts=3, first=0.0, longest=0.0)


class Handler:
    """Takes messages; before it answers something happens to them."""

    def __init__(self, failing: frozenset[str] = frozenset(), meanwhile: Any = lambda records: None) -> None:
        self.bodies: list[str] = []
        self._failing, self._meanwhile = failing, meanwhile

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
        records = event["Records"]
        self.bodies += [record["body"] for record in records]
        meanwhile, self._meanwhile = self._meanwhile, lambda records: None
        meanwhile(records)
        failed = [record["messageId"] for record in records if record["body"] in self._failing]
        return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def worker_of(place: Place, queue: str, handler: Handler) -> QueueWorker:
    return QueueWorker(
        QueueSource(name="work", queue=queue, batch_size=10, handler=handler), place.clients.queues, AT_ONCE
    )


def until_empty(worker: QueueWorker, most: int = 12) -> None:
    for _ in range(most):
        if not worker.poll():
            return
    raise AssertionError("the queue is not empty")


def receive(place: Place, queue: str, hidden: int = 0) -> list[dict[str, Any]]:
    """Receive as another worker would: handles that were given before are good no more."""
    sqs, url = place.clients.queues, place.url(queue)
    found: list[dict[str, Any]] = []
    while answer := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=30).get("Messages"):
        found += answer
    for message in found:
        sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=hidden)
    return found


def shown_and_received(place: Place, queue: str) -> Any:
    """What a time-out of the visibility does: messages show again while they are worked on, and another takes them."""

    def meanwhile(records: list[dict[str, Any]]) -> None:
        sqs, url = place.clients.queues, place.url(queue)
        for record in records:
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=record["receiptHandle"], VisibilityTimeout=0)
        receive(place, queue)

    return meanwhile


def test_a_message_that_another_has_taken_is_not_deleted_under_its_hands(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    """It comes again and is handled twice, which handlers bear; then it is gone."""
    queue = place.queue()
    place.send(queue, "a", "b")
    handler = Handler(meanwhile=shown_and_received(place, queue))
    worker = worker_of(place, queue, handler)
    with caplog.at_level(logging.WARNING, "padan.events"):
        assert worker.poll()
    assert "could not be deleted" in caplog.text
    until_empty(worker)
    assert sorted(handler.bodies) == ["a", "a", "b", "b"]
    assert place.messages(queue) == []


def test_a_message_that_failed_and_that_another_has_taken_comes_again_by_itself(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    """That it cannot be shown again sooner is no failure: its neighbours are shown and deleted as ever."""
    queue = place.queue()
    place.send(queue, "good", "bad", "worse")
    handler = Handler(frozenset({"bad", "worse"}), shown_and_received(place, queue))
    worker = worker_of(place, queue, handler)
    with caplog.at_level(logging.WARNING, "padan.events"):
        assert worker.poll(), "it gave up"
    assert caplog.text.count("comes again later than it could") == 2
    handler._failing = frozenset()
    until_empty(worker)
    assert sorted(handler.bodies) == ["bad", "bad", "good", "good", "worse", "worse"]


def test_one_stale_handle_does_not_keep_the_others_from_being_shown_again(place: Place) -> None:
    """The first of three that failed is in other hands: the second and third are taken up again at once."""
    queue = place.queue(VisibilityTimeout="600")
    place.send(queue, "first", "second", "third")

    def meanwhile(records: list[dict[str, Any]]) -> None:
        sqs, url = place.clients.queues, place.url(queue)
        (first,) = (record for record in records if record["body"] == "first")
        sqs.delete_message(QueueUrl=url, ReceiptHandle=first["receiptHandle"])

    handler = Handler(frozenset({"first", "second", "third"}), meanwhile)
    worker = worker_of(place, queue, handler)
    assert worker.poll()
    handler._failing = frozenset()
    until_empty(worker)
    assert sorted(handler.bodies) == ["first", "second", "second", "third", "third"]


def test_a_message_that_was_deleted_meanwhile_is_no_failure(place: Place) -> None:
    queue = place.queue()
    place.send(queue, "a", "b", "c")

    def meanwhile(records: list[dict[str, Any]]) -> None:
        place.clients.queues.delete_message(QueueUrl=place.url(queue), ReceiptHandle=records[1]["receiptHandle"])

    handler = Handler(meanwhile=meanwhile)
    worker = worker_of(place, queue, handler)
    until_empty(worker)
    assert sorted(handler.bodies) == ["a", "b", "c"]
    assert worker.delivered == 3


class Answers:
    """An SQS client that answers as a test says; without an answer it raises."""

    def __init__(self, **answers: Any) -> None:
        self.answers, self.asked = answers, []
        self.answers.setdefault("get_queue_url", {"QueueUrl": "http://queue.invalid"})
        self.answers.setdefault("get_queue_attributes", {"Attributes": {"QueueArn": "arn:aws:sqs:x:0:q"}})

    def __getattr__(self, name: str) -> Any:
        def asked(**given: Any) -> Any:
            self.asked.append((name, given))
            answer = self.answers[name]
            if isinstance(answer, Exception):
                raise answer
            return answer

        return asked

    def times(self, name: str) -> int:
        return sum(1 for asked, _ in self.asked if asked == name)


def message(number: int) -> dict[str, Any]:
    attributes = {"ApproximateReceiveCount": "1", "SentTimestamp": "0"}
    return {
        "MessageId": f"m{number}",
        "ReceiptHandle": f"h{number}",
        "Body": str(number),
        "MD5OfBody": "",
        "Attributes": attributes,
    }


def refused(code: str, operation: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "no"}}, operation)


@pytest.mark.parametrize("code", ["ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue"])
def test_whatever_the_queue_says_of_one_handle_the_others_are_seen_to(code: str) -> None:
    client = Answers(
        receive_message={"Messages": [message(number) for number in range(4)]},
        change_message_visibility=refused(code, "ChangeMessageVisibility"),
        delete_message_batch={"Failed": [{"Id": "0", "Code": code}], "Successful": []},
    )
    handler = Handler(frozenset({"1", "2", "3"}))
    worker = QueueWorker(QueueSource(name="work", queue="q", batch_size=4, handler=handler), client, AT_ONCE)
    assert worker.poll()
    assert client.times("change_message_visibility") == 3
    assert client.times("delete_message_batch") == 1
    assert worker.delivered == 4


def test_a_queue_that_does_not_answer_is_not_taken_for_a_stale_handle() -> None:
    """Then nothing can be known of any message: the worker rests and asks again."""
    client = Answers(
        receive_message={"Messages": [message(1)]},
        change_message_visibility=EndpointConnectionError(endpoint_url="http://queue.invalid"),
    )
    handler = Handler(frozenset({"1"}))
    worker = QueueWorker(QueueSource(name="work", queue="q", batch_size=1, handler=handler), client, AT_ONCE)
    with pytest.raises(EndpointConnectionError):
        worker.poll()
    worker.idle_seconds = 0.0
    assert worker._poll_safely(), "it must not be taken for empty"
