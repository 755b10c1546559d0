"""Registration, proof of contacts, and the work that registrations and erasures leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate

from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures, Record, failing_records
from functions.sessions import LARGEST_CREDENTIALS, device_words_of, opened_session
from functions.streams import stream_arn
from security.principal import Audience, Principal

if TYPE_CHECKING:
    from chalicelib.people.registration import Registration
    from functions.registration_types import Confirmation, Confirmed, Registered, Started, VerificationRequest

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/v1/people", audience=[Audience.PUBLIC], status=201)
def register(call: Call, body: Registration) -> Answer[Registered]:
    """Register a job seeker and sign in."""
    from chalicelib.people import registration, sessions, store, views
    from functions.registration_types import Registered

    person_id = registration.register(body, call.idempotency_key("register"))
    loaded = store.load(person_id)
    opened = sessions.after_registration(person_id, body.password, device_words_of(call))
    person = views.own_view(loaded, Principal(id=person_id))
    session = opened_session(opened) if opened else None
    return Answer(body=Registered(person=person, session=session), version=loaded.version)


@endpoint(
    blueprint,
    "POST",
    "/v1/people/me/verifications",
    audience=[Audience.SEEKER],
    status=201,
    largest_body=LARGEST_CREDENTIALS,
)
def verify(call: Call, body: VerificationRequest) -> Answer[Started]:
    """Send a code to one's own e-mail address or phone."""
    from chalicelib.people import verification
    from functions.registration_types import started_of

    started = verification.start(call.principal.id, body.channel, call.idempotency_key("verify"))
    return Answer(body=started_of(started))


@endpoint(blueprint, "POST", "/v1/people/me/verifications/{id}/confirm", audience=[Audience.SEEKER])
def confirm(call: Call, id: str, body: Confirmation) -> Answer[Confirmed]:  # noqa: A002 - the path's own name
    """Give the code back; the first proof makes the person active."""
    from chalicelib.people import half_proven, verification
    from functions.registration_types import Confirmed

    key = call.idempotency_key("confirm")
    person, version = verification.confirm(call.principal.id, id, body.code, key=key)
    half_proven.lift(call.principal.id, call.principal.session)
    return Answer(body=Confirmed(state=person.state, verified=person.verified), version=version)


@blueprint.on_dynamodb_record(stream_arn=stream_arn("people"), name="finish_erasures", batch_size=10)
def finish_erasures(event: DynamoDBEvent) -> BatchFailures:
    """Remove what is left of people whose tombstone appeared; repeated until it is done."""
    return failing_records(event, _finish_erasure)


def _finish_erasure(record: Record) -> None:
    from chalicelib.people import erasure
    from chalicelib.people.model import PersonState
    from chalicelib.wire import from_wire

    image = record["dynamodb"].get("NewImage")
    if image and from_wire(image["person"])["state"] == PersonState.ERASED:
        erasure.finish(from_wire(image["pk"]))


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="sweep_abandoned_accounts")
def sweep_abandoned_accounts(event: CloudWatchEvent) -> None:  # noqa: ARG001 - a schedule says nothing
    """Delete accounts whose registration stopped halfway."""
    from chalicelib.people import pending

    pending.sweep()
