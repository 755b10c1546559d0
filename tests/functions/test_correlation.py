"""One request's correlation id goes on with the table's stream into the workers' logs."""

import pytest
from chalice.app import DynamoDBEvent

from chalicelib.observability import correlated, correlation_id
from chalicelib.uniqueness import UniquenessMarker
from functions.outbox_records import failing_records
from functions.streams import correlation_of
from local.http.context import LambdaContext
from tests.functions.events import stream_event

CONTEXT = LambdaContext("worker", 60)


def _image(item: UniquenessMarker) -> dict[str, dict[str, str]]:
    return {**item.serialize(), "version": {"N": "1"}}


def test_an_item_carries_the_request_that_made_it():
    with correlated("req-7"):
        made = UniquenessMarker("kind#value", owner="per_1")
    assert made.serialize()["correlation"] == {"S": "req-7"}
    assert "correlation" not in UniquenessMarker("kind#value", owner="per_1").serialize()


def test_an_item_that_is_read_keeps_what_it_carried():
    with correlated("req-7"):
        image = _image(UniquenessMarker("kind#value", owner="per_1"))
    with correlated("req-8"):
        assert UniquenessMarker.from_raw_data(image).correlation == "req-7"


@pytest.mark.parametrize("handled", ["NewImage", "OldImage"])
def test_a_record_tells_whose_request_it_is_of(handled):
    record = {"eventID": "evt-1", "dynamodb": {handled: {"correlation": {"S": "req-7"}}}}
    assert correlation_of(record) == "req-7"
    assert correlation_of({"eventID": "evt-1", "dynamodb": {handled: {}}}) == "evt-1"


def test_workers_work_under_the_id_of_each_record():
    images = []
    for number in range(3):
        with correlated(f"req-{number}"):
            images.append(_image(UniquenessMarker(f"kind#{number}", owner="per_1")))
    event = stream_event("uniqueness", [(None, image) for image in images])
    seen = []
    answer = failing_records(DynamoDBEvent(event, CONTEXT), lambda record: seen.append(correlation_id()))
    assert answer == {"batchItemFailures": []}
    assert seen == ["req-0", "req-1", "req-2"]
