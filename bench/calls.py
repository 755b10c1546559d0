"""How often DynamoDB is asked."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def dynamodb_calls() -> Iterator[Counter[str]]:
    """Count what this process asks of DynamoDB, by operation."""
    from chalicelib import tables

    found: Counter[str] = Counter()
    events = tables.connection().client.meta.events

    def count(model: Any, **_: Any) -> None:  # noqa: ANN401 - botocore makes its models at run time
        found[model.name] += 1

    events.register("before-call.dynamodb", count, unique_id="calls")
    try:
        yield found
    finally:
        events.unregister("before-call.dynamodb", unique_id="calls")
