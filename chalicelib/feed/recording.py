"""Writing the log: each change once, in the order of its vacancy, with counts that leave no gap."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds, to_iso
from chalicelib.errors import Unavailable
from chalicelib.feed import table
from chalicelib.feed.model import Entry
from chalicelib.feed.table import FeedHead, FeedItem, FeedMark

KEPT = timedelta(days=30)
"""How long a reader may stay away before it has to begin with a snapshot."""

_TOGETHER = 45
"""Changes in one transaction: two writes each of the hundred, and the head."""
_ATTEMPTS = 12


def record(entries: Iterable[Entry], clock: Clock = SYSTEM_CLOCK) -> int:
    """Append changes to the log and return how many were new.

    Of several changes of one vacancy the last is enough: its content is read from the table. A change that was logged
    before, or is older than one that was, is left out, so repeated and shuffled deliveries converge. Raises
    `Unavailable` when other writers were faster too often; then it may be called again.
    """
    by_partition: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        latest = by_partition[table.partition_of(entry.vacancy_id)]
        known = latest.get(entry.vacancy_id)
        if known is None or known.revision < entry.revision:
            latest[entry.vacancy_id] = entry
    return sum(
        _append(partition, chunk, clock)
        for partition, latest in by_partition.items()
        for chunk in _chunks(sorted(latest.values(), key=lambda entry: (entry.at, entry.vacancy_id)))
    )


def _chunks(entries: Sequence[Entry]) -> Iterable[Sequence[Entry]]:
    return (entries[start : start + _TOGETHER] for start in range(0, len(entries), _TOGETHER))


def _append(partition: str, entries: Sequence[Entry], clock: Clock) -> int:
    for _ in range(_ATTEMPTS):
        head = table.head(partition)
        marks = table.logged(entry.vacancy_id for entry in entries)
        new = [entry for entry in entries if _is_new(entry, marks.get(entry.vacancy_id))]
        if not new or _committed(partition, head, new, marks, clock):
            return len(new)
    raise Unavailable


def _is_new(entry: Entry, mark: FeedMark | None) -> bool:
    return mark is None or mark.revision < entry.revision


def _committed(
    partition: str, head: FeedHead | None, new: Sequence[Entry], marks: dict[str, FeedMark], clock: Clock
) -> bool:
    """Write the changes after ``head``; tell whether nobody was faster."""
    first = int(head.count_) + 1 if head else 1
    # The time of the log never goes back, so that a reader can look a time up in it.
    now = datetime.fromisoformat(to_iso(clock.now()))
    at = max(now, table.time_of(head)) if head else now

    def build(transaction: TransactWrite) -> None:
        for place, entry in enumerate(new):
            logged = msgspec.structs.replace(entry, at=at)
            item = FeedItem(partition, first + place, entry=logged, expires=epoch_seconds(at + KEPT))
            transaction.save(item)
            table.mark(transaction, entry, marks.get(entry.vacancy_id))
        table.move_head(transaction, partition, head, first + len(new) - 1, to_iso(at))

    return tables.committed(build)
