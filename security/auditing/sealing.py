"""Entries into chains: whoever delivers entries hands them here, in any order, once or repeatedly.

The links, a mark for each entry and the chain's new head are one transaction: an entry is a link once or not at all,
however often it comes and wherever a process dies.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import Unavailable
from security.audit_chain_table import AuditBlockItem, AuditHeadItem, AuditMarkItem
from security.audit_model import KEPT as ENTRIES_KEPT
from security.audit_model import AuditEntry
from security.auditing.chain import Head, Link, chain_of, digest, extend, lines

MOST = 90
"""Entries of one block: a transaction takes a hundred writes, the block and the head among them."""

KEPT = timedelta(days=400)
"""How long a block stays in its table; it is exported within the hour, and that copy stays for years."""

MARKS_KEPT = ENTRIES_KEPT + timedelta(days=90)
"""How long the mark of an entry stays, from the entry on: expired items go within days, in no order."""

_ATTEMPTS = 12


def seal(entries: Iterable[AuditEntry], clock: Clock = SYSTEM_CLOCK) -> int:
    """Make links of the entries that are none yet; returns of how many. Raises `Unavailable`: then some may be."""
    apart: dict[str, dict[str, AuditEntry]] = {}
    for entry in entries:
        apart.setdefault(chain_of(entry.subject), {})[entry.id] = entry
    return sum(
        _sealed(chain, block, clock)
        for chain, found in sorted(apart.items())
        for block in _blocks(tuple(found.values()))
    )


def head_of(chain: str) -> Head:
    """Return where ``chain`` ends."""
    return _head(chain)[0]


def blocks_after(chain: str, seq: int) -> Iterator[AuditBlockItem]:
    """Yield the blocks of ``chain`` behind link number ``seq``, which ends a block, in order."""
    yield from AuditBlockItem.query(chain, AuditBlockItem.first > seq, consistent_read=True)


def _blocks(entries: Sequence[AuditEntry]) -> Iterator[Sequence[AuditEntry]]:
    for start in range(0, len(entries), MOST):
        yield entries[start : start + MOST]


def _sealed(chain: str, entries: Sequence[AuditEntry], clock: Clock) -> int:
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(random.uniform(0, 0.02 * 2 ** min(attempt, 6)))  # noqa: S311 - jitter
        new = _unmarked(entries)
        if not new:
            return 0
        head, version = _head(chain)
        if tables.committed(_block(head, version, new, clock)):
            return len(new)
    raise Unavailable


def _unmarked(entries: Sequence[AuditEntry]) -> tuple[AuditEntry, ...]:
    wanted = [entry.id for entry in entries]
    known = {item.pk for item in AuditMarkItem.batch_get(wanted, consistent_read=True, attributes_to_get=["pk"])}
    return tuple(entry for entry in entries if entry.id not in known)


def _head(chain: str) -> tuple[Head, int]:
    try:
        item = AuditHeadItem.get(chain, consistent_read=True)
    except AuditHeadItem.DoesNotExist:
        return Head(chain=chain), 0
    return item.head, int(item.version)


def _block(head: Head, version: int, entries: Sequence[AuditEntry], clock: Clock) -> Callable[[TransactWrite], None]:
    """Return what commits ``entries`` behind ``head`` while the chain still ends there and none of them is a link."""
    links = extend(head, entries)

    def build(transaction: TransactWrite) -> None:
        moved = AuditHeadItem(head.chain, head=Head(chain=head.chain, seq=links[-1].seq, hash=links[-1].hash))
        if version:
            moved.version = version
        transaction.save(moved)
        transaction.save(_stored(head.chain, links, clock), condition=AuditBlockItem.pk.does_not_exist())
        for entry, link in zip(entries, links, strict=True):
            mark = _mark(entry, head.chain, link.seq)
            transaction.save(mark, condition=AuditMarkItem.pk.does_not_exist())

    return build


def _mark(entry: AuditEntry, chain: str, seq: int) -> AuditMarkItem:
    expires = epoch_seconds(entry.at + MARKS_KEPT)
    return AuditMarkItem(entry.id, chain=chain, seq=seq, digest=digest(entry), expires=expires)


def _stored(chain: str, links: Sequence[Link], clock: Clock) -> AuditBlockItem:
    return AuditBlockItem(
        chain,
        links[0].seq,
        last=links[-1].seq,
        hash=links[-1].hash,
        lines=lines(links),
        expires=epoch_seconds(clock.now() + KEPT),
    )
