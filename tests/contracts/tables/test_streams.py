"""What Padan relies on for streams: every change, in order for an item, with both images."""

from collections.abc import Iterator
from typing import Any

import pytest
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from local.engines.polling import wait_until
from local.events.shapes import stream_event
from tests.contracts.tables.conftest import Engine, Member

pytestmark = pytest.mark.emulator


def records(engine: Engine) -> Iterator[dict[str, Any]]:
    arn = engine.client().describe_table(TableName=engine.table)["Table"]["LatestStreamArn"]
    streams = engine.client("dynamodbstreams")
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        place = {"StreamArn": arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = streams.get_shard_iterator(**place)["ShardIterator"]
        while iterator:
            answer = streams.get_records(ShardIterator=iterator)
            yield from stream_event(answer["Records"], arn)["Records"]
            iterator = answer.get("NextShardIterator") if answer["Records"] else None


def changes(engine: Engine, group: str, expected: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def all_there() -> bool:
        found[:] = [one for one in records(engine) if one["dynamodb"]["Keys"]["pk"]["S"] == group]
        return len(found) >= expected

    wait_until(all_there, 10, "the stream")
    assert len(found) == expected
    return found


def test_every_change_has_its_images_and_order(engine: Engine, group: str) -> None:
    item = Member(group, "a", text="one")
    item.save()
    item.text = "two"
    item.save()
    item.delete()
    insert, modify, remove = changes(engine, group, 3)
    assert [one["eventName"] for one in (insert, modify, remove)] == ["INSERT", "MODIFY", "REMOVE"]
    assert insert["dynamodb"]["NewImage"]["text"] == {"S": "one"}
    assert "OldImage" not in insert["dynamodb"]
    assert modify["dynamodb"]["OldImage"]["version"] == {"N": "1"}
    assert modify["dynamodb"]["NewImage"]["version"] == {"N": "2"}
    assert remove["dynamodb"]["OldImage"]["text"] == {"S": "two"}
    assert "NewImage" not in remove["dynamodb"]
    numbers = [one["dynamodb"]["SequenceNumber"] for one in (insert, modify, remove)]
    assert numbers == sorted(numbers, key=int)
    assert insert["dynamodb"]["StreamViewType"] == "NEW_AND_OLD_IMAGES"


def test_a_transaction_streams_each_of_its_items(engine: Engine, group: str) -> None:
    def build(transaction: TransactWrite) -> None:
        for side in "ab":
            transaction.save(Member(group, side))

    tables.write(build)
    found = changes(engine, group, 2)
    assert {one["dynamodb"]["Keys"]["sk"]["S"] for one in found} == {"a", "b"}


def test_a_refused_write_streams_nothing(engine: Engine, group: str) -> None:
    Member(group, "a").save()

    def build(transaction: TransactWrite) -> None:
        transaction.save(Member(group, "b"))
        transaction.save(Member(group, "a"), condition=Member.pk.does_not_exist())

    with pytest.raises(tables.ConditionRefused):
        tables.write(build)
    Member(group, "z").save()
    assert [one["dynamodb"]["Keys"]["sk"]["S"] for one in changes(engine, group, 2)] == ["a", "z"]


def test_a_batch_streams_each_of_its_items(engine: Engine, group: str) -> None:
    with Member.batch_write() as batch:
        for number in range(30):
            batch.save(Member(group, f"{number:02}"))
    found = changes(engine, group, 30)
    assert sorted(one["dynamodb"]["Keys"]["sk"]["S"] for one in found) == [f"{number:02}" for number in range(30)]
