"""Alarms of the way out to the internet, of certificates, and of what the firewall turns away."""

from collections.abc import Iterator

from infra_cdk.monitoring.model import DAY, Alarm, Comparison, Dimensions, Metric, Severity
from infra_cdk.monitoring.watched import Watched

_LEAST_DAYS = 30
"""ACM renews sixty days before the end; a month before it, it has not managed to."""

_FIREWALL = "AWS/WAFV2"
_SURGE = 0.5
_LEAST_REQUESTS = 500


def alarms(watched: Watched) -> Iterator[Alarm]:
    """One for each gateway and certificate, and one for the firewall."""
    for number, gateway in enumerate(watched.gateways, start=1):
        yield _ports(number, gateway)
    for number, certificate in enumerate(watched.certificates, start=1):
        yield certificate_alarm(f"certificate-{number}-expires", certificate)
    yield surge_alarm("firewall-surge", _firewall(watched))


def firewall_metric(watched: Watched, name: str, id: str = "value") -> Metric:
    """Return how many requests the firewall ``name``: ``BlockedRequests``, ``AllowedRequests``."""
    return Metric(id=id, namespace=_FIREWALL, name=name, statistic="Sum", dimensions=_firewall(watched))


def _firewall(watched: Watched) -> Dimensions:
    return (("Region", watched.place.region), ("Rule", "ALL"), ("WebACL", watched.web_acl))


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


def certificate_alarm(name: str, certificate: str) -> Alarm:
    """Return the alarm of a certificate (ARN) that was not renewed."""
    dimensions = (("CertificateArn", certificate),)
    metric = Metric(namespace="AWS/CertificateManager", name="DaysToExpiry", statistic="Minimum", dimensions=dimensions)
    return Alarm(
        name=name,
        runbook="certificate",
        meaning=f"A certificate ends in less than {_LEAST_DAYS} days and was not renewed.",
        severity=Severity.TICKET,
        metrics=(metric,),
        comparison=Comparison.BELOW,
        threshold=_LEAST_DAYS,
        period=DAY,
    )


def surge_alarm(name: str, firewall: Dimensions) -> Alarm:
    """Return the alarm of a web ACL that turns most requests away."""
    return Alarm(
        name=name,
        runbook="firewall-surge",
        meaning="The firewall turned away more than half of the requests for fifteen minutes.",
        severity=Severity.TICKET,
        metrics=(
            Metric(id="blocked", namespace=_FIREWALL, name="BlockedRequests", statistic="Sum", dimensions=firewall),
            Metric(id="allowed", namespace=_FIREWALL, name="AllowedRequests", statistic="Sum", dimensions=firewall),
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
