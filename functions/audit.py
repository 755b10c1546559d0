"""The audit: read by administrators and by the people whom it is about; sealed, exported and watched by workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate

from chalicelib import auditing
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.observability import logger, measure
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures
from functions.streams import stream_arn
from security.principal import Audience

if TYPE_CHECKING:
    from functions.audit_types import AuditPage, AuditQuery, ReadingPage, ReadingQuery
    from security.audit_model import AuditEntry

blueprint = Blueprint(__name__)
_PRIVATE = {"Cache-Control": "private, no-store"}
_RESERVED_SECONDS = 60.0
"""Left to a schedule after its work, to write what it has found."""


@endpoint(blueprint, "GET", "/v1/audit", audience=[Audience.ADMIN])
def entries(call: Call, query: AuditQuery) -> Answer[AuditPage]:
    """Who did what, to whose data and why: about a subject, or by an actor. That it is read is an entry as well.

    A page may be short, or empty, while ``next`` goes on: entries are looked through for the action that is asked for.
    """
    from functions.audit_types import AuditPage

    page = auditing.listed(call.principal, query.asked(), query.limit, query.cursor)
    return Answer(body=AuditPage(items=page.items, next=page.next), headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/people/me/readings", audience=[Audience.SEEKER])
def own_readings(call: Call, query: ReadingQuery) -> Answer[ReadingPage]:
    """Who else read or changed one's own data: when, from which office or employer, what of it, and why."""
    from functions.audit_types import reading_page

    found = auditing.own_readings(call.principal.id, query.limit, query.cursor)
    return Answer(body=reading_page(found, call.language), headers=_PRIVATE)


@blueprint.on_dynamodb_record(stream_arn=stream_arn("audit"), name="seal_audit", batch_size=500)
def seal_audit(event: DynamoDBEvent) -> BatchFailures:
    """Make links of new entries. One that cannot be read does not keep those before it from being sealed."""
    from security.auditing.sealing import seal

    records = event.to_dict()["Records"]
    found: list[AuditEntry] = []
    torn: str | None = None
    for record in records:
        try:
            found.extend(_entries(record))
        except Exception:
            torn = record["dynamodb"]["SequenceNumber"]
            logger.exception("a record of the audit cannot be read")
            break
    try:
        sealed = seal(found)
    except Exception:
        logger.exception("entries were not sealed")
        return {"batchItemFailures": [{"itemIdentifier": records[0]["dynamodb"]["SequenceNumber"]}]}
    _measure_lag(found)
    logger.info("entries sealed", extra={"entries": len(found), "new": sealed})
    return {"batchItemFailures": [{"itemIdentifier": torn}] if torn else []}


@blueprint.schedule(Rate(15, unit=Rate.MINUTES), name="export_audit")
def export_audit(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Export what was sealed into the locked archive, with a signed head over all chains."""
    from security.auditing.archive import archive
    from security.auditing.exporting import export
    from security.auditing.signing import signer

    done = export(archive(), signer())
    logger.info("audit exported", extra={"manifests": done.manifests, "links": done.links})


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="watch_audit")
def watch_audit(event: CloudWatchEvent) -> None:
    """Hold the table to the chains, as far as a run comes: entries in no chain are sealed, changed ones are told."""
    from security.auditing.watching import watch

    context: Any = event.context
    left = float(context.get_remaining_time_in_millis()) / 1000 - _RESERVED_SECONDS
    found = watch(max(left, 0.0))
    measure("AuditUnsealed", found.unsealed)
    measure("AuditChanged", found.changed)
    logger.info("audit watched", extra={"entries": found.entries, "unsealed": found.unsealed, "whole": found.whole})


def _entries(record: Mapping[str, Any]) -> list[AuditEntry]:
    """Return the entry that a record brought; but for the end of its term nothing else is done by the platform."""
    import msgspec

    from chalicelib.wire import from_wire
    from security.audit import is_over
    from security.audit_model import AuditEntry

    # Whoever removed it: a replica does not tell that the time to live of another region did.
    if record["eventName"] == "REMOVE" and is_over(record["dynamodb"]["Keys"]["id"]["S"]):
        return []
    if record["eventName"] != "INSERT":
        logger.error("an entry of the audit was touched", extra={"change": record["eventName"]})
        measure("AuditChanged", 1)
        return []
    return [msgspec.convert(from_wire(record["dynamodb"]["NewImage"]["entry"]), AuditEntry)]


def _measure_lag(found: list[AuditEntry]) -> None:
    if found:
        oldest = min(entry.at for entry in found)
        measure("AuditSealLag", max(0.0, (SYSTEM_CLOCK.now() - oldest).total_seconds()), "Seconds")
