"""The worker that takes pushed vacancies from the queue, chunk by chunk."""

import msgspec
from chalice.app import Blueprint, SQSEvent

from chalicelib import partners, resources
from functions.outbox_records import BatchFailures
from functions.queue_messages import failing_messages

blueprint = Blueprint(__name__)
_QUEUE = resources.physical_name(resources.PARTNER_ITEMS.name)


@blueprint.on_sqs_message(queue=_QUEUE, name="take_partner_items", batch_size=5)
def take_partner_items(event: SQSEvent) -> BatchFailures:
    """Convert, check and store pushed vacancies; a chunk that failed comes again."""
    return failing_messages(event, _work)


def _work(body: str) -> None:
    partners.work(msgspec.json.decode(body, type=partners.Chunk))
