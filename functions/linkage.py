"""What registers outside confirm: questions that follow of events, and the schedule that asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate

from chalicelib.observability import logger
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures, Record, events_of, failing_records
from functions.sessions import Done
from functions.streams import stream_arn
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.linkage.requesting import Request
    from functions.linkage_views import ConfirmationList, ConfirmationQuery, ConfirmationView

blueprint = Blueprint(__name__)
_CONCERNED = (Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER, Audience.ADMIN)
_MOST_SECONDS = 45.0
"""A run lasts no longer, so that it is over when the next minute begins."""
_RESERVED_SECONDS = 5.0
"""Left to the function after its deadline, to write what it has found."""


@endpoint(blueprint, "GET", "/v1/confirmations", audience=_CONCERNED)
def confirmations(call: Call, query: ConfirmationQuery) -> Answer[ConfirmationList]:
    """What registers outside say of what the caller states, or of an employer to its members and officers."""
    from chalicelib.linkage import reading
    from functions.linkage_views import ConfirmationList, confirmation_view

    if query.employer is None:
        found = reading.own(call.principal)
    else:
        found = reading.of_employer(call.principal, query.employer)
    items = tuple(confirmation_view(each, call.language) for each in found)
    return Answer(body=ConfirmationList(items=items), headers={"Cache-Control": "private, no-store"})


@endpoint(blueprint, "POST", "/v1/people/me/confirmations", audience=[Audience.SEEKER], status=202)
def request_confirmation(call: Call, body: Request) -> Answer[ConfirmationView]:
    """Have a register confirm who one is, or a statement of the profile; needs the consent ``check_in_registers``.

    The same again changes nothing: where it stands is answered.
    """
    from chalicelib import idempotency
    from chalicelib.linkage import requesting
    from functions.linkage_views import confirmation_view

    key = call.idempotency_key("request_confirmation")
    found = idempotency.alike(key, lambda: requesting.request(call.principal.id, body))
    return Answer(body=confirmation_view(found, call.language), headers={"Cache-Control": "private, no-store"})


@endpoint(blueprint, "DELETE", "/v1/people/me/placement", audience=[Audience.SEEKER], status=204)
def reopen_search(call: Call) -> Answer[Done]:
    """Open one's search again after a register said that one found work; the opening is free again. May be repeated."""
    from chalicelib.linkage.cases import hires

    hires.take_back(call.principal.id)
    return Answer(body=Done())


@blueprint.on_dynamodb_record(stream_arn=stream_arn("outbox"), name="ask_registers", batch_size=50)
def ask_registers(event: DynamoDBEvent) -> BatchFailures:
    """Put on the list what registers are to be asked; nobody is asked here."""
    return failing_records(event, _follow)


def _follow(record: Record) -> None:
    from chalicelib.linkage.following import follow

    for found in events_of(record):
        follow(found)


@blueprint.schedule(Rate(1, unit=Rate.MINUTES), name="resolve_confirmations")
def resolve_confirmations(event: CloudWatchEvent) -> None:
    """Ask registers what is due. Alone, so that its memory of who is down holds for all."""
    from chalicelib.linkage.deadline import within
    from chalicelib.linkage.lines import registers
    from chalicelib.linkage.resolving import resolve_due

    context: Any = event.context
    left = float(context.get_remaining_time_in_millis()) / 1000 - _RESERVED_SECONDS
    resolved = resolve_due(registers(), within(min(left, _MOST_SECONDS)))
    if resolved.answered or resolved.unanswered:
        logger.info("registers asked", extra={"answered": resolved.answered, "unanswered": resolved.unanswered})
