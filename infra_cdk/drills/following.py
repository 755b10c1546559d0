"""Event sources that still follow the stream of a table that is gone, led to the stream of the table that took over."""

from collections.abc import Sequence
from typing import Any

from infra_cdk.drills.table_completing import Clients

_KEPT = (
    "BatchSize",
    "BisectBatchOnFunctionError",
    "DestinationConfig",
    "FilterCriteria",
    "FunctionResponseTypes",
    "MaximumBatchingWindowInSeconds",
    "MaximumRecordAgeInSeconds",
    "MaximumRetryAttempts",
    "ParallelizationFactor",
    "TumblingWindowInSeconds",
)


def follow(table: str, regions: Sequence[str], clients: Clients) -> tuple[str, ...]:
    """Let every function that followed a former stream of ``table`` follow the present one, from its beginning.

    Returns the functions. A mapping cannot change its source: a new one is made with the same settings, then the old
    one goes. Doing it again changes nothing.
    """
    return tuple(name for region in regions for name in _in_region(table, region, clients))


def _in_region(table: str, region: str, clients: Clients) -> list[str]:
    latest = clients("dynamodb", region).describe_table(TableName=table)["Table"]["LatestStreamArn"]
    functions = clients("lambda", region)
    pages = functions.get_paginator("list_event_source_mappings").paginate()
    mappings = [mapping for page in pages for mapping in page["EventSourceMappings"]]
    stream = latest.rpartition("/")[0] + "/"
    stale = [each for each in mappings if each.get("EventSourceArn", "").startswith(stream)]
    followers = {each["FunctionArn"] for each in stale if each["EventSourceArn"] == latest}
    moved = []
    for mapping in (each for each in stale if each["EventSourceArn"] != latest):
        if mapping["FunctionArn"] not in followers:
            functions.create_event_source_mapping(**_successor(mapping, latest))
        functions.delete_event_source_mapping(UUID=mapping["UUID"])
        moved.append(mapping["FunctionArn"])
    return moved


def _successor(mapping: dict[str, Any], stream: str) -> dict[str, Any]:
    kept = {name: mapping[name] for name in _KEPT if mapping.get(name)}
    enabled = mapping.get("State", "").startswith("Enabl")
    function = {"FunctionName": mapping["FunctionArn"], "EventSourceArn": stream, "Enabled": enabled}
    return {**kept, **function, "StartingPosition": "TRIM_HORIZON"}
