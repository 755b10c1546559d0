"""What the emulator does by itself: transactions a second without any of the platform's code."""

import secrets
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from local.emulator import Emulator
from local.resources import client

_TABLE = "ceiling"
ITEMS = 4
"""Items of a transaction, about as many as a registration writes."""


def transactions_a_second(seconds: float, threads: int = 8) -> float:
    """Return how many transactions of `ITEMS` new items a fresh emulator commits, asked by ``threads`` at once."""
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder, Emulator(Path(folder)) as emulator:
        dynamodb = client("dynamodb", emulator.url)
        dynamodb.create_table(
            TableName=_TABLE,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        counts = [0] * threads
        until = time.monotonic() + seconds
        workers = [threading.Thread(target=_write, args=(dynamodb, until, counts, place)) for place in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return sum(counts) / seconds


def _write(dynamodb: Any, until: float, counts: list[int], place: int) -> None:  # noqa: ANN401 - a client of boto3
    while time.monotonic() < until:
        puts = [
            {
                "Put": {
                    "TableName": _TABLE,
                    "Item": {"pk": {"S": secrets.token_hex(12)}, "text": {"S": "x" * 400}},
                    "ConditionExpression": "attribute_not_exists(pk)",
                }
            }
            for _ in range(ITEMS)
        ]
        dynamodb.transact_write_items(TransactItems=puts)
        counts[place] += 1
