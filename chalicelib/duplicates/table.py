"""The tables of duplicates: who stands in which block, and what is kept of each vacancy."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DeleteError, PutError
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.duplicates.blocking import FULL
from chalicelib.duplicates.model import Entry
from chalicelib.tables import Item, TableMeta, was_refused

_MARK = "!"
"""Sorts before every identifier, so that a block's mark is read with the first of its members."""


class Turn(StrEnum):
    """What a block's mark says: it is full and lets go of whom it linked, has done so, or takes them back."""

    CLOSING = "closing"
    CLOSED = "closed"
    OPENING = "opening"


class BlockItem(Item):
    """One vacancy in one block: ``pk`` is the block's key. Under `_MARK` stands the block's mark with its ``turn``."""

    class Meta(TableMeta):
        logical_name = "duplicate-blocks"

    vacancy_id = UnicodeAttribute(range_key=True)
    turn = UnicodeAttribute(null=True)


class EntryItem(Item):
    """What is kept of one vacancy (``pk``)."""

    class Meta(TableMeta):
        logical_name = "duplicates"

    entry = StructAttribute(Entry)


class Block(msgspec.Struct, frozen=True):
    """Who stands in a block, as far as it was read, and its mark."""

    members: tuple[str, ...]
    mark: BlockItem | None = None

    @property
    def full(self) -> bool:
        """Whether it is passed over."""
        return len(self.members) > FULL

    @property
    def links(self) -> bool:
        """Whether its members are linked through it: one that was full links nobody before its mark says so."""
        return not self.full and (self.mark is None or self.mark.turn == Turn.OPENING)

    @property
    def turning(self) -> Turn | None:
        """What has to be done because the block has become full, or is full no more; ``None`` when nothing has."""
        if self.full:
            return Turn.CLOSING if self.mark is None or self.mark.turn != Turn.CLOSED else None
        return Turn.OPENING if self.mark is not None else None


def block(key: str, limit: int | None = None) -> Block:
    """Return up to ``limit`` of the vacancies under ``key``, all without, and the mark; read consistently."""
    found = list(BlockItem.query(key, consistent_read=True, limit=limit + 1 if limit is not None else None))
    mark = found[0] if found and found[0].vacancy_id == _MARK else None
    members = tuple(item.vacancy_id for item in found if item.vacancy_id != _MARK)
    return Block(members if limit is None else members[:limit], mark)


def marked(keys: Iterable[str]) -> tuple[str, ...]:
    """Return those of the blocks that have a mark, read consistently."""
    wanted = [(key, _MARK) for key in sorted(set(keys))]
    return tuple(sorted(item.pk for item in BlockItem.batch_get(wanted, consistent_read=True)))


def mark(key: str, turn: Turn, present: BlockItem | None) -> BlockItem | None:
    """Put a mark in the place of ``present``; ``None`` when another one stands there meanwhile."""
    item = BlockItem(key, _MARK, turn=turn.value)
    if present is not None:
        item.version = present.version
    try:
        item.save()
    except PutError as error:
        _unless_refused(error)
        return None
    return item


def unmark(present: BlockItem) -> bool:
    """Take a mark away; tell whether it still stood there."""
    try:
        present.delete()
    except DeleteError as error:
        _unless_refused(error)
        return False
    return True


def _unless_refused(error: PutError | DeleteError) -> None:
    if not was_refused(error):
        raise error


def entries(identifiers: Iterable[str]) -> Mapping[str, EntryItem]:
    """Return what is kept of those vacancies, read consistently."""
    return {item.pk: item for item in EntryItem.batch_get(sorted(set(identifiers)), consistent_read=True)}


def every() -> Iterator[EntryItem]:
    """Read all entries, page by page, consistently."""
    yield from EntryItem.scan(consistent_read=True)


def save(transaction: TransactWrite, entry: Entry, present: EntryItem | None) -> EntryItem:
    """Put ``entry`` in the place of ``present``, provided that it still stands there; return its item."""
    item = EntryItem(entry.id, entry=entry)
    if present is not None:
        item.version = present.version
    transaction.save(item)
    return item


def hold(transaction: TransactWrite, present: EntryItem) -> None:
    """Demand that an entry is as it was read."""
    transaction.condition_check(EntryItem, present.pk, condition=EntryItem.version == present.version)


def hold_open(transaction: TransactWrite, key: str) -> None:
    """Demand that a block has not become full: then nobody is linked through it."""
    condition = BlockItem.turn.does_not_exist() | (BlockItem.turn == Turn.OPENING.value)
    transaction.condition_check(BlockItem, key, _MARK, condition=condition)


def enter(transaction: TransactWrite, key: str, vacancy_id: str) -> None:
    """Let a vacancy stand in a block."""
    transaction.save(BlockItem(key, vacancy_id))


def leave(transaction: TransactWrite, key: str, vacancy_id: str) -> None:
    """Take a vacancy out of a block."""
    transaction.delete(BlockItem(key, vacancy_id), add_version_condition=False)
