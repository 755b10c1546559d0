"""The nightly matching of everybody: the state machine, its role and its log."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_stepfunctions as states
from constructs import Construct

from infra_cdk.constructs.log_group import log_group
from infra_cdk.constructs.service_role import ServiceRole
from infra_cdk.deployment import Place
from infra_cdk.functions.machine import JOIN, NAME, PART, definition, machine_arn
from infra_cdk.functions.surroundings import Arns

_DELIVERIES = (
    *("CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery", "ListLogDeliveries"),
    *("PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups"),
)
_TRACES = ("PutTraceSegments", "PutTelemetryRecords", "GetSamplingRules", "GetSamplingTargets")


class Matching(Construct):
    """``machine``: started by the function that prepares a run. It is told names of runs and numbers of parts only."""

    def __init__(self, scope: Construct, id: str, place: Place, arns: Arns, key: kms.IKey) -> None:
        """Make it; ``key`` encrypts its log."""
        super().__init__(scope, id)
        group = log_group(self, NAME, place, key)
        self.role = ServiceRole(self, "Work", place, "states", _statements(arns))
        self.machine = states.CfnStateMachine(
            self,
            "Machine",
            state_machine_name=place.named(NAME),
            definition_string=definition(arns),
            role_arn=self.role.role.role_arn,
            tracing_configuration=states.CfnStateMachine.TracingConfigurationProperty(enabled=True),
            logging_configuration=states.CfnStateMachine.LoggingConfigurationProperty(
                level="ALL",
                include_execution_data=False,
                destinations=[
                    states.CfnStateMachine.LogDestinationProperty(
                        cloud_watch_logs_log_group=states.CfnStateMachine.CloudWatchLogsLogGroupProperty(
                            log_group_arn=group.log_group_arn
                        )
                    )
                ],
            ),
        )
        # A machine is refused while its role may not deliver logs yet.
        self.machine.node.add_dependency(self.role)


def _statements(arns: Arns) -> list[iam.PolicyStatement]:
    """Return what it does: call its functions, start and watch the executions of its own parts, log and trace."""
    machine = machine_arn(arns)
    parts = machine.replace(":stateMachine:", ":execution:") + ":*"
    return [
        iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[arns.function(PART), arns.function(JOIN)]),
        iam.PolicyStatement(actions=["states:StartExecution"], resources=[machine]),
        iam.PolicyStatement(actions=["states:DescribeExecution", "states:StopExecution"], resources=[parts]),
        # Deliveries of logs and traces are of no resource.
        iam.PolicyStatement(
            actions=[*(f"logs:{each}" for each in _DELIVERIES), *(f"xray:{each}" for each in _TRACES)], resources=["*"]
        ),
    ]
