"""The pages of the web folder in a private bucket beside the edge, and the function that publishes them."""

from pathlib import Path

from aws_cdk import CustomResource, Duration
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from infra_cdk.constructs.edge_parts import edge_bucket, edge_log_group
from infra_cdk.deployment import Deployment
from infra_cdk.publishing import handler
from infra_cdk.publishing.pages import CACHING, Page, pages

_SECONDS = 60


class Website(Construct):
    """``bucket`` with the pages, which nobody reads but the edge."""

    def __init__(self, scope: Construct, id: str, deployment: Deployment, key: kms.IKey) -> None:
        """Make the bucket; `publish` fills it. ``key`` encrypts the log."""
        super().__init__(scope, id)
        self._deployment, self._key = deployment, key
        self.bucket = edge_bucket(self, "Pages", deployment, "web")

    def publish(self, distribution: cloudfront.IDistribution) -> CustomResource:
        """Put the pages of this state of the source into the bucket and make ``distribution`` forget the old ones."""
        found = [(page, self._asset(page)) for page in pages()]
        publisher = self._publisher([asset for _, asset in found], distribution)
        resource = CustomResource(
            self,
            "Published",
            service_token=publisher.function_arn,
            resource_type="Custom::Pages",
            service_timeout=Duration.seconds(2 * _SECONDS),
            properties={
                "Bucket": self.bucket.bucket_name,
                "Distribution": distribution.distribution_id,
                "Pages": [_entry(page, asset) for page, asset in found],
            },
        )
        # Without its permissions or its bucket's policy the publisher can do nothing.
        resource.node.add_dependency(publisher, self.bucket)
        return resource

    def _asset(self, page: Page) -> assets.Asset:
        return assets.Asset(self, page.key, path=str(page.file))

    def _publisher(self, sources: list[assets.Asset], distribution: cloudfront.IDistribution) -> lambda_.Function:
        name = f"{self._deployment.prefix}publish-pages"
        group = edge_log_group(self, "Log", self._deployment, self._key, f"/aws/lambda/{name}")
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        group.grant_write(role)
        for statement in self._allowed(sources, distribution):
            role.add_to_principal_policy(statement)
        return lambda_.Function(
            self,
            "Publisher",
            function_name=name,
            description="Copies the pages of the web folder to where the edge reads them",
            runtime=lambda_.Runtime.PYTHON_3_14,
            architecture=lambda_.Architecture.ARM_64,
            handler="index.handler",
            code=lambda_.Code.from_inline(Path(handler.__file__).read_text()),
            timeout=Duration.seconds(_SECONDS),
            memory_size=256,
            reserved_concurrent_executions=1,
            role=role.without_policy_updates(),
            log_group=group,
        )

    def _allowed(
        self, sources: list[assets.Asset], distribution: cloudfront.IDistribution
    ) -> tuple[iam.PolicyStatement, ...]:
        edge = f"arn:aws:cloudfront::{self._deployment.account}:distribution/{distribution.distribution_id}"
        read = sorted({asset.bucket.arn_for_objects(asset.s3_object_key) for asset in sources})
        return (
            iam.PolicyStatement(actions=["s3:GetObject"], resources=read),
            iam.PolicyStatement(
                actions=["s3:PutObject", "s3:DeleteObject"], resources=[self.bucket.arn_for_objects("*")]
            ),
            iam.PolicyStatement(actions=["s3:ListBucket"], resources=[self.bucket.bucket_arn]),
            iam.PolicyStatement(actions=["cloudfront:CreateInvalidation"], resources=[edge]),
        )


def _entry(page: Page, asset: assets.Asset) -> dict[str, str]:
    return {
        "Key": page.key,
        "SourceBucket": asset.s3_bucket_name,
        "SourceKey": asset.s3_object_key,
        "ContentType": page.content_type,
        "CacheControl": CACHING,
    }
