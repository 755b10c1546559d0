"""What ministack's tables have in their streams: counted for the event runner, and forgotten when it was read."""

import bisect
import sys
from collections.abc import Iterable
from typing import Any


def changes_by_topic() -> dict[str, int]:
    """How many changes the stream of each table has had."""
    tables: Any = sys.modules.get("ministack.services.dynamodb")
    if tables is None:
        return {}
    return {
        f"table {key[-1]}": tables._stream_trimmed._data.get(key, 0) + len(records)
        for key, records in list(tables._stream_records._data.items())
    }


def forget_read_changes(read: Iterable[str]) -> None:
    """Drop changes that every reader has had, `TABLE:SEQUENCE` each; ministack would keep them for a day, in memory."""
    tables: Any = sys.modules.get("ministack.services.dynamodb")
    places = dict(entry.rsplit(":", 1) for entry in read)
    if tables is None:
        return
    for key, records in list(tables._stream_records._data.items()):
        last = places.get(key[-1], "")
        past = bisect.bisect_right(records, last, key=lambda record: record["dynamodb"]["SequenceNumber"])
        del records[:past]
        tables._stream_trimmed._data[key] = tables._stream_trimmed._data.get(key, 0) + past
