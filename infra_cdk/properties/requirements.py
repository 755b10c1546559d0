"""The table: what must hold for each resource type. A type that is not here has not been thought about."""

from infra_cdk.properties import consumers, encryption, exposure, keeping, names, permissions, residency, secrecy
from infra_cdk.properties.law import Law, Requirement, equals, present

GENERAL: tuple[Law, ...] = (
    secrecy.SILENT,
    permissions.MODEST,
    names.FITS,
)
"""Laws for every resource whatever its type; tags, limits and order are laws of stacks (see `check`)."""


def _law(name: str, says: str, path: str, value: object = None) -> Law:
    return Law(name=name, says=says, holds=present(path) if value is None else equals(path, value))


def _of(*laws: Law) -> Requirement:
    return Requirement(laws=laws)


def _none(because: str) -> Requirement:
    return Requirement(because=because)


REQUIREMENTS: dict[str, Requirement] = {
    "AWS::DynamoDB::GlobalTable": _of(
        encryption.TABLE, keeping.TABLE_KEPT, keeping.RETAINED, residency.CLASSED, residency.AT_HOME
    ),
    "AWS::S3::Bucket": _of(
        encryption.BUCKET,
        exposure.PRIVATE_BUCKET,
        exposure.BUCKET_TLS,
        keeping.VERSIONED,
        keeping.LIFE_CYCLE,
        keeping.RETAINED,
        residency.CLASSED,
        residency.AT_HOME,
        residency.NO_COPY,
    ),
    "AWS::S3::BucketPolicy": _of(exposure.NO_STRANGER),
    "AWS::SQS::Queue": _of(
        encryption.QUEUE, exposure.QUEUE_TLS, consumers.DEAD_LETTERS, consumers.QUEUE_ALARM, residency.CLASSED
    ),
    "AWS::SQS::QueuePolicy": _of(exposure.NO_STRANGER),
    "AWS::SNS::Topic": _of(encryption.TOPIC, exposure.TOPIC_TLS),
    "AWS::SNS::TopicPolicy": _of(exposure.NO_STRANGER),
    "AWS::KMS::Key": _of(encryption.ROTATED, keeping.RETAINED, exposure.NO_STRANGER),
    "AWS::KMS::Alias": _none("a name of a key, whose laws hold"),
    "AWS::SecretsManager::Secret": _of(
        encryption.SECRET, secrecy.GENERATED, keeping.RETAINED, residency.CLASSED, residency.NO_COPY
    ),
    "AWS::Cognito::UserPool": _of(keeping.POOL_KEPT, keeping.RETAINED, residency.CLASSED, residency.AT_HOME),
    "AWS::Cognito::UserPoolClient": _of(
        _law("NoGuessing", "does not tell whether an account exists", "PreventUserExistenceErrors", "ENABLED")
    ),
    "AWS::Cognito::UserPoolGroup": _none("a name of a role"),
    "AWS::Lambda::Function": _of(
        _law("OwnRole", "has a role of its own", "Role"),
        _law("Traced", "is traced", "TracingConfig.Mode", "Active"),
        _law("Bounded", "has a bound of concurrent executions", "ReservedConcurrentExecutions"),
        _law("Private", "runs in the private network", "VpcConfig.SubnetIds"),
        consumers.FUNCTION_ALARM,
        consumers.THROTTLE_ALARM,
    ),
    "AWS::Lambda::EventSourceMapping": _of(
        consumers.MAPPING_DEAD_LETTERS, consumers.MAPPING_BOUNDED, consumers.MAPPING_PARTS, consumers.MAPPING_ALARM
    ),
    "AWS::Lambda::Permission": _of(exposure.BOUND_PERMISSION),
    "AWS::IAM::Role": _of(permissions.MANAGED_MODEST),
    "AWS::IAM::Policy": _none("the general laws read its statements"),
    "AWS::Events::Rule": _of(consumers.SCHEDULE_DEAD_LETTERS),
    "AWS::ApiGateway::RestApi": _none("its stage and its domain are where it is met"),
    "AWS::ApiGateway::Deployment": _none("a snapshot of the interface"),
    "AWS::ApiGateway::Stage": _of(
        _law("AccessLog", "writes who called what", "AccessLogSetting.DestinationArn"),
        _law("Traced", "is traced", "TracingEnabled", True),
        _law("Throttled", "limits its callers", "MethodSettings.0.ThrottlingRateLimit"),
    ),
}
