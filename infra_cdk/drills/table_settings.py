"""What a table should have beside its items, read from the synthesized stacks."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from infra_cdk.assembly import SynthesizedStack

TABLE = "AWS::DynamoDB::GlobalTable"


class RegionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """A table in one region; ``recovery_days`` 0: none; ``insights``: its own ("") and its indexes that have some.

    ``policy``: the table's own policy as a JSON text, empty for a table without one.
    """

    region: str
    recovery_days: int
    protected: bool
    insights: tuple[str, ...]
    tags: dict[str, str]
    policy: str = ""


class TableSettings(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its name, home region, what its stream carries, which attribute expires items, and its regions."""

    name: str
    home: str
    stream: str
    expires: str
    regions: tuple[RegionSettings, ...]


def settings_of(stacks: Sequence[SynthesizedStack]) -> dict[str, TableSettings]:
    """Return the settings of every table in ``stacks`` by its physical name."""
    found = (
        _settings(resource["Properties"], stack.region)
        for stack in stacks
        for resource in stack.resources.values()
        if resource["Type"] == TABLE
    )
    return {settings.name: settings for settings in found}


def _settings(properties: dict[str, Any], home: str) -> TableSettings:
    expiry = properties.get("TimeToLiveSpecification", {})
    replicas = sorted(properties["Replicas"], key=lambda replica: (replica["Region"] != home, replica["Region"]))
    return TableSettings(
        name=properties["TableName"],
        home=home,
        stream=properties.get("StreamSpecification", {}).get("StreamViewType", ""),
        expires=expiry.get("AttributeName", "") if expiry.get("Enabled") else "",
        regions=tuple(_region(replica) for replica in replicas),
    )


def _region(replica: dict[str, Any]) -> RegionSettings:
    recovery = replica.get("PointInTimeRecoverySpecification", {})
    days = recovery.get("RecoveryPeriodInDays", 35) if recovery.get("PointInTimeRecoveryEnabled") else 0
    indexes = [index["IndexName"] for index in replica.get("GlobalSecondaryIndexes", []) if _has_insights(index)]
    policy = replica.get("ResourcePolicy", {}).get("PolicyDocument")
    return RegionSettings(
        region=replica["Region"],
        recovery_days=days,
        protected=bool(replica.get("DeletionProtectionEnabled")),
        insights=(*([""] if _has_insights(replica) else []), *indexes),
        tags={tag["Key"]: tag["Value"] for tag in replica.get("Tags", [])},
        policy=json.dumps(policy, sort_keys=True) if policy else "",
    )


def _has_insights(part: dict[str, Any]) -> bool:
    return bool(part.get("ContributorInsightsSpecification", {}).get("Enabled"))
