"""Vacancies that several sources offer: the worker that links them, and what officers say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from chalice.app import Blueprint, SQSEvent

from chalicelib import duplicates, resources
from chalicelib.observability import logger
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures
from security.principal import Audience

if TYPE_CHECKING:
    from functions.duplicates_types import ClusterView, Judgement

blueprint = Blueprint(__name__)
_OFFICES = (Audience.OFFICER, Audience.MONITOR)


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/duplicates", audience=_OFFICES)
def judge(call: Call, vacancy_id: str, body: Judgement) -> Answer[ClusterView]:
    """Join a vacancy with another one (``same``) or part them (``different``).

    The word is kept: no machine undoes it.
    """
    from functions.duplicates_types import cluster_view

    key = call.idempotency_key("judge_duplicates")
    found = duplicates.judge(call.principal, vacancy_id, body.other_id, body.verdict, body.reason, key=key)
    return Answer(body=cluster_view(found))


@blueprint.on_sqs_message(
    queue=resources.physical_name(resources.DUPLICATES.name), name="link_duplicates", batch_size=5
)
def link_duplicates(event: SQSEvent) -> BatchFailures:
    """Follow vacancies that have changed: compare them, and link them to those that are the same.

    All of a batch are followed together. A message of which one vacancy fails comes again.
    """
    from chalicelib import sources

    names, failed = _announced(event)
    reasons = duplicates.follow_many((name for each in names.values() for name in each), sources.trust)
    for message_id, own in names.items():
        for name in reasons.keys() & set(own):
            logger.error("a message failed", extra={"message_id": message_id, "vacancy": name}, exc_info=reasons[name])
            failed.append(message_id)
    return {"batchItemFailures": [{"itemIdentifier": each} for each in dict.fromkeys(failed)]}


def _announced(event: SQSEvent) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the vacancies that each message names, and the messages that cannot be read."""
    names: dict[str, tuple[str, ...]] = {}
    failed: list[str] = []
    for message in event.to_dict()["Records"]:
        try:
            names[message["messageId"]] = duplicates.announced(message["body"])
        except msgspec.DecodeError:
            logger.exception("a message cannot be read", extra={"message_id": message["messageId"]})
            failed.append(message["messageId"])
    return names, failed
