"""The workers that keep the indices after the tables, and the nightly comparison of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from chalice.app import Blueprint, CloudWatchEvent, Cron, DynamoDBEvent

from chalicelib import indexing
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.observability import correlated, logger, measure
from functions.outages import left_of, outlasting
from functions.outbox_records import BatchFailures
from functions.streams import correlation_of, stream_arn

if TYPE_CHECKING:
    from chalicelib.indexing import Change
    from search.port import WriteResult

blueprint = Blueprint(__name__)
T = TypeVar("T", bound=msgspec.Struct)
Record = Mapping[str, Any]


@blueprint.on_dynamodb_record(stream_arn=stream_arn("vacancies"), name="index_vacancies", batch_size=100)
def index_vacancies(event: DynamoDBEvent) -> BatchFailures:
    """Bring the vacancy index up to a batch of changes."""
    from chalicelib.vacancies.model import Vacancy

    return _indexed(event, "vacancy", Vacancy, indexing.apply_vacancies)


@blueprint.on_dynamodb_record(stream_arn=stream_arn("people"), name="index_people", batch_size=100)
def index_people(event: DynamoDBEvent) -> BatchFailures:
    """Bring the candidate index up to a batch of changes."""
    from chalicelib.people.model import Person

    return _indexed(event, "person", Person, indexing.apply_people)


@blueprint.schedule(Cron(0, 19, "*", "*", "?", "*"), name="reconcile_indices")
def reconcile_indices(event: CloudWatchEvent) -> None:
    """Compare tables and indices at two in the morning of western Indonesia (19:00 UTC), mend and report the drift."""
    with correlated(event.event_id):
        report = indexing.reconcile(repair=True)
        for drift in (report.vacancies, report.candidates):
            measure("IndexDrift", drift.found, index=drift.index)
            logger.info("reconciled", extra={"index": drift.index, "compared": drift.compared, "drift": drift.found})


def _indexed(
    event: DynamoDBEvent,
    attribute: str,
    kind: type[T],
    apply: Callable[[Sequence[Change[T]]], Sequence[WriteResult]],
) -> BatchFailures:
    """Apply what can be read. A record that cannot be read, or is not taken, is reported; its neighbours go on."""
    from search.port import Outcome

    changes: dict[str, Change[T]] = {}
    failed: list[str] = []
    for record in event.to_dict()["Records"]:
        sequence = record["dynamodb"]["SequenceNumber"]
        with correlated(correlation_of(record)):
            try:
                changes[sequence] = _change(record, attribute, kind)
            except (msgspec.ValidationError, KeyError, TypeError, ValueError):
                logger.exception("a change cannot be read", extra={"sequence": sequence})
                failed.append(sequence)
    results = outlasting(lambda: apply(list(changes.values())), left_of(event)) if changes else ()
    for sequence, result in zip(changes, results, strict=True):
        if result.outcome is Outcome.FAILED:
            logger.warning("a change was not indexed", extra={"sequence": sequence, "reason": result.reason})
            failed.append(sequence)
    measure("Indexed", len(changes), kind=attribute)
    _measure_lag(event.to_dict()["Records"], attribute, SYSTEM_CLOCK)
    return {"batchItemFailures": [{"itemIdentifier": sequence} for sequence in sorted(failed, key=int)]}


def _measure_lag(records: Sequence[Record], kind: str, clock: Clock) -> None:
    """Tell how old the oldest change of the batch is now that it can be found. DynamoDB tells ages in whole seconds."""
    made = [float(record["dynamodb"].get("ApproximateCreationDateTime", 0)) for record in records]
    if oldest := min((moment for moment in made if moment), default=0.0):
        measure("IndexLag", max(0.0, clock.now().timestamp() - oldest), "Seconds", kind=kind)


def _change(record: Record, attribute: str, kind: type[T]) -> Change[T]:
    from chalicelib.wire import from_wire

    images = record["dynamodb"]
    if record["eventName"] == "REMOVE":
        last = int(from_wire(images["OldImage"]["version"]))
        return indexing.Change(id=from_wire(images["Keys"]["pk"]), version=last + 1, content=None)
    image = images["NewImage"]
    content = msgspec.convert(from_wire(image[attribute]), kind)
    return indexing.Change(id=from_wire(image["pk"]), version=int(from_wire(image["version"])), content=content)
