"""Finds the change streams of tables that another region's stack made: replicas are named, their streams are not."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from chalicelib.deploying.answering import until
from chalicelib.deploying.model import NotDone, ResourceRequest
from chalicelib.settings import Tables, read


class Wanted(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """Logical names of the tables whose streams are wanted."""

    tables: tuple[str, ...]


class _Missing(NotDone):
    """Tables or streams that are not there yet."""


def find(request: ResourceRequest, deadline: float) -> Mapping[str, str]:
    """Return the ARN of the latest stream of each wanted table by its logical name; waits for replicas.

    Raises `NotDone` with the tables that still have none at ``deadline``.
    """
    wanted = request.properties(Wanted).tables
    return until(deadline, lambda: _streams(wanted), _Missing)


def _streams(names: Iterable[str]) -> Mapping[str, str]:
    from chalicelib.aws import client

    found = {name: _stream(client("dynamodb"), read(Tables).table_prefix + name) for name in names}
    if missing := sorted(name for name, arn in found.items() if arn is None):
        raise _Missing(
            f"No change stream in this region of: {', '.join(missing)}. Is the replica of each table there and ACTIVE?"
        )
    return {name: arn for name, arn in found.items() if arn is not None}


def _stream(dynamodb: Any, table: str) -> str | None:  # noqa: ANN401 - boto3 makes its clients at run time
    try:
        description = dynamodb.describe_table(TableName=table)["Table"]
    except dynamodb.exceptions.ResourceNotFoundException:
        return None
    return description.get("LatestStreamArn") if description["TableStatus"] == "ACTIVE" else None
