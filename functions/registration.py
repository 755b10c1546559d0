"""Registration, proof of contacts, and the work that registrations and erasures leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate
from msgspec import Meta

from chalicelib.clock import to_iso
from chalicelib.people.model import PersonState
from chalicelib.people.verification_model import Channel
from chalicelib.people.view_model import PersonView
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures, Record, failing_records
from functions.sessions import LARGEST_CREDENTIALS, Session, session_of
from functions.streams import stream_arn
from security.principal import Audience, Principal

if TYPE_CHECKING:
    from chalicelib.people.registration import Registration
    from chalicelib.people.verification_model import Verification

blueprint = Blueprint(__name__)


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """The new person, signed in. ``session`` is missing only when signing in failed just now."""

    person: PersonView
    session: Session | None


class VerificationRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which contact to prove."""

    channel: Channel


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """A code is on its way; ``expires_at`` in UTC."""

    id: str
    channel: Channel
    expires_at: str


class Confirmation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The six digits that arrived."""

    code: Annotated[str, Meta(max_length=20)]


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the person stands after the proof."""

    state: PersonState
    verified: tuple[str, ...]


@endpoint(blueprint, "POST", "/v1/people", audience=[Audience.PUBLIC], status=201)
def register(call: Call, body: Registration) -> Answer[Registered]:
    """Register a job seeker and sign in."""
    from chalicelib.people import registration, sessions, store, views

    person_id = registration.register(body, call.idempotency_key("register"))
    loaded = store.load(person_id)
    tokens = sessions.after_registration(person_id, body.password)
    person = views.own_view(loaded, Principal(id=person_id))
    session = session_of(tokens) if tokens else None
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

    started = verification.start(call.principal.id, body.channel, call.idempotency_key("verify"))
    return Answer(body=started_of(started))


@endpoint(blueprint, "POST", "/v1/people/me/verifications/{id}/confirm", audience=[Audience.SEEKER])
def confirm(call: Call, id: str, body: Confirmation) -> Answer[Confirmed]:  # noqa: A002 - the path's own name
    """Give the code back; the first proof makes the person active."""
    from chalicelib.people import verification

    person, version = verification.confirm(call.principal.id, id, body.code)
    return Answer(body=Confirmed(state=person.state, verified=person.verified), version=version)


def started_of(started: Verification) -> Started:
    """Return what the client may know of a code."""
    return Started(id=started.id, channel=started.channel, expires_at=to_iso(started.expires_at))


@blueprint.on_dynamodb_record(stream_arn=stream_arn("people"), name="finish_erasures", batch_size=10)
def finish_erasures(event: DynamoDBEvent) -> BatchFailures:
    """Remove what is left of people whose tombstone appeared; repeated until it is done."""
    return failing_records(event, _finish_erasure)


def _finish_erasure(record: Record) -> None:
    from chalicelib.people import erasure
    from chalicelib.wire import from_wire

    image = record["dynamodb"].get("NewImage")
    if image and from_wire(image["person"])["state"] == PersonState.ERASED:
        erasure.finish(from_wire(image["pk"]))


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="sweep_abandoned_accounts")
def sweep_abandoned_accounts(event: CloudWatchEvent) -> None:  # noqa: ARG001 - a schedule says nothing
    """Delete accounts whose registration stopped halfway."""
    from chalicelib.people import pending

    pending.sweep()
