"""An officer is told that decisions are late: by one message, in their language."""

import msgspec
import pytest

from chalicelib import reviewing
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.notifications import deliver
from chalicelib.outbox import OutboxEvent, OutboxItem
from chalicelib.people import codes, verification
from chalicelib.people.registration import Registration, register
from chalicelib.people.verification_model import Channel
from chalicelib.reviewing import telling
from chalicelib.reviewing.escalating import Escalated
from chalicelib.texts import Language
from tests import samples
from tests.notifications.test_delivering import FakeSender

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]


def officer(language: Language) -> str:
    person = register(Registration(email=samples.email(), password=samples.PASSWORD, language=language))
    started = verification.start(person, Channel.EMAIL)
    verification.confirm(person, started.id, codes.code_of(started.id))
    return person


def told_of(person: str, place: str) -> OutboxEvent:
    """What `reviewing.tell` leaves for the one member of every group."""
    reviewing.tell(Escalated(overdue=7, overdue_in={place: 7}), SYSTEM_CLOCK)
    found = [item.event for item in OutboxItem.scan() if item.event.subject == person]
    return next(event for event in found if event.topic == "reviews_overdue")


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.INDONESIAN, "7 lowongan di Jawa Barat"), (Language.ENGLISH, "Vacancies in Jawa Barat")],
)
def test_an_officer_gets_one_message_however_often_the_event_comes(language, words, monkeypatch):
    person = officer(language)

    class Accounts:
        def members(self, group: str) -> tuple[str, ...]:
            return (person,) if group == "region-32" else ()

    monkeypatch.setattr(telling, "accounts", Accounts)
    body = msgspec.json.encode(told_of(person, "32")).decode()
    sender = FakeSender()
    assert [deliver(body, by=sender) for _ in range(2)] == [1, 0]
    (message,) = sender.sent
    assert words in message.body
    assert "7" in message.subject
    assert "{" not in message.subject + message.body


def test_a_monitor_is_told_of_the_whole_country(monkeypatch):
    person = officer(Language.INDONESIAN)

    class Accounts:
        def members(self, group: str) -> tuple[str, ...]:
            return (person,) if group == "monitor" else ()

    monkeypatch.setattr(telling, "accounts", Accounts)
    sender = FakeSender()
    deliver(msgspec.json.encode(told_of(person, "32")).decode(), by=sender)
    assert "di seluruh Indonesia" in sender.sent[0].body
