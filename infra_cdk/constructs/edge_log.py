"""The log of the edge: what was asked and how it went, without addresses, queries, cookies or browsers."""

from aws_cdk import Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra_cdk.constructs.edge_parts import edge_bucket
from infra_cdk.deployment import Deployment

FIELDS = (
    "date",
    "time",
    "x-edge-location",
    "x-edge-request-id",
    "x-edge-result-type",
    "x-edge-detailed-result-type",
    "cs-method",
    "cs-uri-stem",
    "cs-protocol-version",
    "sc-status",
    "sc-bytes",
    "time-taken",
    "time-to-first-byte",
)
"""The older kind of log has every field or none, and so an address for each request: they may not leave the country."""


class EdgeLog(Construct):
    """``bucket`` with lines of JSON for every request to a distribution."""

    def __init__(
        self, scope: Construct, id: str, deployment: Deployment, distribution: cloudfront.IDistribution
    ) -> None:
        """Deliver the log of ``distribution`` for as long as the size keeps logs."""
        super().__init__(scope, id)
        name = f"{deployment.prefix}edge"
        self.bucket = edge_bucket(self, "Log", deployment, "edge-log", days=deployment.capacity.log_days)
        self._admit(deployment)
        source = logs.CfnDeliverySource(
            self,
            "Source",
            name=name,
            log_type="ACCESS_LOGS",
            resource_arn=f"arn:aws:cloudfront::{deployment.account}:distribution/{distribution.distribution_id}",
        )
        destination = logs.CfnDeliveryDestination(
            self, "Destination", name=name, destination_resource_arn=self.bucket.bucket_arn, output_format="json"
        )
        destination.node.add_dependency(self.bucket)
        delivery = logs.CfnDelivery(
            self,
            "Delivery",
            delivery_source_name=source.name,
            delivery_destination_arn=destination.attr_arn,
            record_fields=list(FIELDS),
            s3_suffix_path="{yyyy}/{MM}/{dd}/{HH}",
        )
        delivery.add_resource_dependency(source)

    def _admit(self, deployment: Deployment) -> None:
        region = Stack.of(self).region
        sources = f"arn:aws:logs:{region}:{deployment.account}:delivery-source:{deployment.prefix}edge"
        self.bucket.add_to_resource_policy(
            iam.PolicyStatement(
                sid="Delivery",
                principals=[iam.ServicePrincipal("delivery.logs.amazonaws.com")],
                actions=["s3:PutObject"],
                resources=[self.bucket.arn_for_objects("*")],
                conditions={
                    "StringEquals": {"aws:SourceAccount": deployment.account},
                    "ArnLike": {"aws:SourceArn": sources},
                },
            )
        )
