"""Where windows are stored: one item for each subject and limit, changed by conditional updates alone.

Within a slice one update takes what is asked for, whoever else does so at the same time. Only where a slice begins is
the whole window written, on condition that nobody was faster. A refused condition returns the item, so that nothing is
read beside it.
"""

from typing import Any

from pynamodb.attributes import ListAttribute, NumberAttribute

from chalicelib import aws
from chalicelib.errors import Unavailable
from chalicelib.limits.model import Limit
from chalicelib.limits.windows import NOTHING, Window, rolled, spent
from chalicelib.tables import Item, TableMeta, physical_name
from chalicelib.wire import from_wire, to_wire

_ATTEMPTS = 8
"""Turns of a slice that others win; each loser finds the new slice and takes from it."""

_NAMES = {"#slot": "slot", "#quota": "quota", "#room": "room", "#past": "past", "#expires": "expires"}
_TAKE = "SET #slot = :slot, #quota = if_not_exists(#quota, :most), #past = if_not_exists(#past, :nothing), "
_TAKE += "#room = if_not_exists(#room, :most) - :number, #expires = :expires"
_TURN = "SET #slot = :slot, #quota = :quota, #past = :past, #room = :room, #expires = :expires"


class RateItem(Item):
    """One `chalicelib.limits.windows.Window`; ``pk`` names the limit and a keyed hash of the subject."""

    class Meta(TableMeta):
        logical_name = "rate-limits"

    slot = NumberAttribute()
    quota = NumberAttribute()
    room = NumberAttribute()
    past: ListAttribute[Any] = ListAttribute()
    expires = NumberAttribute()


def take(key: str, limit: Limit, slot: int, wanted: int) -> tuple[int, Window]:
    """Take up to ``wanted`` in ``slot`` and return how many were given and the window afterwards; 0: there is no room.

    A slice that is later than ``slot`` counts as the present one: clocks differ a little. Raises the errors of AWS's
    clients, and `Unavailable` when others were faster all the time.
    """
    window: Window | None = None
    for _ in range(_ATTEMPTS):
        present = Window(slot=slot, quota=limit.most, room=wanted, past=NOTHING) if window is None else window
        turned = rolled(present, slot, limit)
        number = min(wanted, turned.room)
        if not number:
            return 0, turned
        done, found = (
            _turned(key, present, turned, number, limit)
            if turned is not present
            else (_taken(key, present.slot, number, limit))
        )
        if done and found is not None:
            return number, found
        window = found
    raise Unavailable


def _taken(key: str, slot: int, number: int, limit: Limit) -> tuple[bool, Window | None]:
    """Take from a slice that has begun, or begin the first one."""
    condition = "attribute_not_exists(pk) OR (#slot = :slot AND #room >= :number)"
    values = {":slot": slot, ":number": number, ":most": limit.most, ":nothing": NOTHING, ":expires": _end(slot, limit)}
    return _update(key, _TAKE, condition, values)


def _turned(key: str, before: Window, turned: Window, number: int, limit: Limit) -> tuple[bool, Window | None]:
    """Write the next slice in place of the window that was found."""
    after = spent(turned, number)
    condition = "#slot = :before AND #room = :rest"
    values = {
        ":slot": after.slot,
        ":quota": after.quota,
        ":past": after.past,
        ":room": after.room,
        ":expires": _end(after.slot, limit),
        ":before": before.slot,
        ":rest": before.room,
    }
    return _update(key, _TURN, condition, values)


def _end(slot: int, limit: Limit) -> int:
    """Return when a window says nothing any more, in epoch seconds."""
    return (slot + 1) * limit.slice + limit.seconds


def _update(key: str, change: str, condition: str, values: dict[str, object]) -> tuple[bool, Window | None]:
    """Return whether the condition was met, and the item after that, or as it is (``None``: there is none)."""
    client = aws.hasty_client("dynamodb")
    try:
        answer = client.update_item(
            TableName=physical_name(RateItem.Meta.logical_name),
            Key={"pk": {"S": key}},
            UpdateExpression=change,
            ConditionExpression=condition,
            ExpressionAttributeNames={name: own for name, own in _NAMES.items() if name in change + condition},
            ExpressionAttributeValues={name: to_wire(value) for name, value in values.items()},
            ReturnValues="ALL_NEW",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except client.exceptions.ConditionalCheckFailedException as refused:
        return False, _window(refused.response.get("Item"))
    return True, _window(answer["Attributes"])


def _window(item: dict[str, Any] | None) -> Window | None:
    if not item:
        return None
    found = {name: from_wire(item[name]) for name in ("slot", "quota", "room", "past")}
    return Window(slot=found["slot"], quota=found["quota"], room=found["room"], past=tuple(found["past"]))
