"""The tables of duplicates: who stands in which block, and what is kept of each vacancy."""

from collections.abc import Iterable, Mapping

from pynamodb.attributes import UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.duplicates.model import Entry
from chalicelib.tables import Item, TableMeta


class BlockItem(Item):
    """One vacancy in one block: ``pk`` is the block's key."""

    class Meta(TableMeta):
        logical_name = "duplicate-blocks"

    vacancy_id = UnicodeAttribute(range_key=True)


class EntryItem(Item):
    """What is kept of one vacancy (``pk``)."""

    class Meta(TableMeta):
        logical_name = "duplicates"

    entry = StructAttribute(Entry)


def block(key: str, limit: int) -> tuple[str, ...]:
    """Return up to ``limit`` of the vacancies under ``key``, read consistently."""
    found = BlockItem.query(key, consistent_read=True, limit=limit)
    return tuple(item.vacancy_id for item in found)


def entries(identifiers: Iterable[str]) -> Mapping[str, EntryItem]:
    """Return what is kept of those vacancies, read consistently."""
    return {item.pk: item for item in EntryItem.batch_get(sorted(set(identifiers)), consistent_read=True)}


def save(transaction: TransactWrite, entry: Entry, present: EntryItem | None) -> None:
    """Put ``entry`` in the place of ``present``, provided that it still stands there."""
    item = EntryItem(entry.id, entry=entry)
    if present is not None:
        item.version = present.version
    transaction.save(item)


def enter(transaction: TransactWrite, key: str, vacancy_id: str) -> None:
    """Let a vacancy stand in a block."""
    transaction.save(BlockItem(key, vacancy_id))


def leave(transaction: TransactWrite, key: str, vacancy_id: str) -> None:
    """Take a vacancy out of a block."""
    transaction.delete(BlockItem(key, vacancy_id), add_version_condition=False)
