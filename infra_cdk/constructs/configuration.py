"""The account's record of configurations in one region, and the rules that judge it."""

from aws_cdk import aws_config as config
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.bucket import make_bucket
from infra_cdk.data.config_rules import RULES, ConfigRule
from infra_cdk.data.stores import CONFIGURATION
from infra_cdk.deployment import Place

_POLICY = "service-role/AWS_ConfigRole"


class Configuration(Construct):
    """Recorder, delivery into a bucket of the region, and rules. One per account and region: see ``account_wide``."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make them; types that exist once in an account are recorded at home."""
        super().__init__(scope, id)
        self._place, self._key = place, key
        self.bucket = make_bucket(self, CONFIGURATION, place, key)
        self.recorder = self._recorder(self._role())
        channel = config.CfnDeliveryChannel(
            self,
            "Channel",
            name=place.named("channel"),
            s3_bucket_name=self.bucket.bucket_name,
            s3_kms_key_arn=key.key_arn,
        )
        channel.node.add_dependency(self.bucket)
        self.rules = [self._rule(rule) for rule in RULES if place.is_home or not rule.once]

    def _recorder(self, role: iam.Role) -> config.CfnConfigurationRecorder:
        return config.CfnConfigurationRecorder(
            self,
            "Recorder",
            name=self._place.named("recorder"),
            role_arn=role.role_arn,
            recording_group=config.CfnConfigurationRecorder.RecordingGroupProperty(
                all_supported=True, include_global_resource_types=self._place.is_home
            ),
        )

    def _role(self) -> iam.Role:
        delivering = [
            iam.PolicyStatement(
                actions=["s3:PutObject"],
                resources=[self.bucket.arn_for_objects(f"AWSLogs/{self._place.deployment.account}/*")],
                conditions=_own(self._place),
            ),
            iam.PolicyStatement(actions=["s3:GetBucketAcl", "s3:ListBucket"], resources=[self.bucket.bucket_arn]),
            iam.PolicyStatement(actions=["kms:Decrypt", "kms:GenerateDataKey"], resources=[self._key.key_arn]),
        ]
        return iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("config.amazonaws.com", conditions=_own_source(self._place)),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name(_POLICY),
                iam.ManagedPolicy(self, "MayDeliver", statements=delivering),
            ],
        )

    def _rule(self, rule: ConfigRule) -> config.CfnConfigRule:
        scope = config.CfnConfigRule.ScopeProperty(compliance_resource_types=list(rule.types))
        made = config.CfnConfigRule(
            self,
            rule.identifier,
            config_rule_name=self._place.named(rule.name),
            source=config.CfnConfigRule.SourceProperty(owner="AWS", source_identifier=rule.identifier),
            scope=scope if rule.types else None,
            input_parameters=dict(rule.inputs) or None,
        )
        made.node.add_dependency(self.recorder)
        return made


def _own(place: Place) -> dict[str, dict[str, str]]:
    return {"StringEquals": {"aws:ResourceAccount": place.deployment.account}}


def _own_source(place: Place) -> dict[str, dict[str, str]]:
    return {"StringEquals": {"aws:SourceAccount": place.deployment.account}}
