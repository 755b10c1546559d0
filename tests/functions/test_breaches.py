"""What a person is shown of breaches, the clock, and the message, as functions within their policies."""

import json
from datetime import timedelta

import msgspec
import pytest

from chalicelib import breaches
from chalicelib.breaches.incident import read_incident
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from functions import breaches as handlers
from functions.notifying import send_messages
from functions.upkeep import look_after_people
from local.http.context import LambdaContext
from security.principal import Audience
from tests.breaches.conftest import toml
from tests.people.samples import stored
from tests.platform_fixtures import platform
from tests.store_fixtures import Caller

__all__ = ["platform"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
SCHEDULED = {
    "version": "0",
    "account": "",
    "region": "",
    "detail": {},
    "detail-type": "",
    "source": "aws.events",
    "time": "2026-03-02T08:30:00Z",
    "id": "1",
    "resources": [],
}


def told(person_id: str) -> str:
    """Tell somebody of an incident and return its reference."""
    reference = f"incident-{new_identifier('inc')[-12:]}"
    file = toml(reference=f'"{reference}"', concerned=f'people = ["{person_id}"]')
    breaches.announce(read_incident(file.encode()), actor="op", send=True)
    return reference


def test_a_person_is_shown_their_own_notices_in_their_language(caller: Caller):
    seeker, other = caller.sign_in(Audience.SEEKER), caller.sign_in(Audience.SEEKER)
    reference = told(seeker.id)
    reply = seeker.send("GET", "/v1/people/me/breach-notices", accept_language="en")
    assert reply.headers["cache-control"] == "private, no-store"
    (item,) = reply.json["items"]
    assert (item["reference"], item["kinds"], item["kind_names"]) == (
        reference,
        ["phone", "name"],
        ["phone number", "name"],
    )
    assert item["what"] == "The part what in English."
    assert seeker.send("GET", "/v1/people/me/breach-notices").json["items"][0]["what"].startswith("Bagian what")
    assert other.send("GET", "/v1/people/me/breach-notices").json == {"items": []}
    assert caller.sign_in(Audience.OFFICER).send("GET", "/v1/people/me/breach-notices").status == 403


def test_the_clock_is_told(monkeypatch):
    measured = []
    monkeypatch.setattr(handlers, "measure", lambda name, value: measured.append((name, value)))
    told(new_identifier("per"))
    handlers.watch_breaches(SCHEDULED, LambdaContext("watch_breaches", 60))
    ((name, hours),) = measured
    assert name == "BreachHours"
    assert hours == pytest.approx(breaches.open_hours(), abs=0.1)
    assert hours > 0


def test_the_worker_of_messages_may_read_what_it_tells():
    person_id = stored()
    reference = told(person_id)
    (event,) = [item.event for item in OutboxItem.scan() if item.event.details.get("incident") == reference]
    message = {
        "messageId": "1",
        "body": msgspec.json.encode(event).decode(),
        "messageAttributes": {},
        "receiptHandle": "",
        "attributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:ap-southeast-3:000000000000:padan-notifications",
        "awsRegion": "ap-southeast-3",
    }
    answer = send_messages({"Records": [message]}, LambdaContext("send_messages", 30))
    assert json.dumps(answer) == '{"batchItemFailures": []}'


def test_the_schedule_that_looks_after_people_may_erase_who_never_came_back():
    from chalicelib.people import store
    from chalicelib.people.model import PersonState

    now = SYSTEM_CLOCK.now()
    person_id = stored(
        state=PersonState.INACTIVE,
        active_until=now - timedelta(days=800),
        expiry_told_at=now - timedelta(days=31),
    )
    look_after_people(SCHEDULED, LambdaContext("look_after_people", 600))
    assert store.get(person_id)[0].state is PersonState.ERASED
