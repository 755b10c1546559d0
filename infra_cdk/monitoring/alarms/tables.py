"""Alarms of every table: throttles, DynamoDB's own errors, and how far its replica is behind."""

from collections.abc import Iterator, Sequence

from infra_cdk.monitoring.model import Alarm, Comparison, Dimensions, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched

_NAMESPACE = "AWS/DynamoDB"
_REPLICA_BEHIND = 60_000
"""Milliseconds; the drills measure seconds (docs/operations.md)."""

OPERATIONS = (
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "GetItem",
    "PutItem",
    "Query",
    "Scan",
    "TransactWriteItems",
    "UpdateItem",
)
"""What the platform asks of its tables; CloudWatch counts DynamoDB's errors for each apart."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Two alarms for each table, and one more for each that has a replica."""
    for table, indexes in watched.tables.items():
        yield _throttles(watched, table, indexes)
        yield _errors(watched, table)
        if table in watched.replicated:
            yield _replica(watched, table)


def table_metric(watched: Watched, table: str, name: str, statistic: str, id: str = "value") -> Metric:
    """Return a metric of a table without its indexes."""
    return _metric(name, statistic, (("TableName", watched.place.named(table)),), id)


def replica_behind(table: str) -> str:
    """Logical name of the alarm of a replica that is behind."""
    return f"table-{table}-replica-behind"


def throttled(table: str) -> str:
    """Logical name of the alarm of a table that refuses calls for want of capacity."""
    return f"table-{table}-throttled"


def failing(table: str) -> str:
    """Logical name of the alarm of a table whose calls DynamoDB itself fails."""
    return f"table-{table}-errors"


def _metric(name: str, statistic: str, dimensions: Dimensions, id: str) -> Metric:
    return Metric(id=id, namespace=_NAMESPACE, name=name, statistic=statistic, dimensions=dimensions)


def _throttles(watched: Watched, table: str, indexes: Sequence[str]) -> Alarm:
    own = (("TableName", watched.place.named(table)),)
    places = [own, *((*own, ("GlobalSecondaryIndexName", index)) for index in indexes)]
    metrics = [
        _metric(name, "Sum", tuple(sorted(place)), f"{name[0].lower()}{number}")
        for number, place in enumerate(places)
        for name in ("ReadThrottleEvents", "WriteThrottleEvents")
    ]
    return Alarm(
        name=throttled(table),
        runbook="table-throttles",
        meaning=f"Reads or writes of the table {table} or of its indexes were refused for want of capacity.",
        severity=Severity.TICKET,
        metrics=tuple(metrics),
        expression=_total(metrics),
        windows=3,
        breaches=2,
    )


def _errors(watched: Watched, table: str) -> Alarm:
    own = ("TableName", watched.place.named(table))
    metrics = [
        _metric("SystemErrors", "Sum", (("Operation", operation), own), f"e{number}")
        for number, operation in enumerate(OPERATIONS)
    ]
    return Alarm(
        name=failing(table),
        runbook="table-errors",
        meaning=f"DynamoDB answered calls on the table {table} with errors of its own.",
        severity=Severity.TICKET,
        metrics=tuple(metrics),
        expression=_total(metrics),
        threshold=5,
        windows=3,
        breaches=2,
    )


def _total(metrics: Sequence[Metric]) -> str:
    return " + ".join(f"FILL({metric.id}, 0)" for metric in metrics)


def _replica(watched: Watched, table: str) -> Alarm:
    """Silence is fine: the latency is reported only while something is copied."""
    dimensions = (
        ("ReceivingRegion", watched.place.deployment.recovery_region),
        ("TableName", watched.place.named(table)),
    )
    return Alarm(
        name=replica_behind(table),
        runbook="replication-lag",
        meaning=f"The replica of the table {table} is more than {_REPLICA_BEHIND // 1_000} seconds behind.",
        severity=Severity.TICKET,
        metrics=(_metric("ReplicationLatency", "Average", dimensions, "value"),),
        comparison=Comparison.ABOVE,
        threshold=_REPLICA_BEHIND,
        windows=3,
        breaches=3,
        missing=Missing.FINE,
    )
