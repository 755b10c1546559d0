"""From events to messages: once each, tried again when refused, never to somebody who is gone."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.notifications import deliver
from chalicelib.notifications.model import Message
from chalicelib.notifications.planning import is_told
from chalicelib.notifications.sending import NeverTaken, NotTaken
from chalicelib.notifications.templates import TEMPLATES, Template
from chalicelib.outbox import OutboxEvent, OutboxItem
from chalicelib.people import codes, erasure, verification
from chalicelib.people.registration import Registration, register
from chalicelib.people.verification_model import LIFETIME, Channel
from chalicelib.texts import Language, Text
from tests import samples

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]


class FakeSender:
    """Keeps what it is given; ``errors`` are raised first, one for each call."""

    def __init__(self, *errors: Exception) -> None:
        self.sent: list[Message] = []
        self.errors = list(errors)

    def send(self, message: Message) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(message)


@pytest.fixture
def address():
    return samples.email()


@pytest.fixture
def person_id(address):
    return register(
        Registration(email=address, phone=samples.phone(), password=samples.PASSWORD, language=Language.ENGLISH)
    )


def event(topic, subject, **details):
    made = OutboxEvent(
        id=f"evt_{subject}_{topic}",
        topic=topic,
        subject=subject,
        correlation_id="c",
        at=SYSTEM_CLOCK.now(),
        details=details,
    )
    return msgspec.json.encode(made).decode()


@pytest.fixture
def code_event(person_id):
    started = verification.start(person_id, Channel.EMAIL)
    return started.id, event("verification_code", person_id, verification=started.id)


def test_a_code_goes_to_its_contact_once(code_event, address):
    verification_id, body = code_event
    sender = FakeSender()
    assert [deliver(body, sender) for _ in range(3)] == [1, 0, 0]
    (message,) = sender.sent
    assert (message.to, message.channel) == (address, Channel.EMAIL)
    assert codes.code_of(verification_id) in message.body


def test_a_refused_message_is_tried_again(code_event):
    sender = FakeSender(NotTaken(), NotTaken())
    for _ in range(2):
        with pytest.raises(NotTaken):
            deliver(code_event[1], sender)
    assert deliver(code_event[1], sender) == 1


def test_a_message_whose_fate_is_unknown_is_not_sent_twice(code_event):
    sender = FakeSender(TimeoutError())
    with pytest.raises(TimeoutError):
        deliver(code_event[1], sender)
    assert deliver(code_event[1], sender) == 0
    assert sender.sent == []


def test_a_message_that_is_never_taken_is_given_up(code_event):
    sender = FakeSender(NeverTaken())
    assert [deliver(code_event[1], sender) for _ in range(2)] == [0, 0]


def test_an_expired_or_used_code_is_not_sent(person_id, code_event):
    verification_id, body = code_event
    sender = FakeSender()
    assert deliver(body, sender, FixedClock(SYSTEM_CLOCK.now() + LIFETIME + timedelta(seconds=1))) == 0
    verification.confirm(person_id, verification_id, codes.code_of(verification_id))
    assert deliver(body, sender) == 0
    assert sender.sent == []


def test_only_a_proven_contact_gets_other_messages(person_id, code_event, address):
    sender = FakeSender()
    assert deliver(event("welcome", person_id), sender) == 0
    verification.confirm(person_id, code_event[0], codes.code_of(code_event[0]))
    assert deliver(event("welcome", person_id), sender) == 1
    assert sender.sent[0].subject == "Welcome to Padan"
    assert sender.sent[0].to == address


def test_nobody_writes_to_the_erased(person_id, code_event):
    erasure.erase(person_id, actor=person_id)
    sender = FakeSender()
    assert deliver(code_event[1], sender) == 0
    assert deliver(event("welcome", person_id), sender) == 0


def test_an_event_about_nothing_tells_nobody():
    assert deliver(event("application_received", "app_gone"), FakeSender()) == 0


def test_what_nobody_is_told_of_is_not_relayed():
    assert is_told("verification_code")
    assert not is_told("person_registered")


def test_the_outbox_holds_no_code(person_id, code_event):
    events = [item.event for item in OutboxItem.scan() if item.event.subject == person_id]
    assert "verification_code" in {found.topic for found in events}
    assert codes.code_of(code_event[0]) not in str(events)


def test_an_event_leaves_only_with_its_transaction():
    def fail(transaction):
        outbox.add(transaction, topic="welcome", subject="per_never")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tables.write(fail)
    assert not [item for item in OutboxItem.scan() if item.event.subject == "per_never"]


def test_a_message_without_words_is_not_taken_for_sent(monkeypatch, code_event):
    broken = Template(**dict.fromkeys(("subject", "body", "sms"), Text("{nothing}", "{nothing}")))
    sender = FakeSender()
    with monkeypatch.context() as patched:
        patched.setitem(TEMPLATES, "code_contact", broken)
        for _ in range(2):
            with pytest.raises(KeyError):
                deliver(code_event[1], sender)
    assert sender.sent == []
    assert deliver(code_event[1], sender) == 1
    assert len(sender.sent) == 1
