"""Alarms of the queues: how long the oldest message waits, and dead letters."""

from collections.abc import Iterator

from chalicelib.resources import (
    ALERTS,
    ALERTS_DUE,
    DOCUMENTS,
    DUPLICATES,
    NOTIFICATIONS,
    PARTNER_ITEMS,
    UPLOADED_ROWS,
)
from infra_cdk.monitoring.model import Alarm, Comparison, Metric, Severity
from infra_cdk.monitoring.watched import Watched

_NAMESPACE = "AWS/SQS"

PATIENCE: dict[str, int] = {
    PARTNER_ITEMS.name: 600,
    UPLOADED_ROWS.name: 600,
    NOTIFICATIONS.name: 300,
    DOCUMENTS.name: 900,
    DUPLICATES.name: 1_800,
    ALERTS.name: 1_800,
    ALERTS_DUE.name: 1_800,
}
"""Seconds that the oldest message of each queue may wait. A one-time code is good for ten minutes."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Each queue is watched for waiting and for dead letters. Raises `KeyError` for a queue without patience."""
    for queue in watched.queues:
        limit = PATIENCE[queue.name]
        yield Alarm(
            name=stalled(queue.name),
            runbook="queue-age",
            meaning=f"A message waits in {queue.name} for more than {limit // 60} minutes.",
            severity=Severity.TICKET,
            metrics=(queue_metric(watched, queue.name, "ApproximateAgeOfOldestMessage"),),
            comparison=Comparison.ABOVE,
            threshold=limit,
            windows=2,
            breaches=2,
        )
        yield waiting(watched, queue.dead_letter, f"A message of {queue.name} failed {queue.max_receives} times.")


def stalled(queue: str) -> str:
    """Logical name of the alarm of a queue that is not worked off."""
    return f"queue-{queue}-stalled"


def filled(queue: str) -> str:
    """Logical name of the alarm of a queue that ought to be empty."""
    return f"queue-{queue}-not-empty"


def waiting(watched: Watched, queue: str, meaning: str) -> Alarm:
    """Return the alarm for a queue that ought to be empty."""
    return Alarm(
        name=filled(queue),
        runbook="dead-letters",
        meaning=meaning,
        severity=Severity.TICKET,
        metrics=(queue_metric(watched, queue, "ApproximateNumberOfMessagesVisible"),),
    )


def queue_metric(watched: Watched, queue: str, name: str, id: str = "value") -> Metric:
    """Return the greatest value of a queue's metric."""
    dimensions = (("QueueName", watched.place.named(queue)),)
    return Metric(id=id, namespace=_NAMESPACE, name=name, statistic="Maximum", dimensions=dimensions)
