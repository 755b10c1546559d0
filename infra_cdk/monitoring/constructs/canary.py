"""Whoever looks from outside: a script that asks the public address what anyone may ask."""

from pathlib import Path

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_synthetics as synthetics
from constructs import Construct

from infra_cdk.canary.python.probe import ADDRESS, WORDS
from infra_cdk.constructs.bucket import make_bucket
from infra_cdk.constructs.log_group import log_group
from infra_cdk.data.classification import DataClass
from infra_cdk.data.stores import Store
from infra_cdk.monitoring.watched import Watched

REPORTS = Store(name="canary", data_class=DataClass.OPERATIONAL, expires=31, superseded=1, replicated=False)
"""What each run saw; it asks for public pages alone."""

RUNTIME = "syn-python-selenium-8.0"
"""Python 3.11. The newest that AWS documents (CloudWatch Synthetics, runtime versions); older ones are withdrawn
two years after they came."""

SCRIPT = Path(__file__).parents[2] / "canary"
_MINUTES = 5
_SECONDS = 60
_COMMON_WORD = "kasir"


class Canary(Construct):
    """The canary with its role, its reports and its log."""

    def __init__(self, scope: Construct, id: str, watched: Watched, key: kms.IKey) -> None:
        """Look every five minutes at the address under which programs call."""
        super().__init__(scope, id)
        self._watched, self._key = watched, key
        self.reports = make_bucket(self, REPORTS, watched.place, key)
        self.canary = self._canary(watched)
        self._keep_log()

    def _canary(self, watched: Watched) -> synthetics.Canary:
        deployment = watched.place.deployment
        return synthetics.Canary(
            self,
            "Canary",
            canary_name=watched.canary,
            runtime=synthetics.Runtime(RUNTIME, synthetics.RuntimeFamily.PYTHON),
            test=synthetics.Test.custom(
                code=synthetics.Code.from_asset(str(SCRIPT), exclude=["**/__pycache__", "__init__.py"]),
                handler="probe.handler",
            ),
            schedule=synthetics.Schedule.rate(Duration.minutes(_MINUTES)),
            timeout=Duration.seconds(_SECONDS),
            environment_variables={ADDRESS: f"https://{deployment.api_domain}", WORDS: _COMMON_WORD},
            role=self._role(),
            artifacts_bucket_location=synthetics.ArtifactsBucketLocation(bucket=self.reports, prefix=watched.canary),
            success_retention_period=Duration.days(REPORTS.expires),
            failure_retention_period=Duration.days(REPORTS.expires),
            provisioned_resource_cleanup=True,
        )

    def _role(self) -> iam.Role:
        return iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            managed_policies=[iam.ManagedPolicy(self, "MayReport", statements=self._statements())],
        )

    def _statements(self) -> list[iam.PolicyStatement]:
        place = self._watched.place
        logs = f"arn:aws:logs:{place.region}:{place.deployment.account}:log-group:/aws/lambda/cwsyn-{place.named('*')}"
        return [
            iam.PolicyStatement(actions=["s3:PutObject"], resources=[self.reports.arn_for_objects("*")]),
            iam.PolicyStatement(actions=["s3:GetBucketLocation"], resources=[self.reports.bucket_arn]),
            # The runtime looks whether its bucket is there by listing names; AWS's own role for canaries has it too.
            iam.PolicyStatement(actions=["s3:ListAllMyBuckets"], resources=["*"]),
            iam.PolicyStatement(actions=["kms:GenerateDataKey", "kms:Decrypt"], resources=[self._key.key_arn]),
            iam.PolicyStatement(actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[logs]),
            iam.PolicyStatement(
                actions=["cloudwatch:PutMetricData"],
                resources=["*"],
                conditions={"StringEquals": {"cloudwatch:namespace": "CloudWatchSynthetics"}},
            ),
        ]

    def _keep_log(self) -> None:
        """Make the log of the canary's function: its role may not make one that is kept for ever."""
        name = f"/aws/lambda/cwsyn-{self._watched.canary}-{self.canary.canary_id}"
        log_group(self, "Log", self._watched.place, self._key, name=name)
