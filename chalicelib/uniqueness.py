"""Uniqueness by marker items: a marker is claimed in the same transaction as the item that it protects."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.tables import Item, TableMeta


class UniquenessMarker(Item):
    """``pk`` is ``kind#value``; ``owner`` is the identifier of the item that holds it."""

    class Meta(TableMeta):
        logical_name = "uniqueness"

    owner = UnicodeAttribute()


def claim(transaction: TransactWrite, kind: str, value: str, owner: str) -> None:
    """Add the claim of ``value`` to ``transaction``; the commit is refused when somebody else holds it.

    Personal values are passed as keyed hashes, never plain.
    """
    marker = UniquenessMarker(f"{kind}#{value}", owner=owner)
    transaction.save(marker, condition=UniquenessMarker.pk.does_not_exist())


def release(transaction: TransactWrite, kind: str, value: str, owner: str) -> None:
    """Give ``value`` back, provided that ``owner`` still holds it."""
    marker = UniquenessMarker(f"{kind}#{value}")
    transaction.delete(marker, condition=UniquenessMarker.owner == owner, add_version_condition=False)


def holder(kind: str, value: str) -> str | None:
    """Return the identifier that holds ``value``, read consistently, or ``None``."""
    try:
        return UniquenessMarker.get(f"{kind}#{value}", consistent_read=True).owner
    except UniquenessMarker.DoesNotExist:
        return None


def holders(kind: str, values: Iterable[str]) -> dict[str, str]:
    """Return who holds each of ``values`` that is held, read consistently, a hundred to a round trip."""
    keys = [f"{kind}#{value}" for value in values]
    found = UniquenessMarker.batch_get(keys, consistent_read=True)
    return {marker.pk.removeprefix(f"{kind}#"): marker.owner for marker in found}
