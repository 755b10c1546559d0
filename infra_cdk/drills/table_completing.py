"""Finds out what a table lacks of what it should have beside its items, and applies that.

A table that was restored has its items, keys and indexes, and nothing else: no stream, no expiry, no point-in-time
recovery, no replicas, no protection against deletion, no contributor insights, no tags, no policy of its own. (Amazon
DynamoDB developer guide, "Restoring a table to a point in time", 2026.) Each of these is an `Aspect`, applied in this
order.
"""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from infra_cdk.drills.table_settings import RegionSettings, TableSettings

_PAUSE, _PATIENCE = 0.2, 3600.0
Clients = Callable[[str, str], Any]
"""Makes a client of a service (first) in a region (second)."""


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a table should have."""

    name: str
    is_there: Callable[[], bool]
    apply: Callable[[], object]


def lacking(settings: TableSettings, clients: Clients) -> tuple[str, ...]:
    """Return the names of the aspects that the table in the account lacks."""
    return tuple(aspect.name for aspect in aspects(settings, clients) if not aspect.is_there())


def apply(settings: TableSettings, clients: Clients, patience: float = _PATIENCE) -> tuple[str, ...]:
    """Give the table what it lacks and return the names of that.

    Raises ``TimeoutError``, which names table and aspect, when something is not there after ``patience`` seconds.
    """
    applied: list[str] = []
    for aspect in aspects(settings, clients):
        if not aspect.is_there():
            _until(lambda: _describe(settings, clients)["TableStatus"] == "ACTIVE", settings.name, patience)
            aspect.apply()
            _until(aspect.is_there, f"{settings.name}: {aspect.name}", patience)
            applied.append(aspect.name)
    return tuple(applied)


def aspects(settings: TableSettings, clients: Clients) -> Iterator[Aspect]:
    """Yield everything that the table should have, in the order in which it can be applied."""
    tables, name = clients("dynamodb", settings.home), settings.name
    if settings.stream:
        wanted = {"StreamEnabled": True, "StreamViewType": settings.stream}
        yield Aspect(
            name="stream",
            is_there=lambda: _describe(settings, clients).get("StreamSpecification") == wanted,
            apply=lambda: tables.update_table(TableName=name, StreamSpecification=wanted),
        )
    if settings.expires:
        expiry = {"Enabled": True, "AttributeName": settings.expires}
        yield Aspect(
            name="time to live",
            is_there=lambda: _expiry(tables, name) == settings.expires,
            apply=lambda: tables.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry),
        )
    for place in settings.regions:
        if place.region != settings.home:
            yield _replica(settings, place.region, clients)
    for place in settings.regions:
        yield from _of_region(name, place, clients("dynamodb", place.region))


def _replica(settings: TableSettings, region: str, clients: Clients) -> Aspect:
    update = [{"Create": {"RegionName": region}}]

    def is_there() -> bool:
        replicas = _describe(settings, clients).get("Replicas", [])
        return {"RegionName": region, "ReplicaStatus": "ACTIVE"}.items() <= _by_region(replicas, region).items()

    return Aspect(
        name=f"replica in {region}",
        is_there=is_there,
        apply=lambda: clients("dynamodb", settings.home).update_table(TableName=settings.name, ReplicaUpdates=update),
    )


def _of_region(name: str, place: RegionSettings, tables: Any) -> Iterator[Aspect]:  # noqa: ANN401 - boto3
    where = f" in {place.region}"
    if place.recovery_days:
        wanted = {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": place.recovery_days}
        yield Aspect(
            name="point-in-time recovery" + where,
            is_there=lambda: _is_recoverable(tables, name, place.recovery_days),
            apply=lambda: tables.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=wanted),
        )
    if place.protected:
        yield Aspect(
            name="deletion protection" + where,
            is_there=lambda: bool(tables.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled")),
            apply=lambda: tables.update_table(TableName=name, DeletionProtectionEnabled=True),
        )
    for index in place.insights:
        yield _insights(name, index, where, tables)
    if place.policy:
        yield Aspect(
            name="resource policy" + where,
            is_there=lambda: _meaning(_policy(tables, name)) == _meaning(place.policy),
            apply=lambda: tables.put_resource_policy(ResourceArn=_arn(tables, name), Policy=place.policy),
        )
    tags = [{"Key": key, "Value": value} for key, value in place.tags.items()]
    yield Aspect(
        name="tags" + where,
        is_there=lambda: place.tags.items() <= _tags(tables, _arn(tables, name)).items(),
        apply=lambda: tables.tag_resource(ResourceArn=_arn(tables, name), Tags=tags),
    )


def _insights(name: str, index: str, where: str, tables: Any) -> Aspect:  # noqa: ANN401
    of = {"TableName": name} | ({"IndexName": index} if index else {})

    def is_there() -> bool:
        status = tables.describe_contributor_insights(**of).get("ContributorInsightsStatus")
        return status in ("ENABLED", "ENABLING")

    return Aspect(
        name=f"contributor insights{f' of {index}' if index else ''}{where}",
        is_there=is_there,
        apply=lambda: tables.update_contributor_insights(**of, ContributorInsightsAction="ENABLE"),
    )


def _describe(settings: TableSettings, clients: Clients) -> dict[str, Any]:
    found: dict[str, Any] = clients("dynamodb", settings.home).describe_table(TableName=settings.name)["Table"]
    return found


def _by_region(replicas: list[dict[str, Any]], region: str) -> dict[str, Any]:
    return next((replica for replica in replicas if replica["RegionName"] == region), {})


def _expiry(tables: Any, name: str) -> str:  # noqa: ANN401
    found = tables.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    return str(found.get("AttributeName", "")) if found["TimeToLiveStatus"] in ("ENABLED", "ENABLING") else ""


def _is_recoverable(tables: Any, name: str, days: int) -> bool:  # noqa: ANN401
    """Return whether the table can be put back over just so many ``days``; an answer without days is believed."""
    found = tables.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    recovery = found.get("PointInTimeRecoveryDescription", {})
    return _is_on(recovery) and int(recovery.get("RecoveryPeriodInDays", days)) == days


def _is_on(recovery: dict[str, Any]) -> bool:
    return recovery.get("PointInTimeRecoveryStatus") == "ENABLED"


def _policy(tables: Any, name: str) -> str:  # noqa: ANN401
    """Return the table's own policy, empty when it has none."""
    try:
        return str(tables.get_resource_policy(ResourceArn=_arn(tables, name))["Policy"])
    except tables.exceptions.PolicyNotFoundException:
        return ""


def _meaning(policy: str) -> object:
    """Return what a policy says: in IAM a single value is a list of one, and lists have no order."""
    return _sorted(json.loads(policy)) if policy else None


def _sorted(part: object) -> object:
    if isinstance(part, dict):
        return {name: _sorted(value) for name, value in part.items()}
    if isinstance(part, list):
        return _sorted(part[0]) if len(part) == 1 else sorted((_sorted(each) for each in part), key=str)
    return part


def _arn(tables: Any, name: str) -> str:  # noqa: ANN401
    return str(tables.describe_table(TableName=name)["Table"]["TableArn"])


def _tags(tables: Any, arn: str) -> dict[str, str]:  # noqa: ANN401
    pages = tables.get_paginator("list_tags_of_resource").paginate(ResourceArn=arn)
    return {tag["Key"]: tag["Value"] for page in pages for tag in page["Tags"]}


def _until(check: Callable[[], bool], what: str, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not check():
        if time.monotonic() >= deadline:
            raise TimeoutError(f"{what}: not within {patience:g} s")
        time.sleep(_PAUSE)
