"""Event delivery against the emulator: shapes, partial failures, poison, dead letters, draining."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psutil
import pytest

from local.engines.polling import NotReadyError, wait_until
from local.events.delivery import Backoff
from local.events.queues import QueueWorker
from local.events.runner import Runner
from local.events.sources import QueueSource, ScheduleSource, Source, StreamSource
from tests.local.conftest import Place

pytestmark = pytest.mark.emulator
FAST = Backoff(attempts=3, first=0.01, longest=0.02)


class Recorder:
    """A handler that keeps what it was given and behaves as told."""

    def __init__(self, behave: Callable[[list[dict[str, Any]]], Any] = lambda records: None) -> None:
        self.batches: list[list[dict[str, Any]]] = []
        self._behave = behave

    def __call__(self, event: dict[str, Any], context: Any) -> Any:
        assert context.get_remaining_time_in_millis() > 0
        json.dumps(event)
        self.batches.append(event["Records"])
        return self._behave(event["Records"])

    @property
    def bodies(self) -> list[str]:
        return [record["body"] for batch in self.batches for record in batch]

    @property
    def keys(self) -> list[str]:
        return [key_of(record) for batch in self.batches for record in batch]


def key_of(record: dict[str, Any]) -> str:
    key: str = record["dynamodb"]["Keys"]["pk"]["S"]
    return key


class Poison:
    """Fails as long as a poisoned record is in the batch; remembers what it took."""

    def __init__(self, *poisoned: str) -> None:
        self.taken: list[str] = []
        self._poisoned = set(poisoned)

    def raising(self, records: list[dict[str, Any]]) -> None:
        if any(key_of(record) in self._poisoned for record in records):
            raise RuntimeError("poison: of ani@example.test")
        self.taken += [key_of(record) for record in records]

    def reporting(self, records: list[dict[str, Any]]) -> dict[str, Any]:
        for record in records:
            if key_of(record) in self._poisoned:
                return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
            self.taken.append(key_of(record))
        return {"batchItemFailures": []}


Start = Callable[..., Runner]


@pytest.fixture
def start(place: Place) -> Iterator[Start]:
    with ExitStack() as stack:
        failures = place.queue("-failures")

        def run(*sources: Source, backoff: Backoff = FAST) -> Runner:
            runner = Runner(sources, place.clients, place.emulator.url, failures, backoff)
            return stack.enter_context(runner)

        yield run


def queue_source(queue: str, handler: Any, size: int = 10, name: str = "work") -> QueueSource:
    return QueueSource(name=name, queue=queue, batch_size=size, handler=handler)


def stream_source(table: str, handler: Any, size: int = 100) -> StreamSource:
    return StreamSource(name="follow", table=table, batch_size=size, handler=handler)


def test_a_message_has_the_shape_of_lambda(place: Place, start: Start) -> None:
    queue, handler = place.queue(), Recorder()
    place.clients.queues.send_message(
        QueueUrl=place.url(queue),
        MessageBody="hello",
        MessageAttributes={
            "id": {"DataType": "String", "StringValue": "x"},
            "raw": {"DataType": "Binary", "BinaryValue": b"\x01"},
        },
    )
    start(queue_source(queue, handler)).drain(10)
    (record,) = handler.batches[0]
    assert (record["body"], record["eventSource"], record["awsRegion"]) == ("hello", "aws:sqs", "ap-southeast-3")
    assert record["eventSourceARN"] == f"arn:aws:sqs:ap-southeast-3:000000000000:{queue}"
    assert record["md5OfBody"] == "5d41402abc4b2a76b9719d911017c592"
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert {"SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp"} <= record["attributes"].keys()
    assert record["messageAttributes"]["id"]["stringValue"] == "x"
    assert record["messageAttributes"]["raw"] == {
        "dataType": "Binary",
        "binaryValue": "AQ==",
        "stringListValues": [],
        "binaryListValues": [],
    }
    assert {"messageId", "receiptHandle"} <= record.keys()


def test_only_failed_messages_come_again(place: Place, start: Start) -> None:
    failures = {"b": 2}

    def behave(records: list[dict[str, Any]]) -> Any:
        failed = []
        for record in records:
            if failures.get(record["body"], 0) > 0:
                failures[record["body"]] -= 1
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failed}

    queue, handler = place.queue(), Recorder(behave)
    place.send(queue, "a", "b", "c")
    start(queue_source(queue, handler)).drain(10)
    assert sorted(handler.bodies) == ["a", "b", "b", "b", "c"]
    last = handler.batches[-1][0]
    assert last["attributes"]["ApproximateReceiveCount"] == "3"


def test_a_message_that_always_fails_goes_to_the_dead_letter_queue(place: Place, start: Start) -> None:
    dead = place.queue("-dead")
    redrive = {"deadLetterTargetArn": f"arn:aws:sqs:ap-southeast-3:000000000000:{dead}", "maxReceiveCount": 2}
    queue = place.queue(RedrivePolicy=json.dumps(redrive))

    def behave(records: list[dict[str, Any]]) -> Any:
        if any(record["body"] == "poison" for record in records):
            raise RuntimeError("no")

    handler = Recorder(behave)
    place.send(queue, "poison")
    start(queue_source(queue, handler, size=1)).drain(10)
    assert handler.bodies == ["poison", "poison"]
    assert place.messages(dead) == ["poison"]


def test_an_exception_fails_the_whole_batch_of_messages(place: Place, start: Start) -> None:
    tries = iter([True, False])

    def behave(records: list[dict[str, Any]]) -> None:
        if next(tries, False):
            raise RuntimeError("down")

    queue, handler = place.queue(), Recorder(behave)
    place.send(queue, "a", "b")
    start(queue_source(queue, handler)).drain(10)
    assert sorted(handler.bodies) == ["a", "a", "b", "b"]


def test_batches_of_messages_may_be_larger_than_one_receive(place: Place, start: Start) -> None:
    queue, handler = place.queue(), Recorder()
    place.send(queue, *(str(number) for number in range(25)))
    start(queue_source(queue, handler, size=25)).drain(10)
    assert sorted(map(int, handler.bodies)) == list(range(25))
    assert max(len(batch) for batch in handler.batches) == 25


def test_a_change_has_the_shape_of_lambda(place: Place, start: Start) -> None:
    table, handler = place.table(), Recorder()
    place.put(table, "a", raw={"B": b"\x01"}, count={"N": "1"})
    place.put(table, "a", count={"N": "2"})
    place.clients.tables.delete_item(TableName=table, Key={"pk": {"S": "a"}})
    start(stream_source(table, handler)).drain(10)
    records = [record for batch in handler.batches for record in batch]
    assert [record["eventName"] for record in records] == ["INSERT", "MODIFY", "REMOVE"]
    insert, modify, remove = (record["dynamodb"] for record in records)
    assert insert["NewImage"] == {"pk": {"S": "a"}, "raw": {"B": "AQ=="}, "count": {"N": "1"}}
    assert "OldImage" not in insert
    assert modify["OldImage"]["count"] == {"N": "1"}
    assert "NewImage" not in remove
    assert isinstance(insert["ApproximateCreationDateTime"], float)
    assert insert["StreamViewType"] == "NEW_AND_OLD_IMAGES"
    assert insert["SizeBytes"] > 0
    assert insert["SequenceNumber"] < modify["SequenceNumber"] < remove["SequenceNumber"]
    assert f":table/{table}/stream/" in records[0]["eventSourceARN"]
    assert (records[0]["eventSource"], records[0]["eventVersion"]) == ("aws:dynamodb", "1.1")


@pytest.mark.parametrize("way", ["raising", "reporting"])
def test_a_poison_record_goes_aside_and_its_neighbours_go_on(place: Place, start: Start, way: str) -> None:
    table, poison = place.table(), Poison("03", "11")
    everything = [f"{number:02}" for number in range(20)]
    for key in everything:
        place.put(table, key)
    start(stream_source(table, Recorder(getattr(poison, way)))).drain(20)
    assert poison.taken == [key for key in everything if key not in {"03", "11"}]
    letters = [json.loads(body) for body in place.messages(f"{place.name}-queue-failures")]
    assert [letter["padan"]["keys"]["pk"]["S"] for letter in letters] == ["03", "11"]
    first = letters[0]
    assert first["requestContext"]["condition"] == "RetryAttemptsExhausted"
    assert first["requestContext"]["approximateInvokeCount"] == 3
    assert first["DDBStreamBatchInfo"]["batchSize"] == 1
    assert first["DDBStreamBatchInfo"]["streamArn"].startswith("arn:aws:dynamodb:ap-southeast-3:")
    assert first["version"] == "1.0"
    assert "ani@" not in json.dumps(first)


def test_a_record_is_retried_until_it_works(place: Place, start: Start) -> None:
    tries = iter([True, True, False])
    table = place.table()

    def behave(records: list[dict[str, Any]]) -> None:
        if next(tries, False):
            raise RuntimeError("not yet")

    handler = Recorder(behave)
    place.put(table, "a")
    start(stream_source(table, handler)).drain(10)
    assert handler.keys == ["a", "a", "a"]
    assert place.messages(f"{place.name}-queue-failures") == []


def test_a_failure_that_names_nothing_known_fails_everything(place: Place, start: Start) -> None:
    answers = iter([{"batchItemFailures": [{"itemIdentifier": "strange"}]}])
    table, handler = place.table(), Recorder(lambda records: next(answers, None))
    place.put(table, "a")
    place.put(table, "b")
    start(stream_source(table, handler)).drain(10)
    assert sorted(handler.keys) == ["a", "a", "b", "b"]


def test_two_consumers_of_one_table_do_not_disturb_each_other(place: Place, start: Start) -> None:
    table, calm, troubled = place.table(), Recorder(), Poison("a")
    place.put(table, "a")
    place.put(table, "b")
    start(stream_source(table, calm), stream_source(table, Recorder(troubled.raising))).drain(10)
    assert calm.keys == ["a", "b"]
    assert troubled.taken == ["b"]


def test_draining_follows_what_handlers_cause(place: Place, start: Start) -> None:
    first, second, queue = place.table("-1"), place.table("-2"), place.queue()

    def copy(records: list[dict[str, Any]]) -> None:
        for record in records:
            place.put(second, key_of(record))

    def announce(records: list[dict[str, Any]]) -> None:
        place.send(queue, *(key_of(record) for record in records))

    end = Recorder()
    runner = start(
        stream_source(first, Recorder(copy)), stream_source(second, Recorder(announce)), queue_source(queue, end)
    )
    for number in range(30):
        place.put(first, str(number))
    runner.drain(20)
    assert sorted(map(int, end.bodies)) == list(range(30))


def test_draining_has_a_bound(place: Place, start: Start) -> None:
    release, entered = threading.Event(), threading.Event()

    def hold(records: list[dict[str, Any]]) -> None:
        entered.set()
        release.wait(10)

    table = place.table()
    place.put(table, "a")
    runner = start(stream_source(table, Recorder(hold)))
    assert entered.wait(10)
    with pytest.raises(NotReadyError, match="follow"):
        runner.drain(0.3)
    release.set()
    runner.drain(10)


def test_waiting_for_one_does_not_ask_for_the_others_again_and_again(place: Place) -> None:
    """What waits would otherwise take most of the emulator's time from the one that it waits for."""
    release, entered, asked = threading.Event(), threading.Event(), Counter[str]()
    clients = place.clients
    for client in (clients.queues, clients.streams):
        client.meta.events.register("before-call", lambda model, **_: asked.update([model.name]))

    def hold(records: list[dict[str, Any]]) -> None:
        entered.set()
        release.wait(10)

    busy, calm, table = place.queue("-busy"), place.queue("-calm"), place.table()
    place.send(busy, "a")
    others = [stream_source(table, Recorder()) for _ in range(4)]
    sources = (*others, queue_source(calm, Recorder(), name="calm"), queue_source(busy, Recorder(hold), name="busy"))
    with Runner(sources, clients, place.emulator.url, place.queue("-failures"), FAST) as runner:
        assert entered.wait(10)
        with pytest.raises(NotReadyError, match=r"seconds: busy$"):
            runner.drain(1.5)
        release.set()
        met = Counter(asked)
        runner.drain(10)
    assert 4 <= met["GetRecords"] <= 4 * 4
    assert 2 <= met["ReceiveMessage"] <= 2 * 4


def test_a_message_wakes_its_own_queue_and_no_other(place: Place) -> None:
    """A queue that is asked because of a message for another one is asked in vain, twice for each."""
    asked: Counter[str] = Counter()
    clients, arrived = place.clients, threading.Semaphore(0)
    clients.queues.meta.events.register(
        "before-parameter-build.sqs.ReceiveMessage", lambda params, **_: asked.update([params["QueueUrl"]])
    )
    busy, calm = place.queue("-busy"), place.queue("-calm")
    sources = (
        queue_source(busy, Recorder(lambda _: arrived.release()), name="busy"),
        queue_source(calm, Recorder(), name="calm"),
    )
    with Runner(sources, clients, place.emulator.url, place.queue("-failures"), FAST) as runner:
        runner.drain(10)
        asked.clear()
        began = time.monotonic()
        for number in range(12):
            place.send(busy, str(number))
            assert arrived.acquire(timeout=5)
        waited = time.monotonic() - began
    assert waited < 12 * QueueWorker.idle_seconds / 2, "messages waited until their queue was asked by itself"
    assert asked[place.url(busy)] >= 12
    assert asked[place.url(calm)] <= 3 + waited / QueueWorker.idle_seconds


def test_events_arrive_quickly_and_waiting_costs_little(place: Place, start: Start) -> None:
    table, queue = place.table(), place.queue()
    arrived = threading.Event()
    handler = Recorder(lambda records: arrived.set())
    sources = [stream_source(table, Recorder()) for _ in range(8)]
    start(*sources, stream_source(table, handler), queue_source(queue, handler)).drain(10)
    used = psutil.Process().cpu_times()
    began = time.monotonic()
    wait_until(lambda: time.monotonic() - began > 3, 5, "three idle seconds", pause=0.5)
    now = psutil.Process().cpu_times()
    share = (now.user + now.system - used.user - used.system) / 3
    assert share < 0.05
    delays = []
    for number, write in enumerate([place.put, place.put, lambda *_: place.send(queue, "x")]):
        arrived.clear()
        began = time.monotonic()
        write(table, str(number))
        assert arrived.wait(5)
        delays.append(time.monotonic() - began)
    assert sorted(delays)[1] < 0.3


def test_the_emulator_forgets_changes_that_all_have_read(place: Place, start: Start) -> None:
    table, release, late = place.table(), threading.Event(), Recorder()

    def hold(records: list[dict[str, Any]]) -> None:
        release.wait(10)

    place.put(table, "a", text={"S": "x" * 1000})
    start(stream_source(table, Recorder(hold)), stream_source(table, late))
    wait_until(lambda: late.keys == ["a"], 10, "the quick reader")
    place.put(table, "b")
    assert oldest(place, table) == "a"
    release.set()
    wait_until(lambda: oldest(place, table) is None, 15, "the forgetting")
    place.put(table, "c")
    wait_until(lambda: late.keys == ["a", "b", "c"], 10, "the quick reader")


def oldest(place: Place, table: str) -> str | None:
    """Return the key of the oldest change that is kept; what is forgotten while it is read is asked for again."""
    arn = place.clients.tables.describe_table(TableName=table)["Table"]["LatestStreamArn"]
    (shard,) = place.clients.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    iterator = place.clients.streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    try:
        records = place.clients.streams.get_records(ShardIterator=iterator)["Records"]
    except place.clients.streams.exceptions.TrimmedDataAccessException:
        return oldest(place, table)
    return key_of(records[0]) if records else None


def test_stop_waits_for_the_batch_at_hand(place: Place, start: Start) -> None:
    release, entered, done = threading.Event(), threading.Event(), threading.Event()

    def hold(records: list[dict[str, Any]]) -> None:
        entered.set()
        release.wait(10)
        done.set()

    queue = place.queue()
    place.send(queue, "a")
    runner = start(queue_source(queue, Recorder(hold)))
    assert entered.wait(10)
    threading.Timer(0.1, release.set).start()
    assert runner.stop(10)
    assert done.is_set()
    assert place.messages(queue) == []


def test_schedules_fire_by_hand_and_report_failure(place: Place, start: Start) -> None:
    events: list[dict[str, Any]] = []

    def fail(event: dict[str, Any], context: Any) -> None:
        raise RuntimeError("no")

    runner = start(
        ScheduleSource(name="nightly", expression="cron(0 18 * * ? *)", handler=lambda event, _: events.append(event)),
        ScheduleSource(name="broken", expression="rate(1 day)", handler=fail),
    )
    assert runner.fire("nightly")
    assert not runner.fire("broken")
    assert (events[0]["source"], events[0]["detail-type"]) == ("aws.events", "Scheduled Event")
    assert events[0]["resources"] == ["arn:aws:events:ap-southeast-3:000000000000:rule/nightly"]
    with pytest.raises(KeyError):
        runner.fire("unknown")
    runner.drain(5)
