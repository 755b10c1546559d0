"""Alarms on what is refused or left out when more is asked than can be served."""

from collections.abc import Iterator

from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import Alarm, Metric, Severity
from infra_cdk.monitoring.watched import Watched

_KINDS = ("suggest", "search", "bulk", "read", "push", "sign_in", "write")
"""Classes that are ever shed (`functions.shedding.PATIENCE`), the cheapest first."""
_STEPS = ("no_facets", "plain", "short", "kept")
"""What `chalicelib.finding.ladder` leaves out."""
_SHED, _DEGRADED, _FAILED = 50, 50, 10
"""In five minutes, below which it is a moment and no condition."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Silence is fine: on a usual day none of these is emitted."""
    shed = tuple(own_metric(watched, "Shed", "Sum", kind, kind=kind) for kind in _KINDS)
    yield Alarm(
        name="requests-shed",
        runbook="requests-shed",
        meaning=f"At least {_SHED} requests in five minutes were refused because they had waited too long, twice.",
        severity=Severity.TICKET,
        metrics=shed,
        expression=_sum(shed),
        threshold=_SHED,
        windows=3,
        breaches=2,
    )
    degraded = tuple(own_metric(watched, "SearchDegraded", "Sum", step, step=step) for step in _STEPS)
    yield Alarm(
        name="search-degraded",
        runbook="search-degraded",
        meaning=f"At least {_DEGRADED} searches in five minutes were answered with less than usual, twice.",
        severity=Severity.TICKET,
        metrics=degraded,
        expression=_sum(degraded),
        threshold=_DEGRADED,
        windows=3,
        breaches=2,
    )
    yield Alarm(
        name="limiter-failing",
        runbook="limiter-failing",
        meaning=f"Requests could not be counted at least {_FAILED} times in five minutes: nothing is limited then.",
        severity=Severity.TICKET,
        metrics=(own_metric(watched, "LimiterFailed", "Sum"),),
        threshold=_FAILED,
        windows=3,
        breaches=2,
    )


def _sum(metrics: tuple[Metric, ...]) -> str:
    """Return the sum of metrics, of which most are silent most of the time."""
    return " + ".join(f"FILL({metric.id}, 0)" for metric in metrics)
