"""A record that no worker can read is set aside within a minute, and its neighbours are found."""

import json
import time
from collections.abc import Iterator

import pytest

from bench.faults.standing import FaultyPlatform
from local.engines.polling import wait_until
from tests.faults.standing.operations import World

pytestmark = pytest.mark.emulator
SECONDS = 60.0
POISON = "vac_00000000000000000000poison"


@pytest.fixture
def neighbours(platform: FaultyPlatform, world: World) -> Iterator[list[str]]:
    """Vacancies that are written right before and right after an item whose content is nothing that can be read."""
    from chalicelib import aws, tables
    from chalicelib.vacancies.table import VacancyItem

    platform.settle()
    dynamodb = aws.client("dynamodb")
    table = tables.physical_name(VacancyItem.Meta.logical_name)
    before = _vacancies(world)
    dynamodb.put_item(
        TableName=table, Item={"pk": {"S": POISON}, "version": {"N": "1"}, "vacancy": {"M": {"id": {"N": "7"}}}}
    )
    yield [before, _vacancies(world)]
    dynamodb.delete_item(TableName=table, Key={"pk": {"S": POISON}})
    platform.settle()
    _letters()


def _vacancies(world: World) -> str:
    ready = world.push()
    assert ready.ask().is_success
    return _newest()


def _newest() -> str:
    from chalicelib.partners import table
    from chalicelib.partners.table import ReceiptItem, load_progress

    newest = max(item.pk for item in ReceiptItem.scan(consistent_read=True))
    found: list[str] = []

    def done() -> bool:
        progress = load_progress(newest)
        outcomes = table.load_outcomes(newest, range(progress.receipt.chunks))
        found[:] = [each.vacancy_id or each.duplicate_of or "" for chunk in outcomes.values() for each in chunk]
        return bool(found)

    wait_until(done, 30, "the outcome of a push")
    return found[0]


def _letters() -> list[dict]:
    """Take what was set aside."""
    from chalicelib import aws
    from chalicelib.resources import STREAM_FAILURES, physical_name

    sqs = aws.client("sqs")
    url = sqs.get_queue_url(QueueName=physical_name(STREAM_FAILURES.name))["QueueUrl"]
    found = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            found.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found


def test_a_poison_record_goes_aside_and_its_neighbours_are_indexed(
    platform: FaultyPlatform, neighbours: list[str]
) -> None:
    from search.engine import vacancy_index

    began = time.monotonic()
    letters: list[dict] = []

    def aside() -> bool:
        letters.extend(_letters())
        return any(letter["padan"]["source"] == "index_vacancies" for letter in letters)

    wait_until(aside, SECONDS, "the poison record in the queue of failures", pause=0.1)
    assert time.monotonic() - began < SECONDS
    assert {letter["padan"]["keys"]["pk"]["S"] for letter in letters} == {POISON}
    assert all(letter["requestContext"]["approximateInvokeCount"] > 1 for letter in letters)
    wait_until(
        lambda: all(vacancy_index().get(name) is not None for name in neighbours), 30, "the neighbours in the index"
    )
