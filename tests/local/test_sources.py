"""What Chalice registered becomes sources; batches, outcomes and pauses."""

from typing import Any

import pytest
from chalice.app import Blueprint, Chalice, Rate
from hypothesis import given
from hypothesis import strategies as st

from local.events.delivery import Backoff, deliver
from local.events.sources import (
    QueueSource,
    ScheduleSource,
    StreamSource,
    UnknownSourceError,
    sources_of,
    table_of,
)

STREAM = "arn:aws:dynamodb:ap-southeast-3:000000000000:table/padan-vacancies/stream/latest"


def test_registered_handlers_become_sources() -> None:
    app, room = Chalice(app_name="events"), Blueprint(__name__)
    seen: list[Any] = []

    @room.on_sqs_message(queue="work", name="take", batch_size=7)
    def take(event: Any) -> Any:
        seen.append(event.to_dict())
        return {"batchItemFailures": [{"itemIdentifier": "m1"}]}

    @room.on_dynamodb_record(stream_arn=STREAM, name="follow", batch_size=50)
    def follow(event: Any) -> None:
        seen.append(event.to_dict())

    @room.schedule(Rate(15, unit=Rate.MINUTES), name="sweep")
    def sweep(event: Any) -> None:
        seen.append(event.to_dict())

    app.register_blueprint(room)
    queue, stream, schedule = sources_of(app)
    assert isinstance(queue, QueueSource)
    assert (queue.name, queue.queue, queue.batch_size) == ("take", "work", 7)
    assert isinstance(stream, StreamSource)
    assert (stream.name, stream.table, stream.batch_size) == ("follow", "padan-vacancies", 50)
    assert isinstance(schedule, ScheduleSource)
    assert schedule.expression == "rate(15 minutes)"
    raw = {"Records": [{"messageId": "m1"}]}
    assert queue.handler(raw, None) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert seen == [raw]


def test_a_queue_may_be_named_by_its_arn() -> None:
    app = Chalice(app_name="events")

    @app.on_sqs_message(queue_arn="arn:aws:sqs:ap-southeast-3:000000000000:work")
    def take(event: Any) -> None:
        """Take nothing."""

    (source,) = sources_of(app)
    assert isinstance(source, QueueSource)
    assert source.queue == "work"


def test_a_kind_that_cannot_be_delivered_is_refused_rather_than_forgotten() -> None:
    app = Chalice(app_name="events")

    @app.on_s3_event(bucket="papers", name="arrived")
    def arrived(event: Any) -> None:
        """Take nothing."""

    with pytest.raises(UnknownSourceError, match="arrived"):
        sources_of(app)


@pytest.mark.parametrize("given_name", [STREAM, STREAM.partition("/stream/")[0], "padan-vacancies"])
def test_a_table_is_found_in_any_of_its_names(given_name: str) -> None:
    assert table_of(given_name) == "padan-vacancies"


def test_a_name_that_is_no_table_is_refused() -> None:
    with pytest.raises(UnknownSourceError):
        table_of("arn:aws:kinesis:::stream/x y")


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        (None, set()),
        ({}, set()),
        ({"batchItemFailures": []}, set()),
        ({"batchItemFailures": None}, set()),
        ({"batchItemFailures": [{"itemIdentifier": "b"}]}, {"b"}),
        ({"batchItemFailures": [{"itemIdentifier": ""}]}, {"a", "b"}),
        ({"batchItemFailures": [{"itemIdentifier": None}]}, {"a", "b"}),
        ({"batchItemFailures": [{}]}, {"a", "b"}),
        ({"batchItemFailures": [{"itemIdentifier": "strange"}]}, {"a", "b"}),
        ("done", set()),
    ],
)
def test_answers_are_read_as_lambda_reads_them(answer: Any, failed: set[str]) -> None:
    assert deliver("f", lambda event, context: answer, {}, ["a", "b"]).failed == failed


def test_an_exception_fails_everything_and_says_why() -> None:
    def fail(event: Any, context: Any) -> None:
        raise ValueError("no")

    outcome = deliver("f", fail, {}, ["a", "b"])
    assert outcome.failed == {"a", "b"}
    assert outcome.error == "ValueError: no"


@given(st.integers(1, 40))
def test_pauses_grow_and_stay_within_bounds(attempt: int) -> None:
    longest = Backoff(first=0.5, longest=8, jitter=lambda low, high: high)
    shortest = Backoff(first=0.5, longest=8, jitter=lambda low, high: low)
    assert longest.pause(attempt) == min(8, 0.5 * 2 ** (attempt - 1))
    assert shortest.pause(attempt) == 0
    assert 0 <= Backoff().pause(attempt) <= Backoff().longest
