"""What the policies of our buckets refuse, whoever asks and whatever their own policies allow."""

from typing import Any

from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from infra_cdk.deployment import Place

SCAN_TAG = "GuardDutyMalwareScanStatus"
CLEAN = "NO_THREATS_FOUND"
_ENCRYPTION = "s3:x-amz-server-side-encryption"
_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id"


def enforce_key(bucket: s3.Bucket, key_arn: str) -> None:
    """Refuse objects under another encryption than the key's; those that name none get the key by default."""
    for sid, header, value in (("OtherEncryption", _ENCRYPTION, "aws:kms"), ("OtherKey", _KEY, key_arn)):
        conditions = {"StringNotEquals": {header: value}, "Null": {header: "false"}}
        bucket.add_to_resource_policy(_refusal(sid, ["s3:PutObject"], [bucket.arn_for_objects("*")], conditions))


def only_clean(bucket: s3.Bucket, exempt: list[str]) -> None:
    """Let nobody but the roles ``exempt`` (ARNs) read what the scan did not find clean, or say that it is.

    A condition that is negated holds for an object without the tag too: it is refused until it has been scanned.
    """
    others = {"ArnNotEquals": {"aws:PrincipalArn": exempt}}
    unclean = {"StringNotEquals": {f"s3:ExistingObjectTag/{SCAN_TAG}": CLEAN}, **others}
    objects = [bucket.arn_for_objects("*")]
    bucket.add_to_resource_policy(_refusal("NotClean", ["s3:GetObject", "s3:GetObjectVersion"], objects, unclean))
    tagging = ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"]
    bucket.add_to_resource_policy(_refusal("Tagging", tagging, objects, others))


def only_added(bucket: s3.Bucket, exempt: list[str]) -> None:
    """Let nobody write under a name that is taken, and nobody but the roles ``exempt`` (ARNs) end a lock or delete.

    The lock keeps every version; without this a newer version could still hide an older one.
    """
    objects = [bucket.arn_for_objects("*")]
    unconditional = {"Null": {"s3:if-none-match": "true"}}
    bucket.add_to_resource_policy(_refusal("OnlyNew", ["s3:PutObject"], objects, unconditional))
    others = {"ArnNotEquals": {"aws:PrincipalArn": exempt}}
    removing = [
        "s3:BypassGovernanceRetention",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutObjectLegalHold",
        "s3:PutObjectRetention",
    ]
    bucket.add_to_resource_policy(_refusal("NothingGoes", removing, objects, others))


def admit_access_logs(bucket: s3.Bucket, place: Place) -> None:
    """Let S3 write the access logs of this deployment's buckets."""
    bucket.add_to_resource_policy(
        iam.PolicyStatement(
            sid="AccessLogs",
            principals=[iam.ServicePrincipal("logging.s3.amazonaws.com")],
            actions=["s3:PutObject"],
            resources=[bucket.arn_for_objects("*")],
            conditions={
                "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{place.deployment.prefix}*"},
                "StringEquals": {"aws:SourceAccount": place.deployment.account},
            },
        )
    )


def _refusal(sid: str, actions: list[str], resources: list[str], conditions: dict[str, Any]) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid,
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=actions,
        resources=resources,
        conditions=conditions,
    )
