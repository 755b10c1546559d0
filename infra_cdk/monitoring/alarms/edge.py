"""Alarms of the edge: what CloudFront answers, its firewall, its certificate, and the bill of the account."""

from infra_cdk.deployment import Deployment
from infra_cdk.monitoring.alarms.network import certificate_alarm, surge_alarm
from infra_cdk.monitoring.model import Alarm, Comparison, Metric, Severity

_SIX_HOURS = 21_600
_PER_CENT = 1


def edge_alarms(deployment: Deployment, certificate: str, distribution: str) -> tuple[Alarm, ...]:
    """Return the alarms that stand at the edge; ``certificate`` is an ARN, ``distribution`` an identifier."""
    return (
        _errors(distribution),
        surge_alarm("firewall-surge", (("Rule", "ALL"), ("WebACL", f"{deployment.prefix}edge"))),
        certificate_alarm("certificate-expires", certificate),
        _spending(deployment.monthly_budget),
    )


def _errors(distribution: str) -> Alarm:
    dimensions = (("DistributionId", distribution), ("Region", "Global"))
    return Alarm(
        name="errors",
        runbook="interface-errors",
        meaning="The edge answered more than one request in a hundred with 5xx for ten of fifteen minutes.",
        severity=Severity.TICKET,
        metrics=(Metric(namespace="AWS/CloudFront", name="5xxErrorRate", statistic="Average", dimensions=dimensions),),
        comparison=Comparison.ABOVE,
        threshold=_PER_CENT,
        windows=3,
        breaches=2,
    )


def _spending(budget: int) -> Alarm:
    charged = Metric(
        namespace="AWS/Billing", name="EstimatedCharges", statistic="Maximum", dimensions=(("Currency", "USD"),)
    )
    return Alarm(
        name="spending",
        runbook="spending",
        meaning=f"The account costs more than {budget} US dollars this month.",
        severity=Severity.TICKET,
        metrics=(charged,),
        comparison=Comparison.ABOVE,
        threshold=budget,
        period=_SIX_HOURS,
    )
