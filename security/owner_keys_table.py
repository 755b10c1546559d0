"""The table of owners' keys. It is in no backup, and its own recovery reaches back a few days alone.

See docs/decisions/0255-a-key-for-each-person.md; what its period is, `infra_cdk.data.backups` says.
"""

from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds
from chalicelib.tables import Item, TableMeta, saved
from security.owner_keys import WrappedKey


class OwnerKeyItem(Item):
    """``pk`` is the owner's identifier. ``expires``: only of what has a term, as the words of a report have."""

    class Meta(TableMeta):
        logical_name = "owner-keys"

    key = StructAttribute(WrappedKey)
    expires = NumberAttribute(null=True)


class TableShelf:
    """The `security.owner_keys.Shelf` of a deployment."""

    def get(self, owner: str) -> WrappedKey | None:
        """Return the owner's, read consistently."""
        found = _item(owner)
        return None if found is None else found.key

    def add(self, owner: str, key: WrappedKey) -> bool:
        """Keep the owner's first; tell whether there was none before."""
        return saved(OwnerKeyItem(owner, key=key, expires=epoch_seconds(key.until) if key.until else None))

    def replace(self, owner: str, before: WrappedKey, after: WrappedKey) -> bool:
        """Keep ``after`` where ``before`` lies; tell whether it still lay there."""
        item = _item(owner)
        if item is None or item.key != before:
            return False
        item.key = after
        return saved(item)

    def remove(self, owner: str) -> None:
        """Destroy the owner's; one that is not there is destroyed already."""
        OwnerKeyItem(owner).delete(add_version_condition=False)


def owners() -> Iterator[str]:
    """Yield whose keys there are, in no order. Reads the whole table: for an operator's task, never for a request."""
    for item in OwnerKeyItem.scan(consistent_read=True, attributes_to_get=["pk"], page_size=500):
        yield item.pk


def _item(owner: str) -> OwnerKeyItem | None:
    try:
        return OwnerKeyItem.get(owner, consistent_read=True)
    except OwnerKeyItem.DoesNotExist:
        return None
