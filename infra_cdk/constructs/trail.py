"""The record of who called what: the account's management, and every touch of personal data."""

from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra_cdk.constructs.bucket import make_bucket
from infra_cdk.constructs.log_group import log_group
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.data.stores import DATA_STORES, TRAIL
from infra_cdk.deployment import Place

Selector = cloudtrail.CfnTrail.AdvancedEventSelectorProperty
Field = cloudtrail.CfnTrail.AdvancedFieldSelectorProperty


class Trail(Construct):
    """A trail over all regions into a locked bucket, with proof that nothing was taken out, and into logs."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make it in the home region; its records of calls name whose item was touched, so they stay there."""
        super().__init__(scope, id)
        self._place = place
        self.bucket = make_bucket(self, TRAIL, place, key)
        name = place.named("trail")
        self._admit(f"arn:aws:cloudtrail:{place.region}:{place.deployment.account}:trail/{name}")
        self.logs = log_group(self, "Calls", place, key)
        self.trail = cloudtrail.CfnTrail(
            self,
            "Trail",
            trail_name=name,
            is_logging=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            s3_bucket_name=self.bucket.bucket_name,
            kms_key_id=key.key_arn,
            cloud_watch_logs_log_group_arn=self.logs.log_group_arn,
            cloud_watch_logs_role_arn=self._role(self.logs).role_arn,
            advanced_event_selectors=self._selectors(),
        )
        if self.bucket.policy is not None:
            self.trail.node.add_dependency(self.bucket.policy)

    def _selectors(self) -> list[Selector]:
        management = Selector(
            name="Management", field_selectors=[Field(field="eventCategory", equal_to=["Management"])]
        )
        return [
            management,
            _touches("PersonalTables", "AWS::DynamoDB::Table", personal_tables(self._place)),
            _touches("PersonalObjects", "AWS::S3::Object", personal_objects(self._place)),
        ]

    def _admit(self, trail: str) -> None:
        service = iam.ServicePrincipal("cloudtrail.amazonaws.com")
        own = {"StringEquals": {"aws:SourceArn": trail}}
        owned = {"StringEquals": {"aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control"}}
        objects = self.bucket.arn_for_objects(f"AWSLogs/{self._place.deployment.account}/*")
        for sid, action, resource, conditions in (
            ("TrailLooks", "s3:GetBucketAcl", self.bucket.bucket_arn, own),
            ("TrailWrites", "s3:PutObject", objects, owned),
        ):
            self.bucket.add_to_resource_policy(
                iam.PolicyStatement(
                    sid=sid, principals=[service], actions=[action], resources=[resource], conditions=conditions
                )
            )

    def _role(self, group: logs.LogGroup) -> iam.Role:
        writing = iam.PolicyStatement(
            actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[group.log_group_arn]
        )
        return iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("cloudtrail.amazonaws.com"),
            managed_policies=[iam.ManagedPolicy(self, "MayWriteLogs", statements=[writing])],
        )


def personal_tables(place: Place) -> list[str]:
    """Return the ARN of every table of personal data, in each region that has it."""
    places = [place, place.deployment.recovery_place] if place.deployment.personal_data_abroad else [place]
    return [
        f"arn:aws:dynamodb:{one.region}:{one.deployment.account}:table/{one.named(name)}"
        for one in places
        for name, data_class in TABLES.items()
        if data_class is DataClass.PERSONAL
    ]


def personal_objects(place: Place) -> list[str]:
    """Return the beginning of the ARN of every object with personal data that the platform stores."""
    places = [place, place.deployment.recovery_place] if place.deployment.personal_data_abroad else [place]
    return [
        f"arn:aws:s3:::{one.bucket(store.name)}/"
        for one in places
        for store in DATA_STORES
        if store.data_class is DataClass.PERSONAL
    ]


def _touches(name: str, kind: str, arns: list[str]) -> Selector:
    field = Field(field="resources.ARN", starts_with=arns)
    if kind == "AWS::DynamoDB::Table":
        # One table's name can begin another's: the whole of it counts.
        field = Field(field="resources.ARN", equal_to=arns)
    return Selector(
        name=name,
        field_selectors=[
            Field(field="eventCategory", equal_to=["Data"]),
            Field(field="resources.type", equal_to=[kind]),
            field,
        ],
    )
