"""Events of streams, in the shape in which AWS hands them to functions."""

from collections.abc import Iterable
from typing import Any

from chalicelib.tables import physical_name

Image = dict[str, Any]
_SORTED = {"audit": ("id",)}
"""The sort key of tables whose functions look at it."""


def stream_event(table: str, changes: Iterable[tuple[Image | None, Image | None]]) -> dict[str, Any]:
    """The event for changes of a table, each the item before and after, in DynamoDB's notation."""
    return {"Records": [_record(table, place, *change) for place, change in enumerate(changes)]}


def _record(table: str, place: int, before: Image | None, after: Image | None) -> dict[str, Any]:
    name = "MODIFY" if before and after else "INSERT" if after else "REMOVE"
    images = {"OldImage": before, "NewImage": after}
    arn = f"arn:aws:dynamodb:ap-southeast-3:000000000000:table/{physical_name(table)}/stream/latest"
    return {
        "eventID": str(place),
        "eventName": name,
        "eventSource": "aws:dynamodb",
        "eventSourceARN": arn,
        "awsRegion": "ap-southeast-3",
        "dynamodb": {
            "Keys": {name: (after or before or {})[name] for name in ("pk", *_SORTED.get(table, ()))},
            "SequenceNumber": str(1000 + place),
            "StreamViewType": "NEW_AND_OLD_IMAGES",
            **{key: image for key, image in images.items() if image},
        },
    }
