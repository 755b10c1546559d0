"""Reading the log: a page of changes after a position or a time, and the snapshot to begin with."""

import heapq
from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import InvalidInput, invalid
from chalicelib.feed import table
from chalicelib.feed.model import PARTITIONS, ChangeKind, Entry, Position, SnapshotPosition
from chalicelib.feed.recording import KEPT
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.texts import Text
from chalicelib.vacancies import State, Vacancy

PAGE_BYTES = 4_000_000
"""A page ends when its texts are about so long, whatever the limit; functions answer at most six megabytes."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change as it is read; ``vacancy`` is there for an upsert."""

    entry: Entry
    vacancy: Vacancy | None = None


class ChangePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some changes in order, and the cursor to go on from; there is always one."""

    changes: tuple[Change, ...]
    next: str


class SnapshotPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the published vacancies. ``next`` goes on with the snapshot; at its end ``feed`` goes on with changes."""

    items: tuple[Vacancy, ...]
    next: str | None = None
    feed: str | None = None


def changes(after: str | None, limit: int, clock: Clock = SYSTEM_CLOCK) -> ChangePage:
    """Return up to ``limit`` changes after a cursor or an ISO 8601 time; from the beginning of what is kept without.

    The changes of one vacancy come in their order. Raises `InvalidInput` on ``after`` when it is neither, lies in the
    future, or is older than the log.
    """
    counts = _start(after, clock)
    taken: list[tuple[int, Entry]] = []
    reached = list(counts)
    for partition, count, entry in _merged(counts, limit):
        taken.append((partition, entry))
        reached[partition] = count
    found, reached = _joined(taken, list(counts), reached)
    return ChangePage(changes=tuple(found), next=encode_cursor(Position(tuple(reached))))


def snapshot(cursor: str | None, limit: int) -> SnapshotPage:
    """Return a page of all published vacancies.

    The first page notes where the log stands. Whoever reads all pages and then the changes from ``feed`` on has what
    is published: what changed while the pages were read comes again as a change, and nothing is left out.
    """
    position = decode_cursor(cursor, SnapshotPosition) if cursor else SnapshotPosition(table.counts(), "")
    items, last = vacancies.published_after(position.after or None, limit)
    if last is None:
        return SnapshotPage(items=tuple(items), feed=encode_cursor(Position(position.counts)))
    return SnapshotPage(items=tuple(items), next=encode_cursor(SnapshotPosition(position.counts, last)))


def _start(after: str | None, clock: Clock) -> tuple[int, ...]:
    if after is None:
        return tuple(_first_kept(partition) - 1 for partition in _partitions())
    moment = _moment(after)
    if moment is None:
        try:
            counts = decode_cursor(after, Position).counts
        except InvalidInput:
            raise _unknown() from None
        if len(counts) != PARTITIONS:
            raise _unknown()
        return counts
    now = clock.now()
    if moment > now:
        raise _refusal("future", "Waktu ini belum tiba.", "This time is in the future.")
    if moment < now - KEPT:
        raise _too_old()
    return tuple(_count_at(partition, moment) for partition in _partitions())


def _moment(after: str) -> datetime | None:
    try:
        # A plus sign that was not escaped arrives as a space.
        moment = datetime.fromisoformat(after.replace(" ", "+"))
    except ValueError:
        return None
    if moment.tzinfo is None:
        raise _refusal("no_zone", "Sertakan zona waktu.", "Name the time zone.")
    return moment


def _count_at(partition: str, moment: datetime) -> int:
    """Return the count of the last change up to ``moment``, by halving; changes that are not kept are older."""
    head = table.head(partition)
    low, high = 0, int(head.count_) if head else 0
    while low < high:
        middle = (low + high + 1) // 2
        entry = table.entry_at(partition, middle)
        if entry is None or entry.at <= moment:
            low = middle
        else:
            high = middle - 1
    return low


def _first_kept(partition: str) -> int:
    found = table.entries_after(partition, 0, 1)
    return found[0][0] if found else _after_head(partition)


def _after_head(partition: str) -> int:
    head = table.head(partition)
    return int(head.count_) + 1 if head else 1


def _merged(counts: tuple[int, ...], limit: int) -> Iterator[tuple[int, int, Entry]]:
    """Yield the next changes of all parts by time: the number of the part, the count in it, the change."""
    parts = [_part(number, counts[number], limit) for number in range(PARTITIONS)]
    ordered = heapq.merge(*parts, key=lambda found: (found[2].at, found[0], found[1]))
    for _, found in zip(range(limit), ordered, strict=False):
        yield found


def _part(number: int, count: int, limit: int) -> list[tuple[int, int, Entry]]:
    found = table.entries_after(str(number), count, limit)
    expected = count
    for place, _ in found:
        expected += 1
        if place != expected:
            raise _too_old()
    if not found and _after_head(str(number)) <= count:
        raise _unknown()
    return [(number, place, entry) for place, entry in found]


def _joined(taken: list[tuple[int, Entry]], start: list[int], reached: list[int]) -> tuple[list[Change], list[int]]:
    """Add the vacancies to the upserts. One that changed again since is left to its later entry.

    Ends early when the texts grow too long, and then returns the position that was reached.
    """
    wanted = {entry.vacancy_id for _, entry in taken if entry.kind is ChangeKind.UPSERT}
    present = vacancies.get_many(wanted)
    found: list[Change] = []
    size, counts = 0, list(start)
    for partition, entry in taken:
        if size > PAGE_BYTES:
            return found, counts
        counts[partition] += 1
        vacancy = present.get(entry.vacancy_id)
        if entry.kind is ChangeKind.REMOVAL:
            found.append(Change(entry=entry))
        elif vacancy is not None and vacancy.state is State.PUBLISHED and vacancy.revision == entry.revision:
            found.append(Change(entry=entry, vacancy=vacancy))
            size += len(vacancy.content.description.encode()) + 2_000
    return found, reached


def _partitions() -> Iterator[str]:
    return (str(number) for number in range(PARTITIONS))


def _unknown() -> InvalidInput:
    return _refusal("unknown_cursor", "Bukan kursor atau waktu.", "Neither a cursor of this feed nor a time.")


def _too_old() -> InvalidInput:
    return _refusal(
        "too_old",
        "Perubahan selama itu tidak disimpan; mulai dari /v1/feed/snapshot.",
        "Changes are not kept that long; begin with /v1/feed/snapshot.",
    )


def _refusal(code: str, indonesian: str, english: str) -> InvalidInput:
    return invalid("after", code, Text(indonesian, english))
