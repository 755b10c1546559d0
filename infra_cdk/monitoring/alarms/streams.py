"""Alarms of the consumers of change streams: how far behind they are, and what they could not take."""

from collections.abc import Iterator

from infra_cdk.monitoring.alarms.functions import function_metric
from infra_cdk.monitoring.alarms.queues import waiting
from infra_cdk.monitoring.declared import Kind
from infra_cdk.monitoring.model import Alarm, Comparison, Severity
from infra_cdk.monitoring.watched import Watched

_BEHIND = 300_000
"""Milliseconds; a stream keeps a change for a day (DynamoDB), so that there is time to mend."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """One alarm for each consumer, and one for the queue of changes that none could take."""
    for function in watched.functions:
        if function.kind is Kind.STREAM:
            yield Alarm(
                name=behind(function.name),
                runbook="iterator-age",
                meaning=f"{function.name} is more than {_BEHIND // 60_000} minutes behind the table {function.source}.",
                severity=Severity.TICKET,
                metrics=(function_metric(watched, function.name, "IteratorAge", "Maximum"),),
                comparison=Comparison.ABOVE,
                threshold=_BEHIND,
                windows=3,
                breaches=2,
            )
    yield waiting(watched, watched.failures.name, "A stream's consumer could not take a change and set it aside.")


def behind(function: str) -> str:
    """Logical name of the alarm of a stream consumer that is behind."""
    return f"{function}-behind"
