"""Everybody concerned is told once, whoever is interrupted wherever; the clock runs until all are told."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import breaches
from chalicelib.breaches import announcing, store
from chalicelib.breaches.handling import handle
from chalicelib.breaches.incident import read_incident
from chalicelib.breaches.table import BreachItem, BreachNoticeItem
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict, InvalidInput, NotFound
from chalicelib.identifiers import new_identifier
from chalicelib.notifications import deliver
from chalicelib.outbox import OutboxItem
from chalicelib.people.registration import Registration, register
from chalicelib.texts import Language
from security import audit
from tests import samples
from tests.breaches.conftest import DISCOVERED, toml
from tests.notifications.test_delivering import FakeSender

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]


@pytest.fixture
def reference() -> str:
    return f"incident-{new_identifier('inc')[-12:]}"


def named(reference: str, *people: str, **changes: object):
    listed = ", ".join(f'"{person}"' for person in people)
    fields = {"reference": f'"{reference}"', "concerned": f"people = [{listed}]"} | changes
    return read_incident(toml(**fields).encode())


def people(count: int) -> list[str]:
    return sorted(new_identifier("per") for _ in range(count))


def queued(reference: str) -> list[OutboxItem]:
    return [item for item in OutboxItem.scan() if item.event.details.get("incident") == reference]


def test_a_look_tells_nobody(reference, clock):
    done = breaches.announce(named(reference, *people(3)), actor="op", send=False, clock=clock)
    assert (done.people, done.queued, done.late) == (3, 0, False)
    assert not queued(reference)
    with pytest.raises(NotFound):
        breaches.incident_of(reference)


def test_everybody_is_queued_once_however_often_it_is_sent(reference, clock):
    concerned = people(4)
    incident = named(reference, *concerned)
    counts = [breaches.announce(incident, actor="op", send=True, clock=clock).queued for _ in range(3)]
    assert counts == [4, 0, 0]
    assert sorted(item.event.subject for item in queued(reference)) == concerned
    found = {each.action for each in audit.entries_of(reference)}
    assert found == {"breach_declared"}


def test_a_run_that_broke_off_is_taken_up(reference, clock):
    incident = named(reference, *people(5))

    def dies(done: int, _: int | None) -> None:
        if done == 2:
            raise ConnectionError("the operator's machine is gone")

    with pytest.raises(ConnectionError):
        breaches.announce(incident, actor="op", send=True, tell=dies, clock=clock)
    assert len(queued(reference)) == 2
    assert BreachItem.get(reference).breach.people_told_at is None
    assert breaches.announce(incident, actor="op", send=True, clock=clock).queued == 3
    assert len(queued(reference)) == 5
    assert BreachItem.get(reference).breach.people_told_at == clock.now()


def test_who_is_found_later_is_told_and_words_may_grow(reference, clock):
    first, second = people(2)
    breaches.announce(named(reference, first), actor="op", send=True, clock=clock)
    more = named(reference, first, second, recovery='id = "Kata baru yang lebih lengkap."\nen = "More complete words."')
    assert breaches.announce(more, actor="op", send=True, clock=clock).queued == 1
    assert breaches.incident_of(reference).recovery.en == "More complete words."


def test_a_reference_is_of_one_incident(reference, clock):
    breaches.announce(named(reference, *people(1)), actor="op", send=True, clock=clock)
    another = named(reference, *people(1), discovered="2026-03-03T08:00:00+07:00")
    with pytest.raises(Conflict):
        breaches.announce(another, actor="op", send=True, clock=clock)
    assert len(queued(reference)) == 1


def test_whom_somebody_read_is_taken_from_the_audit(reference):
    reader, other = new_identifier("per"), new_identifier("per")
    one, two, three = people(3)
    clock = FixedClock(DISCOVERED - timedelta(hours=10))
    for subject, kind, actor in (
        (one, "phone", reader),
        (one, "name", reader),
        (one, "phone", reader),
        (two, "nik", reader),  # a kind that the incident does not name
        (three, "name", other),
    ):
        audit.record(actor=actor, action=f"read_{kind}", subject=subject, purpose="assist", clock=clock)
    audit.record(actor=reader, action="review_publish", subject="vac_1", purpose="review", clock=clock)
    late = FixedClock(DISCOVERED)
    audit.record(actor=reader, action="read_phone", subject=three, purpose="assist", clock=late)
    span = f'actor = "{reader}"\nfrom = 2026-03-01T13:00:00Z\nto = 2026-03-02T00:30:00Z'
    found = list(breaches.affected(named(reference, concerned=span)))
    assert [(each.person_id, each.kinds) for each in found] == [(one, ("phone", "name"))]
    both = named(reference, concerned=f'people = ["{three}"]\n{span}')
    assert {each.person_id for each in breaches.affected(both)} == {one, three}


def test_a_person_is_told_in_their_language_with_all_that_the_article_asks_for(reference, clock):
    person = register(Registration(email=samples.email(), password=samples.PASSWORD, language=Language.ENGLISH))
    from chalicelib.people import codes, verification
    from chalicelib.people.verification_model import Channel

    started = verification.start(person, Channel.EMAIL)
    verification.confirm(person, started.id, codes.code_of(started.id))
    breaches.announce(named(reference, person), actor="op", send=True, clock=clock)
    (item,) = queued(reference)
    sender = FakeSender()
    body = msgspec.json.encode(item.event).decode()
    assert [deliver(body, sender), deliver(body, sender)] == [1, 0]
    (message,) = sender.sent
    assert message.language is Language.ENGLISH
    for part in ("what", "how", "consequences", "handling", "recovery", "advice"):
        assert f"The part {part} in English." in message.body
    assert "phone number, name" in message.body
    assert "1 Maret 2026 20.00 WIB" in message.body
    assert reference in message.body
    ((incident, notice),) = breaches.notices_to(person)
    assert (incident.reference, notice.kinds) == (reference, ("phone", "name"))


def test_who_is_in_no_notice_is_told_nothing(reference, clock):
    breaches.announce(named(reference, *people(1)), actor="op", send=True, clock=clock)
    with pytest.raises(NotFound):
        breaches.still_to_tell(reference, new_identifier("per"))
    assert breaches.notices_to(new_identifier("per")) == ()


def test_the_clock_runs_until_people_and_agency_are_told(reference, clock):
    for item in BreachItem.scan():
        item.delete(add_version_condition=False)
    assert breaches.open_hours(clock) == 0
    incident = named(reference, *people(2))
    breaches.announce(incident, actor="op", send=True, clock=clock)
    assert breaches.open_hours(clock) == 2
    clock.advance(timedelta(hours=46))
    assert breaches.open_hours(clock) == 48
    breaches.note_agency(reference, actor="op", clock=clock)
    assert breaches.open_hours(clock) == 0
    (found,) = breaches.standing(clock)
    assert (found.reference, found.hours, found.people, found.late) == (reference, 48, 2, False)
    noted = found.agency_told_at
    clock.advance(timedelta(days=9))
    breaches.note_agency(reference, actor="op", clock=clock)
    (again,) = breaches.standing(clock)
    assert (again.agency_told_at, again.hours, again.late) == (noted, 48, False)


def test_what_is_not_told_in_time_is_late(reference, clock):
    for item in BreachItem.scan():
        item.delete(add_version_condition=False)
    clock.advance(timedelta(hours=70, seconds=1))
    done = breaches.announce(named(reference, *people(1)), actor="op", send=True, clock=clock)
    assert done.late
    (found,) = breaches.standing(clock)
    assert found.late


def test_an_agency_is_not_noted_of_what_was_never_declared(reference, clock):
    file = toml(reference=f'"{reference}"').encode()
    with pytest.raises(NotFound):
        handle(file, actor="op", agency_told=True, clock=clock)
    with pytest.raises(InvalidInput):
        handle(b"reference = 1", actor="op", clock=clock)
    done = handle(file, actor="op", send=True, agency_told=True, clock=clock)
    assert done.agency_told
    assert "Pasal 46" in done.document
    assert BreachItem.get(reference).breach.settled


def test_two_operators_at_once_tell_everybody_once(reference, clock, monkeypatch):
    concerned = people(6)
    incident = named(reference, *concerned)
    original = store.queue_notice

    def meanwhile(*given):
        monkeypatch.setattr(store, "queue_notice", original)
        announcing.announce(incident, actor="other", send=True, clock=clock)
        return original(*given)

    monkeypatch.setattr(store, "queue_notice", meanwhile)
    assert breaches.announce(incident, actor="op", send=True, clock=clock).queued == 0
    assert len(queued(reference)) == len(list(BreachNoticeItem.query(reference))) == 6
