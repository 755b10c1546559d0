"""Whether DynamoDB Local on disk keeps the transactions that it confirms: it is killed the moment it has answered.

    python -m bench.faults.engine [--rounds 10]

Twice: killed after the last write that is looked for, and after one more, which makes it commit the others. The first
loses; that is why `bench.faults.writing` writes once more before it believes (docs/security/faults.md).
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.cleaning import end_like_ctrl_c
from bench.faults.standing import kill, processes
from bench.report import figure, heading
from local.engines.dynamodb import DynamoDBLocal
from local.resources import client

_TABLE = "confirmed"
_OF_A_ROUND = 3


def lost(folder: Path, rounds: int, *, once_more: bool) -> int:
    """Return how many of the writes that were confirmed are gone after ``rounds`` kills."""
    engine = DynamoDBLocal(folder, on_disk=True).start()
    try:
        _create(client("dynamodb", engine.url))
        return sum(_round(engine, f"{number}", once_more=once_more) for number in range(rounds))
    finally:
        engine.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the engine lost; returns 1 when it lost what it had committed."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults.engine", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    heading("the engine by itself", f"{given.rounds} rounds of {_OF_A_ROUND} writes", "DynamoDB Local on disk")
    found = {}
    for once_more in (False, True):
        with tempfile.TemporaryDirectory(prefix="padan-engine-") as folder:
            found[once_more] = lost(Path(folder) / "tables", given.rounds, once_more=once_more)
    figure("lost when killed at its answer", found[False], "", f"of {given.rounds * _OF_A_ROUND}")
    figure("lost when it has taken one more", found[True], "", f"of {given.rounds * _OF_A_ROUND}")
    return 1 if found[True] else 0


def _create(dynamodb: Any) -> None:  # noqa: ANN401 - a client of boto3
    dynamodb.create_table(
        TableName=_TABLE,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def _round(engine: DynamoDBLocal, name: str, *, once_more: bool) -> int:
    dynamodb, running = client("dynamodb", engine.url), processes(engine)
    keys = [{"pk": {"S": f"{name}-{place}"}} for place in range(_OF_A_ROUND)]
    for key in keys:
        dynamodb.transact_write_items(TransactItems=[{"Put": {"TableName": _TABLE, "Item": key}}])
    if once_more:
        dynamodb.put_item(TableName=_TABLE, Item={"pk": {"S": "one more"}})
    kill(engine, running)
    engine.start()
    dynamodb = client("dynamodb", engine.url)
    found = [dynamodb.get_item(TableName=_TABLE, Key=key, ConsistentRead=True) for key in keys]
    return sum("Item" not in each for each in found)


if __name__ == "__main__":
    sys.exit(main())
