"""Versioned writes in bulk, item by item accounted for."""

import random
import time
from collections.abc import Iterator, Sequence

import msgspec

from search.opensearch.answers import Bulk, Item
from search.opensearch.connection import ATTEMPTS, Connection
from search.opensearch.layout import Json
from search.port import IndexUnavailable, Outcome, WriteResult

MAXIMUM_BYTES = 4_000_000
_BUSY = frozenset({429, 502, 503})
_STALE = 409
_GONE = 404
"""The generation was dropped meanwhile: nobody reads it any more."""


class Write(msgspec.Struct, frozen=True):
    """One row that is to be there from ``version`` on."""

    id: str
    version: int
    row: Json


class Written(msgspec.Struct, frozen=True):
    """What became of a write in one generation; ``dropped`` when that generation is gone."""

    result: WriteResult
    dropped: bool = False


def write(connection: Connection, entry: str, writes: Sequence[Write]) -> list[Written]:
    """Write to the generation behind ``entry`` and return what became of each, in order.

    External versions: a row replaces only an older one. Raises `IndexUnavailable` when everything was refused as too
    much at once.
    """
    items: list[Item] = []
    for chunk in _chunks(entry, writes):
        items += _send(connection, chunk)
    if items and all(item.status in _BUSY for item in items):
        raise IndexUnavailable("OpenSearch takes no writes now")
    return [_written(entry, item) for entry, item in zip(writes, items, strict=True)]


def merged(current: Written, other: Written) -> Written:
    """Combine what became of a write in two generations: a failure counts, a dropped generation does not."""
    if current.dropped or other.dropped:
        return other if current.dropped else current
    order = (Outcome.FAILED, Outcome.WRITTEN, Outcome.STALE)
    return min(current, other, key=lambda written: order.index(written.result.outcome))


def _chunks(entry: str, writes: Sequence[Write]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for each in writes:
        action = {"index": {"_index": entry, "_id": each.id, "version": each.version, "version_type": "external"}}
        lines = msgspec.json.encode(action) + b"\n" + msgspec.json.encode(each.row) + b"\n"
        if chunk and size + len(lines) > MAXIMUM_BYTES:
            yield chunk
            chunk, size = [], 0
        chunk.append(lines)
        size += len(lines)
    if chunk:
        yield chunk


def _send(connection: Connection, chunk: list[bytes]) -> list[Item]:
    """Send one request; the items that were too much at once are sent again a few times."""
    items = _once(connection, chunk)
    for attempt in range(1, ATTEMPTS):
        busy = [place for place, item in enumerate(items) if item.status in _BUSY]
        if not busy:
            break
        time.sleep(random.uniform(0, 0.2 * 2**attempt))  # noqa: S311 - jitter
        for place, item in zip(busy, _once(connection, [chunk[place] for place in busy]), strict=True):
            items[place] = item
    return items


def _once(connection: Connection, chunk: list[bytes]) -> list[Item]:
    parameters = {"require_alias": "true", "filter_path": "items.*.status,items.*.error.type,items.*.error.reason"}
    answer = connection.call("POST", "/_bulk", Bulk, b"".join(chunk), parameters)
    return [item["index"] for item in answer.items]


def _written(entry: Write, item: Item) -> Written:
    if item.status < 300:
        return Written(WriteResult(id=entry.id, outcome=Outcome.WRITTEN))
    if item.status == _STALE:
        return Written(WriteResult(id=entry.id, outcome=Outcome.STALE))
    reason = f"{item.error.type}: {item.error.reason}" if item.error else f"status {item.status}"
    result = WriteResult(id=entry.id, outcome=Outcome.FAILED, reason=reason)
    return Written(result, dropped=item.status == _GONE)
