"""The buckets: people's documents and the raw payloads of partners."""

from typing import cast

from aws_cdk import RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.deployment import Place


class Buckets(Construct):
    """``documents`` of people and ``payloads`` of partners."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey, uploads_queue_arn: str) -> None:
        """Make them; every upload of a document is announced to ``uploads_queue_arn``."""
        super().__init__(scope, id)
        self._place, self._key = place, key
        self.documents = self._bucket("documents")
        self.payloads = self._bucket("payloads")
        plain = cast("s3.CfnBucket", self.documents.node.default_child)
        plain.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
            queue_configurations=[
                s3.CfnBucket.QueueConfigurationProperty(event="s3:ObjectCreated:*", queue=uploads_queue_arn)
            ]
        )

    def _bucket(self, name: str) -> s3.Bucket:
        return s3.Bucket(
            self,
            name,
            bucket_name=self._place.bucket(name),
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self._key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            versioned=True,
            removal_policy=RemovalPolicy.RETAIN,
        )
