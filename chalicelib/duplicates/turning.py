"""Blocks that have become full, or are full no more: who was linked through one is let go, or taken back.

A block's mark says how far that is. It changes before anybody is looked at, and again when all are told, so that
whoever comes in between, or after a worker that stopped halfway, sees what is left to do and does it again. Nobody is
linked through a block that is full no more before its mark says that it opens: so whoever has left it, and is linked to
others still, does not wait for its own block.
"""

from collections.abc import Iterable

from chalicelib.duplicates import table
from chalicelib.duplicates.settling import settle, tell
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.table import Block, BlockItem, Turn
from chalicelib.errors import Unavailable

_ATTEMPTS = 8


def turn(left: Iterable[str], store: TableStore) -> None:
    """Bring up to date whoever stands in blocks of ``store`` that have turned, or in those that were ``left``.

    What is settled for it may show others that have turned. Raises `Unavailable` when other workers go on turning the
    same; then it may be called again.
    """
    waiting = set(store.turning)
    waiting |= set(table.marked(left)) if (left := tuple(left)) else set()
    done: set[str] = set()
    while waiting:
        key = min(waiting)
        here = _turned(key)
        done.add(key)
        waiting = (waiting | here.turning) - done


def _turned(key: str) -> TableStore:
    """Do what one block asks for, until it asks for nothing; return what was read for it."""
    for _ in range(_ATTEMPTS):
        store, block = TableStore(), table.block(key)
        if block.turning is None:
            return store
        mark = table.mark(key, block.turning, block.mark)
        # Read again: whoever came or went before the mark stood there has not seen it.
        if mark is not None and _finished(mark, table.block(key), store):
            return store
    raise Unavailable


def _finished(mark: BlockItem, block: Block, store: TableStore) -> bool:
    """Settle and tell who stands in the block, then say so; return whether nobody turned it again meanwhile."""
    if block.turning != mark.turn:
        return False
    entries = store.entries(block.members)
    # A full block links nobody any more, which touches only who is linked; one that is full no more may link all.
    names = [name for name, entry in entries.items() if not block.full or entry.is_linked]
    mates = {mate for name in names for mate in entries[name].mates}
    tell({*settle(names, store), *mates, *block.members})
    if mark.turn == Turn.OPENING:
        return table.unmark(mark)
    return table.mark(mark.pk, Turn.CLOSED, mark) is not None
