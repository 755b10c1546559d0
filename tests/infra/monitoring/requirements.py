"""What has to be watched, said apart from how it is."""

from collections.abc import Iterable, Iterator

from infra_cdk.monitoring.declared import Kind
from infra_cdk.monitoring.model import Alarm
from infra_cdk.monitoring.watched import Watched

Need = tuple[str, str]
"""A metric, and the value of a dimension that says whose."""


def gaps(watched: Watched, alarms: Iterable[Alarm]) -> set[Need]:
    """Return what no alarm of ``alarms`` looks at."""
    return set(_needs(watched)) - {need for alarm in alarms for need in seen_by(alarm)}


def seen_by(alarm: Alarm) -> Iterator[Need]:
    """Every metric of an alarm with each value of its dimensions."""
    for metric in alarm.metrics:
        for _, value in metric.dimensions:
            yield (metric.name, value)


def _needs(watched: Watched) -> Iterator[Need]:
    yield from _of_functions(watched)
    for queue in watched.queues:
        yield ("ApproximateAgeOfOldestMessage", watched.place.named(queue.name))
        yield ("ApproximateNumberOfMessagesVisible", watched.place.named(queue.dead_letter))
    yield ("ApproximateNumberOfMessagesVisible", watched.place.named(watched.failures.name))
    for table, indexes in watched.tables.items():
        for metric in ("ReadThrottleEvents", "WriteThrottleEvents", "SystemErrors"):
            yield (metric, watched.place.named(table))
        yield from (("WriteThrottleEvents", index) for index in indexes)
    for table in watched.replicated:
        yield ("ReplicationLatency", watched.place.named(table))
    for bucket in watched.buckets:
        yield ("ReplicationLatency", watched.place.bucket(bucket))
        yield ("OperationsFailedReplication", watched.place.bucket(bucket))


def _of_functions(watched: Watched) -> Iterator[Need]:
    for function in watched.functions:
        name = watched.function_names[function.name]
        yield ("Errors", name)
        yield ("Throttles", name)
        if function.kind is not Kind.DEPLOYMENT:
            yield ("Errors", f"{name}:live")
        if function.kind is Kind.STREAM:
            yield ("IteratorAge", name)
        if function.kind is Kind.SCHEDULE:
            yield ("Invocations", name)
