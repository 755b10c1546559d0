"""An alarm that watches nothing is silent for ever: what alarms name must exist, and somebody must be told."""

import re
from collections import defaultdict
from functools import lru_cache

from infra_cdk.properties.law import Law
from infra_cdk.properties.resource import Resource, each, walk
from infra_cdk.properties.world import World

NAMED: dict[tuple[str, str], tuple[str, str]] = {
    ("AWS/ApiGateway", "ApiName"): ("AWS::ApiGateway::RestApi", "Name"),
    ("AWS/Backup", "BackupVaultName"): ("AWS::Backup::BackupVault", "BackupVaultName"),
    ("AWS/DynamoDB", "TableName"): ("AWS::DynamoDB::GlobalTable", "TableName"),
    ("AWS/ES", "DomainName"): ("AWS::OpenSearchService::Domain", "DomainName"),
    ("AWS/Lambda", "FunctionName"): ("AWS::Lambda::Function", "FunctionName"),
    ("AWS/Lambda", "Resource"): ("AWS::Lambda::Alias", ""),
    ("AWS/S3", "DestinationBucket"): ("AWS::S3::Bucket", "BucketName"),
    ("AWS/S3", "SourceBucket"): ("AWS::S3::Bucket", "BucketName"),
    ("AWS/SES", "ses:configuration-set"): ("AWS::SES::ConfigurationSet", "Name"),
    ("AWS/SNS", "TopicName"): ("AWS::SNS::Topic", "TopicName"),
    ("AWS/States", "StateMachineArn"): ("AWS::StepFunctions::StateMachine", "StateMachineName"),
    ("AWS/SQS", "QueueName"): ("AWS::SQS::Queue", "QueueName"),
    ("AWS/WAFV2", "WebACL"): ("AWS::WAFv2::WebACL", "Name"),
    ("CloudWatchSynthetics", "CanaryName"): ("AWS::Synthetics::Canary", "Name"),
}
"""Dimension of a metric of AWS: the type of what it names, and the property that holds the name."""

_OUTSIDE = frozenset(
    (
        "Class",
        "ClientId",
        "Currency",
        "GlobalSecondaryIndexName",
        "Operation",
        "ReceivingRegion",
        "Region",
        "Rule",
        "RuleId",
        "Service",
        "Stage",
        "Type",
    )
)
"""Dimensions that name no resource of a stack."""


@lru_cache(maxsize=8)
def _existing(world: World) -> dict[str, set[str]]:
    """Return the names of the resources of each type that an alarm can name, in any region."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind, path in NAMED.values():
        for resource in world.of(kind):
            found[kind].add(world.text(resource.stack, resource.get(path)) if path else _alias(resource, world))
    return found


def _alias(resource: Resource, world: World) -> str:
    names = [
        world.text(one.stack, one.get("FunctionName"))
        for one in world.targets(resource.stack, resource.get("FunctionName"))
    ]
    return f"{names[0] if names else ''}:{resource.get('Name')}"


def _exists(alarm: Resource, world: World) -> bool:
    for metric in walk(alarm.properties):
        space = str(metric.get("Namespace"))
        for dimension in each(metric.get("Dimensions")) if space.startswith("AWS/") or "Synthetics" in space else ():
            if dimension["Name"] in _OUTSIDE or space == "AWS/Usage":
                continue
            if not _names(space, dimension, alarm, world):
                return False
    return True


def _names(space: str, dimension: dict[str, object], alarm: Resource, world: World) -> bool:
    value = world.text(alarm.stack, dimension["Value"])
    if (known := NAMED.get((space, str(dimension["Name"])))) is not None:
        named = value.rpartition(":")[2] if value.startswith("arn:") else value
        return named in _existing(world)[known[0]]
    return bool(world.targets(alarm.stack, dimension["Value"]))


_CALLED = re.compile(r'ALARM\("?([^")]+)"?\)')


def _tells(alarm: Resource, world: World) -> bool:
    """Somebody hears of it: a topic, an alarm above it that tells, or a deployment that it stops."""
    described = "docs/runbooks/" in str(alarm.get("AlarmDescription"))
    return described and (bool(alarm.get("AlarmActions")) or str(alarm.get("AlarmName")) in _heard(world))


@lru_cache(maxsize=8)
def _heard(world: World) -> frozenset[str]:
    above = {
        name
        for composite in world.of("AWS::CloudWatch::CompositeAlarm")
        for name in _CALLED.findall(world.text(composite.stack, composite.get("AlarmRule")))
    }
    stopping = {
        world.text(target.stack, target.get("AlarmName"))
        for group in world.of("AWS::CodeDeploy::DeploymentGroup")
        for target in world.targets(group.stack, group.get("AlarmConfiguration.Alarms"))
    }
    return frozenset(above | stopping)


ALARM_EXISTS = Law(name="Exists", says="watches resources that exist, under the names that they have", holds=_exists)
ALARM_TELLS = Law(name="Tells", says="names a runbook, and somebody hears of it", holds=_tells)
