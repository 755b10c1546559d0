"""Alarms of the HTTP interface, from what API Gateway sees of it."""

from collections.abc import Iterator

from infra_cdk.monitoring.model import Alarm, Comparison, Metric, Severity
from infra_cdk.monitoring.watched import Watched

_NAMESPACE = "AWS/ApiGateway"
_LEAST_CALLS = 20
"""Calls in a window below which a share says nothing."""

_SLOW = (("p95", 1_000), ("p99", 3_000))
"""Statistic and milliseconds; a search alone is to take under 500."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Errors, slowness, and calls that stay away."""
    yield _errors(watched)
    for statistic, limit in _SLOW:
        yield Alarm(
            name=f"interface-latency-{statistic}",
            runbook="interface-latency",
            meaning=f"The {statistic} of the interface's latency has been over {limit} ms for ten of fifteen minutes.",
            severity=Severity.TICKET,
            metrics=(interface_metric(watched, "Latency", statistic),),
            comparison=Comparison.ABOVE,
            threshold=limit,
            windows=3,
            breaches=2,
        )
    yield _silence(watched)


def interface_metric(watched: Watched, name: str, statistic: str, id: str = "value") -> Metric:
    """Return a metric of the stage."""
    dimensions = (("ApiName", watched.api), ("Stage", watched.stage))
    return Metric(id=id, namespace=_NAMESPACE, name=name, statistic=statistic, dimensions=dimensions)


def _errors(watched: Watched) -> Alarm:
    return Alarm(
        name="interface-errors",
        runbook="interface-errors",
        meaning="More than one call in a hundred was answered with 5xx for ten of fifteen minutes.",
        severity=Severity.TICKET,
        metrics=(
            interface_metric(watched, "5XXError", "Sum", "bad"),
            interface_metric(watched, "Count", "Sum", "total"),
        ),
        expression=f"IF(total >= {_LEAST_CALLS}, bad / total, 0)",
        comparison=Comparison.ABOVE,
        threshold=0.01,
        windows=3,
        breaches=2,
    )


def _silence(watched: Watched) -> Alarm:
    """A break before the interface (name, certificate, firewall, edge) shows in calls that do not come."""
    return Alarm(
        name="interface-silence",
        runbook="interface-silence",
        meaning="Far fewer calls arrive than is usual at this hour: something before the interface may be broken.",
        severity=Severity.TICKET,
        metrics=(interface_metric(watched, "Count", "Sum", "calls"),),
        comparison=Comparison.BELOW_BAND,
        band=4,
        expression="calls",
        period=900,
        windows=4,
        breaches=3,
    )
