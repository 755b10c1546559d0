"""The edge: one distribution that people reach the pages and the interface by, close to where they are."""

from collections.abc import Mapping

from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_route53_targets as targets
from constructs import Construct

from infra_cdk.constructs.edge_policies import (
    API_CONTENT,
    DOCS_CONTENT,
    answer_headers,
    interface_caching,
    page_content,
)
from infra_cdk.constructs.edge_proof import edge_proof
from infra_cdk.constructs.website import Website
from infra_cdk.deployment import Deployment
from infra_cdk.publishing.pages import INDEX
from security import disclosure
from security.waf.places import EDGE_HEADER

API_PATHS = "/v1/*"
DOCS_PATH = "/docs"


class Edge(Construct):
    """``distribution`` and ``certificate`` of the deployment's domain."""

    def __init__(
        self, scope: Construct, id: str, deployment: Deployment, website: Website, web_acl_arn: str | None
    ) -> None:
        """Serve the pages of ``website`` and, below ``/v1/`` and at ``/docs``, the interface, behind the firewall."""
        super().__init__(scope, id)
        self._deployment = deployment
        zone = route53.HostedZone.from_hosted_zone_attributes(
            self, "Zone", hosted_zone_id=deployment.hosted_zone, zone_name=deployment.domain
        )
        self.certificate = acm.Certificate(
            self,
            "Certificate",
            certificate_name=f"{deployment.prefix}edge",
            domain_name=deployment.domain,
            validation=acm.CertificateValidation.from_dns(zone),
        )
        self.distribution = self._distribution(website, web_acl_arn)
        self._records(zone)

    def _distribution(self, website: Website, web_acl_arn: str | None) -> cloudfront.Distribution:
        interface = self._interface()
        data = self._asked(interface, "api", API_CONTENT, final=False)
        return cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"{self._deployment.prefix}edge",
            domain_names=[self._deployment.domain],
            certificate=self.certificate,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            enable_ipv6=True,
            # The cheapest class with places in Indonesia and its neighbours.
            price_class=cloudfront.PriceClass.PRICE_CLASS_200,
            default_root_object=INDEX,
            web_acl_id=web_acl_arn,
            default_behavior=self._pages(website),
            additional_behaviors={
                API_PATHS: data,
                disclosure.PATH: data,
                DOCS_PATH: self._asked(interface, "docs", DOCS_CONTENT),
            },
        )

    def _pages(self, website: Website) -> cloudfront.BehaviorOptions:
        access = [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST]
        origin = origins.S3BucketOrigin.with_origin_access_control(website.bucket, origin_access_levels=access)
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_GET_HEAD,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=answer_headers(self, "pages", self._deployment, page_content(self._deployment)),
            compress=True,
        )

    def _interface(self) -> tuple[origins.HttpOrigin, cloudfront.CachePolicy]:
        """Return the interface under the name that leads to the healthy place, and how its answers are kept."""
        origin = origins.HttpOrigin(
            self._deployment.api_domain,
            protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
            origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
            # The interface's firewall would else take all people for one caller: the edge.
            custom_headers={EDGE_HEADER: edge_proof(self._deployment)},
        )
        return origin, interface_caching(self, self._deployment)

    def _asked(
        self,
        interface: tuple[origins.HttpOrigin, cloudfront.CachePolicy],
        name: str,
        content: Mapping[str, str],
        *,
        final: bool = True,
    ) -> cloudfront.BehaviorOptions:
        origin, caching = interface
        return cloudfront.BehaviorOptions(
            origin=origin,
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=caching,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=answer_headers(self, name, self._deployment, content, final=final),
            compress=True,
        )

    def _records(self, zone: route53.IHostedZone) -> None:
        target = route53.RecordTarget.from_alias(targets.CloudFrontTarget(self.distribution))
        for kind in (route53.ARecord, route53.AaaaRecord):
            kind(self, kind.__name__, zone=zone, record_name=self._deployment.domain, target=target)
