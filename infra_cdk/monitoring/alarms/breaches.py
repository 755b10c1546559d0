"""Alarms of breach notices: the law gives 72 hours from when a breach was found out."""

from collections.abc import Iterator

from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import Alarm, Missing, Severity
from infra_cdk.monitoring.watched import Watched

DUE, OVERDUE = "breach-due", "breach-overdue"
_HOUR = 3_600
_SOON, _TERM = 48, 72


def alarms(watched: Watched) -> Iterator[Alarm]:
    """A day before the term ends, and when it has ended."""
    if not watched.place.is_active:
        return
    for name, hours, meaning in (
        (DUE, _SOON, "people or the agency are not told of a breach, a day before they must be."),
        (OVERDUE, _TERM, "people or the agency were not told of a breach in time."),
    ):
        yield Alarm(
            name=name,
            runbook="breach",
            meaning=f"After {hours} hours {meaning}",
            severity=Severity.PAGE,
            metrics=(own_metric(watched, "BreachHours", "Maximum"),),
            threshold=hours,
            period=_HOUR,
            missing=Missing.KEEP,
        )
