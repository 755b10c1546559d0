"""What keeps data in the synthesized templates: how it is encrypted, by which key, and what is backed up where."""

from collections.abc import Iterator
from typing import Any

import msgspec

from infra_cdk.evidence.collected import Collected
from infra_cdk.properties.law import keys
from infra_cdk.properties.resource import Resource, each
from infra_cdk.properties.world import World

_KEY_AT = {
    "AWS::Backup::BackupVault": "EncryptionKeyArn",
    "AWS::CloudTrail::Trail": "KMSKeyId",
    "AWS::Logs::LogGroup": "KmsKeyId",
    "AWS::OpenSearchService::Domain": "EncryptionAtRestOptions.KmsKeyId",
    "AWS::SNS::Topic": "KmsMasterKeyId",
    "AWS::SQS::Queue": "KmsMasterKeyId",
    "AWS::SecretsManager::Secret": "KmsKeyId",
}
_TABLE, _BUCKET = "AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket"
KEEPERS = (*_KEY_AT, _TABLE, _BUCKET)
"""Types of resources that keep data, or pass them on."""
_BUCKETS = "BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault"


class Encrypted(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """How one keeper of data is encrypted at rest; ``keys``: the deployment's, none where the service has its own."""

    kind: str
    where: str
    region: str
    data_class: str
    by: str
    keys: tuple[str, ...]


class Key(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A key: what it is for, whether its material rotates every year, and for how many days deleting waits.

    Keys that sign do not rotate: AWS rotates symmetric material alone.
    """

    where: str
    region: str
    usage: str
    rotates: bool
    replica: bool
    waiting_days: int | None


class Vault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A vault of backups: its lock keeps each between so many days, unchangeable after ``changeable_for`` days."""

    where: str
    region: str
    least_days: int | None
    most_days: int | None
    changeable_for: int | None


class Rule(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A rule of a plan of backups: when, where to, how long kept, and where a second one goes for how long."""

    plan: str
    name: str
    at: str
    vault: str
    kept_days: int | None
    copies: tuple[str, ...]


class Backups(msgspec.Struct, frozen=True, kw_only=True):
    """All that is about backups; ``restores``: when restoring is tried."""

    vaults: tuple[Vault, ...]
    rules: tuple[Rule, ...]
    restores: tuple[str, ...]


def encryption(given: Collected) -> tuple[Encrypted, ...]:
    """Return how every bucket, table, queue, log group, domain, topic, secret, trail and vault is encrypted."""
    found = (one for resource in given.world.of(*KEEPERS) for one in _encrypted(resource, given.world))
    return tuple(sorted(found))


def rotation(given: Collected) -> tuple[Key, ...]:
    """Return every key; a replica rotates with the key that it is a replica of."""
    return tuple(sorted(_key(one) for one in given.world.of("AWS::KMS::Key", "AWS::KMS::ReplicaKey")))


def backups(given: Collected) -> Backups:
    """Return vaults with their locks, plans with their rules, and the trials of restoring."""
    plans = given.world.of("AWS::Backup::BackupPlan")
    restores = given.world.of("AWS::Backup::RestoreTestingPlan")
    return Backups(
        vaults=tuple(sorted(_vault(one) for one in given.world.of("AWS::Backup::BackupVault"))),
        rules=tuple(sorted(rule for plan in plans for rule in _rules(plan, given.world))),
        restores=tuple(f"{one.where}: {one.get('ScheduleExpression')}" for one in restores),
    )


def _encrypted(resource: Resource, world: World) -> Iterator[Encrypted]:
    if resource.kind == _TABLE:
        for replica in each(resource.get("Replicas")):
            algorithm = str(resource.get("SSESpecification.SSEType"))
            yield _row(resource, world, algorithm, replica.get("SSESpecification"), str(replica["Region"]))
        return
    if resource.kind == _BUCKET:
        default = resource.get(_BUCKETS) or {}
        yield _row(resource, world, str(default.get("SSEAlgorithm", "")), default.get("KMSMasterKeyID"))
        return
    key = resource.get(_KEY_AT[resource.kind])
    yield _row(resource, world, "KMS" if key else _own(resource), key)


def _row(resource: Resource, world: World, by: str, key: Any, region: str = "") -> Encrypted:  # noqa: ANN401 - JSON
    return Encrypted(
        kind=resource.kind,
        where=resource.where,
        region=region or resource.stack.region,
        data_class=resource.tags.get("data-class", ""),
        by=by,
        keys=tuple(sorted(found.where for found in keys(resource, world, key))),
    )


def _own(resource: Resource) -> str:
    return "SQS" if resource.get("SqsManagedSseEnabled") is True else "nothing stated"


def _key(resource: Resource) -> Key:
    replica = resource.kind == "AWS::KMS::ReplicaKey"
    return Key(
        where=resource.where,
        region=resource.stack.region,
        usage=str(resource.get("KeyUsage") or "ENCRYPT_DECRYPT"),
        rotates=replica or resource.get("EnableKeyRotation") is True,
        replica=replica,
        waiting_days=resource.get("PendingWindowInDays"),
    )


def _vault(resource: Resource) -> Vault:
    return Vault(
        where=resource.where,
        region=resource.stack.region,
        least_days=resource.get("LockConfiguration.MinRetentionDays"),
        most_days=resource.get("LockConfiguration.MaxRetentionDays"),
        changeable_for=resource.get("LockConfiguration.ChangeableForDays"),
    )


def _rules(plan: Resource, world: World) -> Iterator[Rule]:
    for rule in each(plan.get("BackupPlan.BackupPlanRule")):
        copies = each(rule.get("CopyActions"))
        yield Rule(
            plan=str(plan.get("BackupPlan.BackupPlanName")),
            name=str(rule["RuleName"]),
            at=f"{rule['ScheduleExpression']} {rule.get('ScheduleExpressionTimezone', 'UTC')}",
            vault=world.text(plan.stack, rule["TargetBackupVault"]),
            kept_days=rule.get("Lifecycle", {}).get("DeleteAfterDays"),
            copies=tuple(
                f"{world.text(plan.stack, copy['DestinationBackupVaultArn'])}: "
                f"{copy.get('Lifecycle', {}).get('DeleteAfterDays')} days"
                for copy in copies
            ),
        )
