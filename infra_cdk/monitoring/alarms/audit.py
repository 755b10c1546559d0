"""Alarms of the audit: entries that nobody sealed, entries that somebody touched, and sealing that lags."""

from collections.abc import Iterator

from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import Alarm, Comparison, Missing, Severity
from infra_cdk.monitoring.watched import Watched

CHANGED, UNSEALED, LATE = "audit-changed", "audit-unsealed", "audit-late"
_HOUR = 3_600
_LATE_SECONDS = 600


def alarms(watched: Watched) -> Iterator[Alarm]:
    """A touched entry wakes somebody: the platform itself never touches one."""
    if not watched.place.is_active:
        return
    for name, metric, meaning, severity in (
        (CHANGED, "AuditChanged", "An entry of the audit was changed or removed.", Severity.PAGE),
        (UNSEALED, "AuditUnsealed", "Entries of the audit were in no chain half an hour later.", Severity.TICKET),
    ):
        yield Alarm(
            name=name,
            runbook="audit",
            meaning=meaning,
            severity=severity,
            metrics=(own_metric(watched, metric, "Maximum"),),
            period=_HOUR,
            missing=Missing.FINE,
        )
    yield Alarm(
        name=LATE,
        runbook="audit",
        meaning=f"Entries of the audit are sealed more than {_LATE_SECONDS} seconds after they were written.",
        severity=Severity.TICKET,
        metrics=(own_metric(watched, "AuditSealLag", "Maximum"),),
        comparison=Comparison.ABOVE,
        threshold=_LATE_SECONDS,
        windows=3,
        breaches=2,
    )
