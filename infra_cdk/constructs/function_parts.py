"""What stands around one function: its role and policy, its group of logs, and the properties that Chalice left out."""

from typing import Any

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from chalice.utils import to_cfn_resource_name
from constructs import Construct

from chalicelib.resources import STREAM_FAILURES
from infra_cdk.constructs.environment import variables
from infra_cdk.constructs.log_group import log_group
from infra_cdk.constructs.network import Network
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.deployment import Capacity, Place
from infra_cdk.functions.policies import documents, log_group_of, statements
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs import Function, Share
from infra_cdk.functions.surroundings import Arns

_LAMBDA = "lambda.amazonaws.com"
_ASYNCHRONOUS_RETRIES = 2
_ASYNCHRONOUS_AGE = 3600
"""Seconds: a schedule's call that is older is not made up for; the next one does the work."""


class UnknownStream(ValueError):
    """A table that must be in the region has no stream there that functions could follow; the message names it."""


class FunctionParts(Construct):
    """``role`` and ``log_group`` of a function, and the ``properties`` by which its resource refers to them."""

    def __init__(
        self,
        scope: Construct,
        function: Function,
        arns: Arns,
        key: kms.IKey,
        network: Network | None,
        role: iam.IRole | None = None,
    ) -> None:
        """Make them for ``function`` in the place of ``arns``; a ``role`` that is there already is given its policy."""
        super().__init__(scope, to_cfn_resource_name(function.name) + "Parts")
        self._function, self._arns, self._key, self._network = function, arns, key, network
        self.log_group: logs.LogGroup = log_group(self, "Logs", arns.place, key, name=log_group_of(arns, function.name))
        self.role = role or iam.Role(self, "Role", assumed_by=iam.ServicePrincipal(_LAMBDA))
        self._allow()

    @property
    def properties(self) -> dict[str, Any]:
        """What is to be set on the function as it was packaged, by property; what is ``None`` is taken away."""
        function, place = self._function, self._arns.place
        found: dict[str, Any] = {
            "FunctionName": place.named(function.name),
            "MemorySize": function.memory,
            "Timeout": function.timeout,
            "ReservedConcurrentExecutions": reserved(function, place.deployment.capacity),
            "Role": self.role.role_arn,
            "KmsKeyArn": self._key.key_arn,
            "Environment": {"Variables": variables(self._arns)},
            # The app writes JSON of its own.
            "LoggingConfig": {"LogFormat": "Text", "LogGroup": self.log_group.log_group_name},
            # Chalice's own tag names a stage that no deployment has.
            "Tags.aws-chalice": None,
        }
        if self._network is not None:
            found["VpcConfig"] = _placed(self._network)
        return found | self._called()

    def _allow(self) -> None:
        found = statements(self._function, self._arns, networked=self._network is not None)
        for number, part in enumerate(documents(found), start=1):
            iam.ManagedPolicy(
                self,
                f"Policy{number}",
                description=f"What {self._function.name} may do",
                statements=[iam.PolicyStatement.from_json(statement.document()) for statement in part],
                roles=[self.role],
            )

    def _called(self) -> dict[str, Any]:
        """Return what the source needs; a function whose table the place does not have is called by nothing."""
        source = self._function.source
        if source is None:
            return {}
        if isinstance(source, StreamSource) and source.table not in self._arns.around.streams:
            _expect_absent(self._arns.place, source.table)
            return {"Events": None}
        properties = source.properties(self._arns, self._function.name)
        found: dict[str, Any] = {f"Events.{event_name(self._function)}.Properties": properties}
        if isinstance(source, ScheduleSource):
            found["EventInvokeConfig"] = {
                "MaximumRetryAttempts": _ASYNCHRONOUS_RETRIES,
                "MaximumEventAgeInSeconds": _ASYNCHRONOUS_AGE,
                "DestinationConfig": {
                    "OnFailure": {"Type": "SQS", "Destination": self._arns.queue(STREAM_FAILURES.name)}
                },
            }
        return found


def _expect_absent(place: Place, table: str) -> None:
    """Raise `UnknownStream` unless ``table`` may be absent from ``place`` for what it holds."""
    if place.holds_personal_data or TABLES[table] is DataClass.OPERATIONAL:
        raise UnknownStream(f"Nobody told the ARN of the stream of {table} in {place.region}.")


def reserved(function: Function, capacity: Capacity) -> int:
    """Return how many of ``function`` may run at once: none takes the others' share of the account."""
    if function.share is Share.INTERFACE:
        return capacity.api_concurrency
    if function.share is Share.ALONE:
        return 1
    parallel = function.source.parallel if isinstance(function.source, StreamSource) else 1
    return capacity.worker_concurrency * parallel


def event_name(function: Function) -> str:
    """Return the name that Chalice gives to the only ``Events`` entry of ``function``."""
    endings = {"StreamSource": "DynamodbEventSource", "QueueSource": "SqsEventSource", "ScheduleSource": "Event"}
    return str(to_cfn_resource_name(function.name)) + endings[type(function.source).__name__]


def _placed(network: Network) -> dict[str, Any]:
    return {
        "SubnetIds": network.vpc.select_subnets(subnet_type=network.private.subnet_type).subnet_ids,
        "SecurityGroupIds": [network.functions.security_group_id],
    }
