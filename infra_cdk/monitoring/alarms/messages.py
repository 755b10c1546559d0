"""Alarms of messages to people: SES closes an account that bounces too much, and SNS stops at its spending limit."""

from collections.abc import Iterator

from infra_cdk.monitoring.model import Alarm, Comparison, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched

_HOUR = 3_600
_BOUNCED = 0.05
_COMPLAINED = 0.001
"""Shares at which SES puts an account under review (Amazon SES, reputation metrics)."""

_DELIVERED = 0.7
_SPENDING_SHARE = 0.05
"""Of the monthly budget, for short messages."""


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Reputation, short messages that do not arrive, and what they cost."""
    yield _reputation(watched, "mail-bounces", "Reputation.BounceRate", _BOUNCED, "bounced")
    yield _reputation(watched, "mail-complaints", "Reputation.ComplaintRate", _COMPLAINED, "were called unwanted")
    yield Alarm(
        name="sms-undelivered",
        runbook="messages",
        meaning=f"Less than {_DELIVERED:.0%} of the short messages arrive.",
        severity=Severity.TICKET,
        metrics=(Metric(namespace="AWS/SNS", name="SMSSuccessRate", statistic="Average"),),
        comparison=Comparison.BELOW,
        threshold=_DELIVERED,
        period=_HOUR,
        windows=2,
        breaches=2,
    )
    yield _spending(watched)


def _reputation(watched: Watched, name: str, metric: str, share: float, what: str) -> Alarm:
    dimensions = (("ses:configuration-set", watched.place.named("mail")),)
    return Alarm(
        name=name,
        runbook="messages",
        meaning=f"More than {share:.1%} of the letters {what}: SES may stop sending.",
        severity=Severity.TICKET,
        metrics=(Metric(namespace="AWS/SES", name=metric, statistic="Maximum", dimensions=dimensions),),
        comparison=Comparison.ABOVE,
        threshold=share,
        period=_HOUR,
        missing=Missing.KEEP,
    )


def _spending(watched: Watched) -> Alarm:
    limit = watched.place.deployment.monthly_budget * _SPENDING_SHARE
    return Alarm(
        name="sms-spending",
        runbook="messages",
        meaning=f"Short messages cost more than {limit:.0f} US dollars this month.",
        severity=Severity.TICKET,
        metrics=(Metric(namespace="AWS/SNS", name="SMSMonthToDateSpentUSD", statistic="Maximum"),),
        comparison=Comparison.ABOVE,
        threshold=limit,
        period=_HOUR,
        missing=Missing.KEEP,
    )
