"""Whoever's password or contacts change hears of it at a contact that was theirs before, and nothing else is told."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from chalicelib import people
from chalicelib.notifications import planning
from chalicelib.outbox import OutboxEvent
from chalicelib.people.verification_model import Channel


def _told(topic, monkeypatch, verified=(), **details):
    person = SimpleNamespace(id="per_1", verified=verified)
    monkeypatch.setattr(people, "living", lambda person_id: (person, 1))
    at = datetime(2026, 5, 4, tzinfo=UTC)
    event = OutboxEvent(id="evt_1", topic=topic, subject="per_1", correlation_id="c", at=at, details=details)
    assert planning.is_told(topic)
    return [(each.template, each.recipient.channel, each.values) for each in planning.notices_of(event)]


def test_a_new_password_is_told_at_the_best_proven_contact(monkeypatch):
    assert _told("password_changed", monkeypatch) == [("password_changed", None, {})]


def test_a_session_that_two_have_used_is_told_at_the_best_proven_contact(monkeypatch):
    assert _told("session_replayed", monkeypatch) == [("session_replayed", None, {})]


@pytest.mark.parametrize(
    ("changed", "verified", "channel"),
    [
        ("phone", ("email",), Channel.EMAIL),
        ("email", ("phone",), Channel.PHONE),
        ("email", ("email", "phone"), Channel.PHONE),
        ("nik phone", ("email", "phone"), Channel.EMAIL),
        ("email", (), None),
        ("email", ("email",), None),
        ("email phone", ("email", "phone"), None),
        ("nik", ("email", "phone"), None),
    ],
)
def test_a_changed_contact_is_told_at_a_proven_one_that_was_not_touched(monkeypatch, changed, verified, channel):
    told = _told("contact_changed", monkeypatch, verified, changed=changed)
    assert told == ([("contact_changed", channel, {})] if channel else [])
