"""What came to ministack's tables and queues: told to the event runner, and forgotten of tables when it was read."""

import bisect
import sys
import zlib
from collections.abc import Iterable
from typing import Any


def changes_by_topic() -> dict[str, int]:
    """Return a number for each table and queue: another one when something came since."""
    return _changes_of_tables() | _last_of_queues()


def _changes_of_tables() -> dict[str, int]:
    """How many changes the stream of each table has had."""
    tables: Any = sys.modules.get("ministack.services.dynamodb")
    if tables is None:
        return {}
    return {
        f"table {key[-1]}": tables._stream_trimmed._data.get(key, 0) + len(records)
        for key, records in list(tables._stream_records._data.items())
    }


def _last_of_queues() -> dict[str, int]:
    """A number for the last message of each queue that holds any: messages that are sent come at its end."""
    queues: Any = sys.modules.get("ministack.services.sqs")
    if queues is None:
        return {}
    last = ((queue["name"], queue["messages"][-1:]) for queue in list(queues._queues._data.values()))
    return {f"queue {name}": zlib.crc32(message["id"].encode()) for name, messages in last for message in messages}


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
