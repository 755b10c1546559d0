"""The table of confirmations and the index of those that are due. One partition for each subject."""

import zlib
from collections.abc import Iterator
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import to_iso
from chalicelib.linkage.model import Confirmation
from chalicelib.linkage.ports import Port
from chalicelib.tables import Item, TableMeta
from security.sealed import Sealed

DUE_SHARDS = 4


class ByDue(GlobalSecondaryIndex["ConfirmationItem"]):  # type: ignore[no-untyped-call]
    """Confirmations whose register is to be asked, by port and shard and the moment from which on."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class ConfirmationItem(Item):
    """One confirmation; ``pk`` is its subject. ``sealed`` is what is asked about, where nothing else keeps it."""

    class Meta(TableMeta):
        logical_name = "confirmations"

    key = UnicodeAttribute(range_key=True)
    confirmation = StructAttribute(Confirmation)
    sealed = StructAttribute(Sealed, null=True)
    due_shard = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    by_due = ByDue()


def load(subject: str, key: str) -> ConfirmationItem | None:
    """Return one confirmation, read consistently, or ``None``."""
    try:
        return ConfirmationItem.get(subject, key, consistent_read=True)
    except ConfirmationItem.DoesNotExist:
        return None


def of_subject(subject: str) -> Iterator[ConfirmationItem]:
    """Yield every confirmation of ``subject``, read consistently, by key."""
    yield from ConfirmationItem.query(subject, consistent_read=True)


def remove_of(subject: str) -> None:
    """Remove every confirmation of ``subject``; twice changes nothing."""
    for item in of_subject(subject):
        item.delete(add_version_condition=False)


def put(
    transaction: TransactWrite, confirmation: Confirmation, sealed: Sealed | None, version: int | None = None
) -> None:
    """Add the confirmation to ``transaction``: at ``version``, or for the first time."""
    item = ConfirmationItem(confirmation.subject, confirmation.key, confirmation=confirmation, sealed=sealed)
    if confirmation.next_try_at is not None:
        number = zlib.crc32(f"{confirmation.subject} {confirmation.key}".encode()) % DUE_SHARDS
        item.due_shard = _shard(confirmation.port, number)
        item.due_at = to_iso(confirmation.next_try_at)
    if version is not None:
        item.version = version
    transaction.save(item)


def due(port: Port, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield subject and key of what ``port`` is to be asked about by ``now``, the longest wait of a shard first.

    The index lags behind the table: whoever works on one looks at the item itself.
    """
    for number in range(DUE_SHARDS):
        found = ConfirmationItem.by_due.query(_shard(port, number), ConfirmationItem.due_at <= to_iso(now))
        for item in found:
            yield item.pk, item.key


def _shard(port: Port, number: int) -> str:
    return f"{port.value}#{number}"
