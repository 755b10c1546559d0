"""Vacancies that several sources offer: the worker that links them, and what officers say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint, SQSEvent

from chalicelib import duplicates, resources
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures
from functions.queue_messages import failing_messages
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

    found = duplicates.judge(call.principal, vacancy_id, body.other_id, body.verdict, body.reason)
    return Answer(body=cluster_view(found))


@blueprint.on_sqs_message(
    queue=resources.physical_name(resources.DUPLICATES.name), name="link_duplicates", batch_size=5
)
def link_duplicates(event: SQSEvent) -> BatchFailures:
    """Follow vacancies that have changed: compare them, and link them to those that are the same."""
    return failing_messages(event, _follow)


def _follow(body: str) -> None:
    from chalicelib import sources

    for vacancy_id in duplicates.announced(body):
        duplicates.follow(vacancy_id, sources.trust)
