"""Copies of objects in the recovery region, a quarter of an hour behind at most."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.constructs.bucket import plain
from infra_cdk.data.classification import DataClass
from infra_cdk.data.stores import Store
from infra_cdk.deployment import Place

MINUTES = 15
"""Within which S3 promises the copy (replication time control); later ones are counted and can raise an alarm."""


def is_replicated(place: Place, store: Store) -> bool:
    """Tell whether ``store`` has a copy in the recovery region."""
    may_go = store.data_class is DataClass.OPERATIONAL or place.deployment.personal_data_abroad
    return store.replicated and may_go


class Replication(Construct):
    """Replicates ``bucket`` to the bucket of the same store in the recovery region, which must be there already."""

    def __init__(self, scope: Construct, id: str, place: Place, store: Store, bucket: s3.Bucket, key: kms.IKey) -> None:
        """Set the rule up; ``key`` is the multi-region key, of which the recovery region has a replica."""
        super().__init__(scope, id)
        self._place, self._key = place, key
        # By its name: the bucket refers to the role that may read it.
        self._source = f"arn:aws:s3:::{place.bucket(store.name)}"
        self._target = f"arn:aws:s3:::{place.deployment.recovery_place.bucket(store.name)}"
        region = place.deployment.recovery_region
        self._target_key = f"arn:aws:kms:{region}:{place.deployment.account}:key/{key.key_id}"
        self.role = self._role(store)
        plain(bucket).replication_configuration = s3.CfnBucket.ReplicationConfigurationProperty(
            role=self.role.role_arn, rules=[self._rule()]
        )

    def _rule(self) -> s3.CfnBucket.ReplicationRuleProperty:
        within = s3.CfnBucket.ReplicationTimeValueProperty(minutes=MINUTES)
        return s3.CfnBucket.ReplicationRuleProperty(
            id="recovery",
            status="Enabled",
            priority=1,
            filter=s3.CfnBucket.ReplicationRuleFilterProperty(prefix=""),
            # A marker that stands for an erased document is what makes the copy expire too.
            delete_marker_replication=s3.CfnBucket.DeleteMarkerReplicationProperty(status="Enabled"),
            source_selection_criteria=s3.CfnBucket.SourceSelectionCriteriaProperty(
                sse_kms_encrypted_objects=s3.CfnBucket.SseKmsEncryptedObjectsProperty(status="Enabled")
            ),
            destination=s3.CfnBucket.ReplicationDestinationProperty(
                bucket=self._target,
                encryption_configuration=s3.CfnBucket.EncryptionConfigurationProperty(
                    replica_kms_key_id=self._target_key
                ),
                metrics=s3.CfnBucket.MetricsProperty(status="Enabled", event_threshold=within),
                replication_time=s3.CfnBucket.ReplicationTimeProperty(status="Enabled", time=within),
            ),
        )

    def _role(self, store: Store) -> iam.Role:
        policy = iam.ManagedPolicy(self, "MayReplicate", statements=self._statements())
        return iam.Role(
            self,
            "Role",
            role_name=replication_role(self._place, store),
            assumed_by=iam.ServicePrincipal("s3.amazonaws.com"),
            managed_policies=[policy],
        )

    def _statements(self) -> list[iam.PolicyStatement]:
        return [
            iam.PolicyStatement(actions=["s3:GetReplicationConfiguration", "s3:ListBucket"], resources=[self._source]),
            iam.PolicyStatement(
                actions=[
                    "s3:GetObjectVersionForReplication",
                    "s3:GetObjectVersionAcl",
                    "s3:GetObjectVersionTagging",
                    "s3:GetObjectRetention",
                    "s3:GetObjectLegalHold",
                ],
                resources=[f"{self._source}/*"],
            ),
            iam.PolicyStatement(
                actions=["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
                resources=[f"{self._target}/*"],
            ),
            iam.PolicyStatement(actions=["kms:Decrypt"], resources=[self._key.key_arn]),
            iam.PolicyStatement(actions=["kms:Encrypt", "kms:GenerateDataKey"], resources=[self._target_key]),
        ]


def replication_role(place: Place, store: Store) -> str:
    """Return the name of the role that copies ``store`` from ``place``."""
    return place.named(f"{store.name}-replication")
