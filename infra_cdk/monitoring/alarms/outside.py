"""The alarm of whoever looks from outside."""

from collections.abc import Iterator

from infra_cdk.monitoring.model import Alarm, Comparison, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched

FAILING = "outside-failing"
"""Logical name of the alarm; see the composite ``region-impaired``."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Silence is alarming: then nobody looks."""
    yield Alarm(
        name=FAILING,
        runbook="outside-failing",
        meaning="Seen from outside, the platform did not answer a search rightly twice in a quarter of an hour.",
        severity=Severity.TICKET,
        metrics=(outside_metric(watched, "SuccessPercent", "Average"),),
        comparison=Comparison.BELOW,
        threshold=100,
        windows=3,
        breaches=2,
        missing=Missing.ALARMING,
    )


def outside_metric(watched: Watched, name: str, statistic: str, id: str = "value") -> Metric:
    """Return a metric of the canary."""
    dimensions = (("CanaryName", watched.canary),)
    return Metric(id=id, namespace="CloudWatchSynthetics", name=name, statistic=statistic, dimensions=dimensions)
