"""Creates the tables of every model in the emulator, and notices those of an older version."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

_TTL_ATTRIBUTE = "expires"


class TableChangedError(RuntimeError):
    """A stored table has another key or index than the program; the message says which."""


def create_tables(dynamodb: Any) -> None:  # noqa: ANN401 - boto3
    """Create the tables that are not there. Raises `TableChangedError`."""
    from chalicelib.tables import all_tables, physical_name

    _import_tables()
    there = set(_table_names(dynamodb))
    for model in all_tables():
        meta: Any = model.Meta
        name = physical_name(meta.logical_name)
        if name not in there:
            model.create_table()
            _expire(dynamodb, name, model)
        _check_indexes(dynamodb, name, model)


def _import_tables() -> None:
    """Import every `table` module, so that no table is missing because its user imports it late."""
    import chalicelib

    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if module.name.rpartition(".")[2] == "table":
            importlib.import_module(module.name)


def _table_names(dynamodb: Any) -> Iterator[str]:  # noqa: ANN401
    for page in dynamodb.get_paginator("list_tables").paginate():
        yield from page["TableNames"]


def _expire(dynamodb: Any, name: str, model: Any) -> None:  # noqa: ANN401
    names = {attribute.attr_name for attribute in model.get_attributes().values()}
    if _TTL_ATTRIBUTE in names:
        dynamodb.update_time_to_live(
            TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": _TTL_ATTRIBUTE}
        )


def _check_indexes(dynamodb: Any, name: str, model: Any) -> None:  # noqa: ANN401
    stored = dynamodb.describe_table(TableName=name)["Table"]
    wanted = model._get_schema()
    there = {index["IndexName"] for index in stored.get("GlobalSecondaryIndexes", [])}
    expected = {index["index_name"] for index in wanted["global_secondary_indexes"]}
    keys = {(key["AttributeName"], key["KeyType"]) for key in stored["KeySchema"]}
    expected_keys = {(key["AttributeName"], key["KeyType"]) for key in wanted["key_schema"]}
    if expected - there or keys != expected_keys:
        raise TableChangedError(
            f"the stored table {name} is of an older Padan: it lacks {sorted(expected - there) or 'its key'}. "
            "Move the data folder away, or start with another one."
        )
