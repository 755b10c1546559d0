"""Names fit what the services take, in the longest stage too."""

from infra_cdk.deployment.reading import LONGEST_NAMES
from infra_cdk.properties.law import Law
from infra_cdk.properties.resource import Resource
from infra_cdk.properties.world import World

LONGEST: dict[str, tuple[str, int]] = {
    "AWS::ApiGateway::RestApi": ("Name", 128),
    "AWS::Backup::BackupPlan": ("BackupPlan.BackupPlanName", 50),
    "AWS::Backup::BackupVault": ("BackupVaultName", 50),
    "AWS::CloudWatch::Alarm": ("AlarmName", 255),
    "AWS::CloudWatch::CompositeAlarm": ("AlarmName", 255),
    "AWS::DynamoDB::GlobalTable": ("TableName", 255),
    "AWS::Events::Rule": ("Name", 64),
    "AWS::IAM::Role": ("RoleName", 64),
    "AWS::KMS::Alias": ("AliasName", 256),
    "AWS::Lambda::Function": ("FunctionName", 64),
    "AWS::Logs::LogGroup": ("LogGroupName", 512),
    "AWS::OpenSearchService::Domain": ("DomainName", 28),
    "AWS::S3::Bucket": ("BucketName", 63),
    "AWS::SNS::Topic": ("TopicName", 256),
    "AWS::SQS::Queue": ("QueueName", 80),
    "AWS::SecretsManager::Secret": ("Name", 512),
    "AWS::Synthetics::Canary": ("Name", 255),
    "AWS::WAFv2::WebACL": ("Name", 128),
}
"""Where a type has its name and how long the service lets it be, as its CloudFormation reference says."""


def _fits(resource: Resource, world: World) -> bool:
    path, longest = LONGEST.get(resource.kind, ("", 0))
    name = resource.get(path) if path else None
    return not isinstance(name, str) or len(name) + _slack(name, world) <= longest


def _slack(name: str, world: World) -> int:
    """Letters that another administrator's choice of name and stage may add."""
    deployment = world.deployment
    return LONGEST_NAMES - len(deployment.name + deployment.stage) if deployment.prefix in name else 0


FITS = Law(name="Fits", says="has a name that fits whatever name and stage are chosen", holds=_fits)
