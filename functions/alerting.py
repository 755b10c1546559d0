"""The workers of saved searches: they are indexed, met by new vacancies, and their owners told when it suits them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from chalice.app import Blueprint, CloudWatchEvent, Cron, DynamoDBEvent, Rate, SQSEvent

from chalicelib import alerts, resources
from chalicelib.observability import correlated, logger, measure
from functions.outages import left_of, outlasting
from functions.outbox_records import BatchFailures
from functions.queue_messages import failing_messages
from functions.streams import stream_arn

blueprint = Blueprint(__name__)


@blueprint.on_dynamodb_record(stream_arn=stream_arn("saved-searches"), name="index_searches", batch_size=100)
def index_searches(event: DynamoDBEvent) -> BatchFailures:
    """Bring the index of saved searches up to a batch of changes.

    A record that cannot be read, or is not taken, is reported; its neighbours go on.
    """
    from search.port import Outcome

    changes: dict[str, Any] = {}
    failed: list[str] = []
    for record in event.to_dict()["Records"]:
        sequence = record["dynamodb"]["SequenceNumber"]
        try:
            changes[sequence] = _change(record)
        except (msgspec.ValidationError, KeyError, TypeError, ValueError):
            logger.exception("a saved search cannot be read", extra={"sequence": sequence})
            failed.append(sequence)
    results = outlasting(lambda: alerts.apply(list(changes.values())), left_of(event)) if changes else ()
    for sequence, result in zip(changes, results, strict=True):
        if result.outcome is Outcome.FAILED:
            logger.warning("a saved search was not indexed", extra={"sequence": sequence})
            failed.append(sequence)
    measure("Indexed", len(changes), kind="search")
    return {"batchItemFailures": [{"itemIdentifier": sequence} for sequence in sorted(failed, key=int)]}


@blueprint.on_sqs_message(queue=resources.physical_name(resources.ALERTS.name), name="match_searches", batch_size=10)
def match_searches(event: SQSEvent) -> BatchFailures:
    """Note for whom vacancies are that came out or changed; a message of which one fails comes again."""
    left = left_of(event)
    return failing_messages(event, lambda body: outlasting(lambda: _match(body), left))


@blueprint.on_sqs_message(queue=resources.physical_name(resources.ALERTS_DUE.name), name="tell_people", batch_size=2)
def tell_people(event: SQSEvent) -> BatchFailures:
    """Tell people of what was found for them; for whom it fails now stays due."""
    return failing_messages(event, _tell)


@blueprint.schedule(Rate(15, unit=Rate.MINUTES), name="announce_alerts")
def announce_alerts(event: CloudWatchEvent) -> None:
    """Have everybody told who is due."""
    with correlated(event.event_id):
        measure("AlertsDue", alerts.announce_due())


@blueprint.schedule(Cron(15, 20, "*", "*", "?", "*"), name="check_searches")
def check_searches(event: CloudWatchEvent) -> None:
    """Compare saved searches with their index at a quarter past three of western Indonesia (20:15 UTC), and mend it.

    Searches whose words mean something else by now are read anew.
    """
    with correlated(event.event_id):
        found = alerts.check()
        measure("IndexDrift", found.found, index="searches")
        logger.info("saved searches compared", extra={"compared": found.compared, "drift": found.found})


def _match(body: str) -> None:
    asked = alerts.named(body)
    alerts.follow(asked.vacancy_ids, only=asked.only)


def _tell(body: str) -> None:
    sent = alerts.tell(alerts.due_people(body))
    for outcome in ("told", "deferred", "failed"):
        if count := getattr(sent, outcome):
            measure("AlertsSent", count, outcome=outcome)


def _change(record: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a change of a saved search
    from chalicelib.alerts.indexing import indexed_id
    from chalicelib.alerts.model import SavedSearch
    from chalicelib.indexing import Change
    from chalicelib.wire import from_wire

    images = record["dynamodb"]
    name = indexed_id(from_wire(images["Keys"]["pk"]), from_wire(images["Keys"]["search_id"]))
    if record["eventName"] == "REMOVE":
        return Change(id=name, version=int(from_wire(images["OldImage"]["version"])) + 1, content=None)
    image = images["NewImage"]
    content = msgspec.convert(from_wire(image["search"]), SavedSearch)
    return Change(id=name, version=int(from_wire(image["version"])), content=content)
