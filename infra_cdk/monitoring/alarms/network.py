"""Alarms of the way out to the internet, of certificates, and of what the firewall turns away."""

from collections.abc import Iterator

from infra_cdk.monitoring.model import DAY, Alarm, Comparison, Metric, Severity
from infra_cdk.monitoring.watched import Watched

_LEAST_DAYS = 30
"""ACM renews sixty days before the end; a month before it, it has not managed to."""

_SURGE = 0.5
_LEAST_REQUESTS = 500


def alarms(watched: Watched) -> Iterator[Alarm]:
    """One for each gateway and certificate, and one for the firewall."""
    for number, gateway in enumerate(watched.gateways, start=1):
        yield _ports(number, gateway)
    for number, certificate in enumerate(watched.certificates, start=1):
        yield _expiry(number, certificate)
    yield _blocked(watched)


def firewall_metric(watched: Watched, name: str, id: str = "value") -> Metric:
    """Return how many requests the firewall ``name``: ``BlockedRequests``, ``AllowedRequests``."""
    dimensions = (("Region", watched.place.region), ("Rule", "ALL"), ("WebACL", watched.web_acl))
    return Metric(id=id, namespace="AWS/WAFV2", name=name, statistic="Sum", dimensions=dimensions)


def _ports(number: int, gateway: str) -> Alarm:
    dimensions = (("NatGatewayId", gateway),)
    metric = Metric(namespace="AWS/NATGateway", name="ErrorPortAllocation", statistic="Sum", dimensions=dimensions)
    return Alarm(
        name=f"gateway-{number}-ports",
        runbook="network",
        meaning="A way out to the internet has no ports left: calls to other systems fail.",
        severity=Severity.TICKET,
        metrics=(metric,),
        windows=3,
        breaches=2,
    )


def _expiry(number: int, certificate: str) -> Alarm:
    dimensions = (("CertificateArn", certificate),)
    metric = Metric(namespace="AWS/CertificateManager", name="DaysToExpiry", statistic="Minimum", dimensions=dimensions)
    return Alarm(
        name=f"certificate-{number}-expires",
        runbook="certificate",
        meaning=f"A certificate ends in less than {_LEAST_DAYS} days and was not renewed.",
        severity=Severity.TICKET,
        metrics=(metric,),
        comparison=Comparison.BELOW,
        threshold=_LEAST_DAYS,
        period=DAY,
    )


def _blocked(watched: Watched) -> Alarm:
    return Alarm(
        name="firewall-surge",
        runbook="firewall-surge",
        meaning="The firewall turned away more than half of the requests for fifteen minutes.",
        severity=Severity.TICKET,
        metrics=(
            firewall_metric(watched, "BlockedRequests", "blocked"),
            firewall_metric(watched, "AllowedRequests", "allowed"),
        ),
        expression=(
            f"IF(FILL(blocked, 0) + FILL(allowed, 0) >= {_LEAST_REQUESTS}, "
            "FILL(blocked, 0) / (FILL(blocked, 0) + FILL(allowed, 0)), 0)"
        ),
        comparison=Comparison.ABOVE,
        threshold=_SURGE,
        windows=3,
        breaches=3,
    )
