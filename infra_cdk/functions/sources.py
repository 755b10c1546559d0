"""What calls a function: a table's stream, a queue, or a schedule, in the words of the serverless transform.

Chalice declares the source; what it cannot say is added to the ``Events`` entry that it wrote.
"""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.resources import STREAM_FAILURES
from infra_cdk.deployment import Place
from infra_cdk.functions.surroundings import Arns

RETRIES = 10
"""Times that a stream's record is tried again. Lambda waits longer each time, and splits the batch in two."""
OLDEST = 6 * 3600
"""Seconds after which a record is set aside: a quarter of the day for which a stream keeps it."""

Pattern = Mapping[str, Any]


def rule_of(place: Place, function: str) -> str:
    """Return the name of the rule that calls ``function`` by its schedule, which policies elsewhere name too."""
    return place.named(function)


class StreamSource(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of ``table``.

    - ``batch``: records at most; ``parallel``: batches of a shard at once, still in order for each item.
    - ``pattern``: only records that match are delivered, in the notation of Lambda's event filtering.
    - ``follows``: the function keeps an index of its own region, so that it works where nobody is served as well.
    """

    table: str
    batch: int
    parallel: int = 1
    pattern: Pattern | None = None
    follows: bool = False

    def enabled(self, place: Place) -> bool:
        """Whether it delivers in ``place``."""
        return self.follows or place.is_active

    def properties(self, arns: Arns, function: str) -> dict[str, Any]:  # noqa: ARG002 - a source says the same for any
        """Return the properties of the ``Events`` entry."""
        found: dict[str, Any] = {
            "Stream": arns.around.streams[self.table],
            "Enabled": self.enabled(arns.place),
            # What is written while a region is being set up is worked on as well; handlers take a record twice.
            "StartingPosition": "TRIM_HORIZON",
            "BatchSize": self.batch,
            "MaximumBatchingWindowInSeconds": 1,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "BisectBatchOnFunctionError": True,
            "MaximumRetryAttempts": RETRIES,
            "MaximumRecordAgeInSeconds": OLDEST,
            "ParallelizationFactor": self.parallel,
            "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": arns.queue(STREAM_FAILURES.name)}},
        }
        if self.pattern is not None:
            found["FilterCriteria"] = {"Filters": [{"Pattern": json.dumps(self.pattern, separators=(",", ":"))}]}
        return found


class QueueSource(msgspec.Struct, frozen=True, kw_only=True):
    """The messages of ``queue``, ``batch`` at most at once, gathered for ``window`` seconds at most."""

    queue: str
    batch: int
    window: int = 0

    def enabled(self, place: Place) -> bool:
        """Whether it delivers in ``place``."""
        return place.is_active

    def properties(self, arns: Arns, function: str) -> dict[str, Any]:  # noqa: ARG002 - a source says the same for any
        """Return the properties of the ``Events`` entry."""
        return {
            "Queue": arns.queue(self.queue),
            "Enabled": self.enabled(arns.place),
            "BatchSize": self.batch,
            "MaximumBatchingWindowInSeconds": self.window,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "ScalingConfig": {"MaximumConcurrency": arns.place.deployment.capacity.worker_concurrency},
        }


class ScheduleSource(msgspec.Struct, frozen=True, kw_only=True):
    """A schedule, as EventBridge writes it: ``rate(15 minutes)``. ``follows`` as of a `StreamSource`."""

    expression: str
    follows: bool = False

    def enabled(self, place: Place) -> bool:
        """Whether it calls in ``place``."""
        return self.follows or place.is_active

    def properties(self, arns: Arns, function: str) -> dict[str, Any]:
        """Return the properties of the ``Events`` entry; a call that Lambda never took is set aside as well."""
        return {
            "Name": rule_of(arns.place, function),
            "Schedule": self.expression,
            "State": "ENABLED" if self.enabled(arns.place) else "DISABLED",
            "RetryPolicy": {"MaximumRetryAttempts": 3, "MaximumEventAgeInSeconds": 600},
            "DeadLetterConfig": {"Arn": arns.queue(STREAM_FAILURES.name)},
        }


Source = StreamSource | QueueSource | ScheduleSource
