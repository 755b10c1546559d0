"""The public change feed and its snapshot, as NDJSON; and the consumer that writes the log behind it.

Each line of an answer is one JSON object with a ``kind``: ``upsert`` with the vacancy, ``removal`` with the keys that
it was published under, and last a line ``cursor``. Its ``next`` is also in the ``Link`` header (RFC 8288).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import msgspec
from chalice.app import Blueprint, DynamoDBEvent
from msgspec import Meta

from chalicelib import alerts, duplicates, feed, monitoring, reviewing, vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.observability import logger
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import chosen
from functions.outbox_records import BatchFailures
from functions.streams import stream_arn
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.feed import Entry
    from chalicelib.vacancies import Vacancy

blueprint = Blueprint(__name__)
NDJSON = "application/x-ndjson"
_MAXIMUM = 500


class FeedQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Changes after a cursor or an ISO 8601 time with zone; from the beginning of what is kept without."""

    after: str | None = None
    limit: Annotated[int, Meta(ge=1, le=_MAXIMUM)] = 100


class SnapshotQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of the snapshot."""

    cursor: str | None = None
    limit: Annotated[int, Meta(ge=1, le=_MAXIMUM)] = 100


@endpoint(blueprint, "GET", "/v1/feed/vacancies", audience=[Audience.PUBLIC], answers=(NDJSON,))
def changes(call: Call, query: FeedQuery) -> Answer[str]:
    """Publications and removals in order, one JSON object a line.

    The changes of one vacancy come in their order, and nothing is left out or repeated. A vacancy that changed twice
    may come once, as it is now. The last line holds the cursor to go on from, also when there was nothing new.
    """
    from functions.feed_lines import CursorLine, change_line

    chosen(call, (NDJSON, "application/json"))
    page = feed.changes(query.after, query.limit)
    lines = [
        *(change_line(change, call.language) for change in page.changes),
        CursorLine(kind="cursor", next=page.next),
    ]
    return _answer(lines, f"/v1/feed/vacancies?after={quote(page.next)}&limit={query.limit}")


@endpoint(blueprint, "GET", "/v1/feed/snapshot", audience=[Audience.PUBLIC], answers=(NDJSON,))
def snapshot(call: Call, query: SnapshotQuery) -> Answer[str]:
    """All published vacancies, page by page, to begin a copy with.

    A page may hold fewer vacancies than asked for; the last line says how to go on. At the end it holds the cursor
    ``feed`` for ``/v1/feed/vacancies``: what changed while the snapshot was read comes there.
    """
    from functions.feed_lines import CursorLine, snapshot_line

    chosen(call, (NDJSON, "application/json"))
    page = feed.snapshot(query.cursor, query.limit)
    lines = [
        *(snapshot_line(item, call.language) for item in page.items),
        CursorLine(kind="cursor", next=page.next, feed=page.feed),
    ]
    if page.next is not None:
        return _answer(lines, f"/v1/feed/snapshot?cursor={quote(page.next)}&limit={query.limit}")
    return _answer(lines, f"/v1/feed/vacancies?after={quote(page.feed or '')}")


@blueprint.on_dynamodb_record(stream_arn=stream_arn("vacancies"), name="record_changes", batch_size=100)
def record(event: DynamoDBEvent) -> BatchFailures:
    """Log the public changes of a batch, each once, have duplicates looked for, and count what it means.

    A record that cannot be read is reported as failed after its neighbours were logged, so that it is tried again and
    set aside in the end; taking up the batch again logs nothing twice.
    """
    from chalicelib import quality, sources

    entries: list[Entry] = []
    counted: list[tuple[Vacancy | None, Vacancy | None]] = []
    failed: list[dict[str, str]] = []
    for stream_record in event.to_dict()["Records"]:
        try:
            change = _change(stream_record)
            entries.extend(_entries(*change))
            if not failed:  # from the first failure on, everything comes again
                counted.append(change)
        except (msgspec.ValidationError, KeyError, TypeError):
            logger.exception("a vacancy's change cannot be read")
            failed.append({"itemIdentifier": stream_record["dynamodb"]["SequenceNumber"]})
    feed.record(entries)
    duplicates.announce(counted)
    reviewing.follow(counted)
    monitoring.sample(counted)
    sources.follow(counted)
    quality.follow(counted)
    alerts.announce(counted)
    vacancies.measure_steps(counted)
    return {"batchItemFailures": failed}


def _change(stream_record: Any) -> tuple[Vacancy | None, Vacancy | None]:  # noqa: ANN401 - a record of AWS
    images = stream_record["dynamodb"]
    return _vacancy(images.get("OldImage")), _vacancy(images.get("NewImage"))


def _entries(before: Vacancy | None, after: Vacancy | None) -> Iterator[Entry]:
    entry = feed.entry_of(before, after, SYSTEM_CLOCK.now())
    if entry is not None:
        yield entry


def _vacancy(image: Any) -> Vacancy | None:  # noqa: ANN401
    from chalicelib.vacancies import Vacancy
    from chalicelib.wire import from_wire

    return msgspec.convert(from_wire(image["vacancy"]), Vacancy) if image else None


def _answer(lines: list[Any], following: str) -> Answer[str]:
    body = msgspec.json.Encoder().encode_lines(lines).decode()
    headers = {"Link": f'<{following}>; rel="next"', "Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return Answer(body=body, media_type=NDJSON, headers=headers)
