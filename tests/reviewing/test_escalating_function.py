"""The hour's function on the whole platform: from a vacancy that nobody decided on to the messages to real accounts."""

import json
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from chalicelib import notifications, reviewing
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.reviewing import table
from functions.reviews import escalate
from local.http.context import LambdaContext
from security.accounts import accounts
from tests.platform_fixtures import platform
from tests.reviewing.samples import waiting

__all__ = ["platform"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
CONTEXT = LambdaContext("escalate_reviews", 600)


def overdue(region: str):
    vacancy = waiting(region, SYSTEM_CLOCK.now() - timedelta(days=30))
    reviewing.follow([(None, vacancy)])
    return vacancy


def member(group: str) -> str:
    person = new_identifier("per")
    accounts().create(person, groups=["officer", group])
    return person


def events_of(person: str):
    found = [item.event for item in OutboxItem.scan() if item.event.subject == person]
    return [event for event in found if event.topic == "reviews_overdue"]


def test_each_hour_runs_and_each_person_is_told_once():
    officer, elsewhere, monitor = member("region-52"), member("region-53"), member("monitor")
    vacancy = overdue("52.71")
    for _ in range(2):
        escalate(EVENT, CONTEXT)
    (event,) = events_of(officer)
    assert event.details == {"place": "52", "count": "1"}
    (event,) = events_of(monitor)
    assert int(event.details["count"]) >= 1
    assert events_of(elsewhere) == []
    assert table.load(vacancy.id)[0].level is reviewing.Level.MONITOR


def test_a_member_without_any_contact_is_passed_over():
    """Accounts of staff may have been made without a profile here: the message goes nowhere, and nothing fails."""
    officer = member("region-62")
    overdue("62.71")
    escalate(EVENT, CONTEXT)
    assert notifications.deliver(msgspec.json.encode(events_of(officer)[0]).decode()) == 0
