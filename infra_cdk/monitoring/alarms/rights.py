"""Alarms on the clock of people's requests about their data: Law 27/2022 gives three times twenty-four hours."""

from collections.abc import Iterator

from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import Alarm, Comparison, Missing, Severity
from infra_cdk.monitoring.watched import Watched

RUNBOOK = "rights-overdue"
HOUR = 3_600


def alarms(watched: Watched) -> Iterator[Alarm]:
    """A ticket while somebody can still answer in time, and a page when the term has passed."""
    if not watched.place.is_active:
        return
    for name, metric, meaning, severity in (
        (
            "rights-due",
            "RightsRequestsDueSoon",
            "A request about personal data has less than a day left of its 72 hours.",
            Severity.TICKET,
        ),
        (
            RUNBOOK,
            "RightsRequestsOverdue",
            "A request about personal data was not answered within 72 hours (Law 27/2022).",
            Severity.PAGE,
        ),
    ):
        yield Alarm(
            name=name,
            runbook=RUNBOOK,
            meaning=meaning,
            severity=severity,
            metrics=(own_metric(watched, metric, "Maximum"),),
            comparison=Comparison.AT_LEAST,
            threshold=1,
            period=HOUR,
            missing=Missing.FINE,
        )
