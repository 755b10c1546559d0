"""The tables as the models declare them, in the CDK's words."""

from typing import Any

import msgspec
from aws_cdk import aws_dynamodb as dynamodb

TTL_ATTRIBUTE = "expires"
_TYPES = {
    "S": dynamodb.AttributeType.STRING,
    "N": dynamodb.AttributeType.NUMBER,
    "B": dynamodb.AttributeType.BINARY,
}


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """A global secondary index; ``carries``: attributes beside the keys, ``None`` for all."""

    name: str
    partition: dynamodb.Attribute
    sort: dynamodb.Attribute | None
    carries: tuple[str, ...] | None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table: keys, indexes, what its stream carries, and whether items expire."""

    name: str
    partition: dynamodb.Attribute
    sort: dynamodb.Attribute | None
    indexes: tuple[Index, ...]
    stream: dynamodb.StreamViewType | None
    expires: bool


def tables() -> tuple[Table, ...]:
    """Return every table that a model of the platform names."""
    from chalicelib.tables import all_tables

    return tuple(_table(model) for model in all_tables())


def _table(model: Any) -> Table:  # noqa: ANN401 - PynamoDB's models are untyped here
    schema = model._get_schema()
    types = {entry["AttributeName"]: _TYPES[entry["AttributeType"]] for entry in _definitions(schema)}
    partition, sort = _keys(schema["key_schema"], types)
    view = getattr(model.Meta, "stream_view_type", None)
    return Table(
        name=model.Meta.logical_name,
        partition=partition,
        sort=sort,
        indexes=tuple(_index(entry, types) for entry in schema["global_secondary_indexes"]),
        stream=dynamodb.StreamViewType(view) if view else None,
        expires=TTL_ATTRIBUTE in {attribute.attr_name for attribute in model.get_attributes().values()},
    )


def _index(schema: Any, types: dict[str, dynamodb.AttributeType]) -> Index:  # noqa: ANN401
    partition, sort = _keys(schema["key_schema"], types)
    return Index(name=schema["index_name"], partition=partition, sort=sort, carries=_carried(schema["projection"]))


def _carried(projection: dict[str, Any]) -> tuple[str, ...] | None:
    return None if projection["ProjectionType"] == "ALL" else tuple(projection.get("NonKeyAttributes", ()))


def _definitions(schema: Any) -> list[dict[str, str]]:  # noqa: ANN401
    return list(schema["attribute_definitions"])


def _keys(
    schema: list[dict[str, str]], types: dict[str, dynamodb.AttributeType]
) -> tuple[dynamodb.Attribute, dynamodb.Attribute | None]:
    named = {entry["KeyType"]: entry["AttributeName"] for entry in schema}
    partition, sort = named["HASH"], named.get("RANGE")
    return (
        dynamodb.Attribute(name=partition, type=types[partition]),
        dynamodb.Attribute(name=sort, type=types[sort]) if sort else None,
    )
