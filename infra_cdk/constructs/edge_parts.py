"""What the edge's stack is made of: its key, its buckets and its groups of logs. None of it holds personal data."""

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.deployment import Deployment

_DELETION_DAYS = 30
_SUPERSEDED_DAYS = 30


def edge_key(scope: Construct, id: str, deployment: Deployment) -> kms.Key:
    """Make the key of the edge's logs; keys of the home region do not reach there."""
    key = kms.Key(
        scope,
        id,
        alias=f"alias/{deployment.prefix}edge",
        description="Encrypts the logs of the edge",
        enable_key_rotation=True,
        pending_window=Duration.days(_DELETION_DAYS),
        removal_policy=_kept(deployment),
    )
    region = Stack.of(scope).region
    groups = f"arn:aws:logs:{region}:{deployment.account}:log-group:*"
    key.add_to_resource_policy(
        iam.PolicyStatement(
            sid="Logs",
            principals=[iam.ServicePrincipal(f"logs.{region}.amazonaws.com")],
            actions=["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
            resources=["*"],
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
        )
    )
    return key


def edge_log_group(scope: Construct, id: str, deployment: Deployment, key: kms.IKey, name: str) -> logs.LogGroup:
    """Make the group ``name``, kept for as long as the size says."""
    group = logs.LogGroup(scope, id, log_group_name=name, encryption_key=key, removal_policy=_kept(deployment))
    plain = group.node.default_child
    if isinstance(plain, logs.CfnLogGroup):
        plain.retention_in_days = deployment.capacity.log_days
    return group


def edge_bucket(scope: Construct, id: str, deployment: Deployment, name: str, *, days: int = 0) -> s3.Bucket:
    """Make a private bucket under S3's own keys; objects go after ``days``, 0: never.

    What it holds is public (pages) or counts requests without saying whose they were (logs of the edge).
    """
    return s3.Bucket(
        scope,
        id,
        bucket_name=f"{deployment.prefix}{name}-{deployment.account}-{Stack.of(scope).region}",
        encryption=s3.BucketEncryption.S3_MANAGED,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        versioned=True,
        lifecycle_rules=[
            s3.LifecycleRule(
                id="kept",
                expiration=Duration.days(days) if days else None,
                noncurrent_version_expiration=Duration.days(_SUPERSEDED_DAYS),
                abort_incomplete_multipart_upload_after=Duration.days(1),
            )
        ],
        removal_policy=_kept(deployment),
    )


def _kept(deployment: Deployment) -> RemovalPolicy:
    # What a first deployment made before it failed is in the way of the second.
    return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE if deployment.protected else RemovalPolicy.DESTROY
