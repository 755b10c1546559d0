"""What must hold for whatever works: functions, what starts them, and what may be done with them."""

from infra_cdk.properties import consumers, exposure, permissions
from infra_cdk.properties.law import Requirement, law, none, of

_DEPLOYS = "used by CloudFormation while it deploys"

WORK: dict[str, Requirement] = {
    "AWS::Lambda::Function": of(
        law("OwnRole", "has a role of its own", "Role"),
        law("Traced", "is traced", "TracingConfig.Mode", "Active"),
        law("Bounded", "has a bound of concurrent executions", "ReservedConcurrentExecutions"),
        law("Private", "runs in the private network", "VpcConfig.SubnetIds"),
        law("OwnLog", "logs into a group of ours, whose laws hold", "LoggingConfig.LogGroup"),
        consumers.FUNCTION_ALARM,
        consumers.THROTTLE_ALARM,
    ),
    "AWS::Lambda::Alias": none("a name of a version"),
    "AWS::Lambda::Version": none("a function as it was"),
    "AWS::Lambda::LayerVersion": none("published packages: no code and no data of ours"),
    "AWS::StepFunctions::StateMachine": of(
        law("Logged", "writes every step into a group of ours", "LoggingConfiguration.Level", "ALL"),
        law("Discreet", "does not log what it is told", "LoggingConfiguration.IncludeExecutionData", False),
        law("Traced", "is traced", "TracingConfiguration.Enabled", True),
        law("Named", "has the name that alarms and policies know", "StateMachineName"),
    ),
    "AWS::Lambda::EventInvokeConfig": of(consumers.INVOKE_DEAD_LETTERS),
    "AWS::Lambda::EventSourceMapping": of(
        consumers.MAPPING_DEAD_LETTERS, consumers.MAPPING_BOUNDED, consumers.MAPPING_PARTS, consumers.MAPPING_ALARM
    ),
    "AWS::Lambda::Permission": of(exposure.BOUND_PERMISSION),
    "AWS::IAM::Role": of(permissions.MANAGED_MODEST, permissions.NAMED),
    "AWS::IAM::Policy": of(permissions.NAMED),
    "AWS::IAM::ManagedPolicy": of(permissions.NAMED),
    "AWS::Events::Rule": of(consumers.SCHEDULE_DEAD_LETTERS),
    "AWS::CodeDeploy::Application": none("a name for its groups"),
    "AWS::CodeDeploy::DeploymentGroup": of(
        law("RollsBack", "goes back by itself when a deployment fails", "AutoRollbackConfiguration.Enabled", True),
        law("Watched", "goes back when an alarm rings", "AlarmConfiguration.Enabled", True),
    ),
    "Custom::Indices": none(_DEPLOYS),
    "Custom::ReplicaStreams": none(_DEPLOYS),
    "Custom::Pages": none(_DEPLOYS),
    "Custom::CrossRegionExportReader": none(_DEPLOYS),
    "Custom::CrossRegionExportWriter": none(_DEPLOYS),
}
