"""Every uploaded document is scanned for malware before anybody may read it.

GuardDuty scans it, tags it with what it found and says so on the event bus; a rule puts the key into the queue of
uploads to check, in the form of S3's own notifications. Until then the bucket's policy refuses to give the object out.
"""

import msgspec
from aws_cdk import aws_events as events
from aws_cdk import aws_guardduty as guardduty
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra_cdk.deployment import Place

_OWN_RULES = "DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"
_PROBE = "malware-protection-resource-validation-object"
_SERVICE = "malware-protection-plan.guardduty.amazonaws.com"
_RETRY_SECONDS, _RETRIES = 24 * 3600, 185
_NOTICE = '{"Records":[{"s3":{"object":{"key":"<key>"}}}]}'


def scan_role(place: Place) -> str:
    """Return the name of the role with which GuardDuty reads and tags."""
    return place.named(f"{place.role}-documents-scan")


def scan_rule(place: Place) -> str:
    """Return the name of the rule that announces scanned documents."""
    return place.named("documents-scanned")


class Uploads(msgspec.Struct, frozen=True, kw_only=True):
    """The queue of uploads to check, and its dead letters."""

    work: sqs.IQueue
    dead: sqs.IQueue


class DocumentsScan(Construct):
    """The plan that scans ``documents``, and the rule that sends what was scanned to the queue of uploads.

    Both are at work in the active place alone.
    """

    def __init__(
        self, scope: Construct, id: str, place: Place, documents: s3.Bucket, key: kms.IKey, queues: Uploads
    ) -> None:
        """Make both; what cannot be sent to the queue goes to its dead letters."""
        super().__init__(scope, id)
        self._place, self._documents = place, documents
        policy = iam.ManagedPolicy(self, "MayScan", statements=[*self._on_objects(key), *self._on_events()])
        self.role = iam.Role(
            self,
            "Role",
            role_name=scan_role(place),
            assumed_by=iam.ServicePrincipal(_SERVICE).with_conditions(
                {"StringEquals": {"aws:SourceAccount": place.deployment.account}}
            ),
            managed_policies=[policy],
        )
        # Copies that come by replication bring their tag along: they are neither scanned nor worked on again.
        if place.is_active:
            self._plan().node.add_dependency(policy, documents)
        self.rule = self._rule(queues)

    def _plan(self) -> guardduty.CfnMalwareProtectionPlan:
        properties = guardduty.CfnMalwareProtectionPlan
        return properties(
            self,
            "Plan",
            role=self.role.role_arn,
            protected_resource=properties.CFNProtectedResourceProperty(
                s3_bucket=properties.S3BucketProperty(bucket_name=self._documents.bucket_name)
            ),
            actions=properties.CFNActionsProperty(tagging=properties.CFNTaggingProperty(status="ENABLED")),
        )

    def _rule(self, queues: Uploads) -> events.CfnRule:
        transformer = events.CfnRule.InputTransformerProperty(
            input_paths_map={"key": "$.detail.s3ObjectDetails.objectKey"}, input_template=_NOTICE
        )
        return events.CfnRule(
            self,
            "Scanned",
            name=scan_rule(self._place),
            description="Announces documents that were scanned for malware, clean or not",
            state="ENABLED" if self._place.is_active else "DISABLED",
            event_pattern={
                "source": ["aws.guardduty"],
                "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
                "detail": {"s3ObjectDetails": {"bucketName": [self._place.bucket("documents")]}},
            },
            targets=[
                events.CfnRule.TargetProperty(
                    id="check-uploads",
                    arn=queues.work.queue_arn,
                    input_transformer=transformer,
                    dead_letter_config=events.CfnRule.DeadLetterConfigProperty(arn=queues.dead.queue_arn),
                    retry_policy=events.CfnRule.RetryPolicyProperty(
                        maximum_event_age_in_seconds=_RETRY_SECONDS, maximum_retry_attempts=_RETRIES
                    ),
                )
            ],
        )

    def _on_objects(self, key: kms.IKey) -> list[iam.PolicyStatement]:
        reading = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectVersionTagging"]
        tagging = ["s3:PutObjectTagging", "s3:PutObjectVersionTagging"]
        bucket = ["s3:ListBucket", "s3:GetBucketNotification", "s3:PutBucketNotification"]
        return [
            iam.PolicyStatement(actions=reading + tagging, resources=[self._documents.arn_for_objects("*")]),
            iam.PolicyStatement(actions=["s3:PutObject"], resources=[self._documents.arn_for_objects(_PROBE)]),
            iam.PolicyStatement(actions=bucket, resources=[self._documents.bucket_arn]),
            iam.PolicyStatement(actions=["kms:GenerateDataKey", "kms:Decrypt"], resources=[key.key_arn]),
        ]

    def _on_events(self) -> list[iam.PolicyStatement]:
        """GuardDuty hears of uploads by a rule of its own, which it makes and names itself."""
        place = self._place
        own = f"arn:aws:events:{place.region}:{place.deployment.account}:rule/{_OWN_RULES}"
        managed = {"StringEquals": {"events:ManagedBy": _SERVICE}}
        changing = ["events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"]
        return [
            iam.PolicyStatement(actions=changing, resources=[own], conditions=managed),
            iam.PolicyStatement(actions=["events:DescribeRule", "events:ListTargetsByRule"], resources=[own]),
        ]
