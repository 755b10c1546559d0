"""The tables' change streams: their names, as event functions subscribe to them, and whose request a change is of."""

from collections.abc import Mapping
from typing import Any

from chalicelib.settings import Streams, Tables, read


def stream_arn(logical_table: str) -> str:
    """Return the ARN of the stream of ``logical_table`` in this deployment.

    DynamoDB ends a stream's ARN with the moment of its creation, which only the deployment knows: the stacks put the
    real ARN on the packaged function. The table's name in it is always right.
    """
    streams = read(Streams)
    table = read(Tables).table_prefix + logical_table
    place = f"{streams.stream_region}:{streams.stream_account}"
    return f"arn:aws:dynamodb:{place}:table/{table}/stream/{streams.stream_label}"


def correlation_of(record: Mapping[str, Any]) -> str:
    """Return the correlation id of the request that wrote a record; without one, the event's own identifier."""
    images = record["dynamodb"]
    image = images.get("NewImage") or images.get("OldImage") or {}
    written = image.get("correlation", {}).get("S")
    return str(written or record.get("eventID", ""))
