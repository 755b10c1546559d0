"""What is kept stays: deletion by accident, replacement, restoring, versions, and how long logs live."""

from infra_cdk.properties.law import Law, equals, present
from infra_cdk.properties.resource import Resource, each
from infra_cdk.properties.world import World

_YEAR_AND_MORE = 3_653


def _retained(resource: Resource, _: World) -> bool:
    deleted, replaced = resource.body.get("DeletionPolicy"), resource.body.get("UpdateReplacePolicy")
    return replaced == "Retain" and deleted in {"Retain", "RetainExceptOnCreate"}


def _table(resource: Resource, _: World) -> bool:
    replicas = each(resource.get("Replicas"))
    return bool(replicas) and all(
        replica.get("DeletionProtectionEnabled") is True
        and (replica.get("PointInTimeRecoverySpecification") or {}).get("PointInTimeRecoveryEnabled") is True
        for replica in replicas
    )


def _days(resource: Resource, world: World) -> bool:
    days = resource.get("RetentionInDays")
    return isinstance(days, int) and world.deployment.capacity.log_days <= days <= _YEAR_AND_MORE


def _life_cycle(resource: Resource, _: World) -> bool:
    rules = each(resource.get("LifecycleConfiguration.Rules"))
    return any(
        rule.get("Status") == "Enabled"
        and {"NoncurrentVersionExpiration", "ExpirationInDays", "NoncurrentVersionExpirationInDays"} & set(rule)
        for rule in rules
    )


RETAINED = Law(name="Retained", says="outlives its stack and a replacement", holds=_retained)
TABLE_KEPT = Law(
    name="Restorable", says="is protected from deletion and restorable to any second, in each region", holds=_table
)
VERSIONED = Law(
    name="Versioned", says="keeps overwritten objects", holds=equals("VersioningConfiguration.Status", "Enabled")
)
LIFE_CYCLE = Law(name="Forgets", says="forgets old versions after a while: erasure must end", holds=_life_cycle)
LOG_DAYS = Law(name="LogDays", says="keeps logs as long as the size says, and not for ever", holds=_days)
POOL_KEPT = Law(name="Protected", says="is protected from deletion", holds=equals("DeletionProtection", "ACTIVE"))
VAULT_LOCKED = Law(name="Locked", says="keeps its copies for a least time", holds=present("LockConfiguration"))
