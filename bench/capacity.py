"""What one request of each kind asks of AWS, counted on the emulator; written to infra_cdk/capacity/operations.toml.

    python -m bench.capacity [--write infra_cdk/capacity/operations.toml]

Units are worked out from what is sent: a kilobyte begun of an item is a write unit, twice in a transaction, once more
for each index of the table; a reading is a unit for each item, half of one where it need not be the latest. Seconds are
those of `infra_cdk/cost/profiles.toml`: an emulator's are not AWS's.
"""

import argparse
import contextvars
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from botocore.client import BaseClient

_counting: contextvars.ContextVar["Counted | None"] = contextvars.ContextVar("counting", default=None)
TIMES = 5
"""Requests of each kind after a first one, of which the mean is told."""
_KILOBYTE = 1_024


class Counted:
    """Calls and units of some requests."""

    def __init__(self) -> None:
        """Begin with none."""
        self.calls: Counter[str] = Counter()
        self.writes = 0.0
        self.reads = 0.0

    def note(self, service: str, operation: str, given: Mapping[str, Any]) -> None:
        """Note one call with its parameters."""
        self.calls[f"{service}:{operation}"] += 1
        if service == "dynamodb":
            self.writes += sum(_written(operation, given))
            self.reads += sum(_read(operation, given))


def _written(operation: str, given: Mapping[str, Any]) -> Iterator[float]:
    if operation in ("PutItem", "UpdateItem", "DeleteItem"):
        yield _size(given.get("Item")) + _indexes(given["TableName"])
    if operation == "TransactWriteItems":
        for entry in given["TransactItems"]:
            ((_, one),) = entry.items()
            yield 2 * _size(one.get("Item")) + _indexes(one["TableName"])


def _read(operation: str, given: Mapping[str, Any]) -> Iterator[float]:
    if operation in ("GetItem", "Query"):
        yield 1.0 if given.get("ConsistentRead") else 0.5
    if operation == "BatchGetItem":
        for wanted in given["RequestItems"].values():
            yield len(wanted["Keys"]) * (1.0 if wanted.get("ConsistentRead") else 0.5)


def _size(item: Mapping[str, Any] | None) -> int:
    """Return the kilobytes begun of an item as it is sent, which is a little more than DynamoDB counts."""
    return 1 if item is None else -(-len(repr(item)) // _KILOBYTE)


def _indexes(table: str) -> int:
    from chalicelib.tables import all_tables, physical_name

    models = {physical_name(model.Meta.logical_name): model for model in all_tables()}  # type: ignore[attr-defined]
    return len(models[table]._get_schema()["global_secondary_indexes"]) if table in models else 0


@contextmanager
def counted_calls() -> Iterator[None]:
    """Count what is asked within `counting` blocks; other threads of the platform are not."""
    original = BaseClient._make_api_call  # type: ignore[attr-defined]

    def noting(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own
        if (counted := _counting.get()) is not None:
            counted.note(client.meta.service_model.service_name, operation, given)
        return original(client, operation, given)

    BaseClient._make_api_call = noting  # type: ignore[attr-defined]
    try:
        yield
    finally:
        BaseClient._make_api_call = original  # type: ignore[attr-defined]


def measured(work: Callable[[], object], times: int = TIMES) -> Counted:
    """Do ``work`` once uncounted and then ``times`` over, counted."""
    work()
    counted = Counted()
    token = _counting.set(counted)
    try:
        for _ in range(times):
            work()
    finally:
        _counting.reset(token)
    return counted


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print, or write."""
    parser = argparse.ArgumentParser(prog="python -m bench.capacity", description=__doc__)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        text = _text(_all(Path(folder) / "data"))
    if given.write:
        given.write.write_text(text)
    else:
        print(text)
    return 0


def _all(data: Path) -> dict[str, Counted]:
    """Run a platform in this process and call its interface in this thread, so that its calls are its own."""
    from bench.capacity_callers import Callers
    from local.platform import Platform

    with Platform(data) as platform, counted_calls():
        callers = Callers(platform)
        return {name: measured(work) for name, work in callers.works().items()}


def _text(found: Mapping[str, Counted]) -> str:
    from infra_cdk.cost.load import read_profiles

    _, assumed = read_profiles()
    lines = [
        "# What one request asks for, counted on the emulator: `python -m bench.capacity --write` with this file.",
        "",
    ]
    for name, counted in found.items():
        calls = {call: count / TIMES for call, count in sorted(counted.calls.items())}
        lines += [f'["{name}"]', f"seconds = {assumed.api_milliseconds / 1_000:g}"]
        lines += [f"write_units = {counted.writes / TIMES:g}", f"read_units = {counted.reads / TIMES:g}"]
        lines += [f'["{name}".calls]', *(f'"{call}" = {count:g}' for call, count in calls.items()), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
