"""The names under which programs reach the interface: one for the platform, one for each of its places.

``api.<domain>`` leads to the active place while that is healthy, and else to the other one. ``api-home.<domain>`` and
``api-recovery.<domain>`` always lead to theirs: health checks and operators need to know which one answers.
"""

from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_route53 as route53
from constructs import Construct

from infra_cdk.constructs.interface import Interface
from infra_cdk.deployment import Place

HEALTH = "/v1/health"
_ACTIVE_WEIGHT, _STANDBY_WEIGHT = 100, 0
_CHECK_SECONDS, _FAILURES = 30, 3
_CHECKERS = ("ap-southeast-1", "ap-northeast-1", "ap-southeast-2")
"""The places nearest to Indonesia from which Route 53 checks; three are the least."""


class Names(Construct):
    """``certificate``, ``health_check`` and the records of one place."""

    def __init__(self, scope: Construct, id: str, place: Place, interface: Interface) -> None:
        """Name ``interface``; the certificate is validated in the deployment's zone."""
        super().__init__(scope, id)
        self._place, self._interface = place, interface
        deployment = place.deployment
        self.zone = route53.HostedZone.from_hosted_zone_attributes(
            self, "Zone", hosted_zone_id=deployment.hosted_zone, zone_name=deployment.domain
        )
        self.certificate = acm.Certificate(
            self,
            "Certificate",
            certificate_name=place.named("api"),
            domain_name=deployment.api_domain,
            subject_alternative_names=[own_name(place)],
            validation=acm.CertificateValidation.from_dns(self.zone),
        )
        shared, own = self._domain("Shared", deployment.api_domain), self._domain("Own", own_name(place))
        self.health_check = self._health_check()
        self._record("OwnRecord", own)
        self._shared_record(shared)

    def _domain(self, id: str, name: str) -> apigateway.CfnDomainName:
        domain = apigateway.CfnDomainName(
            self,
            id,
            domain_name=name,
            regional_certificate_arn=self.certificate.certificate_arn,
            endpoint_configuration=apigateway.CfnDomainName.EndpointConfigurationProperty(types=["REGIONAL"]),
            security_policy="TLS_1_2",
        )
        apigateway.CfnBasePathMapping(
            self,
            f"{id}Mapping",
            domain_name=domain.ref,
            rest_api_id=self._interface.api_id,
            stage=self._interface.stage,
        )
        return domain

    def _health_check(self) -> route53.CfnHealthCheck:
        return route53.CfnHealthCheck(
            self,
            "Health",
            health_check_config=route53.CfnHealthCheck.HealthCheckConfigProperty(
                type="HTTPS",
                fully_qualified_domain_name=own_name(self._place),
                resource_path=HEALTH,
                port=443,
                enable_sni=True,
                request_interval=_CHECK_SECONDS,
                failure_threshold=_FAILURES,
                regions=list(_CHECKERS),
            ),
            health_check_tags=[
                route53.CfnHealthCheck.HealthCheckTagProperty(key="Name", value=self._place.named(self._place.role))
            ],
        )

    def _record(self, id: str, domain: apigateway.CfnDomainName) -> route53.CfnRecordSet:
        return route53.CfnRecordSet(
            self,
            id,
            hosted_zone_id=self._place.deployment.hosted_zone,
            name=domain.domain_name or "",
            type="A",
            alias_target=route53.CfnRecordSet.AliasTargetProperty(
                dns_name=domain.attr_regional_domain_name,
                hosted_zone_id=domain.attr_regional_hosted_zone_id,
                evaluate_target_health=False,
            ),
        )

    def _shared_record(self, domain: apigateway.CfnDomainName) -> None:
        """Weigh this place: a record of weight zero answers when those with a weight are all unhealthy."""
        record = self._record("SharedRecord", domain)
        record.set_identifier = self._place.role
        record.weight = _ACTIVE_WEIGHT if self._place.is_active else _STANDBY_WEIGHT
        record.health_check_id = self.health_check.attr_health_check_id


def own_name(place: Place) -> str:
    """Return the host name that leads to ``place`` alone."""
    return f"api-{place.role}.{place.deployment.domain}"
